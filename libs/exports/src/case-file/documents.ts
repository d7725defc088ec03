import type { ExportedFact } from '../exported-fact.js';
import type { LedgerLeaf } from '../export-source.js';

/** A document of the case file, as the fact says that brought it. */
export interface FiledDocument {
  readonly title: string;
  /** SHA-256, hex; undefined of an act that nobody has registered the bytes of. */
  readonly sha256?: string;
  readonly protocol?: string;
  /** Of an act: its number and day. */
  readonly number?: string;
  readonly date?: string;
  /** What kind of document it is, where the fact says so. */
  readonly kind?: string;
  readonly fact: FilingFact;
  /** Where in the fact it stands, as a JSON pointer. */
  readonly pointer: string;
}

/** The fact by which a document came in. */
export interface FilingFact {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly occurredOn: string;
  readonly personId: string;
  readonly leaf: LedgerLeaf | undefined;
}

/** What a document is that comes with a fact of a type; of others nobody has said. */
const kinds: Readonly<Record<string, string>> = {
  KickoffHeld: "Materiale dell'incontro di avvio",
  MinutesRecorded: 'Verbale di riunione',
  HealthProfileAttached: 'Profilo di salute',
  CoProgrammingReportIssued: 'Relazione motivata di co-programmazione',
  CoProgrammingConcluded: 'Relazione motivata di co-programmazione',
  ContributionReceived: 'Contributo di un portatore di interesse',
  ProwebDepositRecorded: 'Ricevuta del deposito',
  DeadlineMet: 'Prova di una scadenza rispettata',
  PrescriptionMet: 'Adempimento di una prescrizione',
  DeliberationRecorded: 'Deliberazione',
  FinalReportApproved: 'Deliberazione',
};

/** The documents that a fact brings: those it refers to by their fingerprint, and the act that it records. */
export function documentsIn(fact: ExportedFact): readonly FiledDocument[] {
  const { id, type, revision, envelope, leaf, data } = fact;
  const { occurredOn, actor } = envelope;
  const filing = { id, type, revision, occurredOn, personId: actor.personId, leaf };
  const kind = kinds[type];
  const common = { fact: filing, ...(kind !== undefined && { kind }) };
  return [...referredTo(data, ''), ...actsIn(fact), ...manifestsIn(fact)].map((document) => ({
    ...common,
    ...document,
  }));
}

type Referred = Omit<FiledDocument, 'fact'>;

function* referredTo(value: unknown, pointer: string): Generator<Referred> {
  if (typeof value !== 'object' || value === null) return;
  const { title, sha256, protocol } = value as Readonly<Record<string, unknown>>;
  if (typeof title === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)) {
    yield { title, sha256, ...(typeof protocol === 'string' && { protocol }), pointer };
  }
  for (const [name, member] of Object.entries(value)) {
    yield* referredTo(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

function* actsIn({ type, data }: ExportedFact): Generator<Referred> {
  if (type !== 'DeliberationRecorded' && type !== 'FinalReportApproved') return;
  const { number, actDate } = data;
  if (typeof number !== 'string' || typeof actDate !== 'string') return;
  const what = type === 'FinalReportApproved' ? 'Approvazione del rendiconto' : 'Deliberazione';
  yield { title: `${what} n. ${number} del ${actDate}`, number, date: actDate, pointer: '' };
}

/** What the organ decides on is data of the procedure, known by its fingerprint. */
function* manifestsIn({ type, data }: ExportedFact): Generator<Referred> {
  const { manifestHash: sha256, number } = data;
  if (typeof sha256 !== 'string') return;
  if (type === 'VerificationClosed') {
    yield {
      title: 'Piano verificato',
      sha256,
      kind: 'Piano, come dati (JSON canonico)',
      pointer: '',
    };
  }
  if (type === 'RevisionVerified') {
    const title =
      typeof number === 'number' ? `Revisione ${number} verificata` : 'Revisione verificata';
    yield { title, sha256, kind: 'Piano, come dati (JSON canonico)', pointer: '' };
  }
}
