import type { JSX } from 'preact';
import type { CycleLife, SchedaRow } from '#planning';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { schedaStages, type SchedaStage } from '../cycle/scheda-stage.js';

/** By what a list of schede is narrowed down; it stands in the address. */
export interface SchedeFilters {
  readonly stage?: SchedaStage | undefined;
  readonly programmeId?: string | undefined;
  readonly text?: string | undefined;
}

/** The schede of a cycle. */
export function SchedePage({
  frame,
  life,
  filters,
  schede,
  unitName,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly filters: SchedeFilters;
  readonly schede: readonly SchedaRow[];
  /** What a unit is called today. */
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const { words, language } = frame;
  const { cycleId, title } = life.data;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Page
      frame={frame}
      title={words.schede.title}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: title, address: `/cicli/${cycleId}` },
      ]}
    >
      <Filters frame={frame} life={life} filters={filters} />
      <p class="lead" role="status">
        {schede.length === 0 ? words.schede.none : words.schede.count(schede.length)}{' '}
        {isFiltered && <a href={`/cicli/${cycleId}/schede`}>{words.schede.clear}</a>}
      </p>
      {schede.length > 0 && (
        <div class="table-scroll" role="region" aria-label={words.schede.title} tabIndex={0}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.schede.heading}</th>
                <th scope="col" class="wide-only">
                  {words.schede.unit}
                </th>
                <th scope="col">{words.schede.where}</th>
                <th scope="col" class="number wide-only">
                  {words.schede.returns}
                </th>
              </tr>
            </thead>
            <tbody>
              {schede.map((scheda) => (
                <tr key={scheda.schedaId}>
                  <th scope="row">
                    <span class="code">{scheda.code}</span>{' '}
                    <a href={`/cicli/${cycleId}/schede/${scheda.schedaId}`}>{scheda.title}</a>
                  </th>
                  <td class="wide-only">{unitName(scheda.unitId)}</td>
                  <td>{scheda.stateName[language]}</td>
                  <td class="number wide-only">{scheda.returns}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function Filters({
  frame: { words },
  life,
  filters,
}: {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly filters: SchedeFilters;
}): JSX.Element {
  const { cycleId, programmes } = life.data;
  return (
    <form class="card filters" method="get" action={`/cicli/${cycleId}/schede`} role="search">
      <div class="field">
        <label for="stato">{words.schede.stage}</label>
        <select id="stato" name="stato">
          <option value="">{words.schede.all}</option>
          {schedaStages.map((stage) => (
            <option key={stage} value={stage} selected={stage === filters.stage}>
              {words.stages[stage]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="programma">{words.schede.programme}</label>
        <select id="programma" name="programma">
          <option value="">{words.schede.allProgrammes}</option>
          {Object.values(programmes).map(({ programmeId, name }) => (
            <option
              key={programmeId}
              value={programmeId}
              selected={programmeId === filters.programmeId}
            >
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="testo">{words.schede.text}</label>
        <input id="testo" name="testo" type="search" maxLength={200} value={filters.text ?? ''} />
      </div>
      <button type="submit" class="button">
        {words.schede.apply}
      </button>
    </form>
  );
}
