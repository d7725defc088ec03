import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type Action, type CoDesignListRow } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { distanceInWords } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import type { CoDesignPageQuery } from './co-design-query.js';
import { PeriodBar, scaleOf } from './period-bar.js';
import { periodInWords } from './period-in-words.js';
import { EXPIRING_DAYS, isExpiring, spanOf } from './seen-rows.js';

/** Rows on one page. */
const SHOWN = 100;

interface Shown {
  readonly frame: Frame;
  readonly query: Readonly<CoDesignPageQuery>;
  /** Those that are looked for. */
  readonly rows: readonly CoDesignListRow[];
  /** How many there are in all. */
  readonly total: number;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** The rows of the register with the five columns of its document: as they are written, and as they are understood. */
export function CoDesignPage({
  registerId,
  actions,
  ...shown
}: Shown & { readonly registerId: string; readonly actions: readonly Action[] }): JSX.Element {
  const { frame, query, rows, total, today } = shown;
  const { words, may } = frame;
  const said = words.coDesign;
  const { da = 0, ...filters } = query;
  const asked = queryOf(filters);
  const isNarrowed = asked !== '';
  const expiring = rows.filter((row) => isExpiring(row, today)).length;
  return (
    <Page
      frame={frame}
      hasActions={actions.length > 0}
      title={said.title}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      <p class="lead">{said.lead}</p>
      {actions.length > 0 && (
        <p>
          <a href="#actions">{said.actions}</a>
        </p>
      )}
      <Filters {...shown} />
      <p role="status">
        {isNarrowed ? said.countOf(rows.length, total) : said.count(total)}
        {expiring > 0 && ` · ${said.expiringCount(expiring, EXPIRING_DAYS)}`}
      </p>
      {total > 0 && (
        <p class="co-design-files">
          {said.export} <a href={`/coprogettazione.xlsx${asked}`}>XLSX</a>{' '}
          <a href={`/coprogettazione.csv${asked}`}>CSV</a>{' '}
          <a href={`/coprogettazione.json${asked}`}>JSON</a>{' '}
          <a href={`/coprogettazione.pdf${asked}`}>PDF</a>{' '}
          {may.openImport && <a href="/importa">{said.bringIn}</a>}
        </p>
      )}
      {rows.length === 0 ? (
        <Notice kind="info">
          <p>
            {isNarrowed ? said.noneSuch : said.empty}{' '}
            {isNarrowed && <a href="/coprogettazione">{said.clear}</a>}
          </p>
        </Notice>
      ) : (
        <Rows {...shown} rows={rows.slice(da, da + SHOWN)} />
      )}
      {rows.length > da + SHOWN && (
        <p>
          <a href={`/coprogettazione${queryOf({ ...filters, da: da + SHOWN })}`}>{said.more}</a>
        </p>
      )}
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={registerId} actions={actions} />
        </section>
      )}
    </Page>
  );
}

/** The same question once more, as it goes into an address. */
function queryOf(query: Readonly<CoDesignPageQuery>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries<string | number | undefined>({ ...query })) {
    if (value !== undefined) asked.set(name, String(value));
  }
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
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
        <label for="ente">{said.ente}</label>
        <input id="ente" name="ente" value={query.ente} />
      </div>
      <div class="field">
        <label for="dal">{said.from}</label>
        <input id="dal" name="dal" type="date" value={query.dal} />
      </div>
      <div class="field">
        <label for="al">{said.to}</label>
        <input id="al" name="al" type="date" value={query.al} />
      </div>
      <div class="field">
        <label for="cup">{said.cup}</label>
        <input id="cup" name="cup" value={query.cup} />
      </div>
      <div class="field">
        <label for="cig">{said.cig}</label>
        <input id="cig" name="cig" value={query.cig} />
      </div>
      <div class="field">
        <label for="scheda">{said.scheda}</label>
        <input id="scheda" name="scheda" value={query.scheda} />
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

function Rows({ frame, rows, today }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.coDesign;
  const scale = scaleOf(rows.map(spanOf), today);
  return (
    <div class="table-scroll" role="region" aria-label={said.title} tabIndex={0}>
      <table class="table table-cards table-said">
        <thead>
          <tr>
            <th scope="col">{said.holderColumn}</th>
            <th scope="col">{said.activity}</th>
            <th scope="col">{said.subjects}</th>
            <th scope="col">{said.state}</th>
            <th scope="col">
              {said.period}
              {scale && (
                <span class="period-scale small">
                  <span>{scale.from.slice(0, 4)}</span>
                  <span>{scale.to.slice(0, 4)}</span>
                </span>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const span = spanOf(row);
            return (
              <tr key={row.coDesignRowId}>
                <td data-label={said.holderColumn}>{row.holder.text}</td>
                <th scope="row">
                  <a href={rowAddress(row.coDesignRowId)}>{row.activity}</a>
                  <Renewals row={row} frame={frame} />
                </th>
                <td data-label={said.subjects}>
                  {row.subjects.map(({ text }) => text).join('; ')}
                </td>
                <td data-label={said.state}>
                  {row.stateName[language]}
                  {row.stateText !== undefined && (
                    <p class="small">{said.written(row.stateText)}</p>
                  )}
                  {row.needsReview && (
                    <p>
                      <strong>{said.needsReview}</strong>
                    </p>
                  )}
                </td>
                <td class="period" data-label={said.period}>
                  {periodInWords(row.period)}
                  {span && scale && <PeriodBar span={span} scale={scale} today={today} />}
                  {row.endsOn !== null && (
                    <p class={isExpiring(row, today) ? 'late' : 'small'}>
                      {said.endsOn} {dayInWords(row.endsOn, language)}
                      {isExpiring(row, today) &&
                        ` (${distanceInWords(row.endsOn, today, language)})`}
                    </p>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const rowAddress = (rowId: string): string => `/coprogettazione/${encodeURIComponent(rowId)}`;

/** What came before a row, and what came after it. */
function Renewals({
  row: { renews, renewedBy },
  frame: { words },
}: {
  readonly row: CoDesignListRow;
  readonly frame: Frame;
}): JSX.Element | null {
  const said = words.coDesign;
  if (renews === undefined && renewedBy === null) return null;
  return (
    <p class="small">
      {renews !== undefined && (
        <>
          ← {said.renews} <a href={rowAddress(renews)}>{renews}</a>{' '}
        </>
      )}
      {renewedBy !== null && (
        <>
          → {said.renewedBy} <a href={rowAddress(renewedBy)}>{renewedBy}</a>
        </>
      )}
    </p>
  );
}
