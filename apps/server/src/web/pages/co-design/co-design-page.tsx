import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type Action, type CoDesignListRow } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import type { CoDesignPageQuery } from './co-design-query.js';
import { periodInWords } from './period-in-words.js';

interface Shown {
  readonly frame: Frame;
  readonly query: Readonly<CoDesignPageQuery>;
  readonly found: {
    readonly rows: readonly CoDesignListRow[];
    readonly total: number;
    readonly next: string | null;
  };
}

/** The rows of the register with the five columns of its document: as they are written, and as they are understood. */
export function CoDesignPage({
  registerId,
  actions,
  ...shown
}: Shown & { readonly registerId: string; readonly actions: readonly Action[] }): JSX.Element {
  const { frame, query, found } = shown;
  const { words } = frame;
  const said = words.coDesign;
  const files = `/api/v1/registers/${registerId}/spreadsheets/co-design`;
  const isNarrowed = Object.values<unknown>(query).some((value) => value !== undefined);
  return (
    <Page frame={frame} title={said.title} crumbs={[{ label: words.desk.title, address: '/' }]}>
      <p class="lead">{said.lead}</p>
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={registerId} actions={actions} />
        </section>
      )}
      <Filters {...shown} />
      <p>
        {said.count(found.total)} · {said.export} <a href={`${files}?format=xlsx`}>XLSX</a>{' '}
        <a href={`${files}?format=csv`}>CSV</a>{' '}
        <a href={`${files}/template?format=xlsx`}>{said.template}</a>
      </p>
      {found.total === 0 ? (
        <Notice kind="info">
          <p>
            {isNarrowed ? said.noneSuch : said.empty}{' '}
            {isNarrowed && <a href="/coprogettazione">{said.clear}</a>}
          </p>
        </Notice>
      ) : (
        <Rows {...shown} />
      )}
      {found.next !== null && (
        <p>
          <a href={`/coprogettazione?dopo=${encodeURIComponent(found.next)}`}>{said.more}</a>
        </p>
      )}
    </Page>
  );
}

function Filters({ frame: { words }, query }: Shown): JSX.Element {
  const said = words.coDesign;
  return (
    <form class="filters card" action="/coprogettazione" aria-label={said.filters}>
      <div class="field">
        <label for="stato">{said.state}</label>
        <select id="stato" name="stato">
          <option value="">{said.all}</option>
          {Object.entries(valueSets.coDesignStates).map(([state, label]) => (
            <option key={state} value={state} selected={state === query.stato}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="titolare">{said.holder}</label>
        <input id="titolare" name="titolare" value={query.titolare} />
      </div>
      <div class="field">
        <label for="cup">{said.cup}</label>
        <input id="cup" name="cup" value={query.cup} />
      </div>
      <div class="field">
        <label for="entro">{said.expiring}</label>
        <input id="entro" name="entro" type="number" min="0" max="3660" value={query.entro} />
      </div>
      <label class="choice">
        <input type="checkbox" name="rivedere" value="si" checked={query.rivedere === 'si'} />
        {said.review}
      </label>
      <button type="submit" class="button">
        {words.schede.apply}
      </button>
    </form>
  );
}

function Rows({ frame, found }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.coDesign;
  return (
    <div class="table-scroll" role="region" aria-label={said.title} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{said.holderColumn}</th>
            <th scope="col">{said.activity}</th>
            <th scope="col" class="wide-only">
              {said.subjects}
            </th>
            <th scope="col">{said.state}</th>
            <th scope="col">{said.period}</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.coDesignRowId}>
              <td>{row.holder.text}</td>
              <th scope="row">
                <a href={`/coprogettazione/${encodeURIComponent(row.coDesignRowId)}`}>
                  {row.activity}
                </a>
              </th>
              <td class="wide-only">{row.subjects.map(({ text }) => text).join('; ')}</td>
              <td>
                {row.stateName[language]}
                {row.needsReview && (
                  <p>
                    <strong>{said.needsReview}</strong>
                  </p>
                )}
              </td>
              <td>
                {periodInWords(row.period)}
                {row.endsOn !== null && (
                  <p class="small">
                    {said.endsOn} {dayInWords(row.endsOn, language)}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
