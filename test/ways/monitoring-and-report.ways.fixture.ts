import { createHash } from 'node:crypto';
import { canonicalJson } from '#event-store';
import { fieldOf } from '#workflow';
import { about, by, drive, hears, reach, send, wishOf } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { shortestPath, standingName, type Heard } from '../paths.js';
import { document } from './to-approval.wishes.fixture.js';
import type { Driver, Drivers, Wishes } from '../journey.fixture.js';

const reason = 'Così ha chiesto il territorio';
const nothing = '0'.repeat(64);

/** How to ask for the verbs of a plan in force, of its report and of the closing. */
export const wishesMonitoringAndReport: Wishes = {
  'open-checkpoint': (journey, { id }) => ({
    as: 'UPo',
    body: { checkpointId: id, due: journey.server.clock.day(30) },
  }),
  'record-progress': (_, { id }) => ({
    as: 'RF',
    body: { schedaId: id, status: 'SUSPENDED', text: 'In attesa del bando', measured: [] },
  }),
  'close-checkpoint': () => ({ as: 'UPo', body: {} }),

  'publish-plan': (journey) => ({
    as: 'UPo',
    body: {
      where: 'Amministrazione trasparente',
      url: 'https://www.example.org/poa',
      from: journey.server.clock.day(),
      manifestHash: planOf(journey),
    },
  }),
  'record-proweb-deposit': (journey) => ({
    as: 'UPo',
    body: {
      depositedOn: journey.server.clock.day(),
      manifestHash: planOf(journey),
      receipt: document,
    },
  }),

  'meet-prescription': (_, { id }) => ({
    as: 'UPo',
    body: { prescriptionId: id, text: 'Indicatori aggiornati', document },
  }),
  'accept-prescription': (_, { id }) => ({ as: 'DIR', body: { prescriptionId: id } }),
  'not-accept-prescription': (_, { id }) => ({
    as: 'DIR',
    body: { prescriptionId: id, text: 'Ne manca uno' },
  }),

  'start-final-report': (journey) => ({
    as: 'UPc',
    body: { due: journey.server.clock.day(60) },
  }),
  'report-scheda': (_, { id }) => ({
    as: 'RF',
    body: {
      schedaId: id,
      status: 'PARTLY_DONE',
      doneText: 'Avviata in due comuni su tre',
      measured: [],
      rePropose: false,
      reProposeReason: 'Finanziamento concluso',
    },
  }),
  'accept-report': (_, { id }) => ({ as: 'UPo', body: { schedaId: id } }),
  'return-report': (_, { id }) => ({
    as: 'UPo',
    body: { schedaId: id, text: 'Mancano i numeri' },
  }),
  'excuse-scheda': (_, { id }) => ({ as: 'UPc', body: { schedaId: id, reason } }),
  'endorse-final-report': (journey) => ({
    as: 'DIR',
    body: { reportHash: reportNowOf(journey) },
  }),
  'return-final-report': () => ({ as: 'SEG', body: { text: 'Mancano gli importi' } }),
  'approve-final-report': (journey) => ({
    as: 'SEG',
    body: {
      organ: 'Conferenza zonale integrata',
      sessionOn: journey.server.clock.day(),
      number: '30',
      actDate: journey.server.clock.day(),
      reportHash: reportOf(journey),
    },
  }),
  'close-cycle': (journey) => ({
    as: 'UPc',
    body: { manifestHash: planOf(journey), reportHash: reportOf(journey) },
  }),
  'reopen-cycle': () => ({ as: 'DIR', body: { act: 'Delibera 40/2025', reason } }),
};

/** The fingerprint of the plan in force, or of the proposal that is to become one. */
function planOf(journey: Journey): string {
  const makers: readonly string[] = ['VerificationClosed', 'RevisionMerged', 'SchedaAnnulled'];
  const made = journey.facts.findLast(({ type }) => makers.includes(type));
  return (fieldOf(made?.data ?? {}, 'manifestHash') as string | undefined) ?? nothing;
}

/** The fingerprint of the report that was endorsed last. */
function reportOf(journey: Journey): string {
  return journey.all('FinalReportEndorsed').at(-1)?.reportHash ?? nothing;
}

/** The fingerprint of the report as it stands, from what the facts said of each scheda. */
function reportNowOf(journey: Journey): string {
  const codes = new Map(
    [...journey.all('SchedaAssigned'), ...journey.all('SchedaCarriedOver')].map(
      ({ schedaId, code }) => [schedaId, code] as const,
    ),
  );
  const reports = new Map(
    journey.all('SchedaReported').map((report) => [report.schedaId, report] as const),
  );
  const schede = [...journey.partsOf('scheda')]
    .filter(([, part]) => part.matches('accepted') || part.matches('excused'))
    .map(([schedaId, part]) => {
      const report = part.matches('excused') ? undefined : reports.get(schedaId);
      const whole = report ?? { schedaId, status: 'EXCUSED', rePropose: false };
      const { status, rePropose } = whole;
      return {
        ...{ schedaId, code: codes.get(schedaId) ?? '', status, rePropose },
        reportHash: sha256(whole),
      };
    })
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
  return sha256(schede);
}

const sha256 = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/** How their facts are brought about. */
export const driversMonitoringAndReport: Drivers = {
  CheckpointOpened: by('open-checkpoint'),
  ProgressRecorded: about('ProgressRecorded', 'record-progress'),
  CheckpointClosed: by('close-checkpoint'),

  PlanPublished: by('publish-plan'),
  ProwebDepositRecorded: by('record-proweb-deposit'),

  PrescriptionSet: setPrescription,
  PrescriptionMet: ofPrescription('PrescriptionMet', 'meet-prescription'),
  PrescriptionAccepted: ofPrescription('PrescriptionAccepted', 'accept-prescription'),
  PrescriptionNotAccepted: ofPrescription('PrescriptionNotAccepted', 'not-accept-prescription'),

  async FinalReportStarted(journey) {
    // They can still be met under the report and after the closing; they cannot be set any more.
    while (openPrescriptions(journey).length < 6) await newPrescription(journey);
    await send(journey, 'start-final-report');
  },
  SchedaReported: ofReport('SchedaReported', 'report-scheda'),
  ReportAccepted: ofReport('ReportAccepted', 'accept-report'),
  ReportReturned: ofReport('ReportReturned', 'return-report'),
  SchedaExcused: ofReport('SchedaExcused', 'excuse-scheda'),
  async FinalReportEndorsed(journey) {
    for (const [id, scheda] of journey.partsOf('scheda')) {
      if (scheda.can({ type: 'SchedaExcused' })) await send(journey, 'excuse-scheda', { id });
    }
    await send(journey, 'endorse-final-report');
  },
  FinalReportReturned: by('return-final-report'),
  FinalReportApproved: by('approve-final-report'),
  CycleClosed: by('close-cycle'),
  CycleReopened: by('reopen-cycle'),
};

/** The organ asks for something while it approves the plan, or a revision of it. */
async function setPrescription(
  journey: Journey,
  { id = journey.fresh('prescription') }: { readonly id?: string },
): Promise<void> {
  const approving: Heard = { type: 'DeliberationRecorded', outcome: 'approvedWithPrescriptions' };
  await reach(journey, (root) => root.can(approving));
  const { outcome } = approving;
  const { as, body } = wishOf(journey, 'record-deliberation', { id, outcome });
  const prescriptions = [id, ...Array.from({ length: 3 }, () => journey.fresh('prescription'))].map(
    (prescriptionId) => ({ prescriptionId, text: 'Aggiornare gli indicatori' }),
  );
  await journey.perform(as, 'record-deliberation', { ...body, prescriptions });
}

function openPrescriptions(journey: Journey): readonly string[] {
  return [...journey.partsOf('prescription')]
    .filter(([id, part]) => !journey.reserved.has(id) && part.can({ type: 'PrescriptionMet' }))
    .map(([id]) => id);
}

/** A new prescription, with the cycle standing where it stood before. */
async function newPrescription(journey: Journey): Promise<void> {
  const before = standingName(journey.root);
  await setPrescription(journey, {});
  await goBack(journey, before);
}

async function goBack(journey: Journey, before: string): Promise<void> {
  const { alongside, detours } = journey.ways;
  const avoided = new Set([...alongside, ...detours]);
  const back = shortestPath(journey.root, (root) => standingName(root) === before, avoided);
  for (const { heard } of back ?? []) await drive(journey, heard);
}

/** A fact about a prescription: of one that can hear it, or of an open one that is met first. */
function ofPrescription(type: Heard['type'], verb: string): Driver {
  return async (journey, target) => {
    await reach(journey, (root) => hears(root, { type }));
    const id = target.id ?? (await prescriptionThatCan(journey, type));
    await send(journey, verb, { id });
  };
}

async function prescriptionThatCan(journey: Journey, type: Heard['type']): Promise<string> {
  const ready = [...journey.partsOf('prescription')].find(
    ([id, part]) => !journey.reserved.has(id) && part.can({ type }),
  );
  if (ready) return ready[0];
  if (openPrescriptions(journey).length === 0) await newPrescription(journey);
  const [id = ''] = openPrescriptions(journey);
  if (type !== 'PrescriptionMet') await send(journey, 'meet-prescription', { id });
  return id;
}

/** What can happen to a scheda while the report is under way. */
const reporting: ReadonlySet<string> = new Set([
  'SchedaReported',
  'ReportAccepted',
  'ReportReturned',
  'SchedaExcused',
]);

/** A fact about the report on a scheda: of one of the plan, brought to where it can hear it. */
function ofReport(type: Heard['type'], verb: string): Driver {
  return async (journey, target) => {
    await reach(journey, (root) => hears(root, { type }));
    const id = target.id ?? (await schedaThatCan(journey, type));
    await send(journey, verb, { id });
  };
}

async function schedaThatCan(journey: Journey, type: Heard['type']): Promise<string> {
  const events = journey.machineOf('scheda').events as readonly string[];
  const others = new Set(events.filter((event) => !reporting.has(event)));
  for (const [id, scheda] of journey.partsOf('scheda')) {
    if (journey.reserved.has(id)) continue;
    const path = shortestPath(scheda, (part) => part.can({ type }), others);
    if (!path) continue;
    for (const { heard } of path) await drive(journey, heard, id);
    return id;
  }
  throw new Error(`${journey.cycleId} has no scheda in its plan any more`);
}
