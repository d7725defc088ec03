import type { RecordedEvent } from '#event-store';
import { asShown, type CycleData, type Envelope } from '#planning';

/** Every scheda with its version, the tree it hangs on, the decision on co-programming, the documents. */
export type Manifest = NonNullable<CycleData['manifest']>;

/** What has become of a document so far. */
type Fate = 'proposed' | 'endorsed' | 'onAgenda' | 'returned' | 'rejected' | 'approved';

/** What is decided on, as it was frozen: nothing of it changes any more. */
export interface FrozenDocument {
  /** 1, 2, 3 … within the cycle: the version of the document. */
  readonly number: number;
  /** The revision of the cycle at which it was frozen. */
  readonly at: number;
  readonly by: string;
  /** The day, `2024-03-28`. */
  readonly on: string;
  readonly manifest: Manifest;
  /** SHA-256 of its canonical JSON. */
  readonly hash: string;
  /** The number of the revision of the plan it is of; undefined for the plan itself. */
  readonly planRevision: number | undefined;
  /** The scheda whose annulment left it so, where no organ deliberated it. */
  readonly without: string | undefined;
  readonly fate: Fate;
  readonly endorsed: { readonly by: string; readonly on: string } | undefined;
}

/** Something that happened on the way to the act and after it. */
interface Step {
  readonly type: string;
  /** The revision of the fact in the cycle. */
  readonly at: number;
  readonly by: string;
  readonly on: string;
}

/** The documents of a cycle in the order in which they were frozen, and all that happened to them. */
export interface DocumentsOfCycle {
  readonly documents: readonly FrozenDocument[];
  /** By the id of a sitting: the number of the document before it. */
  readonly before: ReadonlyMap<string, number>;
  /** By the id of a sitting: the revision of the fact that says how it ended. */
  readonly deliberatedAt: ReadonlyMap<string, number>;
  readonly steps: readonly Step[];
}

const steps: ReadonlySet<string> = new Set([
  ...['VerificationClosed', 'ProposalEndorsed', 'ProposalReturned'],
  ...['OrganConvened', 'SessionCancelled', 'DeliberationRecorded'],
  ...['PlanPublished', 'ProwebDepositRecorded'],
  ...['RevisionOpened', 'RevisionVerified', 'RevisionDropped', 'SchedaAnnulled'],
  ...['CycleAnnulled', 'CycleRevoked', 'CycleAbandoned'],
]);

type Mutable = { -readonly [Key in keyof FrozenDocument]: FrozenDocument[Key] };

/**
 * Reads the documents of a cycle out of its facts: what was frozen when, and what became of each.
 * @param data of the cycle as it may be shown now
 */
export async function documentsOf(
  facts: AsyncIterable<RecordedEvent>,
  data: Readonly<CycleData>,
): Promise<DocumentsOfCycle> {
  const documents: Mutable[] = [];
  const [before, deliberatedAt] = [new Map<string, number>(), new Map<string, number>()];
  const happened: Step[] = [];
  for await (const fact of facts) {
    if (!steps.has(fact.type)) continue;
    const shown = asShown(fact, data);
    const { actor, occurredOn: on } = shown.metadata as unknown as Envelope;
    const step = { type: fact.type, at: fact.revision, by: actor.personId, on };
    happened.push(step);
    // What a fact of this type holds, its form says.
    const said = shown.data as unknown as Said;
    // Whoever proposes or decides speaks of what was frozen to be decided on.
    const last = documents.findLast(({ without }) => without === undefined);
    if (said.manifest !== undefined && said.manifestHash !== undefined) {
      documents.push({
        ...{ number: documents.length + 1, at: step.at, by: step.by, on, manifest: said.manifest },
        ...{ hash: said.manifestHash, planRevision: said.number as number | undefined },
        ...{ without: undefined, fate: 'proposed', endorsed: undefined },
      });
    }
    if (fact.type === 'SchedaAnnulled' && said.manifestHash !== undefined) {
      const left = data.plans.find(({ annulled }) => annulled?.schedaId === said.schedaId);
      if (left) {
        documents.push({
          ...{ number: documents.length + 1, at: step.at, by: step.by, on },
          ...{ manifest: left.manifest, hash: left.manifestHash, planRevision: undefined },
          ...{ without: said.schedaId, fate: 'approved', endorsed: undefined },
        });
      }
    }
    if (last === undefined) continue;
    if (fact.type === 'ProposalEndorsed') {
      last.fate = 'endorsed';
      last.endorsed = { by: step.by, on };
    }
    if (fact.type === 'ProposalReturned') last.fate = 'returned';
    if (said.sessionId === undefined) continue;
    if (fact.type === 'OrganConvened') {
      last.fate = 'onAgenda';
      before.set(said.sessionId, last.number);
    }
    if (fact.type === 'DeliberationRecorded') {
      deliberatedAt.set(said.sessionId, step.at);
      before.set(said.sessionId, last.number);
      const fate = fates[said.outcome ?? ''];
      if (fate) last.fate = fate;
    }
  }
  return { documents, before, deliberatedAt, steps: happened };
}

/** What stands before those who decide; where nothing does, what was frozen last. */
export function presentDocument({
  documents,
}: Pick<DocumentsOfCycle, 'documents'>): FrozenDocument | undefined {
  return documents.findLast(({ fate }) => undecided.has(fate)) ?? documents.at(-1);
}

const undecided: ReadonlySet<Fate> = new Set<Fate>(['proposed', 'endorsed', 'onAgenda']);

/** What a document becomes by how the sitting ended; one that could not decide leaves it as it was. */
const fates: Readonly<Record<string, Fate>> = {
  approved: 'approved',
  approvedWithPrescriptions: 'approved',
  rejected: 'rejected',
};

/** What those facts hold that is read here. */
interface Said {
  readonly manifest?: Manifest;
  readonly manifestHash?: string;
  /** Of a revision a number, of an act a text. */
  readonly number?: number | string;
  readonly sessionId?: string;
  readonly schedaId?: string;
  readonly outcome?: string;
}
