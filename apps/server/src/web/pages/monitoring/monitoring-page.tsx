import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, type CycleData } from '#planning';
import type { Frame } from '../../frame.js';
import { liveOfCycle } from '../../live/cycle-live.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { ShareBar, type ShareLook } from '../../pieces/share-bar.js';
import { actionAddress, withoutDone } from '../action/action-address.js';
import { ApprovalPages, approvalAddress } from '../approval/approval-tabs.js';
import type { ShownApproval } from '../approval/approval-reader.js';
import { Prescriptions } from '../approval/prescriptions.js';
import { waitingIn } from '../approval/readiness.js';
import { monitoringVerbs } from '../approval/verbs-of-pages.js';
import { Waiting } from '../approval/waiting.js';
import type { MonitoredScheda } from './monitored.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly schede: readonly MonitoredScheda[];
  /** Only the schede of which nothing is known. */
  readonly onlyGaps: boolean;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

const looks = {
  COMPLETED: 'done',
  UNDER_WAY: 'active',
  PARTLY_DONE: 'partly',
  SUSPENDED: 'stopped',
  NOT_DONE: 'failed',
  NOT_STARTED: 'stopped',
} as const satisfies Readonly<Record<keyof typeof valueSets.executionStatuses, ShareLook>>;

/** How a plan in force is carried out: what the units recorded, what nobody knows, what the organ asked for. */
export function MonitoringPage(properties: Shown): JSX.Element {
  const { frame, shown, schede, today } = properties;
  const { words } = frame;
  const said = words.monitoring;
  const { life, frozen } = shown;
  const { data } = life;
  const hasDocument = frozen.documents.length > 0;
  if (data.plans.length === 0) {
    return (
      <ApprovalPages {...{ frame, data, hasDocument }} tab="monitoring">
        <Notice kind="info">
          <p>{said.notYet}</p>
          <p>
            <a href={approvalAddress(data.cycleId)}>{said.seeApproval}</a>
          </p>
        </Notice>
      </ApprovalPages>
    );
  }
  const actions = shown.actions(monitoringVerbs);
  return (
    <ApprovalPages
      {...{ frame, data, hasDocument }}
      tab="monitoring"
      hasActions={actions.length > 0}
      live={liveOfCycle(frame, life)}
    >
      <p class="lead">{said.lead}</p>
      <Waiting {...{ frame, today }} waiting={waitingIn(frame, life, ['monitoring'])} />
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{words.approval.actions}</h2>
          <Actions frame={frame} cycleId={data.cycleId} actions={actions} />
        </section>
      )}
      <section aria-labelledby="figura">
        <h2 id="figura">{said.picture}</h2>
        <Picture frame={frame} schede={schede} />
      </section>
      <Gaps {...properties} />
      <Checkpoints frame={frame} checkpoints={data.checkpoints} today={today} />
      <Table {...properties} />
      <Prescriptions {...{ frame, shown, today }} />
    </ApprovalPages>
  );
}

function Picture({
  frame: { words },
  schede,
}: Pick<Shown, 'frame' | 'schede'>): JSX.Element | null {
  const said = words.monitoring;
  const statuses = Object.keys(looks) as (keyof typeof looks)[];
  const count = (status: string | undefined): number =>
    schede.filter(({ last }) => last?.status === status).length;
  return (
    <ShareBar
      shares={[
        ...statuses.map((status) => ({
          ...{ look: looks[status], name: valueSets.executionStatuses[status] },
          ...{ size: count(status), said: String(count(status)) },
        })),
        {
          ...{ look: 'none', name: said.notSaid },
          ...{ size: count(undefined), said: String(count(undefined)) },
        },
      ]}
    />
  );
}

/** The schede of which nothing is known, or not what is asked now, with whoever could say so. */
function Gaps({ frame, shown, schede }: Shown): JSX.Element {
  const said = frame.words.monitoring;
  const { cycleId } = shown.life.data;
  const never = schede.filter(({ last }) => last === undefined);
  const silent = schede.filter(({ isSilent, last }) => isSilent && last !== undefined);
  const list = (title: string, those: readonly MonitoredScheda[]) =>
    those.length > 0 && (
      <details class="actions-more">
        <summary>
          {title} <span class="count">{those.length}</span>
        </summary>
        <ul>
          {those.map(({ schedaId, code, title: name, unitId }) => (
            <li key={schedaId}>
              <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>{code}</a> ·{' '}
              {name} <span class="small">({shown.unitName(unitId)})</span>
            </li>
          ))}
        </ul>
      </details>
    );
  return (
    <section aria-labelledby="manca">
      <h2 id="manca">{said.gaps}</h2>
      {never.length + silent.length === 0 && <p>{said.noGaps}</p>}
      {list(said.neverSaid, never)}
      {list(said.silentNow, silent)}
    </section>
  );
}

function Checkpoints({
  frame: { words, language },
  checkpoints,
  today,
}: {
  readonly frame: Frame;
  readonly checkpoints: CycleData['checkpoints'];
  readonly today: string;
}): JSX.Element {
  const said = words.monitoring;
  return (
    <section aria-labelledby="monitoraggi">
      <h2 id="monitoraggi">{said.checkpoints}</h2>
      {checkpoints.length === 0 ? (
        <p>{said.noCheckpoints}</p>
      ) : (
        <ul class="items checkpoints">
          {checkpoints
            .toReversed()
            .map(({ checkpointId, number, openedOn, due, closedOn, silent }) => (
              <li key={checkpointId} class="item">
                <div>
                  <h3>{said.checkpoint(number)}</h3>
                  <p class="small">
                    {said.opened(dayInWords(openedOn, language))}
                    {closedOn !== undefined && `, ${said.closed(dayInWords(closedOn, language))}`}
                  </p>
                </div>
                <div>
                  <p>
                    <strong>
                      {closedOn === undefined ? said.open : said.silent(silent?.length ?? 0)}
                    </strong>
                  </p>
                  {closedOn === undefined && due !== undefined && (
                    <p class="small">
                      {said.due} <DayFromToday day={due} today={today} language={language} />
                    </p>
                  )}
                </div>
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}

/** Each scheda with what was said of it last, and what was measured against what was expected. */
function Table({ frame, shown, schede, onlyGaps }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.monitoring;
  const { cycleId } = shown.life.data;
  const rows = onlyGaps ? schede.filter(({ last }) => last === undefined) : schede;
  const page = `/cicli/${cycleId}/monitoraggio`;
  const mayRecord = rows.some(({ schedaId }) => shown.may('record-progress', schedaId));
  return (
    <div>
      <h2 id="tabella">{said.table}</h2>
      <p class="links">
        <span>
          {said.filter} {onlyGaps ? <a href={page}>{said.all}</a> : <strong>{said.all}</strong>} ·{' '}
          {onlyGaps ? (
            <strong>{said.onlyGaps}</strong>
          ) : (
            <a href={`${page}?mostra=mancanti#tabella`}>{said.onlyGaps}</a>
          )}{' '}
          ({said.count(rows.length)})
        </span>
      </p>
      <div class="table-scroll" role="region" aria-labelledby="tabella" tabIndex={0}>
        <table class="table table-cards table-said">
          <thead>
            <tr>
              <th scope="col">{said.scheda}</th>
              <th scope="col">{said.unit}</th>
              <th scope="col">{said.standing}</th>
              <th scope="col">{said.said}</th>
              <th scope="col">{said.indicators}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ schedaId, code, title, unitId, last, indicators }) => (
              <tr key={schedaId}>
                <th scope="row">
                  <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>{code}</a>
                  <p class="small">{title}</p>
                  {mayRecord && shown.may('record-progress', schedaId) && (
                    <p>
                      <a
                        href={actionAddress(cycleId, 'record-progress', {
                          part: { kind: 'scheda', id: schedaId },
                          returnTo: withoutDone(frame.path),
                        })}
                      >
                        {said.record(code)}
                      </a>
                    </p>
                  )}
                </th>
                <td data-label={said.unit}>{shown.unitName(unitId)}</td>
                <td data-label={said.standing}>
                  {last ? valueSets.executionStatuses[last.status] : said.notSaid}
                </td>
                <td data-label={said.said}>
                  {last && (
                    <>
                      {last.text !== undefined && <p class="as-written">{last.text}</p>}
                      <p class="small">{said.saidOn(last.by, dayInWords(last.on, language))}</p>
                    </>
                  )}
                </td>
                <td data-label={said.indicators}>
                  {indicators.length === 0 ? (
                    <span class="small">{said.noIndicators}</span>
                  ) : (
                    <ul class="plain">
                      {indicators.map(({ name, unit, target, last: measured }) => (
                        <li key={name}>
                          {name}:{' '}
                          <strong>
                            {measured
                              ? said.measured(
                                  numberInWords(measured.value, language) +
                                    unitOf(measured.unit ?? unit),
                                  dayInWords(measured.measuredOn, language),
                                )
                              : said.notMeasured}
                          </strong>
                          {target !== undefined && `, ${said.expected(target)}`}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const unitOf = (unit: string | undefined): string => (unit === undefined ? '' : ` ${unit}`);

const grouped = {
  it: new Intl.NumberFormat('it-IT', { useGrouping: 'always' }),
  en: new Intl.NumberFormat('en-GB', { useGrouping: 'always' }),
};

/** `1250.5` as `1.250,5`: the digits are grouped, never computed with. */
function numberInWords(value: string, language: 'it' | 'en'): string {
  const [whole = '', decimals] = value.split('.');
  const sign = whole === '-0' ? '-' : '';
  const rest = decimals === undefined ? '' : (language === 'it' ? ',' : '.') + decimals;
  return `${sign}${grouped[language].format(BigInt(whole))}${rest}`;
}
