import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { StageBar } from '../../pieces/stage-bar.js';
import { UndoReminders } from '../reminders/undo-reminders.js';
import type { WaitingReminder } from '../reminders/waiting-reminders.js';
import type { UnitInCycle } from './cycle-overview.js';

/** Which units somebody asks for. */
export interface UnitFilters {
  /** A piece of the name or of the head's id. */
  readonly text: string | undefined;
  readonly onlyLate: boolean;
}

/** Without accents and capitals, as people search. */
const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

function matching(
  units: readonly UnitInCycle[],
  { text, onlyLate }: UnitFilters,
): readonly UnitInCycle[] {
  const wanted = plain(text ?? '');
  return units.filter(
    ({ name, head = '', late }) =>
      (!onlyLate || late > 0) && (plain(name).includes(wanted) || plain(head).includes(wanted)),
  );
}

/** The units with their schede, those that are late first. */
export function UnitsTable({
  frame,
  cycleId,
  units,
  filters,
  mayRemind,
  waiting,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly units: readonly UnitInCycle[];
  readonly filters: UnitFilters;
  readonly mayRemind: boolean;
  /** What they may still take back. */
  readonly waiting: readonly WaitingReminder[];
}): JSX.Element {
  const { words } = frame;
  const late = units.filter((unit) => unit.late > 0 && unit.toRemind !== undefined).length;
  const shown = matching(units, filters);
  return (
    <section aria-labelledby="units">
      <div class="head">
        <h2 id="units">{words.cycle.units}</h2>
        {mayRemind && late > 0 && (
          <a class="button button-second screen-only" href={`/cicli/${cycleId}/solleciti`}>
            {words.cycle.remindLate(late)}
          </a>
        )}
      </div>
      {units.length === 0 ? (
        <p>{words.cycle.noUnits}</p>
      ) : (
        <>
          <Filters frame={frame} cycleId={cycleId} filters={filters} />
          <p class="small">
            {words.cycle.countOfUnits(shown.length, units.length)}. {words.cycle.unitsHint}{' '}
            {(filters.onlyLate || filters.text !== undefined) && (
              <a href={`/cicli/${cycleId}#units`}>{words.cycle.clear}</a>
            )}
          </p>
          {shown.length === 0 ? (
            <p>{words.cycle.noUnit}</p>
          ) : (
            <Rows
              frame={frame}
              cycleId={cycleId}
              units={shown}
              mayRemind={mayRemind}
              waiting={waiting}
            />
          )}
        </>
      )}
    </section>
  );
}

function Filters({
  frame: { words },
  cycleId,
  filters: { text, onlyLate },
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly filters: UnitFilters;
}): JSX.Element {
  return (
    <form class="filters" method="get" action={`/cicli/${cycleId}#units`} role="search">
      <div class="field">
        <label for="unita">{words.cycle.search}</label>
        <input id="unita" name="unita" type="search" maxLength={100} value={text ?? ''} />
      </div>
      <div class="tick">
        <input id="ritardo" name="ritardo" type="checkbox" value="si" checked={onlyLate} />
        <label for="ritardo">{words.cycle.onlyLate}</label>
      </div>
      <button type="submit" class="button button-second">
        {words.cycle.filter}
      </button>
    </form>
  );
}

function Rows({
  frame,
  cycleId,
  units,
  mayRemind,
  waiting,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly units: readonly UnitInCycle[];
  readonly mayRemind: boolean;
  readonly waiting: readonly WaitingReminder[];
}): JSX.Element {
  const { words } = frame;
  return (
    <table class="table table-cards units">
      <thead>
        <tr>
          <th scope="col">{words.cycle.unit}</th>
          <th scope="col" class="number">
            {words.cycle.handedIn}
          </th>
          <th scope="col">{words.cycle.howFar}</th>
          <th scope="col">{words.cycle.lateness}</th>
          <th scope="col">{words.cycle.reminders}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <Row
            key={unit.unitId}
            frame={frame}
            cycleId={cycleId}
            unit={unit}
            mayRemind={mayRemind && unit.toRemind !== undefined}
            waiting={waiting.filter(({ unitId }) => unitId === unit.unitId)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  frame,
  cycleId,
  unit: { unitId, name, head, total, handedIn, counts, late, reminded },
  mayRemind,
  waiting,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly unit: UnitInCycle;
  readonly mayRemind: boolean;
  readonly waiting: readonly WaitingReminder[];
}): JSX.Element {
  const { words } = frame;
  return (
    <tr>
      <th scope="row">
        <a href={`/cicli/${cycleId}/schede?unita=${encodeURIComponent(unitId)}`}>{name}</a>
        {head !== undefined && <span class="small"> {head}</span>}
      </th>
      <td class="number" data-label={words.cycle.handedIn}>
        {handedIn}/{total}
      </td>
      <td class="units-bar" data-label={words.cycle.howFar}>
        <StageBar counts={counts} words={words} />
      </td>
      <td data-label={words.cycle.lateness}>
        {late > 0 ? (
          <span class="badge-late">{words.cycle.late(late)}</span>
        ) : (
          <span class="badge-fine">{words.cycle.inOrder}</span>
        )}
      </td>
      <td data-label={words.cycle.reminders}>
        <span class="small">
          {reminded ? words.cycle.reminded(reminded.times) : words.cycle.noReminder}
        </span>{' '}
        {mayRemind && (
          <a
            class="screen-only"
            href={`/cicli/${cycleId}/solleciti?unita=${encodeURIComponent(unitId)}`}
            aria-label={words.cycle.remindUnit(name)}
          >
            {words.cycle.remind}
          </a>
        )}
        <UndoReminders frame={frame} cycleId={cycleId} waiting={waiting} unit={name} />
      </td>
    </tr>
  );
}
