import type { JSX } from 'preact';
import type { DwellingOverYears, UnitDwelling } from '#planning';
import type { Frame } from '../../frame.js';
import { HistoryPage } from './history-tabs.js';

/** How long schede stood where and why they came back, unit by unit. */
export function DwellingPage({
  frame,
  cycle,
  units,
  years,
  unitName,
}: {
  readonly frame: Frame;
  readonly cycle: { readonly cycleId: string; readonly title: string };
  /** Of this cycle. */
  readonly units: readonly UnitDwelling[];
  /** This one and those before it. */
  readonly years: DwellingOverYears['years'];
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const { words } = frame;
  const said = words.history.dwelling;
  if (units.length === 0) {
    return (
      <HistoryPage frame={frame} cycle={cycle} tab="dwelling">
        <p>{said.lead}</p>
        <p>{said.none}</p>
      </HistoryPage>
    );
  }
  return (
    <HistoryPage frame={frame} cycle={cycle} tab="dwelling">
      <p>{said.lead}</p>
      <Returns frame={frame} units={units} unitName={unitName} />
      <Days frame={frame} units={units} unitName={unitName} />
      {years.length > 1 && <Years frame={frame} years={years} />}
    </HistoryPage>
  );
}

function Returns({
  frame,
  units,
  unitName,
}: {
  readonly frame: Frame;
  readonly units: readonly UnitDwelling[];
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const said = frame.words.history.dwelling;
  const rows = units.flatMap(({ unitId, ranking, reportReturns }) => [
    ...ranking.map(({ reason, label, count }) => ({ unitId, reason, label, count })),
    ...(reportReturns > 0
      ? [{ unitId, reason: 'report', label: said.reportReturns, count: reportReturns }]
      : []),
  ]);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section>
      <h2 id="restituzioni">{said.returns}</h2>
      {rows.length === 0 ? (
        <p>{said.noReturns}</p>
      ) : (
        <div class="table-scroll" role="region" aria-labelledby="restituzioni" tabIndex={0}>
          <table class="table table-cards">
            <thead>
              <tr>
                <th scope="col">{said.unit}</th>
                <th scope="col">{said.reason}</th>
                <th scope="col" class="number">
                  {said.times}
                </th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ unitId, reason, label, count }) => (
                <tr key={`${unitId} ${reason}`}>
                  <th scope="row">{unitName(unitId)}</th>
                  <td data-label={said.reason}>{label}</td>
                  <td class="number" data-label={said.times}>
                    {count}
                  </td>
                  <Bar share={count / most} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Days({
  frame: { words, language },
  units,
  unitName,
}: {
  readonly frame: Frame;
  readonly units: readonly UnitDwelling[];
  readonly unitName: (unitId: string) => string;
}): JSX.Element {
  const said = words.history.dwelling;
  const number = new Intl.NumberFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    maximumFractionDigits: 1,
  });
  const mean = ({ days, stays }: UnitDwelling['states'][number]): number => days / stays;
  const most = Math.max(1, ...units.flatMap(({ states }) => states.map(mean)));
  return (
    <section>
      <h2 id="giorni">{said.days}</h2>
      <div class="table-scroll" role="region" aria-labelledby="giorni" tabIndex={0}>
        <table class="table table-cards">
          <thead>
            <tr>
              <th scope="col">{said.unit}</th>
              <th scope="col">{said.state}</th>
              <th scope="col" class="number">
                {said.schede}
              </th>
              <th scope="col" class="number">
                {said.stays}
              </th>
              <th scope="col" class="number">
                {said.total}
              </th>
              <th scope="col" class="number">
                {said.mean}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {units.flatMap(({ unitId, states }) =>
              states.map((each) => (
                <tr key={`${unitId} ${each.state}`}>
                  <th scope="row">{unitName(unitId)}</th>
                  <td data-label={said.state}>{each.stateName[language]}</td>
                  <td class="number" data-label={said.schede}>
                    {each.schede}
                  </td>
                  <td class="number" data-label={said.stays}>
                    {each.stays}
                  </td>
                  <td class="number" data-label={said.total}>
                    {number.format(each.days)}
                  </td>
                  <td class="number" data-label={said.mean}>
                    {number.format(mean(each))}
                  </td>
                  <Bar share={mean(each) / most} />
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Years({
  frame: { words, language },
  years,
}: {
  readonly frame: Frame;
  readonly years: DwellingOverYears['years'];
}): JSX.Element {
  const said = words.history.dwelling;
  const rows = years.map(({ cycleId, year, units }) => ({
    ...{ cycleId, year },
    returns: units.reduce((sum, each) => sum + each.returns + each.reportReturns, 0),
    days: units.reduce(
      (sum, { states }) => sum + states.reduce((all, { days }) => all + days, 0),
      0,
    ),
  }));
  const most = Math.max(1, ...rows.map(({ returns }) => returns));
  return (
    <section>
      <h2>{said.years}</h2>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{said.year}</th>
            <th scope="col" class="number">
              {said.returns}
            </th>
            <th scope="col" class="number">
              {said.total}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cycleId, year, returns, days }) => (
            <tr key={cycleId}>
              <th scope="row">
                <a href={`/cicli/${cycleId}/storico/tempi`}>{year}</a>
              </th>
              <td class="number" data-label={said.returns}>
                {returns}
              </td>
              <td class="number" data-label={said.total}>
                {days.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB')}
              </td>
              <Bar share={returns / most} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What stands in the cell before it, drawn. @param share of the widest, 0 to 1 */
function Bar({ share }: { readonly share: number }): JSX.Element {
  return (
    <td class="bar-cell">
      <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="0" width={Math.round(share * 1_000) / 10} height="8" />
      </svg>
    </td>
  );
}
