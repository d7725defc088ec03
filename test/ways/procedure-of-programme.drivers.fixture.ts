import { cycleName } from '#planning';
import { reach, send } from '../drivers.fixture.js';
import { Journey } from '../journey.fixture.js';
import { coProgrammazioneWays } from './co-programmazione.ways.fixture.js';
import { late, noticeDays } from './co-programming-days.fixture.js';
import type { Drivers } from '../journey.fixture.js';

const procedures = new WeakMap<Journey, Journey>();

/** The procedure of co-programming that a programme waits for: one for each, begun. */
async function procedureFor(journey: Journey): Promise<Journey> {
  const { zone, year } = cycleName(journey.cycleId) ?? {};
  const cycleId = `${zone}-${coProgrammazioneWays.definition.id}-${year}`;
  const procedure =
    procedures.get(journey) ?? new Journey(journey.server, cycleId, coProgrammazioneWays);
  procedures.set(journey, procedure);
  if (procedure.revision < 0) await reach(procedure, (root) => root.matches('started'));
  return procedure;
}

/** How a programme comes to wait for a procedure of co-programming, and to its outcome. */
export const driversOfProcedures: Drivers = {
  async CoProgrammingReferred(journey) {
    await journey.perform('DIR', 'decide-co-programming', {
      decision: 'activated',
      act: 'Decreto 7/2024',
      procedureCycleId: (await procedureFor(journey)).cycleId,
      occurredOn: noticeDays(journey).started,
      ...late,
    });
  },
  async CoProgrammingConcluded(journey) {
    const procedure = await procedureFor(journey);
    await reach(procedure, (root) => root.matches('published'));
    await send(journey, 'conclude-co-programming');
  },
};
