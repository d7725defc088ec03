import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import type { ChosenWhose, UnitToChoose } from './whose-agenda.js';

/** Chooses whose deadlines a view shows. */
export function AgendaFilters({
  frame: { words },
  view,
  units,
  chosen,
  byDefault,
}: {
  readonly frame: Frame;
  /** What the address of the view says besides: fields without a choice. */
  readonly view: Readonly<Record<string, string | undefined>>;
  readonly units: readonly UnitToChoose[];
  readonly chosen: ChosenWhose;
  /** Whose are shown where nobody chose. */
  readonly byDefault: NonNullable<ChosenWhose['di']>;
}): JSX.Element {
  const said = words.agenda.gantt;
  const { di = byDefault, unita } = chosen;
  return (
    <form class="filters card" action="/scadenze" aria-label={said.filters}>
      {Object.entries(view).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div class="field">
        <label for="di">{said.whose}</label>
        <select id="di" name="di">
          <option value="tutte">{said.all}</option>
          <option value="mie" selected={di === 'mie'}>
            {said.mine}
          </option>
        </select>
      </div>
      {units.length > 0 && (
        <div class="field">
          <label for="unita">{said.unit}</label>
          <select id="unita" name="unita">
            <option value="">{said.everyUnit}</option>
            {units.map(({ unitId, name }) => (
              <option key={unitId} value={unitId} selected={unitId === unita}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <button type="submit" class="button">
        {said.show}
      </button>
    </form>
  );
}
