import type { JSX } from 'preact';
import type { TimelineRow } from '#history';
import type { Frame } from '../../frame.js';
import { historyAddress } from '../history/history-tabs.js';
import { Instant } from '../history/instant.js';

/** What happened last, with what one person did of a kind in one row. */
export function Activity({
  frame: { words, language },
  cycleId,
  rows,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly rows: readonly TimelineRow[];
}): JSX.Element {
  return (
    <section aria-labelledby="activity">
      <h2 id="activity">{words.cycle.activity}</h2>
      {rows.length === 0 ? (
        <p>{words.cycle.noActivity}</p>
      ) : (
        <ol class="items">
          {rows.map(({ from, to, facts, lead, types, recorded, hands }) => (
            <li key={from} class="item item-narrow">
              <p>
                <strong>{hands.map(({ personId }) => personId).join(', ')}</strong>
                {': '}
                <a href={historyAddress(cycleId, `fatti/${to}`)}>
                  {(lead?.words ?? types[0]?.words)?.[language]}
                </a>
                {lead?.scheda && ` · ${lead.scheda.code} ${lead.scheda.title}`}
                {facts > 1 && <span class="small"> ({words.cycle.times(facts)})</span>}
              </p>
              <p class="small">
                <Instant at={recorded.to} language={language} form="short" />
              </p>
            </li>
          ))}
        </ol>
      )}
      <p>
        <a href={historyAddress(cycleId)}>{words.cycle.wholeHistory}</a>
      </p>
    </section>
  );
}
