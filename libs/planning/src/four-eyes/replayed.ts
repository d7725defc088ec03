import type { RecordedFact } from '#workflow';
import { handsOf } from '../command/hands.js';
import type { Envelope } from '../envelope.js';
import { refusalSentence } from '../refusals.js';
import type { ReportData } from '../report/report.data.js';
import type { SchedeData } from '../scheda/scheda.data.js';
import type { FourEyesData } from './four-eyes.data.js';

/** What decides on what others asked for, proposed or prepared: how the life remembers whose that was. */
const decidesOn: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => string>> = {
  SchedaWithdrawalDenied: ({ schedaId }) => `withdrawal/${String(schedaId)}`,
  CategoryExempted: ({ category }) => `exemption/${String(category)}`,
  MinutesApproved: ({ meetingId }) => `minutes/${String(meetingId)}`,
  ProposalEndorsed: () => 'proposal/cycle',
  PrescriptionAccepted: ({ prescriptionId }) => `prescription/${String(prescriptionId)}`,
  CoProgrammingActivated: () => 'coProgramming/decision',
  CoProgrammingReferred: () => 'coProgramming/decision',
  CoProgrammingNotActivated: () => 'coProgramming/decision',
};

/**
 * Whether a recorded fact was decided by somebody who had a hand in what it decides on, read from the life as it
 * was before it. It asks the facts alone, so that whoever has them can ask without the office.
 * @returns the refusal that should have been heard, undefined where four eyes were four
 */
export function fourEyesBroken(
  { data }: { readonly data: object },
  fact: RecordedFact,
): { readonly it: string; readonly en: string } | undefined {
  const { actor, rule } = fact.metadata as unknown as Partial<Envelope>;
  if (actor === undefined) return undefined;
  const hands = handsOf(actor);
  const told = fact.data as Readonly<Record<string, unknown>>;
  const { firstHands, schede, reporters } = data as Partial<FourEyesData & SchedeData & ReportData>;
  const schedaId = String(told['schedaId']);
  // What came in by mistake is withdrawn, too; nobody asked for it.
  const isGranted =
    fact.type === 'SchedaWithdrawn' && rule?.startsWith('grant-withdrawal/') === true;
  const matter = isGranted ? `withdrawal/${schedaId}` : decidesOn[fact.type]?.(told);
  const isOwn = (before: readonly string[] | undefined): boolean =>
    before?.some((hand) => hands.includes(hand)) === true;
  if (matter !== undefined && isOwn(firstHands?.[matter])) return sentence('same-hands');
  switch (fact.type) {
    case 'SchedaTakenInCharge':
    case 'SchedaChecked':
      if (isOwn(schede?.[schedaId]?.authors)) return sentence('own-scheda');
      return isOwn(responsibleFor(schede, schedaId)) ? sentence('own-unit-head') : undefined;
    case 'ReportAccepted':
    case 'ReportReturned':
      return isOwn(reporters?.[schedaId]) ? sentence('own-report') : undefined;
    default:
      return undefined;
  }
}

function responsibleFor(
  schede: SchedeData['schede'] | undefined,
  schedaId: string,
): readonly string[] {
  const personId = schede?.[schedaId]?.personId;
  return personId === undefined ? [] : [personId];
}

function sentence(code: 'same-hands' | 'own-scheda' | 'own-unit-head' | 'own-report') {
  const { it, en } = refusalSentence(code, {});
  return { it, en };
}
