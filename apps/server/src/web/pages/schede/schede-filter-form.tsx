import type { JSX } from 'preact';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { schedaStages } from '../cycle/scheda-stage.js';
import type { SchedePageQuery } from './schede-filters.js';
import type { SchedeList } from './schede-list.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What narrows the list down, as a form whose answer is an address. */
export function SchedeFilterForm({
  frame: { words },
  list,
  query,
}: {
  readonly frame: Frame;
  readonly list: SchedeList;
  readonly query: SchedePageQuery;
}): JSX.Element {
  const { schede: said, stages } = words;
  const { cycleId, programmes, objectives } = list.life.data;
  const units = [...new Set(list.schede.map(({ unitId }) => unitId))]
    .map((value) => ({ value, label: list.unitName(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'it'));
  const knowsPnrr = list.schede.some(({ pnrr }) => pnrr !== undefined);
  const choices = (set: Readonly<Record<string, string>>): readonly Choice[] =>
    Object.entries(set).map(([value, label]) => ({ value, label }));
  return (
    <form class="filters card" action={`/cicli/${cycleId}/schede`} aria-label={said.filters}>
      <Select
        {...{ name: 'stato', label: said.stage, all: said.all, chosen: query.stato }}
        choices={schedaStages.map((value) => ({ value, label: stages[value] }))}
      />
      <Select
        {...{ name: 'unita', label: said.unit, all: said.all, chosen: query.unita }}
        choices={units}
      />
      <Select
        {...{ name: 'settore', label: said.sector, all: said.allOf, chosen: query.settore }}
        choices={choices(valueSets.sectors)}
      />
      <Select
        {...{ name: 'obiettivo', label: said.objective, all: said.allOf, chosen: query.obiettivo }}
        choices={Object.values(objectives).map(({ objectiveId, name }) => ({
          value: objectiveId,
          label: name,
        }))}
      />
      <Select
        {...{ name: 'programma', label: said.programme, all: said.allOf, chosen: query.programma }}
        choices={Object.values(programmes).map(({ programmeId, name }) => ({
          value: programmeId,
          label: name,
        }))}
      />
      {(knowsPnrr || query.pnrr !== undefined) && (
        <Select
          {...{ name: 'pnrr', label: said.pnrr, all: said.all, chosen: query.pnrr }}
          choices={choices({ si: said.yes, no: said.no })}
        />
      )}
      <div class="field">
        <label for="testo">{said.text}</label>
        <input id="testo" name="testo" type="search" maxLength={200} value={query.testo ?? ''} />
      </div>
      <div class="field check">
        <input
          id="ritardo"
          name="ritardo"
          type="checkbox"
          value="si"
          checked={query.ritardo === 'si'}
        />
        <label for="ritardo">{said.late}</label>
      </div>
      {query.ordine && <input type="hidden" name="ordine" value={query.ordine} />}
      {query.verso && <input type="hidden" name="verso" value={query.verso} />}
      <button type="submit" class="button">
        {said.apply}
      </button>
    </form>
  );
}

function Select({
  name,
  label,
  all,
  chosen,
  choices,
}: {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly chosen: string | undefined;
  readonly choices: readonly Choice[];
}): JSX.Element {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{all}</option>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
