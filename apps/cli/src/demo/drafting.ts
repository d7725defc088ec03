import { CommandFailed } from '../failure.js';
import type { Cast, Unit } from './cast.js';
import { inLanes } from './in-lanes.js';
import type { PlannedScheda } from './schede-plan.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/** The schede are assigned to the units, written by their people and submitted. */
export async function draft(
  { cast, narrator, lanes }: Stage,
  schede: readonly PlannedScheda[],
): Promise<void> {
  narrator.phase('Redazione delle schede');
  await narrator.progress('Assegnazione', schede.length, async (step) => {
    // One after another, so that every demonstration gives the same codes.
    for (const scheda of schede) {
      await assign(cast, scheda);
      step();
    }
  });
  const real = schede.filter(({ madeUp }) => !madeUp).length;
  narrator.tell(`${schede.length} schede assegnate a ${cast.units.length} unità:`);
  narrator.tell(`${real} con un titolo dei documenti, le altre dimostrative.`);

  await crossTheLine(cast.units, schede);
  await narrator.progress('Compilazione', schede.length, (step) =>
    inLanes(lanes, cast.units, async (unit) => {
      for (const scheda of schede.filter((one) => one.unit === unit)) {
        await write(unit, scheda);
        step();
      }
    }),
  );
  const submitted = schede.filter(({ fate }) => fate.ends !== 'leftOut').length;
  narrator.tell(
    `${submitted} schede compilate e trasmesse, ${schede.length - submitted} in sospeso.`,
  );
}

async function assign(
  { coordinator }: Cast,
  { schedaId, programmeId, unit, title, madeUp }: PlannedScheda,
): Promise<void> {
  await coordinator.perform('assign-scheda', {
    schedaId,
    programmeId,
    unitId: unit.unitId,
    personId: unit.head.personId,
    title,
    demonstration: madeUp,
    ...on(days.assigned),
  });
}

/** The referent writes, the head completes and submits; what will be left out stays a draft. */
async function write(unit: Unit, { schedaId, content, fate }: PlannedScheda): Promise<void> {
  const { description, ...rest } = content;
  const ifMatch = await revisionOf(unit, schedaId);
  const { revision } = await unit.referent.perform(
    'revise-scheda',
    { schedaId, changes: { description }, ...on(days.drafted) },
    { ifMatch },
  );
  if (fate.ends === 'leftOut') return;
  const completed = await unit.head.perform(
    'revise-scheda',
    { schedaId, changes: rest, ...on(days.drafted) },
    { ifMatch: revision },
  );
  await unit.head.perform(
    'submit-scheda',
    { schedaId, ...on(days.submitted) },
    { ifMatch: completed.revision },
  );
}

/** What people try on schede and must not: another's scheda, a text read too long ago, half a scheda. */
async function crossTheLine(
  units: readonly Unit[],
  schede: readonly PlannedScheda[],
): Promise<void> {
  const [scheda] = schede;
  const stranger = units.find((unit) => unit !== scheda?.unit);
  if (!scheda || !stranger) throw new CommandFailed('Senza schede e unità non c’è dimostrazione.');
  const { schedaId, unit } = scheda;
  const seen = await revisionOf(unit, schedaId);
  const note = {
    schedaId,
    changes: { recipients: demonstration('Destinatari') },
    ...on(days.drafted),
  };
  await stranger.head.isRefused('not-your-unit', 'revise-scheda', note, { ifMatch: seen });
  await unit.head.isRefused('if-match-needed', 'revise-scheda', note);
  const { revision } = await unit.referent.perform('revise-scheda', note, { ifMatch: seen });
  await unit.head.isRefused(
    'scheda-moved',
    'revise-scheda',
    { schedaId, changes: { recipients: null }, ...on(days.drafted) },
    { ifMatch: seen },
  );
  await unit.head.isRefused(
    'scheda-invalid',
    'submit-scheda',
    { schedaId, ...on(days.drafted) },
    { ifMatch: revision },
  );
}

/** Where a scheda stands, as its unit reads it. */
async function revisionOf({ head }: Unit, schedaId: string): Promise<number> {
  return (await head.scheda(schedaId)).moved.revision;
}
