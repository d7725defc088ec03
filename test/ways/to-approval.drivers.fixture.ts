import type { Journey } from '../journey.fixture.js';
import { about, anyPart, by, drive, hears, reach, send, wishOf } from '../drivers.fixture.js';
import type { Heard } from '../paths.js';
import { driversOfApplications, judgeApplications } from './applications.drivers.fixture.js';
import { activateCoProgramming, declineCoProgramming } from './co-programming-days.fixture.js';
import { dueLater, openCategories, proposedCategories } from './to-approval.wishes.fixture.js';
import type { Driver, Drivers } from '../journey.fixture.js';

/** The schede whose withdrawal was asked, could be granted, and was not answered. */
export function withdrawalsAsked(journey: Journey): readonly string[] {
  const asked = new Set<string>();
  for (const { type, data } of journey.facts) {
    if (type === 'SchedaWithdrawalRequested') asked.add(data.schedaId);
    if (type === 'SchedaWithdrawalDenied' || type === 'SchedaWithdrawn')
      asked.delete(data.schedaId);
  }
  const type = 'SchedaWithdrawn';
  return [...asked].filter(
    (id) => journey.part('scheda', id).can({ type }) && hears(journey.root, { type }),
  );
}

const askWithdrawal: Driver = async (journey, { id = '' }) => {
  if (withdrawalsAsked(journey).includes(id)) return;
  await send(journey, 'request-withdrawal', { id });
};

/** A scheda that was left out before anything was written in it goes round once and is returned again. */
const writeOnce: Driver = async (journey, { id = '' }) => {
  if (journey.all('SchedaRevised').some(({ schedaId }) => schedaId === id)) return;
  // What comes from the year before is written already.
  if (journey.part('scheda', id).matches('carriedOver')) return;
  await send(journey, 'revise-scheda', { id });
  await send(journey, 'submit-scheda', { id });
  await send(journey, 'take-scheda-in-charge', { id });
  await send(journey, 'return-scheda', { id });
};

/** Approves minutes: those that nobody is asked to observe where there are any, or the week after they were. */
const approveMinutes: Driver = async (journey, target) => {
  const type = 'MinutesApproved';
  await reach(journey, (root) => hears(root, { type }));
  const [draft] = [...journey.partsOf('meeting')].find(
    ([each, part]) => !journey.reserved.has(each) && part.matches('minuted'),
  ) ?? [undefined];
  const id = target.id ?? draft ?? (await anyPart(journey, 'meeting', type));
  const until = journey
    .all('MinutesOpenedToObservations')
    .findLast(({ meetingId }) => meetingId === id)?.until;
  const { clock } = journey.server;
  // Whole weeks, so that what is not for every day of a week goes on as before.
  while (until !== undefined && clock.day() <= until) clock.pass({ days: 7 });
  await send(journey, 'approve-minutes', { id });
};

/** Exempts a category; the last one completes participation. */
async function exempt(journey: Journey): Promise<void> {
  if (proposedCategories(journey).length === 0) await send(journey, 'propose-category-exemption');
  await send(journey, 'exempt-category');
}

/** Every scheda that is neither checked nor settled otherwise, with why it stays out. */
export function unready(journey: Journey): readonly { schedaId: string; reason: string }[] {
  const settled = ['checked', 'withdrawn', 'leftOut'];
  return [...journey.partsOf('scheda')]
    .filter(([, snapshot]) => !settled.some((state) => snapshot.matches(state)))
    .map(([schedaId]) => ({ schedaId, reason: 'Rinviata al prossimo anno' }));
}

const closeVerification: Driver = async (journey) => {
  await reach(journey, (root) => root.can({ type: 'VerificationClosed' }));
  await anyPart(journey, 'scheda', 'SchedaApproved');
  for (const id of withdrawalsAsked(journey)) await send(journey, 'deny-withdrawal', { id });
  await journey.perform('UPc', 'close-verification', { leftOut: unready(journey) });
};

/** For each fact, how it is brought about. */
export const driversToApproval: Drivers = {
  async CycleDrafted(journey) {
    await send(journey, 'draft-cycle');
    // What later phases can use and not make.
    await send(journey, 'import-tree');
    await send(journey, 'link-parent-plan');
    await send(journey, 'raise-question');
    await send(journey, 'schedule-meeting');
    await send(journey, 'schedule-meeting');
  },
  RegionalActLinked: by('link-regional-act'),
  TargetApprovalSet: by('set-target-approval'),
  ParentPlanLinked: by('link-parent-plan'),
  TreeImported: by('import-tree'),
  ObjectiveAdded: by('add-objective'),
  ProgrammeAdded: by('add-programme'),
  ProgrammeLinked: by('link-programme'),
  ObjectiveRenamed: by('rename-objective'),
  ProgrammeRenamed: by('rename-programme'),
  // What the tree began with is left: it can still be asked for where it cannot be taken out any more.
  async ObjectiveRemoved(journey) {
    const objectiveId = journey.fresh('O');
    await send(journey, 'add-objective', { id: objectiveId });
    const { as, body } = wishOf(journey, 'remove-objective', { id: '' });
    await journey.perform(as, 'remove-objective', { ...body, objectiveId });
  },
  async ProgrammeRemoved(journey) {
    const programmeId = journey.fresh('P');
    await send(journey, 'add-programme', { id: programmeId });
    const { as, body } = wishOf(journey, 'remove-programme', { id: '' });
    await journey.perform(as, 'remove-programme', { ...body, programmeId });
  },
  CycleOpened: by('open-cycle'),
  ResponsiblePersonReplaced: by('replace-responsible-person'),
  async KickoffHeld(journey) {
    if (journey.carriesOver) await drive(journey, { type: 'SchedaCarriedOver' });
    await send(journey, 'hold-kickoff');
    await send(journey, 'receive-contribution');
    // Where nothing is answered any more, it can still be said where an answered one ended.
    const id = journey.fresh('contribution');
    await send(journey, 'receive-contribution', { id });
    await send(journey, 'answer-contribution', { id });
  },
  async VerificationOpened(journey) {
    // Minutes can still be approved during verification; they cannot be recorded any more.
    await anyPart(journey, 'meeting', 'MinutesApproved');
    await send(journey, 'open-verification');
  },
  async FixesRequested(journey) {
    const id = await anyPart(journey, 'scheda', 'SchedaApproved');
    await send(journey, 'request-fixes', { id });
  },

  QuestionRaised: about('QuestionRaised', 'raise-question'),
  QuestionAnswered: about('QuestionAnswered', 'answer-question'),

  DeadlineSet: about('DeadlineSet', 'set-deadline'),
  DeadlineExtended: about('DeadlineExtended', 'extend-deadline'),
  DeadlineShortened: about(
    'DeadlineShortened',
    'shorten-deadline',
    async (journey, { id = '' }) => {
      // There must be days left to take away.
      if (isOver(journey, id)) await send(journey, 'extend-deadline', { id });
    },
  ),
  async DeadlineMissed(journey, target) {
    await reach(journey, (root) => hears(root, { type: 'DeadlineMissed' }));
    const running = [...journey.partsOf('deadline')].filter(([, part]) => part.matches('running'));
    const over = running.map(([id]) => id).find((id) => isOver(journey, id));
    const id = target.id ?? over ?? journey.fresh('missed');
    if (target.id === undefined && over === undefined) await send(journey, 'set-deadline', { id });
    await send(journey, 'record-missed-deadline', { id });
  },
  async ReminderSent(journey, target) {
    await reach(journey, (root) => hears(root, { type: 'ReminderSent' }));
    const isStopped = journey.all('CycleSuspended').at(-1)?.deadlines === 'stop';
    if (journey.root.matches('suspended') && isStopped) {
      // Nobody is reminded while time stands still; while it goes on, they are.
      await send(journey, 'resume-cycle');
      const reason = 'Il tempo delle scadenze corre';
      await journey.perform('DIR', 'suspend-cycle', { deadlines: 'run', reason });
    }
    const near = [...journey.partsOf('deadline')].find(
      ([each, part]) => each.startsWith('remind') && part.can({ type: 'ReminderSent' }),
    );
    const id = target.id ?? near?.[0] ?? journey.fresh('remind');
    if (target.id === undefined && !near) await send(journey, 'set-deadline', { id });
    await send(journey, 'record-reminder', { id });
  },
  async ReminderTakenBack(journey, { id: reminderId = journey.fresh('reminder') }) {
    // A unit owes what was given to it and is not handed in.
    const schedaId = journey.fresh('scheda');
    await reach(journey, (root) => hears(root, { type: 'SchedaAssigned' }));
    await send(journey, 'assign-scheda', { id: schedaId });
    const deadlineId = journey.fresh('deadline');
    await send(journey, 'set-deadline', { id: deadlineId });
    const { as, body } = wishOf(journey, 'remind-unit', { id: deadlineId });
    await journey.perform(as, 'remind-unit', { ...body, reminderId });
    await send(journey, 'take-back-reminder', { id: reminderId });
  },
  async DeadlineMet(journey, target) {
    await reach(journey, (root) => hears(root, { type: 'DeadlineMet' }));
    const standing = [...journey.partsOf('deadline')].find(
      ([each, part]) => each.startsWith('said') && part.can({ type: 'DeadlineMet' }),
    );
    const id = target.id ?? standing?.[0] ?? journey.fresh('said');
    if (target.id === undefined && !standing) await send(journey, 'set-deadline', { id });
    await send(journey, 'record-deadline-met', { id });
  },
  DeadlineWaived: about('DeadlineWaived', 'waive-deadline'),

  HealthProfileAttached: by('attach-health-profile'),
  async HealthProfileAdopted(journey) {
    // What is attached is adopted once: then a newer edition is.
    const types = journey.facts.map(({ type }) => type);
    const attached = types.lastIndexOf('HealthProfileAttached');
    if (attached < 0 || types.lastIndexOf('HealthProfileAdopted') > attached) {
      await send(journey, 'attach-health-profile');
    }
    await send(journey, 'adopt-health-profile');
  },
  NeedsImported: by('import-needs'),

  MeetingScheduled: about('MeetingScheduled', 'schedule-meeting'),
  MeetingConvened: about('MeetingConvened', 'convene-meeting'),
  MeetingRescheduled: about('MeetingRescheduled', 'reschedule-meeting'),
  MeetingCancelled: about('MeetingCancelled', 'cancel-meeting'),
  MeetingHeld: about('MeetingHeld', 'record-meeting-held'),
  CategoriesAttributed: about('CategoriesAttributed', 'attribute-categories'),
  MinutesRecorded: about('MinutesRecorded', 'record-minutes'),
  MinutesOpenedToObservations: about('MinutesOpenedToObservations', 'open-minutes-to-observations'),
  MinutesApproved: approveMinutes,
  ContributionReceived: about('ContributionReceived', 'receive-contribution'),
  ContributionAnswered: about('ContributionAnswered', 'answer-contribution'),
  CategoryExemptionProposed: by('propose-category-exemption'),
  CategoryExempted: exempt,
  async ParticipationGapOpened(journey) {
    // The only meeting that would have heard them is called off.
    const category = openCategories(journey).at(-1);
    const id = journey.fresh('meeting');
    const { as, body } = wishOf(journey, 'schedule-meeting', { id });
    await journey.perform(as, 'schedule-meeting', { ...body, plannedCategories: [category] });
    await send(journey, 'cancel-meeting', { id });
  },
  async ParticipationCompleted(journey) {
    while (openCategories(journey).length > 0) await exempt(journey);
  },

  CoProgrammingProposed: by('propose-co-programming'),
  CoProgrammingActivated: activateCoProgramming,
  ...driversOfApplications,
  ApplicationLapsed: (journey) => declineCoProgramming(journey),
  CoProgrammingNotActivated: (journey) => declineCoProgramming(journey),
  NoticePublished: by('publish-notice'),
  NoticeExtended: by('extend-notice'),
  NoticeClosed: by('close-notice'),
  CoProgrammingSessionHeld: by('record-co-programming-session'),
  async CoProgrammingReportIssued(journey, target) {
    await judgeApplications(journey, target);
    const types = journey.facts.map(({ type }) => type);
    const began = types.lastIndexOf('CoProgrammingActivated');
    if (types.lastIndexOf('CoProgrammingSessionHeld') < began) {
      await send(journey, 'record-co-programming-session');
    }
    await send(journey, 'issue-co-programming-report');
  },
  CoProgrammingReportPublished: by('publish-co-programming-report'),

  SchedaAssigned: about('SchedaAssigned', 'assign-scheda'),
  SchedaReassigned: about('SchedaReassigned', 'reassign-scheda'),
  SchedaMoved: about('SchedaMoved', 'move-scheda'),
  SchedaRevised: about('SchedaRevised', 'revise-scheda'),
  SchedaSubmitted: about('SchedaSubmitted', 'submit-scheda', writeOnce),
  SchedaTakenInCharge: about('SchedaTakenInCharge', 'take-scheda-in-charge'),
  SchedaReturned: about('SchedaReturned', 'return-scheda'),
  SchedaChecked: about('SchedaChecked', 'check-scheda'),
  SchedaWithdrawalRequested: about('SchedaWithdrawalRequested', 'request-withdrawal'),
  SchedaWithdrawalDenied: about('SchedaWithdrawalDenied', 'deny-withdrawal', askWithdrawal),
  SchedaWithdrawn: about('SchedaWithdrawn', 'grant-withdrawal', askWithdrawal),
  SchedaLeftOut: closeVerification,
  async SchedaApproved(journey) {
    const approved: Heard = { type: 'DeliberationRecorded', outcome: 'approved' };
    await reach(journey, (root) => root.can(approved));
    await drive(journey, approved);
  },

  VerificationClosed: closeVerification,
  ProposalEndorsed: by('endorse-proposal'),
  ProposalReturned: by('return-proposal'),
  OrganConvened: by('convene-organ'),
  SessionCancelled: by('cancel-session'),
  DeliberationRecorded: by('record-deliberation'),
};

/** Whether the last day of a deadline is over. */
function isOver(journey: Journey, deadlineId: string): boolean {
  return dueLater(journey, deadlineId, 0) < journey.server.clock.day();
}
