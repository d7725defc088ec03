import { sha256 } from '#planning';
import type { Performed } from '../traccia-client.js';
import type { Stage } from './stage.js';
import { days, demonstration, on } from './story-days.js';

/** No document says who approves the plan. */
const organ = demonstration('Conferenza zonale integrata dei sindaci');
/** Thousandths of the bodies, in the order of the data: municipalities first, then the health authority. */
const quotas = [360, 160, 80, 400];
const quorumThousandths = 501;

/**
 * The director endorses; a first session has no quorum, a second one approves with a prescription.
 * @returns the answer to the deliberation, the last command of the story
 */
export async function approve(
  { cast, narrator, activities }: Stage,
  manifestHash: string,
): Promise<Performed> {
  const { coordinator, director, secretary } = cast;
  const bodies = [...activities.municipalities, activities.health_authority].map((body, index) => ({
    body,
    quotaThousandths: quotas[index],
  }));

  narrator.phase('Approvazione');
  const other = { manifestHash: sha256('un’altra proposta') };
  await director.isRefused('other-manifest', 'endorse-proposal', other);
  await director.perform('endorse-proposal', { manifestHash, ...on(days.endorsed) });
  narrator.tell('Il Direttore fa propria la proposta, nominandone l’impronta.');

  const session = (sessionId: string, sessionOn: string) => ({
    sessionId,
    organ,
    sessionOn,
    protocol: demonstration('senza protocollo'),
    items: ['Programmazione operativa annuale 2024'],
  });
  const invented = demonstration('Quote, presenze, voti e numero dell’atto sono inventati.');
  await secretary.perform('convene-organ', {
    ...session('SEDUTA-1', days.firstSession),
    ...on(days.organConvened),
  });
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

  await secretary.perform('convene-organ', {
    ...session('SEDUTA-2', days.secondSession),
    ...on(days.firstSession),
  });
  const approved = await secretary.perform('record-deliberation', {
    sessionId: 'SEDUTA-2',
    outcome: 'approvedWithPrescriptions',
    members: bodies.map((member) => ({ ...member, present: true, vote: 'for' })),
    quorumThousandths,
    manifestHash,
    number: 'DIMOSTRAZIONE-1',
    actDate: days.secondSession,
    prescriptions: [
      {
        text: demonstration('Riferire sull’avvio della co-programmazione nel prossimo PIS.'),
        due: '2024-09-30',
      },
    ],
    text: invented,
    ...on(days.secondSession),
  });
  narrator.tell('Seconda seduta: approvato, con una prescrizione.');
  return approved;
}
