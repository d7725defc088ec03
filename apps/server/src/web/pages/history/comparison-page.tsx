import type { JSX } from 'preact';
import type { Change, Track } from '#history';
import type { CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { ChangesList } from './changes-list.js';
import { shortened } from './fact-row.js';
import { HistoryPage, historyAddress } from './history-tabs.js';
import { instantInWords } from './instant.js';

/** What is different in one thing. */
export interface ComparedThing {
  /** Undefined for the cycle itself. */
  readonly scheda?: { readonly schedaId: string; readonly code: string; readonly title: string };
  /** Whether it is there only at one of the two moments. */
  readonly only?: 'from' | 'to';
  readonly changes: readonly Change[];
}

/** Two moments of a cycle, and what is different. */
export interface ShownComparison {
  readonly life: Readonly<CycleLife>;
  readonly track: Track;
  readonly from: number;
  readonly to: number;
  /** The scheda that alone is compared, `ciclo` for the cycle alone, empty for all. */
  readonly of: string;
  readonly things: readonly ComparedThing[];
  /** What was typed for the two, and which of them is nothing. */
  readonly typed: Readonly<Record<'da' | 'a', string>>;
  readonly wrong: readonly ('da' | 'a')[];
}

/** So many differences are shown of all schede together. */
const MOST = 300;

/** What is different between two moments. */
export function ComparisonPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownComparison;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.history.comparison;
  const { life, track, from, to, things } = shown;
  const { cycleId, title } = life.data;
  const count = things.reduce((sum, { changes, only }) => sum + (only ? 1 : changes.length), 0);
  let left = MOST;
  const within = things.map((thing) => {
    const changes = thing.changes.slice(0, Math.max(0, left));
    left -= changes.length;
    return { ...thing, changes };
  });
  const at = (revision: number): string =>
    `${words.history.fact.number(revision)}, ${instantInWords(track.recordedMs[revision] ?? 0, language)}`;
  const thereOnly = (when: 'from' | 'to'): readonly ComparedThing[] =>
    things.filter(({ only }) => only === when);
  return (
    <HistoryPage frame={frame} cycle={{ cycleId, title }} tab="comparison">
      <p>{said.lead}</p>
      <Form frame={frame} shown={shown} />
      <p class="lead" role="status">
        {at(from)} – {at(to)}: {count === 0 ? said.none : said.counted(count)}
      </p>
      {within.map(({ scheda, only, changes }) =>
        changes.length === 0 || only ? null : (
          <section key={scheda?.schedaId ?? ''} class="compared-thing">
            <h2>{scheda ? <SchedaThen {...{ cycleId, scheda }} at={to} /> : said.cycle}</h2>
            <ChangesList frame={frame} changes={changes} life={life} />
          </section>
        ),
      )}
      {left < 0 && <p>{said.more(-left)}</p>}
      <Whole title={said.newSchede} cycleId={cycleId} at={to} things={thereOnly('to')} />
      <Whole title={said.goneSchede} cycleId={cycleId} at={from} things={thereOnly('from')} />
    </HistoryPage>
  );
}

/** Schede that are there only at one of the two moments: of those there is nothing to compare. */
function Whole({
  title,
  cycleId,
  at,
  things,
}: {
  readonly title: (count: number) => string;
  readonly cycleId: string;
  readonly at: number;
  readonly things: readonly ComparedThing[];
}): JSX.Element | null {
  if (things.length === 0) return null;
  return (
    <section class="compared-whole">
      <h2>{title(things.length)}</h2>
      <ul>
        {things.map(
          ({ scheda }) =>
            scheda && (
              <li key={scheda.schedaId}>
                <SchedaThen {...{ cycleId, scheda, at }} />
              </li>
            ),
        )}
      </ul>
    </section>
  );
}

function SchedaThen({
  cycleId,
  scheda: { schedaId, code, title },
  at,
}: {
  readonly cycleId: string;
  readonly scheda: NonNullable<ComparedThing['scheda']>;
  readonly at: number;
}): JSX.Element {
  return (
    <a href={historyAddress(cycleId, `schede/${schedaId}?al=${at}`)}>
      {code} {shortened(title)}
    </a>
  );
}

function Form({
  frame: { words },
  shown: { life, of, typed, wrong },
}: {
  readonly frame: Frame;
  readonly shown: ShownComparison;
}): JSX.Element {
  const said = words.history.comparison;
  const schede = Object.values(life.data.schede).sort((one, other) =>
    one.code.localeCompare(other.code, 'it'),
  );
  const moment = (name: 'da' | 'a', label: string): JSX.Element => {
    const isWrong = wrong.includes(name);
    return (
      <div class={isWrong ? 'field field-wrong' : 'field'}>
        <label for={name}>{label}</label>
        {isWrong && (
          <p class="field-error" id={`${name}-error`}>
            {said.wrong}
          </p>
        )}
        <input
          id={name}
          name={name}
          type="text"
          maxLength={40}
          autocomplete="off"
          required
          value={typed[name]}
          {...(isWrong && {
            'aria-invalid': 'true' as const,
            'aria-describedby': `${name}-error`,
          })}
        />
      </div>
    );
  };
  return (
    <form
      class="card filters"
      method="get"
      action={historyAddress(life.data.cycleId, 'confronto')}
      aria-label={said.title}
    >
      {moment('da', said.from)}
      {moment('a', said.to)}
      <div class="field">
        <label for="di">{said.scheda}</label>
        <select id="di" name="di">
          <option value="">{said.allSchede}</option>
          <option value="ciclo" selected={of === 'ciclo'}>
            {said.whole}
          </option>
          {schede.map(({ schedaId, code, title }) => (
            <option key={schedaId} value={schedaId} selected={schedaId === of}>
              {code} {shortened(title)}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button">
        {said.compare}
      </button>
    </form>
  );
}
