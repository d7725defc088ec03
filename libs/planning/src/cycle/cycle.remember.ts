import type { RecordedFact, Remember } from '#workflow';
import type { Envelope } from '../envelope.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { CycleData, Scheda } from './cycle-data.js';

type Remembers = {
  readonly [Type in PlanningFact['type']]?: (
    cycle: CycleData,
    fact: DataOf<Type>,
    envelope: Envelope,
    recorded: RecordedFact,
  ) => void;
};

/**
 * What each fact leaves behind. Plain assignments: what may happen is the machines' business and what
 * should happen the decisions'; here it has happened.
 */
const remembers: Remembers = {
  CycleDrafted: (cycle, { cycleId, zone, year, title }) => {
    Object.assign(cycle, { cycleId, zone, year, title });
  },
  RegionalActLinked: (cycle, act) => {
    cycle.regionalAct = act;
  },
  TargetApprovalSet: (cycle, target) => {
    const before = cycle.targetApproval;
    cycle.targetApproval = {
      ...target,
      earlier: before ? [...before.earlier, before.date] : [],
    };
  },
  ParentPlanLinked: (cycle, plan) => {
    cycle.parentPlans[plan.planId] = plan;
  },
  TreeImported: (cycle, { objectives, programmes }) => {
    for (const objective of objectives) cycle.objectives[objective.objectiveId] = objective;
    for (const programme of programmes) cycle.programmes[programme.programmeId] = programme;
  },
  ObjectiveAdded: (cycle, objective) => {
    cycle.objectives[objective.objectiveId] = objective;
  },
  ProgrammeAdded: (cycle, programme) => {
    cycle.programmes[programme.programmeId] = programme;
  },
  ProgrammeLinked: (cycle, { programmeId, objectiveIds }) => {
    const programme = cycle.programmes[programmeId];
    if (programme) cycle.programmes[programmeId] = { ...programme, objectiveIds };
  },
  CycleOpened: (cycle, { caseFile, responsiblePersonId }) => {
    cycle.caseFile = caseFile;
    cycle.responsiblePersonId = responsiblePersonId;
  },
  KickoffHeld: (cycle, kickoff, { occurredOn }) => {
    cycle.kickoff = { ...kickoff, heldOn: occurredOn };
  },
  FixesRequested: (cycle, { text }, envelope) => {
    cycle.sentBack = sentBack(text, envelope);
  },

  MeetingScheduled: (cycle, plan) => {
    cycle.meetings[plan.meetingId] = {
      ...plan,
      earlierDates: [],
      invitees: [],
      categories: [],
      attendance: [],
      contents: [],
    };
  },
  MeetingConvened: (cycle, { meetingId, invitees }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) meeting.invitees = invitees;
  },
  MeetingRescheduled: (cycle, { meetingId, from, to }) => {
    const meeting = cycle.meetings[meetingId];
    if (!meeting) return;
    meeting.earlierDates.push(from);
    meeting.date = to;
  },
  MeetingHeld: (cycle, { meetingId, ...held }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) Object.assign(meeting, held);
  },
  CategoriesAttributed: (cycle, { meetingId, categories }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) meeting.categories = categories;
  },
  MinutesRecorded: (cycle, { meetingId, document }) => {
    const meeting = cycle.meetings[meetingId];
    if (meeting) meeting.minutes = document;
  },
  ContributionReceived: (cycle, { contributionId, ...received }, { actor, occurredOn }) => {
    cycle.contributions[contributionId] = {
      ...received,
      receivedBy: actor.personId,
      receivedOn: occurredOn,
    };
  },
  ContributionAnswered: (cycle, { contributionId, answer, text }) => {
    const contribution = cycle.contributions[contributionId];
    if (contribution) Object.assign(contribution, { answer, answerText: text });
  },
  CategoryExemptionProposed: (cycle, { category }) => {
    cycle.exemptionsProposed.push(category);
  },
  CategoryExempted: (cycle, { category }) => {
    cycle.exemptionsProposed = cycle.exemptionsProposed.filter((proposed) => proposed !== category);
    cycle.exemptions.push(category);
  },

  CoProgrammingActivated: (cycle, { act }) => {
    cycle.coProgramming = { decision: 'activated', act, sessions: [] };
  },
  CoProgrammingNotActivated: (cycle, reasons) => {
    cycle.coProgramming = { decision: 'not_activated', ...reasons, sessions: [] };
  },
  NoticePublished: (cycle, { publishedOn, closesOn, url, derogation }) => {
    cycle.coProgramming.notice = {
      publishedOn,
      closesOn,
      url,
      ...(derogation !== undefined && { derogation }),
    };
  },
  NoticeExtended: (cycle, { to }) => {
    if (cycle.coProgramming.notice) cycle.coProgramming.notice.closesOn = to;
  },
  NoticeClosed: (cycle, { applications }) => {
    cycle.coProgramming.applications = applications;
  },
  CoProgrammingSessionHeld: (cycle, session) => {
    cycle.coProgramming.sessions.push(session);
  },
  CoProgrammingReportIssued: (cycle, { document }) => {
    cycle.coProgramming.report = document;
  },
  CoProgrammingReportPublished: (cycle, { url }) => {
    cycle.coProgramming.reportUrl = url;
  },

  HealthProfileAttached: (cycle, { edition, title, document }) => {
    cycle.profile = { edition, title, document };
  },
  HealthProfileAdopted: (cycle, adopted) => {
    if (cycle.profile) cycle.profile.adopted = adopted;
  },
  NeedsImported: (cycle, { needs }) => {
    for (const need of needs) cycle.needs[need.needId] = need;
  },
  QuestionRaised: (cycle, question) => {
    cycle.questions[question.questionId] = { ...question };
  },
  QuestionAnswered: (cycle, { questionId, answer }) => {
    const question = cycle.questions[questionId];
    if (question) question.answer = answer;
  },

  DeadlineSet: (cycle, { deadlineId, kind, due, basis }) => {
    cycle.deadlines[deadlineId] = { deadlineId, kind, due, basis, history: [] };
  },
  DeadlineExtended: moveDeadline,
  DeadlineShortened: moveDeadline,

  SchedaAssigned: (
    cycle,
    { schema, demonstration, ...assigned },
    { actor, recordedAt },
    recorded,
  ) => {
    cycle.schede[assigned.schedaId] = {
      ...assigned,
      schema,
      demonstration: demonstration ?? false,
      content: { title: assigned.title },
      version: 0,
      contentHash: '',
      authors: [],
      returns: 0,
      moved: {
        revision: recorded.revision,
        type: recorded.type,
        by: actor.personId,
        at: recordedAt,
      },
    };
    const number = Number(assigned.code.slice(assigned.code.lastIndexOf('-') + 1));
    const last = cycle.lastNumber[assigned.programmeId] ?? 0;
    cycle.lastNumber[assigned.programmeId] = Math.max(last, number);
  },
  SchedaReassigned: scheda((it, { toUnitId, toPersonId }) => {
    it.unitId = toUnitId;
    it.personId = toPersonId;
  }),
  SchedaRevised: scheda((it, { version, changes, contentHash }, { actor }) => {
    it.content = withChanges(it.content, changes);
    it.version = version;
    it.contentHash = contentHash;
    if (typeof changes['title'] === 'string') it.title = changes['title'];
    noteAuthor(it, actor.personId);
  }),
  SchedaSubmitted: scheda((it, _fact, { actor }) => {
    noteAuthor(it, actor.personId);
  }),
  SchedaTakenInCharge: scheda(() => undefined),
  SchedaMoved: scheda((it, { toProgrammeId }) => {
    it.programmeId = toProgrammeId;
  }),
  SchedaReturned: scheda((it, { reasons, text, due }) => {
    it.returns += 1;
    it.lastReturn = { reasons, text, ...(due !== undefined && { due }) };
    delete it.checkedBy;
    delete it.leftOutReason;
  }),
  SchedaChecked: scheda((it, _fact, { actor }) => {
    it.checkedBy = actor.personId;
  }),
  SchedaWithdrawalRequested: scheda((it, _fact, { actor }) => {
    it.withdrawalRequestedBy = actor.personId;
  }),
  SchedaWithdrawalDenied: scheda((it) => {
    delete it.withdrawalRequestedBy;
  }),
  SchedaWithdrawn: scheda((it) => {
    delete it.withdrawalRequestedBy;
  }),
  SchedaLeftOut: scheda((it, { reason }) => {
    it.leftOutReason = reason;
  }),
  SchedaApproved: scheda((it, approved) => {
    it.approved = approved;
  }),

  VerificationClosed: (cycle, { manifest, manifestHash }) => {
    cycle.manifest = manifest;
    cycle.manifestHash = manifestHash;
  },
  ProposalEndorsed: (cycle, { manifestHash }, { actor, occurredOn }) => {
    cycle.endorsed = { by: actor.personId, on: occurredOn, manifestHash };
  },
  ProposalReturned: (cycle, { text }, envelope) => {
    openAgain(cycle);
    cycle.sentBack = sentBack(text, envelope);
  },
  OrganConvened: (cycle, session) => {
    cycle.sessions.push({ ...session });
  },
  SessionCancelled: (cycle, { sessionId }) => {
    const session = cycle.sessions.find((convened) => convened.sessionId === sessionId);
    if (session) session.outcome = 'cancelled';
  },
  DeliberationRecorded: (cycle, { manifestHash, prescriptions, ...result }, envelope) => {
    const session = cycle.sessions.find((convened) => convened.sessionId === result.sessionId);
    if (session) Object.assign(session, result);
    cycle.prescriptions.push(...prescriptions);
    if (result.outcome !== 'rejected') return;
    openAgain(cycle);
    cycle.sentBack = sentBack(result.text ?? '', envelope);
  },
};

/** The whole content after a change; `null` empties a field. */
export function withChanges(
  content: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...content, ...changes }).filter(([, value]) => value !== null),
  );
}

function scheda<Fact extends { readonly schedaId: string }>(
  change: (it: Scheda, fact: Fact, envelope: Envelope) => void,
) {
  return (cycle: CycleData, fact: Fact, envelope: Envelope, recorded: RecordedFact): void => {
    const it = cycle.schede[fact.schedaId];
    if (!it) return;
    change(it, fact, envelope);
    it.moved = {
      revision: recorded.revision,
      type: recorded.type,
      by: envelope.actor.personId,
      at: envelope.recordedAt,
    };
  };
}

/** The proposal is open again: what was verified and endorsed no longer stands. */
function openAgain(cycle: CycleData): void {
  delete cycle.manifest;
  delete cycle.manifestHash;
  delete cycle.endorsed;
}

function sentBack(text: string, { actor, occurredOn }: Envelope) {
  return { by: actor.personId, on: occurredOn, text };
}

function noteAuthor(it: Scheda, personId: string): void {
  if (!it.authors.includes(personId)) it.authors.push(personId);
}

function moveDeadline(
  cycle: CycleData,
  { deadlineId, from, to }: DataOf<'DeadlineExtended'>,
  { reason }: Envelope,
): void {
  const deadline = cycle.deadlines[deadlineId];
  if (!deadline) return;
  deadline.history.push({ from, to, reason: reason ?? '' });
  deadline.due = to;
}

/** The same table in the kernel's shape: it also keeps the recorded clock for every type of fact. */
export function rememberCycle(types: readonly string[]): Record<string, Remember<CycleData>> {
  const known = remembers as Readonly<
    Record<
      string,
      | ((cycle: CycleData, fact: never, envelope: Envelope, recorded: RecordedFact) => void)
      | undefined
    >
  >;
  return Object.fromEntries(
    types.map((type) => {
      const remember = known[type];
      return [
        type,
        (cycle: CycleData, recorded: RecordedFact): void => {
          // The envelope was written by our pipeline; its shape is checked there, once.
          const envelope = recorded.metadata as unknown as Envelope;
          remember?.(cycle, recorded.data as never, envelope, recorded);
          cycle.lastRecordedAt = envelope.recordedAt;
        },
      ];
    }),
  );
}
