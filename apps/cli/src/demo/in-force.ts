import { CommandFailed } from '../failure.js';
import type { Performed } from '../traccia-client.js';
import { inLanes } from './in-lanes.js';
import type { PlannedScheda } from './schede-plan.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/** The plan becomes known: it is published, and entered into the regional system. */
export async function makeKnown(
  { cast, narrator }: Stage,
  manifestHash: string,
  day: { readonly published: string; readonly deposited: string },
): Promise<void> {
  narrator.phase('Pubblicazione e deposito');
  await cast.operator.perform('publish-plan', {
    where: demonstration('Albo pretorio del comune capofila'),
    from: day.published,
    manifestHash,
    ...on(day.published),
  });
  await cast.operator.perform('record-proweb-deposit', {
    depositedOn: day.deposited,
    manifestHash,
    ...on(day.deposited),
  });
  narrator.tell('Il piano è pubblicato, e il suo inserimento in Proweb registrato.');
}

/** The checkpoint in the middle of the year: each unit says how its schede are getting on, one says nothing. */
export async function monitor(
  { cast, narrator, lanes }: Stage,
  inForce: readonly PlannedScheda[],
): Promise<void> {
  const { operator, units } = cast;
  const silent = units.at(-1);
  narrator.phase('Monitoraggio di metà anno');
  await operator.perform('open-checkpoint', {
    checkpointId: 'MONITORAGGIO-1',
    due: '2024-06-30',
    ...on(days.checkpointOpened),
  });
  const said = inForce.filter(({ unit }) => unit !== silent);
  await narrator.progress('Avanzamento', said.length, (step) =>
    inLanes(lanes, units, async (unit) => {
      for (const { schedaId } of said.filter((one) => one.unit === unit)) {
        await unit.referent.perform('record-progress', {
          schedaId,
          status: 'UNDER_WAY',
          text: demonstration('L’attività procede.'),
          measured: [],
          ...on(days.progress),
        });
        step();
      }
    }),
  );
  const closed = await operator.perform('close-checkpoint', on(days.checkpointClosed));
  narrator.tell(
    `${said.length} schede con avanzamento; ${silentIn(closed)} restano senza notizie, e si vede.`,
  );
}

function silentIn({ facts }: Performed): number {
  for (const { type, data } of facts) if (type === 'CheckpointClosed') return data.silent.length;
  throw new CommandFailed('Il monitoraggio non si è chiuso.');
}

/** What the conference asked for while approving is done, ten days late. */
export async function meetPrescription(
  { cast, narrator }: Stage,
  { facts }: Performed,
): Promise<void> {
  for (const { type, data } of facts) {
    if (type !== 'PrescriptionSet') continue;
    const { prescriptionId } = data;
    narrator.phase('Prescrizione');
    await cast.coordinator.perform('meet-prescription', {
      prescriptionId,
      text: demonstration('Riferito alla Conferenza.'),
      ...on(days.prescriptionMet),
    });
    await cast.director.perform('accept-prescription', {
      prescriptionId,
      ...on(days.prescriptionAccepted),
    });
    narrator.tell(`Adempiuta il ${days.prescriptionMet}; scadeva il ${data.due ?? ''}.`);
  }
}
