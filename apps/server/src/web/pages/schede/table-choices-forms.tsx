import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import type { SchedePageQuery } from './schede-filters.js';
import {
  choosableColumns,
  MOST_NAME,
  queryOfView,
  type ChoosableColumn,
  type TableChoices,
} from './table-choices.js';

interface Properties {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly query: SchedePageQuery;
  readonly choices: TableChoices;
}

/** The views that somebody saved, as links. */
export function SavedViews({ frame: { words }, cycleId, query, choices }: Properties): JSX.Element {
  const now = queryOfView(query);
  return (
    <nav class="views saved-views" aria-label={words.schede.table.views}>
      <ul>
        {choices.views.map((view) => (
          <li key={view.name}>
            <a
              href={`/cicli/${cycleId}/schede${view.query === '' ? '' : `?${view.query}`}`}
              {...(view.query === now && { 'aria-current': 'true' as const })}
            >
              {view.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Which columns, how dense the rows, and the list as it stands under a name. */
export function TableChoicesForms({ frame, cycleId, query, choices }: Properties): JSX.Element {
  const said = frame.words.schede.table;
  const action = `/cicli/${cycleId}/schede/vista`;
  const hidden = <input type="hidden" name="query" value={queryOfView(query)} />;
  return (
    <details class="card table-choices">
      <summary>{said.title}</summary>
      <form method="post" action={action}>
        {hidden}
        <fieldset class="choices">
          <legend>{said.columns}</legend>
          {choosableColumns.map((column) => (
            <label key={column} class="choice">
              <input
                type="checkbox"
                name="colonna"
                value={column}
                checked={!choices.hidden.includes(column)}
              />{' '}
              {columnName(column, frame)}
            </label>
          ))}
        </fieldset>
        <label class="choice">
          <input type="checkbox" name="righe" value="fitte" checked={choices.isDense} />{' '}
          {said.dense}
        </label>
        <button type="submit" class="button button-second">
          {said.apply}
        </button>
      </form>
      <form method="post" action={action}>
        {hidden}
        <div class="field">
          <label for="nome">{said.name}</label>
          <p class="hint" id="nome-hint">
            {said.nameHint}
          </p>
          <input
            id="nome"
            name="nome"
            type="text"
            required
            maxLength={MOST_NAME}
            autocomplete="off"
            aria-describedby="nome-hint"
          />
        </div>
        <button type="submit" name="azione" value="vista" class="button button-second">
          {said.save}
        </button>
        {choices.views.map(({ name }) => (
          <button
            key={name}
            type="submit"
            name="togli"
            value={name}
            class="button-row"
            formnovalidate
          >
            {said.remove(name)}
          </button>
        ))}
      </form>
    </details>
  );
}

/** As the heading of the table has it. */
function columnName(column: ChoosableColumn, { words: { schede } }: Frame): string {
  const names = {
    ...{ unita: schede.unit, punto: schede.where, entro: schede.due },
    ...{ versione: schede.version, passo: schede.moved },
  };
  return names[column];
}
