import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { CycleLife, Scheda } from '#planning';
import type { Track } from '#history';
import type { Frame } from '../../frame.js';
import { SchedaContent } from '../scheda/scheda-content.js';
import type { Names } from '../scheda/named.js';
import { momentAddress, type AskedMoment } from './asked-moment.js';
import { HistoryPage, historyAddress } from './history-tabs.js';
import { instantInWords } from './instant.js';

/** A scheda at a moment. */
export interface ShownSchedaThen {
  readonly asked: AskedMoment;
  readonly track: Track;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  /** Where its machine stood, in words. */
  readonly standing: string;
  readonly unit: string;
  readonly names: Names;
}

/** A scheda as it was, and never taken for what it is now. */
export function SchedaThenPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownSchedaThen;
}): JSX.Element {
  const { words, language, may } = frame;
  const said = words.history.schedaThen;
  const { asked, track, life, scheda, standing, unit, names } = shown;
  const { cycleId, title } = life.data;
  const address = historyAddress(cycleId);
  return (
    <HistoryPage
      frame={frame}
      cycle={{ cycleId, title }}
      tab="moment"
      isBelow
      title={`${scheda.code} · ${scheda.title}`}
    >
      <div class="then" role="status">
        <p>
          <strong>
            {asked.time === 'accaduto'
              ? `${said.occurredBand} ${dayInWords(asked.day, language, 'full')}`
              : `${said.band} ${instantInWords(track.recordedMs[asked.revision] ?? 0, language, 'full')} (${words.history.fact.number(asked.revision)})`}
          </strong>
        </p>
        <p>
          <a href={`/cicli/${cycleId}/schede/${scheda.schedaId}`}>{said.now}</a>
          {may.openHistory && (
            <>
              {' · '}
              <a href={momentAddress(address, asked)}>{said.cycle}</a> ·{' '}
              <a href={historyAddress(cycleId, `fatti?zoom=tutto&scheda=${scheda.schedaId}`)}>
                {said.facts}
              </a>
            </>
          )}
        </p>
      </div>
      <p class="lead">
        {standing} · {words.scheda.version(scheda.version)} · {unit}
      </p>
      <SchedaContent {...{ frame, life, scheda, unit, names, origins: undefined, versions: [] }} />
    </HistoryPage>
  );
}
