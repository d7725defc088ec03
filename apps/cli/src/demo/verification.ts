import { CommandFailed } from '../failure.js';
import type { Performed } from '../traccia-client.js';
import type { Unit } from './cast.js';
import { inLanes } from './in-lanes.js';
import { inventedIndicator, type Content } from './scheda-content.js';
import type { PlannedScheda, ReturnReason } from './schede-plan.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/**
 * The office checks every scheda; some go back and come again, one is withdrawn, some are left out. The
 * proposal is what is checked in the end.
 * @returns the fingerprint of the proposal, as the server keeps it
 */
export async function verify(stage: Stage, schede: readonly PlannedScheda[]): Promise<string> {
  const { cycleId, cast, narrator, lanes } = stage;
  const { coordinator } = cast;

  narrator.phase('Verifica');
  await coordinator.perform('open-verification', on(days.verification));
  narrator.tell('La partecipazione è conclusa e la co-programmazione decisa: la verifica si apre.');
  await checkOneself(stage, schede);

  await narrator.progress('Verifica', schede.length, (step) =>
    inLanes(lanes, cast.units, async (unit) => {
      for (const scheda of schede.filter((one) => one.unit === unit)) {
        await settle(stage, scheda);
        step();
      }
    }),
  );
  const rounds = schede.flatMap(({ fate }) => (fate.ends === 'checked' ? fate.returns : []));
  narrator.tell(`${rounds.length} restituzioni (${rounds.join(', ')}), tutte corrette.`);
  narrator.tell('Una scheda, doppione di una riga del prospetto, è ritirata dalla sua unità.');

  const leftOut = schede.flatMap(({ schedaId, fate }) =>
    fate.ends === 'leftOut' ? [{ schedaId, reason: fate.reason }] : [],
  );
  await coordinator.isRefused('schede-not-ready', 'close-verification', {
    leftOut: [],
    ...on(days.closed),
  });
  await coordinator.perform('close-verification', { leftOut, ...on(days.closed) });
  for (const { reason } of leftOut) narrator.tell(`Una scheda resta fuori: «${reason}».`);
  const { manifestHash } = await coordinator.client.cycle(cycleId);
  if (manifestHash === undefined) throw new CommandFailed('La proposta non ha un’impronta.');
  narrator.tell(`La proposta è chiusa, con impronta ${manifestHash.slice(0, 16)}….`);
  return manifestHash;
}

/** Brings one scheda to the end that the story has for it. */
async function settle(
  stage: Stage,
  { schedaId, programmeId, unit, fate }: PlannedScheda,
): Promise<void> {
  const { operator, coordinator } = stage.cast;
  if (fate.ends === 'leftOut') return;
  let taken = await operator.perform('take-scheda-in-charge', { schedaId, ...on(days.checked) });
  if (fate.ends === 'withdrawn') {
    const duplicate = await operator.perform('return-scheda', {
      schedaId,
      ...points('DUPLICATE'),
      ...on(days.checked),
    });
    await headIsTold(stage, unit, duplicate);
    const reason = demonstration('La stessa attività sta in un’altra scheda.');
    await unit.head.perform('request-withdrawal', { schedaId, reason, ...on(days.mended) });
    await coordinator.perform('grant-withdrawal', { schedaId, reason, ...on(days.mended) });
    return;
  }
  for (const [round, reason] of fate.returns.entries()) {
    // What comes back is looked at again on the day it comes.
    const returned = on(round === 0 ? days.checked : days.mended);
    const back = await operator.perform('return-scheda', {
      schedaId,
      ...points(reason),
      due: '2024-03-15',
      ...returned,
    });
    await headIsTold(stage, unit, back);
    let { revision } = back;
    if (reason === 'WRONG_PROGRAMME') {
      ({ revision } = await unit.head.perform('move-scheda', {
        schedaId,
        programmeId: otherThan(programmeId),
        reason: demonstration('Il programma giusto è un altro.'),
        ...on(days.mended),
      }));
    }
    ({ revision } = await unit.referent.perform(
      'revise-scheda',
      { schedaId, changes: mended(reason), ...on(days.mended) },
      { ifMatch: revision },
    ));
    await unit.head.perform(
      'submit-scheda',
      { schedaId, ...on(days.mended) },
      { ifMatch: revision },
    );
    taken = await operator.perform('take-scheda-in-charge', { schedaId, ...on(days.mended) });
  }
  await operator.perform(
    'check-scheda',
    { schedaId, ...on(days.mended) },
    { ifMatch: taken.revision },
  );
}

/** Nobody mends a scheda before they have heard that it came back. */
async function headIsTold({ isTold }: Stage, { head }: Unit, { facts }: Performed): Promise<void> {
  for (const { id, type } of facts) {
    if (type === 'SchedaReturned') await isTold(id, 'scheda-returned', head.personId);
  }
}

/** Another programme of the tree: the documents do not say which, so the choice is the demonstration's. */
function otherThan(programmeId: string): string {
  return programmeId === 'P01' ? 'P02' : 'P01';
}

/** What the office writes when it returns a scheda. */
function points(reason: ReturnReason): {
  readonly reasons: readonly string[];
  readonly text: string;
} {
  return { reasons: [reason], text: demonstration(words[reason]) };
}

const words: Readonly<Record<ReturnReason, string>> = {
  INCOMPLETE: 'Mancano i destinatari.',
  NO_INDICATOR: 'Serve almeno un indicatore.',
  WRONG_PROGRAMME: 'Va in un altro programma.',
  NOT_TIED_TO_NEED: 'Indica un bisogno del Profilo di salute.',
  RESOURCES_UNCLEAR: 'Di’ da dove vengono le risorse.',
  DUPLICATE: 'La stessa attività è già nel prospetto.',
  TEXT: 'Il testo va reso più leggibile.',
  OTHER: 'Il territorio va precisato.',
};

/** What its unit changes then. */
function mended(reason: ReturnReason): Content {
  switch (reason) {
    case 'NO_INDICATOR':
      return { indicators: [inventedIndicator], noIndicatorReason: null };
    case 'NOT_TIED_TO_NEED':
      return { needIds: ['NC01'], noNeedReason: null };
    case 'RESOURCES_UNCLEAR':
      return { resources: [{ source: 'COMUNE', note: demonstration('Importo non indicato.') }] };
    case 'INCOMPLETE':
      return { recipients: demonstration('Residenti della zona.') };
    case 'OTHER':
      return { territory: ['Livorno', 'Collesalvetti', 'Capraia Isola'] };
    case 'WRONG_PROGRAMME':
    case 'TEXT':
    case 'DUPLICATE':
      return { specificGoals: [demonstration(`Precisazione richiesta: ${words[reason]}`)] };
  }
}

/** Nobody checks their own scheda, whatever part they play. */
async function checkOneself(
  { cast: { headInTheOffice } }: Stage,
  schede: readonly PlannedScheda[],
): Promise<void> {
  const own = schede.find(
    ({ unit, fate }) => unit.head.personId === headInTheOffice.personId && fate.ends === 'checked',
  );
  if (!own) throw new CommandFailed('Il responsabile in prestito all’ufficio non ha schede.');
  const { schedaId, unit } = own;
  await unit.head.isRefused('not-allowed', 'check-scheda', { schedaId });
  await headInTheOffice.isRefused('own-scheda', 'take-scheda-in-charge', { schedaId });
}
