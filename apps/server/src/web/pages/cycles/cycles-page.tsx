import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { CycleRow } from '#planning';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { actionAddress } from '../action/action-address.js';

/** A cycle that is not there yet, and the verb that drafts it. */
export interface CycleToBegin {
  readonly cycleId: string;
  readonly year: number;
  readonly verb: string;
  /** The one that it would be made after. */
  readonly from: { readonly cycleId: string; readonly year: number } | undefined;
}

/** The yearly programmes there are, and the next one for whoever may draft it. */
export function CyclesPage({
  frame,
  cycles,
  page,
  toBegin,
}: {
  readonly frame: Frame;
  /** The latest first. */
  readonly cycles: readonly CycleRow[];
  /** Which page of a year one comes from, and goes on to: `schede`. */
  readonly page: string | undefined;
  readonly toBegin: CycleToBegin | undefined;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.cyclesPage;
  return (
    <Page frame={frame} title={said.title} crumbs={[{ label: words.desk.title, address: '/' }]}>
      {cycles.length === 0 ? (
        <p class="lead">{said.none}</p>
      ) : (
        <>
          <p class="lead">
            {said.lead} {page !== undefined && said.samePage}
          </p>
          <table class="table table-cards">
            <thead>
              <tr>
                <th scope="col">{said.name}</th>
                <th scope="col">{said.phase}</th>
                <th scope="col">{said.act}</th>
              </tr>
            </thead>
            <tbody>
              {cycles.map(({ cycleId, title, phaseName, actNumber, actDate }) => (
                <tr key={cycleId}>
                  <th scope="row">
                    <a
                      href={page === undefined ? `/cicli/${cycleId}` : `/cicli/${cycleId}/${page}`}
                    >
                      {title}
                    </a>
                  </th>
                  <td data-label={said.phase}>{phaseName[language]}</td>
                  <td data-label={said.act}>
                    {actNumber !== null && actDate !== null
                      ? said.actOf(actNumber, dayInWords(actDate, language))
                      : said.noAct}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {toBegin && <Begin frame={frame} toBegin={toBegin} />}
    </Page>
  );
}

function Begin({
  frame: { words },
  toBegin: { cycleId, year, verb, from },
}: {
  readonly frame: Frame;
  readonly toBegin: CycleToBegin;
}): JSX.Element {
  const said = words.cyclesPage;
  const preset = { title: said.titleOf(year), ...(from && { fromCycleId: from.cycleId }) };
  return (
    <p>
      <a
        class="button button-second"
        href={actionAddress(cycleId, verb, { preset, returnTo: '/cicli' })}
      >
        {from ? said.beginFrom(year, from.year) : said.begin(year)}
      </a>
    </p>
  );
}
