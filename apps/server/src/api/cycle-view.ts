import { reads, type CycleLife, type Reading } from '#planning';
import type { Person } from '#people';
import type { WorkingCalendar } from '#calendar';
import { contributionsFor } from './contributions-view.js';
import { deadlinesById, hasOpenProposal, lastUsefulDayOf } from './deadlines-view.js';
import { planInForce, publicOfPlan } from './plan-in-force-view.js';

/**
 * A cycle as a person may see it: what everybody may know of it, and the rest only as far as the policy lets
 * them read each kind of thing. Every member is named here, so that what the cycle learns to remember is
 * shown to nobody before somebody has decided to whom.
 * @param calendar that of the office on the day
 */
export function cycleView(
  life: Readonly<CycleLife>,
  person: Person,
  day: string,
  calendar: WorkingCalendar,
): object {
  const { data } = life;
  const may = (reading: Reading): boolean => reads(person.role, reading);
  const stateOf = (kind: string): object => life.parts[kind] ?? {};
  const states: Record<string, object> = {
    prescription: stateOf('prescription'),
    promise: stateOf('promise'),
  };
  const view = { ...everybodys(life, calendar, day), states };
  if (may('schede')) {
    states['application'] = stateOf('application');
    states['deadline'] = stateOf('deadline');
    states['reminder'] = stateOf('reminder');
    states['spreadsheetImport'] = stateOf('spreadsheetImport');
    Object.assign(view, aboutSchede(life));
    Object.assign(view, { openProposal: hasOpenProposal(life, calendar, day) });
  }
  if (may('coverage')) {
    states['meeting'] = stateOf('meeting');
    const { meetings, exemptionsProposed, exemptions } = data;
    Object.assign(view, { meetings, exemptionsProposed, exemptions });
  }
  if (may('questions')) {
    states['question'] = stateOf('question');
    Object.assign(view, { questions: data.questions });
  }
  if (may('contributions') || may('own-contributions')) {
    const contributions = contributionsFor(life, person);
    const standings = Object.entries(stateOf('contribution'));
    states['contribution'] = Object.fromEntries(
      standings.filter(([id]) => Object.hasOwn(contributions, id)),
    );
    Object.assign(view, { contributions });
  }
  return view;
}

/** What everybody of the zone may know: where the cycle stands, its frame, its tree, what was decided. */
function everybodys(life: Readonly<CycleLife>, calendar: WorkingCalendar, day: string): object {
  const { workflow, state, data, revision } = life;
  const { cycleId, zone, year, title, caseFile, responsiblePersonId, regionalAct } = data;
  const { targetApproval, parentPlans, objectives, programmes, needs, profile } = data;
  const { lastRecordedAt, ended } = data;
  const suspension = data.suspensions.findLast(({ to }) => to === undefined);
  // The plan stands as it was approved, whatever becomes of a revision that is not.
  const last = data.sessions.findLast(
    ({ outcome, revision }) =>
      outcome !== undefined &&
      outcome !== 'cancelled' &&
      (revision === undefined || outcome.startsWith('approved')),
  );
  return {
    ...{ cycleId, zone, year, title, revision, lastRecordedAt },
    definition: workflow.reference,
    phase: workflow.root.phase(state),
    state: workflow.root.value(state),
    labels: workflow.root.meta(state).map(({ it, en }) => ({ it, en })),
    ...{ caseFile, responsiblePersonId, regionalAct, targetApproval },
    ...{ parentPlans, objectives, programmes, needs, profile },
    coProgramming: coProgrammingOf(life, calendar, day),
    ...{ suspension, ended },
    ...{ outcome: last?.outcome, actNumber: last?.number, actDate: last?.actDate },
    ...publicOfPlan(data),
  };
}

/** The decision and what was published; until it is taken, how long it can wait. */
function coProgrammingOf(
  life: Readonly<CycleLife>,
  calendar: WorkingCalendar,
  day: string,
): object {
  const { applications, sessions, proposal, ...published } = life.data.coProgramming;
  if (published.decision !== undefined) return published;
  const lastUsefulDay = lastUsefulDayOf(life, calendar, day);
  return { ...published, ...(lastUsefulDay && { lastUsefulDay }) };
}

/** What those see who may read the schede: how the work stands, and the way to the approval. */
function aboutSchede(life: Readonly<CycleLife>): object {
  const { data, parts } = life;
  const byState: Record<string, number> = {};
  for (const state of Object.values(parts['scheda'] ?? {})) {
    byState[state] = (byState[state] ?? 0) + 1;
  }
  const { kickoff, manifest, manifestHash, endorsed, sentBack } = data;
  const { sessions, coProgramming, carryOvers } = data;
  return {
    schede: { total: Object.keys(data.schede).length, byState },
    deadlines: deadlinesById(life),
    ...{ kickoff, manifest, manifestHash, endorsed, sentBack, sessions },
    ...planInForce(data),
    ...{ carryOvers, revisions: data.revisions, spreadsheetImports: data.spreadsheetImports },
    coProgrammingProposal: coProgramming.proposal,
    coProgrammingApplications: coProgramming.applications,
    coProgrammingSessions: coProgramming.sessions,
  };
}
