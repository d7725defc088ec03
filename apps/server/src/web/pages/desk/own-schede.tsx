import type { JSX } from 'preact';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import { stageOf, type SchedaStage } from '../cycle/scheda-stage.js';
import type { OwnScheda } from './desk-reader.js';

/** In which order they are looked at: first what the unit has to work on. */
const order: readonly SchedaStage[] = [
  ...(['returned', 'notStarted', 'inDrafting', 'submitted', 'inVerification'] as const),
  ...(['verified', 'other'] as const),
];

interface OwnSchedeProperties {
  readonly frame: Frame;
  readonly schede: readonly OwnScheda[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** The schede of somebody's own unit, each with where it stands; of one that came back what was said, in full. */
export function OwnSchede({ schede, ...rest }: OwnSchedeProperties): JSX.Element {
  const { words } = rest.frame;
  if (schede.length === 0) return <p>{words.desk.noSchede}</p>;
  const sorted = schede.toSorted((one, other) => placeOf(one) - placeOf(other));
  const isDone = (scheda: OwnScheda): boolean => placeOf(scheda) >= order.indexOf('verified');
  const [open, done] = [sorted.filter((each) => !isDone(each)), sorted.filter(isDone)];
  return (
    <>
      {open.length > 0 && <List schede={open} {...rest} />}
      {done.length > 0 && (
        <details class="own-done" open={open.length === 0}>
          <summary>
            {words.desk.done} <span class="count">{done.length}</span>
          </summary>
          <List schede={done} {...rest} />
        </details>
      )}
    </>
  );
}

const placeOf = ({ row }: OwnScheda): number => order.indexOf(stageOf(row.state));

function List({ frame: { words, language }, schede, today }: OwnSchedeProperties): JSX.Element {
  return (
    <ul class="items">
      {schede.map(({ row, returned }) => (
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
