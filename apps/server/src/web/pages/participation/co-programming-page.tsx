import type { ComponentChildren, JSX } from 'preact';
import { dayInWords, daysBetween } from '#calendar';
import {
  reads,
  valueSets,
  verbByName,
  type Action,
  type CoProgrammingData,
  type CoProgrammingProcedure,
  type CycleLife,
} from '#planning';
import { stateOfPart } from '#workflow';
import type { ShownUsefulDay } from '../../../api/deadlines-view.js';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { DayFromToday } from '../../pieces/day.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { DocumentFile } from '../../pieces/kept-file.js';
import { actionAddress } from '../action/action-address.js';
import { Line } from './line.js';
import { ParticipationFrame } from './participation-tabs.js';
import { stepsOf } from './co-programming-steps.js';

type CoProgramming = CoProgrammingData['coProgramming'];

/** What is shown of co-programming: in a yearly programme, or in a procedure of its own. */
export interface ShownCoProgramming {
  readonly life: Readonly<CycleLife> | Readonly<CoProgrammingProcedure>;
  /** Who answers for a procedure of its own. */
  readonly responsiblePersonId?: string | undefined;
  /** Whether the life is a procedure of its own. */
  readonly isProcedure: boolean;
  /** The last day on which it is worth deciding; undefined where no day of approval is aimed at. */
  readonly lastUsefulDay: ShownUsefulDay | undefined;
  /** Days that a notice stays open at least. */
  readonly noticeDays: number;
  readonly actions: readonly Action[];
  readonly actionsOn: (applicationId: string) => readonly Action[];
  /** Procedures of the zone, the newest first. */
  readonly procedures: readonly { readonly cycleId: string; readonly title: string }[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownCoProgramming;
}

/** Comply or explain: what was decided on co-programming, why, and how far it has come. */
export function CoProgrammingPage({ frame, shown }: Shown): JSX.Element {
  const { words } = frame;
  const { life, isProcedure } = shown;
  const { cycleId, title } = life.data;
  const hasActions = shown.actions.length > 0;
  const content = <Content frame={frame} shown={shown} />;
  if (!isProcedure) {
    return (
      <ParticipationFrame
        frame={frame}
        cycle={{ cycleId, title }}
        tab="coProgramming"
        hasActions={hasActions}
      >
        {content}
      </ParticipationFrame>
    );
  }
  return (
    <Page
      frame={frame}
      hasActions={hasActions}
      title={title}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      {content}
    </Page>
  );
}

function Content({ frame, shown }: Shown): JSX.Element {
  const { words, self } = frame;
  const said = words.coProgramming;
  const { life, actions, isProcedure } = shown;
  const { coProgramming, cycleId } = life.data;
  const isOwn = coProgramming.procedureCycleId === undefined;
  const isActive = isProcedure || (coProgramming.decision === 'activated' && isOwn);
  const sees = self !== undefined && reads(self.role, 'co-programming');
  return (
    <>
      <p class="lead">{isProcedure ? said.procedureLead : said.lead}</p>
      <Steps frame={frame} shown={shown} />
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{said.actions}</h2>
          <Actions frame={frame} cycleId={cycleId} actions={actions} />
        </section>
      )}
      <h2>{isProcedure ? said.procedure : said.decision}</h2>
      <Decision frame={frame} shown={shown} />
      {isActive && (
        <>
          <h2>{said.notice}</h2>
          <NoticeOpen frame={frame} shown={shown} />
          {sees ? (
            <>
              <h2 id="participants">{said.participants}</h2>
              <Applications frame={frame} shown={shown} />
              <h2 id="sessions">{said.sessions}</h2>
              <Sessions frame={frame} coProgramming={coProgramming} />
            </>
          ) : (
            <p class="small">{said.notForYou}</p>
          )}
        </>
      )}
      {(isActive || coProgramming.report !== undefined) && (
        <>
          <h2>{said.report}</h2>
          <Report {...{ frame, cycleId, coProgramming }} today={shown.today} />
        </>
      )}
      <Procedures frame={frame} shown={shown} />
      <p class="small">{said.law}</p>
    </>
  );
}

function Steps({ frame: { words }, shown }: Shown): JSX.Element {
  const said = words.coProgramming;
  const standings = {
    ...{ done: said.stepDone, current: said.stepCurrent },
    ...{ ahead: said.stepAhead, skipped: said.stepSkipped },
  };
  return (
    <ol class="steps-row" aria-label={said.stepsTitle}>
      {stepsOf(shown.life.data.coProgramming, shown.isProcedure).map(({ step, standing }) => (
        <li
          key={step}
          class={`step-${standing}`}
          {...(standing === 'current' && { 'aria-current': 'step' as const })}
        >
          <strong>{said.steps[step]}</strong>
          <span class="small">{standings[standing]}</span>
        </li>
      ))}
    </ol>
  );
}

function Decision({ frame, shown }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.coProgramming;
  const { life, isProcedure, lastUsefulDay, today } = shown;
  const { coProgramming } = life.data;
  const { decision, proposal, act, startedOn, motivation, text, opening } = coProgramming;
  const { deferredTo, deferralDue, procedureCycleId, givenUp } = coProgramming;
  const decisions = { activated: said.activated, not_activated: said.notActivated };
  const isReferred = procedureCycleId !== undefined;
  return (
    <>
      {!isProcedure && decision === undefined && (
        <Notice kind="warning">
          <p>
            <strong>{said.undecided}</strong> {said.undecidedHelp}
          </p>
          {proposal && (
            <p>
              {said.proposed(
                decisions[proposal.decision].toLowerCase(),
                proposal.by,
                dayInWords(proposal.on, language),
              )}
            </p>
          )}
        </Notice>
      )}
      {givenUp && (
        <Notice kind="warning">
          <p>
            <strong>{said.givenUp}</strong>, {dayInWords(givenUp.on, language)}: {givenUp.reason}
          </p>
        </Notice>
      )}
      <dl class="facts">
        {!isProcedure && decision !== undefined && (
          <Line term={said.decision}>
            <strong>
              {decision === 'activated' && isReferred ? said.referred : decisions[decision]}
            </strong>
          </Line>
        )}
        {motivation !== undefined && (
          <Line term={said.motivation}>{valueSets.noCoProgrammingMotivations[motivation]}</Line>
        )}
        {text !== undefined && <Line term={said.text}>{text}</Line>}
        {decision === 'not_activated' && (
          <Line term={said.instead}>
            {deferredTo === undefined ? said.notDeferred : said.deferred(deferredTo)}
            {deferralDue !== undefined &&
              `, ${said.deferralDue(dayInWords(deferralDue, language))}`}
          </Line>
        )}
        {proposal && decision === undefined && proposal.text !== undefined && (
          <Line term={said.text}>{proposal.text}</Line>
        )}
        {act !== undefined && <Line term={said.act}>{act}</Line>}
        {startedOn !== undefined && (
          <Line term={said.opened}>
            <DayFromToday day={startedOn} today={today} language={language} />
          </Line>
        )}
        {opening && (
          <>
            <Line term={said.purposes}>{opening.purposes}</Line>
            <Line term={said.object}>{opening.object}</Line>
            <Line term={said.requirements}>{opening.requirements}</Line>
            <Line term={said.mode}>{opening.participationMode}</Line>
          </>
        )}
        {shown.responsiblePersonId !== undefined && (
          <Line term={said.responsible}>{shown.responsiblePersonId}</Line>
        )}
        {isReferred && (
          <Line term={said.procedure}>
            <a href={`/cicli/${procedureCycleId}/coprogrammazione`}>{said.procedureLink}</a>
          </Line>
        )}
        {!isProcedure && decision === undefined && (
          <Line term={said.lastUseful}>
            {lastUsefulDay ? (
              <>
                <strong>
                  <DayFromToday day={lastUsefulDay.day} today={today} language={language} />
                </strong>
                {lastUsefulDay.isOver && <p>{said.lastUsefulOver}</p>}
                <p class="small">{lastUsefulDay[language]}</p>
              </>
            ) : (
              said.noLastUseful
            )}
          </Line>
        )}
      </dl>
    </>
  );
}

function NoticeOpen({ frame: { words, language }, shown }: Shown): JSX.Element {
  const said = words.coProgramming;
  const { noticeDays, today, life } = shown;
  const { notice } = life.data.coProgramming;
  if (!notice) return <p>{said.noNotice(noticeDays)}</p>;
  const { publishedOn, closesOn, url, derogation } = notice;
  const isOpen = today <= closesOn;
  return (
    <>
      <Notice kind="info">
        <p>{isOpen ? said.isOpen : said.isOver}</p>
      </Notice>
      <dl class="facts">
        <Line term={said.published}>
          <DayFromToday day={publishedOn} today={today} language={language} />
        </Line>
        <Line term={said.until}>
          <DayFromToday day={closesOn} today={today} language={language} />
          <p class="small">{said.days(daysBetween(publishedOn, closesOn), noticeDays)}</p>
        </Line>
        {derogation !== undefined && <Line term={said.derogation}>{derogation}</Line>}
        <Line term={said.address}>
          <a href={url} rel="noreferrer">
            {url}
          </a>
        </Line>
      </dl>
    </>
  );
}

function Applications({ frame, shown }: Shown): JSX.Element {
  const { words, language, path } = frame;
  const said = words.coProgramming;
  const { life, actionsOn } = shown;
  const { cycleId, coProgramming } = life.data;
  const all = Object.entries(coProgramming.applications);
  if (all.length === 0) return <p>{said.noParticipants}</p>;
  return (
    <div class="table-scroll" role="region" aria-labelledby="participants" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{said.body}</th>
            <th scope="col">{said.received}</th>
            <th scope="col">{said.protocol}</th>
            <th scope="col">{said.standing}</th>
            <th scope="col">{said.whatNow}</th>
          </tr>
        </thead>
        <tbody>
          {all.map(([applicationId, { body, receivedOn, protocol, reason }]) => {
            const state = stateOfPart(life, 'application', applicationId);
            const [label] = life.workflow.part('application').meta(state);
            return (
              <tr key={applicationId}>
                <th scope="row">{body}</th>
                <td>{dayInWords(receivedOn, language)}</td>
                <td>{protocol}</td>
                <td>
                  {label?.[language] ?? state}
                  {reason !== undefined && <p class="small">{reason}</p>}
                </td>
                <td>
                  {actionsOn(applicationId)
                    .filter(({ possible }) => possible)
                    .map(({ verb }) => (
                      <p key={verb}>
                        <a
                          href={actionAddress(cycleId, verb, {
                            part: { kind: 'application', id: applicationId },
                            returnTo: path,
                          })}
                        >
                          {verbByName.get(verb)?.title[language]}
                          <span class="visually-hidden"> {body}</span>
                        </a>
                      </p>
                    ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Sessions({
  frame: { words, language },
  coProgramming: { sessions },
}: {
  readonly frame: Frame;
  readonly coProgramming: Readonly<CoProgramming>;
}): JSX.Element {
  const said = words.coProgramming;
  if (sessions.length === 0) return <p>{said.noSessions}</p>;
  return (
    <ul class="items">
      {sessions.map(({ sessionId, heldOn, theme, tables = [], attendance = [] }) => (
        <li key={sessionId} class="item">
          <div>
            <h3>{theme}</h3>
            {tables.length > 0 && (
              <p class="small">
                {said.tables}: {tables.map((table) => table.theme).join(', ')}
              </p>
            )}
          </div>
          <div>
            <p>
              <time dateTime={heldOn}>{dayInWords(heldOn, language, 'full')}</time>
            </p>
            {attendance.length > 0 && (
              <p class="small">
                {said.present}: {attendance.join(', ')}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Report({
  frame,
  cycleId,
  coProgramming,
  today,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly coProgramming: Readonly<CoProgramming>;
  readonly today: string;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.coProgramming;
  const { report, reportIssuedOn, sentTo = [], reportUrl, reportPublishedOn } = coProgramming;
  if (!report) return <p>{said.noReport}</p>;
  const on = (day: string): ComponentChildren => (
    <DayFromToday day={day} today={today} language={language} />
  );
  return (
    <dl class="facts">
      <Line term={words.participation.document}>
        {report.title}
        <DocumentFile frame={frame} cycleId={cycleId} document={report} />
      </Line>
      {reportIssuedOn !== undefined && <Line term={said.issued}>{on(reportIssuedOn)}</Line>}
      {sentTo.length > 0 && <Line term={said.sentTo}>{sentTo.join(', ')}</Line>}
      {reportPublishedOn !== undefined && (
        <Line term={said.reportPublished}>{on(reportPublishedOn)}</Line>
      )}
      {reportUrl !== undefined && (
        <Line term={said.address}>
          <a href={reportUrl} rel="noreferrer">
            {reportUrl}
          </a>
        </Line>
      )}
    </dl>
  );
}

/** Other procedures of the zone: a programme may have waited for one of another year. */
function Procedures({ frame: { words }, shown }: Shown): JSX.Element | null {
  const { procedures, life } = shown;
  const others = procedures.filter(({ cycleId }) => cycleId !== life.data.cycleId);
  if (others.length === 0) return null;
  return (
    <>
      <h2>{words.coProgramming.others}</h2>
      <ul>
        {others.map(({ cycleId, title }) => (
          <li key={cycleId}>
            <a href={`/cicli/${cycleId}/coprogrammazione`}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
