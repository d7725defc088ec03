import type { JSX } from 'preact';
import type { Verb } from '#planning';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { Icon } from '../../pieces/icon.js';
import { LiveRegion } from '../../pieces/live.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { cycleCrumb } from '../cycle/cycle-address.js';
import { filtersInWords } from './filter-words.js';
import { hiddenBy, type ListedScheda } from './listed-scheda.js';
import { addressWith, filtersIn, type SchedePageQuery } from './schede-filters.js';
import { SchedeFilterForm } from './schede-filter-form.js';
import type { SchedeList } from './schede-list.js';
import { BULK_FORM, SchedeTable } from './schede-table.js';
import type { TableChoices } from './table-choices.js';
import { SavedViews, TableChoicesForms } from './table-choices-forms.js';

interface SchedePageProperties {
  readonly frame: Frame;
  readonly list: SchedeList;
  readonly query: SchedePageQuery;
  /** Those that the filters let through, in order. */
  readonly schede: readonly ListedScheda[];
  readonly choices: TableChoices;
  /** What the person may do with several of them. */
  readonly verbs: readonly Verb[];
}

/** With more rows the table scrolls under its heading. */
const TALL = 15;

/** The schede of a cycle. */
export function SchedePage({
  frame,
  list,
  query,
  schede,
  choices,
  verbs,
}: SchedePageProperties): JSX.Element {
  const { words } = frame;
  const { cycleId } = list.life.data;
  const isFiltered = filtersIn(query).length > 0;
  return (
    <Page
      frame={frame}
      title={words.schede.title}
      crumbs={[{ label: words.desk.title, address: '/' }, cycleCrumb(frame, list.life.data)]}
      live={schede.length === 0 ? undefined : liveOfCycle(frame, list.life)}
    >
      {choices.views.length > 0 && <SavedViews {...{ frame, cycleId, query, choices }} />}
      <SchedeFilterForm {...{ frame, list, query }} />
      <select-rows>
        <LiveRegion id="elenco" kind="list">
          <div class="list-head">
            <p class="lead" role="status">
              {schede.length === 0
                ? words.schede.none
                : words.schede.countOf(schede.length, list.schede.length)}{' '}
              {isFiltered && <a href={`/cicli/${cycleId}/schede`}>{words.schede.clear}</a>}
            </p>
            {schede.length > 0 && (
              <p class="list-file">
                <Icon name="download" /> {words.schede.file}{' '}
                <a href={addressWith(`/cicli/${cycleId}/schede.xlsx`, query)}>
                  {words.schede.xlsx}
                </a>{' '}
                <a href={addressWith(`/cicli/${cycleId}/schede.csv`, query)}>{words.schede.csv}</a>
              </p>
            )}
          </div>
          {schede.length === 0 ? (
            <Nothing {...{ frame, list, query }} />
          ) : (
            <div
              class={schede.length > TALL ? 'table-scroll table-tall' : 'table-scroll'}
              role="region"
              aria-label={words.schede.title}
              tabIndex={0}
            >
              <SchedeTable
                {...{ frame, cycleId, query, schede, choices, today: list.today }}
                isForChoosing={verbs.length > 0}
              />
            </div>
          )}
        </LiveRegion>
        {schede.length > 0 && verbs.length > 0 && (
          <WithTheChosen {...{ frame, cycleId, query, verbs }} />
        )}
      </select-rows>
      <TableChoicesForms {...{ frame, cycleId, query, choices }} />
    </Page>
  );
}

/** Why the list is empty: which filter hides how many. */
function Nothing({
  frame: { words },
  list,
  query,
}: Pick<SchedePageProperties, 'frame' | 'list' | 'query'>): JSX.Element {
  const said = words.schede;
  const { cycleId } = list.life.data;
  const names = new Map(filtersInWords(query, list, words).map((filter) => [filter.name, filter]));
  const hiding = hiddenBy(list.schede, query).filter(({ count }) => count > 0);
  return (
    <Notice kind="info">
      {list.schede.length === 0 ? (
        <p>{said.noneYet}</p>
      ) : hiding.length === 0 ? (
        <p>{said.hidesNot}</p>
      ) : (
        <ul>
          {hiding.map(({ name, count }) => {
            const { label = '', value = '' } = names.get(name) ?? {};
            const filter = `${label}: ${value}`;
            return (
              <li key={name}>
                {said.hides(filter, count)}{' '}
                <a href={addressWith(`/cicli/${cycleId}/schede`, query, { [name]: undefined })}>
                  {said.remove(label)}
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </Notice>
  );
}

/** What can be done with the rows that are chosen. It asks first, and changes nothing. */
function WithTheChosen({
  frame: { words, language },
  cycleId,
  query,
  verbs,
}: Pick<SchedePageProperties, 'frame' | 'query' | 'verbs'> & {
  readonly cycleId: string;
}): JSX.Element {
  const said = words.schede.bulk;
  const all = query.scelte === 'tutte';
  const address = `/cicli/${cycleId}/schede`;
  return (
    <form
      id={BULK_FORM}
      class="card bulk"
      action={`/cicli/${cycleId}/insieme`}
      aria-label={said.region}
    >
      <input type="hidden" name="da" value={addressWith(address, query)} />
      <p class="bulk-count">
        <a href={addressWith(address, query, { scelte: all ? undefined : 'tutte' })} data-all>
          {all ? said.chooseNone : said.chooseAll}
        </a>{' '}
        <span
          role="status"
          data-none={said.chosen(0)}
          data-one={said.chosen(1)}
          data-many={said.chosen(2).replace('2', '#')}
        />
      </p>
      <label for="verbo">{said.chosenLead}</label>
      <select id="verbo" name="verbo">
        {verbs.map(({ name, title }) => (
          <option key={name} value={name}>
            {title[language]}
          </option>
        ))}
      </select>
      <button type="submit" class="button" title={said.goNote}>
        {said.go}
      </button>
      <p class="hint wide-only">{said.hint}</p>
    </form>
  );
}
