import type { AnyMachineSnapshot } from 'xstate';
import type { Role } from '#people';
import type { Awaited, StateMeta } from '#workflow';
import { hears } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { withdrawalsAsked } from './ways/to-approval.drivers.fixture.js';
import { proposedCategories } from './ways/to-approval.wishes.fixture.js';

/** A piece of work, by what it is about and what is to be done. */
export type Work = `${string}/${string}: ${string}`;

/** What the states of a cycle and of its parts await from a role, as the model has it. */
export function awaitedWork(journey: Journey, role: Role): readonly Work[] {
  const { root, cycleId } = journey;
  const work: Work[] = awaits(root, role)
    .filter(({ doneBy }) => hears(root, { type: doneBy, outcome: 'approved' }))
    .map(({ it }): Work => `cycle/${cycleId}: ${it}`);
  for (const kind of journey.kinds) {
    for (const [id, part] of journey.partsOf(kind)) {
      const doable = awaits(part, role).filter(
        ({ doneBy }) => part.can({ type: doneBy }) && hears(root, { type: doneBy }),
      );
      work.push(...doable.map(({ it }): Work => `${kind}/${id}: ${it}`));
    }
  }
  if ((role === 'UPc' || role === 'UPo') && hears(root, { type: 'DeadlineMet' })) {
    const byWord = journey
      .all('DeadlineSet')
      .filter(({ kind }) =>
        ['PRESERVATION_TRANSFER', 'ADMIN_ACCESS_CHECK', 'OTHER'].includes(kind),
      );
    for (const { deadlineId } of byWord) {
      const isOpen = journey.part('deadline', deadlineId).can({ type: 'DeadlineMet' });
      if (isOpen) work.push(`deadline/${deadlineId}: Registrare che la scadenza è rispettata`);
    }
  }
  if (role === 'UPc') {
    for (const id of withdrawalsAsked(journey)) {
      work.push(`scheda/${id}: Concedere o negare il ritiro chiesto dall'unità`);
    }
  }
  if (role === 'DIR' && root.can({ type: 'CategoryExempted' })) {
    for (const category of proposedCategories(journey)) {
      work.push(`category/${category}: Decidere sull'esenzione proposta per la categoria`);
    }
  }
  return work.sort();
}

function awaits(snapshot: AnyMachineSnapshot, role: Role): readonly Doable[] {
  const meta = Object.values(snapshot.getMeta() as Readonly<Record<string, StateMeta | undefined>>);
  return meta.flatMap((each) =>
    each?.awaits?.roles.includes(role) ? [each.awaits as Doable] : [],
  );
}

/** Awaited work with the fact that does it, as the machines of the domain name it. */
type Doable = Awaited & { readonly doneBy: FactType };
type FactType = Parameters<typeof hears>[1]['type'];
