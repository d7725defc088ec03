import { reads, type CoProgrammingProcedure, type Reading } from '#planning';
import type { Person } from '#people';
import { contributionsFor } from './contributions-view.js';
import { deadlinesById } from './deadlines-view.js';

/**
 * A procedure of co-programming as a person may see it: the act, the notice and the report are public; the
 * applications and the sessions are for those who work on it; contributions for them and for who made them.
 */
export function coProgrammingView(life: Readonly<CoProgrammingProcedure>, person: Person): object {
  const { data, parts } = life;
  const may = (reading: Reading): boolean => reads(person.role, reading);
  const states: Record<string, object> = {};
  const stateOf = (kind: string): object => parts[kind] ?? {};
  const view = { ...everybodys(life), states };
  if (may('co-programming')) {
    states['application'] = stateOf('application');
    states['deadline'] = stateOf('deadline');
    const { applications, sessions, sentTo } = data.coProgramming;
    Object.assign(view, { applications, sessions, sentTo, deadlines: deadlinesById(life) });
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

/** What everybody of the zone may know. */
function everybodys({ workflow, state, data, revision }: Readonly<CoProgrammingProcedure>): object {
  const { cycleId, zone, year, title, responsiblePersonId, lastRecordedAt } = data;
  const { act, startedOn, opening, notice, givenUp } = data.coProgramming;
  const { report, reportIssuedOn, reportUrl, reportPublishedOn } = data.coProgramming;
  return {
    ...{ cycleId, zone, year, title, revision, lastRecordedAt },
    definition: workflow.reference,
    phase: workflow.root.phase(state),
    state: workflow.root.value(state),
    labels: workflow.root.meta(state).map(({ it, en }) => ({ it, en })),
    ...{ responsiblePersonId, act, startedOn, opening, notice },
    ...{ report, reportIssuedOn, reportUrl, reportPublishedOn, givenUp },
  };
}
