import { CommandFailed } from '../failure.js';
import type { Performed } from '../traccia-client.js';
import { madeUpContent } from './scheda-content.js';
import type { PlannedScheda } from './schede-plan.js';
import type { Stage } from './stage.js';
import type { Bodies } from './approval.js';
import { convene, vote } from './approval.js';
import { days, demonstration, on } from './story-days.js';

/** The plan after the revision. */
export interface Revised {
  readonly inForce: readonly PlannedScheda[];
  readonly added: number;
  readonly manifestHash: string;
}

/** How many schede the revision adds, and how many it takes up again to amend them. */
const ADDED = 3;
const AMENDED = 2;

/**
 * A revision in the course of the year: it adds three schede, amends two and takes one out, and the organ
 * deliberates it. The plan stays in force as it was until then.
 */
export async function revise(
  stage: Stage,
  inForce: readonly PlannedScheda[],
  bodies: Bodies,
): Promise<Revised> {
  const { cast, narrator } = stage;
  const { coordinator, director } = cast;
  const [dropped, ...others] = inForce;
  if (!dropped) throw new CommandFailed('Il piano in attuazione non ha schede.');
  const amended = others.slice(0, AMENDED);

  narrator.phase("Revisione in corso d'anno");
  await coordinator.perform('open-revision', {
    scope: [
      ...amended.map(({ schedaId }) => ({ schedaId, what: 'amend' })),
      { schedaId: dropped.schedaId, what: 'drop' },
    ],
    reason: demonstration('Il finanziamento di un’attività ritarda, altre si aggiungono.'),
    ...on(days.revisionOpened),
  });
  for (const scheda of amended) await amend(stage, scheda);
  const added = additions(inForce);
  for (const scheda of added) await add(stage, scheda);

  const verified = await coordinator.perform('verify-revision', {
    leftOut: [],
    ...on(days.revisionVerified),
  });
  const manifestHash = manifestHashIn(verified);
  await director.perform('endorse-proposal', { manifestHash, ...on(days.revisionEndorsed) });
  await convene(stage, 'SEDUTA-3', days.revisionSession, days.revisionConvened);
  await vote(stage, bodies, {
    sessionId: 'SEDUTA-3',
    outcome: 'approved',
    manifestHash,
    number: 'DIMOSTRAZIONE-2',
    actDate: days.revisionSession,
    prescriptions: [],
    ...on(days.revisionSession),
  });
  narrator.tell(
    `${added.length} schede aggiunte, ${amended.length} aggiornate, una tolta: deliberato dalla Conferenza.`,
  );
  return {
    inForce: [...others, ...added],
    added: added.length,
    manifestHash,
  };
}

function manifestHashIn({ facts }: Performed): string {
  for (const { type, data } of facts) if (type === 'RevisionVerified') return data.manifestHash;
  throw new CommandFailed('La revisione non ha un’impronta.');
}

/** A unit amends a scheda that is being carried out, and the office checks it again. */
async function amend({ cast }: Stage, { schedaId, unit }: PlannedScheda): Promise<void> {
  const { moved } = await unit.referent.scheda(schedaId);
  const changes = { recipients: demonstration('Destinatari aggiornati con la revisione.') };
  const { revision } = await unit.referent.perform(
    'revise-scheda',
    { schedaId, changes, ...on(days.revisionWritten) },
    { ifMatch: moved.revision },
  );
  await submitAndCheck({ cast }, { schedaId, unit }, revision);
}

/** A new scheda, from its assignment to its check. */
async function add({ cast }: Stage, scheda: PlannedScheda): Promise<void> {
  const { schedaId, programmeId, unit, title, content } = scheda;
  const { revision: assigned } = await cast.coordinator.perform('assign-scheda', {
    ...{ schedaId, programmeId, title },
    unitId: unit.unitId,
    personId: unit.head.personId,
    demonstration: true,
    ...on(days.revisionOpened),
  });
  const { revision } = await unit.referent.perform(
    'revise-scheda',
    { schedaId, changes: content, ...on(days.revisionWritten) },
    { ifMatch: assigned },
  );
  await submitAndCheck({ cast }, scheda, revision);
}

async function submitAndCheck(
  { cast: { operator } }: Pick<Stage, 'cast'>,
  { schedaId, unit }: Pick<PlannedScheda, 'schedaId' | 'unit'>,
  written: number,
): Promise<void> {
  await unit.head.perform(
    'submit-scheda',
    { schedaId, ...on(days.revisionWritten) },
    { ifMatch: written },
  );
  const { revision } = await operator.perform('take-scheda-in-charge', {
    schedaId,
    ...on(days.revisionChecked),
  });
  await operator.perform(
    'check-scheda',
    { schedaId, ...on(days.revisionChecked) },
    { ifMatch: revision },
  );
}

/** Made-up schede, for the units whose schede come last. */
function additions(inForce: readonly PlannedScheda[]): readonly PlannedScheda[] {
  return inForce.slice(-ADDED).map(({ programmeId, unit }, index) => {
    const number = `R${index + 1}`;
    const content = madeUpContent(number, inForce.length, 'NC01', index);
    return {
      schedaId: number,
      programmeId,
      unit,
      title: String(content['title']),
      madeUp: true,
      content,
      fate: { ends: 'checked', returns: [] },
    };
  });
}
