import { reads, type HealthProfile, type Reading } from '#planning';
import type { Person } from '#people';
import { deadlinesById } from './deadlines-view.js';

/**
 * A health profile as a person may see it: while it is written, only by those who work on it; once its
 * edition is frozen, by everybody of the zone.
 */
export function healthProfileView(life: Readonly<HealthProfile>, person: Person): object {
  const { data, parts } = life;
  const may = (reading: Reading): boolean => reads(person.role, reading);
  const states: Record<string, object> = {};
  const view = { ...everybodys(life), states };
  if (data.frozen !== undefined || may('health-profile')) {
    states['theme'] = parts['theme'] ?? {};
    const { themes, needs, indicators, dataSources, documents } = data;
    Object.assign(view, {
      themes: Object.fromEntries(
        Object.entries(themes).map(([id, { name, source, text }]) => [id, { name, source, text }]),
      ),
      ...{ needs, indicators, dataSources, documents },
    });
  }
  if (may('health-profile')) {
    states['deadline'] = parts['deadline'] ?? {};
    Object.assign(view, { proposed: data.proposed, deadlines: deadlinesById(life) });
  }
  if (may('questions')) {
    states['question'] = parts['question'] ?? {};
    Object.assign(view, { questions: data.questions });
  }
  return view;
}

/** What everybody of the zone may know: where it stands, and by which acts. */
function everybodys({ workflow, state, data, revision }: Readonly<HealthProfile>): object {
  const { cycleId, zone, year, title, lastRecordedAt, adopted, frozen, supersededBy } = data;
  return {
    ...{ cycleId, zone, year, title, revision, lastRecordedAt },
    definition: workflow.reference,
    phase: workflow.root.phase(state),
    state: workflow.root.value(state),
    labels: workflow.root.meta(state).map(({ it, en }) => ({ it, en })),
    ...{ adopted, frozen, supersededBy },
  };
}
