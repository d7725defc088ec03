import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { valueSets, verbByName, type CycleData } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { ShareBar, type ShareLook } from '../../pieces/share-bar.js';
import { actionAddress, withoutDone } from '../action/action-address.js';
import { ApprovalPages, approvalAddress } from '../approval/approval-tabs.js';
import type { ShownApproval } from '../approval/approval-reader.js';
import { Fingerprint } from '../../pieces/fingerprint.js';
import { waitingIn } from '../approval/readiness.js';
import { reportVerbs } from '../approval/verbs-of-pages.js';
import { Waiting } from '../approval/waiting.js';
import { reportStages, type ReportedScheda, type ReportStage } from './reported.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly schede: readonly ReportedScheda[];
  /** The fingerprint of the report as it stands now. */
  readonly hashNow: string;
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

const looks = {
  accepted: 'done',
  excused: 'stopped',
  reported: 'active',
  returned: 'failed',
  waiting: 'none',
} as const satisfies Readonly<Record<ReportStage, ShareLook>>;

/** The report on the year: how far it has come, what each unit says of its schede, how the cycle was closed. */
export function FinalReportPage(properties: Shown): JSX.Element {
  const { frame, shown, schede, today } = properties;
  const { words } = frame;
  const said = words.finalReport;
  const { life, frozen } = shown;
  const { data } = life;
  const hasDocument = frozen.documents.length > 0;
  if (data.plans.length === 0) {
    return (
      <ApprovalPages {...{ frame, data, hasDocument }} tab="finalReport">
        <Notice kind="info">
          <p>{said.notYet}</p>
          <p>
            <a href={approvalAddress(data.cycleId)}>{words.monitoring.seeApproval}</a>
          </p>
        </Notice>
      </ApprovalPages>
    );
  }
  const actions = shown.actions(reportVerbs);
  const settled = schede.filter(({ stage }) => stage === 'accepted' || stage === 'excused');
  const isStarted = data.finalReport !== undefined;
  return (
    <ApprovalPages
      {...{ frame, data, hasDocument }}
      tab="finalReport"
      hasActions={actions.length > 0}
    >
      <Waiting
        {...{ frame, today }}
        waiting={waitingIn(frame, life, isStarted ? ['reporting'] : []).concat(
          isStarted ? [] : waitingIn(frame, life, ['inForce']).slice(0, 1),
        )}
      />
      {!isStarted && (
        <Notice kind="info">
          <p>{said.notStarted}</p>
        </Notice>
      )}
      <Way {...{ frame, data }} isCollected={settled.length === schede.length} />
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{words.approval.actions}</h2>
          <Actions frame={frame} cycleId={data.cycleId} actions={actions} />
        </section>
      )}
      {isStarted && (
        <>
          <TheReport {...properties} />
          <section aria-labelledby="figura">
            <h2 id="figura">{said.picture}</h2>
            <p>{said.settled(settled.length, schede.length)}</p>
            <StillOwed {...properties} />
            <ShareBar
              shares={reportStages.map((stage) => {
                const size = schede.filter((scheda) => scheda.stage === stage).length;
                return { look: looks[stage], name: said.stages[stage], size, said: String(size) };
              })}
            />
          </section>
          <Table {...properties} />
          <Closings {...{ frame, data }} />
        </>
      )}
    </ApprovalPages>
  );
}

/** Whose turn it is before the report is whole: the units that have not reported. */
function StillOwed({ frame, shown, schede }: Shown): JSX.Element | null {
  const { words } = frame;
  const ofUnits = schede.filter(({ stage }) => stage === 'waiting' || stage === 'returned');
  if (ofUnits.length === 0) return null;
  const byUnit = Map.groupBy(ofUnits, ({ unitId }) => unitId);
  return (
    <p>
      {words.finalReport.stillOwed}{' '}
      {[...byUnit]
        .map(([unitId, its]) => `${shown.unitName(unitId)} (${words.approval.schede(its.length)})`)
        .join(', ')}
      .
    </p>
  );
}

const way = ['started', 'collected', 'endorsed', 'approved', 'closed'] as const;

/** How far the report has come, as the phases of a cycle are drawn. */
function Way({
  frame: { words, language },
  data: { finalReport, closings },
  isCollected,
}: {
  readonly frame: Frame;
  readonly data: Readonly<CycleData>;
  readonly isCollected: boolean;
}): JSX.Element {
  const said = words.finalReport;
  const closing = closings.at(-1);
  const days: Readonly<Record<(typeof way)[number], string | undefined>> = {
    started: finalReport?.startedOn,
    collected: undefined,
    endorsed: finalReport?.endorsed?.on,
    approved: finalReport?.approved?.actDate,
    closed: closing?.reopened ? undefined : closing?.closedOn,
  };
  const isDone = (step: (typeof way)[number]): boolean =>
    step === 'collected' ? finalReport !== undefined && isCollected : days[step] !== undefined;
  const next = way.find((step) => !isDone(step));
  return (
    <ol class="phases" aria-label={said.way}>
      {way.map((step, index) => {
        const standing = step === next ? 'current' : isDone(step) ? 'done' : 'ahead';
        const day = days[step];
        return (
          <li
            key={step}
            class={`phase phase-${standing}`}
            {...(standing === 'current' && { 'aria-current': 'step' as const })}
          >
            <span class="phase-number">{index + 1}</span>
            <span class="phase-name">{said.steps[step]}</span>
            <span class="visually-hidden"> {words.approval.standings[standing]}</span>
            {day !== undefined && <time dateTime={day}>{dayInWords(day, language, 'short')}</time>}
          </li>
        );
      })}
    </ol>
  );
}

/** The report on the whole year: its fingerprint, who made it theirs, the act. */
function TheReport({ frame, shown, hashNow, today }: Shown): JSX.Element | null {
  const { words, language } = frame;
  const said = words.finalReport;
  const { finalReport } = shown.life.data;
  if (!finalReport) return null;
  const { startedOn, due, endorsed, approved, returnedText, reportHash } = finalReport;
  return (
    <section class="card" aria-labelledby="rendiconto">
      <h2 id="rendiconto">{said.report}</h2>
      {returnedText !== undefined && (
        <Notice kind="warning">
          <p>{said.returned}</p>
          <p class="as-written">{returnedText}</p>
        </Notice>
      )}
      <dl class="facts">
        <dt>{said.startedOn}</dt>
        <dd>
          <time dateTime={startedOn}>{dayInWords(startedOn, language)}</time>
        </dd>
        {due !== undefined && (
          <>
            <dt>{said.due}</dt>
            <dd>
              <DayFromToday day={due} today={today} language={language} />
            </dd>
          </>
        )}
        <dt>{said.hash}</dt>
        <dd>
          <Fingerprint frame={frame} hash={reportHash ?? hashNow} />
        </dd>
        <dt>{said.endorsedBy}</dt>
        <dd>
          {endorsed ? `${endorsed.by}, ${dayInWords(endorsed.on, language)}` : said.notEndorsed}
        </dd>
        <dt>{said.act}</dt>
        <dd>
          {approved
            ? said.actOf(approved.number, dayInWords(approved.actDate, language), approved.organ)
            : said.notApproved}
        </dd>
      </dl>
    </section>
  );
}

/** Each scheda: where its report stands, how its year ended, whether it goes on. */
function Table({ frame, shown, schede }: Shown): JSX.Element {
  const { words } = frame;
  const said = words.finalReport;
  const { cycleId } = shown.life.data;
  return (
    <div>
      <h2 id="tabella">{said.table}</h2>
      <div class="table-scroll" role="region" aria-labelledby="tabella" tabIndex={0}>
        <table class="table table-cards table-said">
          <thead>
            <tr>
              <th scope="col">{said.scheda}</th>
              <th scope="col">{words.schede.unit}</th>
              <th scope="col">{said.standing}</th>
              <th scope="col">{said.status}</th>
              <th scope="col">{said.done}</th>
              <th scope="col">{said.goesOn}</th>
            </tr>
          </thead>
          <tbody>
            {schede.map((scheda) => (
              <Row key={scheda.schedaId} {...{ frame, shown, scheda, cycleId }} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row({
  frame,
  shown,
  scheda: { schedaId, code, title, unitId, stage, report, excuse },
  cycleId,
}: Pick<Shown, 'frame' | 'shown'> & {
  readonly scheda: ReportedScheda;
  readonly cycleId: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.finalReport;
  const isToMend = stage === 'returned' && report?.returnedText !== undefined;
  return (
    <tr>
      <th scope="row">
        <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>{code}</a>
        <p class="small">{title}</p>
        <SchedaActions {...{ frame, shown, schedaId, code, cycleId }} />
      </th>
      <td data-label={words.schede.unit}>{shown.unitName(unitId)}</td>
      <td data-label={said.standing}>
        <strong>{said.standings[stage]}</strong>
        {excuse && <p class="small">{said.excuse(excuse.by, excuse.reason)}</p>}
        {isToMend && (
          <p class="small">
            {said.toMend} {report.returnedText}
          </p>
        )}
      </td>
      <td data-label={said.status}>
        {report && !excuse ? valueSets.executionStatuses[report.status] : '–'}
      </td>
      <td data-label={said.done}>
        {report && !excuse ? (
          <>
            <p class="as-written">{report.doneText}</p>
            <p class="small">
              {words.monitoring.saidOn(report.by, dayInWords(report.on, language))}
            </p>
          </>
        ) : (
          '–'
        )}
      </td>
      <td data-label={said.goesOn}>
        {report && !excuse ? (
          <>
            {report.rePropose ? said.yes : said.no}
            {report.reProposeReason !== undefined && (
              <p class="small">{said.because(report.reProposeReason)}</p>
            )}
          </>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

const onSchede = ['report-scheda', 'accept-report', 'return-report', 'excuse-scheda'] as const;

/** What somebody may do with the report of one scheda now; what they may not, the page of the scheda explains. */
function SchedaActions({
  frame,
  shown,
  schedaId,
  code,
  cycleId,
}: Pick<Shown, 'frame' | 'shown'> & {
  readonly schedaId: string;
  readonly code: string;
  readonly cycleId: string;
}): JSX.Element | null {
  const { words, language } = frame;
  const possible = onSchede.flatMap((verb) => {
    if (!shown.may(verb, schedaId)) return [];
    return verbByName.get(verb) ?? [];
  });
  if (possible.length === 0) return null;
  const part = { kind: 'scheda', id: schedaId } as const;
  return (
    <ul class="plain">
      {possible.map(({ name, title }) => (
        <li key={name}>
          <a href={actionAddress(cycleId, name, { part, returnTo: withoutDone(frame.path) })}>
            {title[language]}
            <span class="visually-hidden"> {words.finalReport.openReport(code)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** When the cycle was closed, and whether it was taken up again. */
function Closings({
  frame: { words, language },
  data: { closings },
}: {
  readonly frame: Frame;
  readonly data: Readonly<CycleData>;
}): JSX.Element {
  const said = words.finalReport;
  return (
    <section aria-labelledby="chiusura">
      <h2 id="chiusura">{said.closings}</h2>
      {closings.length === 0 ? (
        <p>{said.notClosed}</p>
      ) : (
        <ul>
          {closings.map(({ closedOn, openPrescriptions, reopened }) => (
            <li key={closedOn}>
              {said.closedOn(dayInWords(closedOn, language))}
              {openPrescriptions !== undefined &&
                ` ${said.openPrescriptions(openPrescriptions.length)}`}
              {reopened &&
                ` ${said.reopened(dayInWords(reopened.on, language), reopened.act, reopened.reason)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
