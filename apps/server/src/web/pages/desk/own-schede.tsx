import type { JSX } from 'preact';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { stageOf } from '../cycle/scheda-stage.js';
import type { OwnScheda } from './desk-reader.js';

/** The schede of somebody's own unit, each with where it stands; of one that came back what was said, in full. */
export function OwnSchede({
  frame: { words, language },
  schede,
  today,
}: {
  readonly frame: Frame;
  readonly schede: readonly OwnScheda[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element {
  if (schede.length === 0) return <p>{words.desk.noSchede}</p>;
  const backFirst = schede.toSorted(
    (one, other) => Number(other.returned !== undefined) - Number(one.returned !== undefined),
  );
  return (
    <ul class="items">
      {backFirst.map(({ row, returned }) => (
        <li key={`${row.cycleId} ${row.schedaId}`} class="item item-narrow">
          <div class="own-scheda">
            <h3>
              <a href={`/cicli/${row.cycleId}/schede/${row.schedaId}`}>
                <span class="code">{row.code}</span> {row.title}
              </a>
            </h3>
            <span class={`stage stage-of-${stageOf(row.state)}`}>{row.stateName[language]}</span>
          </div>
          {returned && (
            <blockquote class="returned-note">
              <p>
                <strong>{words.desk.returned}</strong>{' '}
                {returned.reasons.map((reason) => valueSets.returnReasons[reason]).join(', ')}
              </p>
              <p class="as-written">{returned.text}</p>
              {returned.due !== undefined && (
                <p class="due">
                  {words.desk.returnedBy}{' '}
                  <DayFromToday day={returned.due} today={today} language={language} />
                </p>
              )}
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  );
}
