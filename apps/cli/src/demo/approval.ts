import { sha256 } from '#planning';
import type { Performed } from '../traccia-client.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/** No document says who approves the plan. */
export const organ = demonstration('Conferenza zonale integrata dei sindaci');
/** Thousandths of the bodies, in the order of the data: municipalities first, then the health authority. */
const quotas = [360, 160, 80, 400];
const quorumThousandths = 501;
const invented = demonstration('Quote, presenze, voti e numero dell’atto sono inventati.');

/** The bodies of the organ with their quotas. */
export type Bodies = readonly { readonly body: string; readonly quotaThousandths: number }[];

/**
 * The director endorses; a first session has no quorum, a second one approves with a prescription.
 * @returns the answer to the deliberation, the last command of the story
 */
export async function approve(
  stage: Stage,
  bodies: Bodies,
  manifestHash: string,
): Promise<Performed> {
  const { cast, narrator } = stage;
  const { coordinator, director, secretary } = cast;

  narrator.phase('Approvazione');
  const other = { manifestHash: sha256('un’altra proposta') };
  await director.isRefused('other-manifest', 'endorse-proposal', other);
  await director.perform('endorse-proposal', { manifestHash, ...on(days.endorsed) });
  narrator.tell('Il Direttore fa propria la proposta, nominandone l’impronta.');

  await convene(stage, 'SEDUTA-1', days.firstSession, days.organConvened);
  const first = {
    sessionId: 'SEDUTA-1',
    members: bodies.map((member, index) => ({ ...member, present: index === 0 })),
    quorumThousandths,
    manifestHash,
    prescriptions: [],
    text: invented,
    ...on(days.firstSession),
  };
  await secretary.isRefused('no-quorum', 'record-deliberation', {
    ...first,
    outcome: 'approved',
    number: 'DIMOSTRAZIONE-0',
    actDate: days.firstSession,
  });
  await secretary.perform('record-deliberation', { ...first, outcome: 'noQuorum' });
  narrator.tell('Prima seduta: manca il numero legale.');
  await coordinator.perform('extend-deadline', {
    deadlineId: 'D-approvazione',
    to: '2024-04-05',
    reason: 'La prima seduta non ha raggiunto il numero legale',
    ...on(days.firstSession),
  });

  await convene(stage, 'SEDUTA-2', days.secondSession, days.firstSession);
  const approved = await vote(stage, bodies, {
    sessionId: 'SEDUTA-2',
    outcome: 'approvedWithPrescriptions',
    manifestHash,
    number: 'DIMOSTRAZIONE-1',
    actDate: days.secondSession,
    prescriptions: [
      {
        text: demonstration('Riferire sull’avvio della co-programmazione nel prossimo PIS.'),
        due: '2024-09-30',
      },
    ],
    ...on(days.secondSession),
  });
  narrator.tell('Seconda seduta: approvato, con una prescrizione.');
  return approved;
}

/** The municipalities first, then the health authority, each with a made-up quota. */
export function bodiesOf({ activities }: Stage): Bodies {
  return [...activities.municipalities, activities.health_authority].map((body, index) => ({
    body,
    quotaThousandths: quotas[index] ?? 0,
  }));
}

/** Convenes a session of the organ. */
export async function convene(
  { cast: { secretary } }: Stage,
  sessionId: string,
  sessionOn: string,
  convenedOn: string,
): Promise<void> {
  await secretary.perform('convene-organ', {
    sessionId,
    organ,
    sessionOn,
    protocol: demonstration('senza protocollo'),
    items: ['Programmazione operativa annuale 2024'],
    ...on(convenedOn),
  });
}

/** Everybody is there and votes for it. */
export function vote(
  { cast: { secretary } }: Stage,
  bodies: Bodies,
  result: object,
): Promise<Performed> {
  return secretary.perform('record-deliberation', {
    members: bodies.map((member) => ({ ...member, present: true, vote: 'for' })),
    quorumThousandths,
    text: invented,
    ...result,
  });
}
