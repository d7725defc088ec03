import type { JSX } from 'preact';
import { valueSets, type CycleLife, type Money } from '#planning';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { StageBar } from '../../pieces/stage-bar.js';
import { actionAddress } from '../action/action-address.js';
import { countedByStage, schedaStages } from '../cycle/scheda-stage.js';
import type { ListedScheda } from '../schede/listed-scheda.js';
import { SchedeTable } from '../schede/schede-table.js';
import { cycleCrumb } from '../cycle/cycle-address.js';

type Programme = CycleLife['data']['programmes'][string];

/** What the page of a programme shows. */
export interface ShownProgramme {
  readonly life: Readonly<CycleLife>;
  readonly programme: Programme;
  /** What the objectives are called that it serves. */
  readonly objectives: readonly string[];
  readonly schede: readonly ListedScheda[];
  readonly unitName: (unitId: string) => string;
  /** What its schede say of resources; undefined for whoever is not told of such. */
  readonly money: Money | undefined;
  readonly mayAssign: boolean;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

/** What a programme holds, and what is missing. */
export function ProgrammePage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownProgramme;
}): JSX.Element {
  const { words } = frame;
  const { life, programme, schede, money, mayAssign, today } = shown;
  const { cycleId } = life.data;
  const said = words.programmePage;
  return (
    <Page
      frame={frame}
      title={programme.name}
      crumbs={[{ label: words.desk.title, address: '/' }, cycleCrumb(frame, life.data)]}
    >
      <Facts frame={frame} shown={shown} />
      {programme.description !== undefined && <p>{programme.description}</p>}
      {schede.length > 0 && <Standing frame={frame} schede={schede} />}
      <h2>{words.schede.title}</h2>
      {schede.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <SchedeTable
          frame={frame}
          cycleId={cycleId}
          query={{ programma: programme.programmeId }}
          schede={schede}
          today={today}
          isForChoosing={false}
        />
      )}
      {money && <Resources frame={frame} money={money} />}
      {mayAssign && (
        <p>
          <a
            class="button button-second"
            href={actionAddress(cycleId, 'assign-scheda', {
              preset: { programmeId: programme.programmeId },
              returnTo: frame.path,
            })}
          >
            {said.assign}
          </a>
        </p>
      )}
    </Page>
  );
}

function Facts({
  frame: { words },
  shown: { programme, objectives, unitName },
}: {
  readonly frame: Frame;
  readonly shown: ShownProgramme;
}): JSX.Element {
  const said = words.programmePage;
  const { code, sector, responsibleUnitId } = programme;
  return (
    <dl class="facts">
      <dt>{objectives.length > 1 ? said.objectives : said.objective}</dt>
      <dd>{objectives.length === 0 ? words.cycle.noObjective : objectives.join('; ')}</dd>
      {code !== undefined && (
        <>
          <dt>{said.code}</dt>
          <dd>{code}</dd>
        </>
      )}
      {sector !== undefined && (
        <>
          <dt>{said.sector}</dt>
          <dd>{valueSets.sectors[sector]}</dd>
        </>
      )}
      {responsibleUnitId !== undefined && (
        <>
          <dt>{said.unit}</dt>
          <dd>{unitName(responsibleUnitId)}</dd>
        </>
      )}
    </dl>
  );
}

/** How far its schede have come, as a bar and in words. */
function Standing({
  frame: { words },
  schede,
}: {
  readonly frame: Frame;
  readonly schede: readonly ListedScheda[];
}): JSX.Element {
  const byState: Record<string, number> = {};
  for (const { state } of schede) byState[state] = (byState[state] ?? 0) + 1;
  const counts = countedByStage(byState);
  return (
    <div class="standing-bar">
      <StageBar counts={counts} words={words} />
      <p class="small">
        {schedaStages
          .filter((stage) => counts[stage] > 0)
          .map((stage) => `${words.stages[stage]}: ${counts[stage]}`)
          .join(' · ')}
      </p>
    </div>
  );
}

/** What the schede say of resources, source by source. */
function Resources({
  frame: { words, language },
  money,
}: {
  readonly frame: Frame;
  readonly money: Money;
}): JSX.Element {
  const said = words.programmePage;
  const names: Readonly<Record<string, string>> = words.writing.codes;
  return (
    <>
      <h2 id="resources">{said.resources}</h2>
      {money.resources === 0 ? (
        <p>{said.noResources}</p>
      ) : (
        <table class="table table-cards" aria-labelledby="resources">
          <thead>
            <tr>
              <th scope="col">{said.source}</th>
              <th scope="col">{said.schede}</th>
              <th scope="col" class="number">
                {said.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {money.sources.map(({ source, schede, amount }) => (
              <tr key={source}>
                <th scope="row">{names[source] ?? source}</th>
                <td data-label={said.schede}>{schede}</td>
                <td class="number" data-label={said.amount}>
                  {amount === null ? said.noAmount : euro[language].format(amount as `${number}`)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.cycle.total}</th>
              <td data-label={said.schede}>{money.schede}</td>
              <td class="number" data-label={said.amount}>
                {money.amount === null
                  ? said.noAmount
                  : euro[language].format(money.amount as `${number}`)}
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
}

/** Exact: what is formatted is the decimal text. */
const euro = {
  it: new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR', useGrouping: 'always' }),
  en: new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' }),
};
