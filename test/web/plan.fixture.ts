import { createHash } from 'node:crypto';
import type { Client } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import {
  checked,
  onScheda,
  preparing,
  submitted,
  unitOf,
  type Unit,
} from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { UNIT, type TestServer } from '../server.fixture.js';

/** The organ that deliberates the plans of the zone. */
export const ORGAN = 'Conferenza zonale integrata';
/** What the director wrote when the first document came to them. */
export const SENT_BACK = 'Dite nella prima scheda quante visite si fanno.';
/** What the organ asked for. */
export const PRESCRIPTIONS = ['Aggiornare gli indicatori', 'Riferire sulla co-programmazione'];

/** The act as it was signed, as far as anybody here looks: a PDF with a signature dictionary. */
const SIGNED_ACT = '%PDF-1.7\n/Type /Sig /ByteRange [0 840 960 240] /Contents <00>';
/** Its fingerprint. */
export const SIGNED_ACT_SHA256 = createHash('sha256').update(SIGNED_ACT).digest('hex');

/** A plan on its way through a year, step by step. */
export interface Plan {
  readonly journey: Journey;
  /** `/cicli/livornese-poa-annuale-2024` */
  readonly address: string;
  readonly elders: Unit;
  readonly minors: Unit;
  readonly office: Client;
}

/** Three schede are written: one is checked, one waits for the office, one its unit has not begun. */
export async function planInVerification(server: TestServer): Promise<Plan> {
  const journey = programmeOfYear(server, 2024);
  const [elders, minors] = [unitOf(server, UNIT), unitOf(server, 'minori')];
  await preparing(journey);
  await checked(journey, {
    ...{ schedaId: 'S-1', unit: elders, title: 'Assistenza domiciliare' },
    content: {
      description: 'Visite a casa.',
      noIndicatorReason: null,
      indicators: [
        { name: 'Persone seguite', unit: 'persone', target: '400', source: 'Cartella sociale' },
      ],
    },
  });
  await submitted(journey, { schedaId: 'S-2', unit: elders, title: 'Centro diurno' });
  await journey.perform('UPc', 'assign-scheda', {
    ...{ schedaId: 'S-3', unitId: minors.unitId, title: 'Educativa di strada' },
    programmeId: journey.last('TreeImported').programmes[0]?.programmeId ?? '',
    personId: minors.head.person.personId,
  });
  await reach(journey, (root) => root.matches('verification'));
  const address = `/cicli/${journey.cycleId}`;
  return { journey, address, elders, minors, office: server.as('UPo') };
}

/** A first document holds the first two schede; the director sends it back, and there is a second one without the second. */
export async function proposedTwice({ journey, elders, minors, office }: Plan): Promise<void> {
  await onScheda(journey, office, 'take-scheda-in-charge', 'S-2');
  await onScheda(journey, office, 'check-scheda', 'S-2');
  await journey.perform('UPc', 'close-verification', {
    leftOut: [{ schedaId: 'S-3', reason: 'La unità non l’ha scritta' }],
  });
  await journey.perform('DIR', 'return-proposal', { text: SENT_BACK });
  const back = { reasons: ['TEXT'], text: SENT_BACK };
  for (const schedaId of ['S-1', 'S-2', 'S-3'])
    await onScheda(journey, office, 'return-scheda', schedaId, back);
  await rewritten(journey, elders, office, 'S-1', {
    description: 'Due visite a casa ogni settimana.',
  });
  await rewritten(journey, minors, office, 'S-3', {
    ...{ sector: 'SOCIO_ASSISTENZIALE', holder: 'COMUNE', kind: 'NEW', periodPrecision: 'year' },
    ...{ start: '2024-01-01', end: '2024-12-31', description: 'Educatori in strada.' },
    ...{ noNeedReason: 'Il profilo non ne parla', noIndicatorReason: 'Da concordare' },
  });
  await journey.perform('UPc', 'close-verification', {
    leftOut: [{ schedaId: 'S-2', reason: 'Il centro chiude' }],
  });
}

async function rewritten(
  journey: Journey,
  { head }: Unit,
  office: Client,
  schedaId: string,
  changes: object,
): Promise<void> {
  await onScheda(journey, head, 'revise-scheda', schedaId, { changes, reason: SENT_BACK });
  await onScheda(journey, head, 'submit-scheda', schedaId);
  await onScheda(journey, office, 'take-scheda-in-charge', schedaId);
  await onScheda(journey, office, 'check-scheda', schedaId);
}

/** The director makes the proposal theirs, and the organ is convened for today. */
export async function convened({ journey }: Plan): Promise<void> {
  const { manifestHash } = journey.last('VerificationClosed');
  await journey.perform('DIR', 'endorse-proposal', { manifestHash });
  await journey.perform('SEG', 'convene-organ', {
    ...{ sessionId: 'seduta-1', organ: ORGAN, sessionOn: journey.server.clock.day() },
    ...{ startTime: '09:30', venue: 'Sala consiliare', protocol: '77/2024' },
    items: ['Approvazione del POA 2024'],
  });
}

async function keepSignedAct({ server, cycleId }: Journey): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/cycles/${cycleId}/attachments`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/octet-stream', 'traccia-file-name': 'atto.pdf' },
      ...{ 'sec-fetch-site': 'same-origin', ...server.as('SEG').credentials.headers() },
    },
    body: SIGNED_ACT,
  });
  if (response.status !== 201) throw new Error(`The act was not kept: ${await response.text()}`);
}

/** The organ approves, with what it asks for, and its act is kept here; the plan is published. */
export async function approved({ journey }: Plan): Promise<void> {
  const { server } = journey;
  await keepSignedAct(journey);
  const { manifestHash } = journey.last('VerificationClosed');
  const [indicators, account] = PRESCRIPTIONS;
  await journey.perform('SEG', 'record-deliberation', {
    ...{ sessionId: 'seduta-1', manifestHash, quorumThousandths: 501 },
    ...{ outcome: 'approvedWithPrescriptions', number: '12', actDate: server.clock.day() },
    ...{ subject: 'Approvazione del POA 2024', protocolNumber: '1234/2024' },
    document: { title: 'Deliberazione n. 12', sha256: SIGNED_ACT_SHA256 },
    members: [
      {
        ...{ body: 'Comune maggiore', present: true, quotaThousandths: 550, vote: 'for' },
        delegation: { from: 'SINDACO', protocol: '345/2024' },
      },
      { body: 'Comune medio', present: true, quotaThousandths: 300, vote: 'abstained' },
      { body: 'Comune minore', present: false, quotaThousandths: 150 },
    ],
    prescriptions: [
      { prescriptionId: 'PR-1', text: indicators, due: server.clock.day(30), schedaIds: ['S-1'] },
      { prescriptionId: 'PR-2', text: account, due: server.clock.day(60) },
    ],
  });
  await journey.perform('SEG', 'publish-plan', {
    ...{ where: 'Albo pretorio', from: server.clock.day(), manifestHash },
  });
}
