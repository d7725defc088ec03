import type { CycleLife, Scheda, SchedaContent } from '#planning';
import { stateOfPart } from '#workflow';

type Manifest = NonNullable<CycleLife['data']['manifest']>;

/** A scheda as the document holds it. */
export interface DocumentedScheda {
  readonly schedaId: string;
  readonly code: string;
  readonly programmeId: string;
  readonly unitId: string;
  readonly title: string;
  readonly version: number;
  readonly contentHash: string;
  readonly content: SchedaContent;
}

/** What a plan consists of: its tree and its schede. */
export interface DocumentedPlan {
  readonly objectives: readonly { readonly objectiveId: string; readonly name: string }[];
  readonly programmes: readonly {
    readonly programmeId: string;
    readonly name: string;
    readonly objectiveIds: readonly string[];
  }[];
  /** In the order of their codes. */
  readonly schede: readonly DocumentedScheda[];
  readonly documents: Manifest['documents'];
}

/** A version that was frozen is not to be found any more: the document would not be the one that is decided on. */
export class FrozenVersionMissing extends Error {
  override readonly name = 'FrozenVersionMissing';

  constructor(code: string, version: number) {
    super(
      `La versione ${version} della scheda ${code} non si trova (version ${version} of ${code} is not found)`,
    );
  }
}

/** States of schede that are no part of a plan any more. */
const gone: ReadonlySet<string> = new Set(['withdrawn', 'leftOut', 'dropped', 'annulled']);

/** Whether the document of a plan holds a scheda: one that was frozen, or before that one that is still part of it. */
export function isInPlan(life: Readonly<CycleLife>, schedaId: string): boolean {
  const { manifest } = life.data;
  return manifest === undefined
    ? !gone.has(stateOfPart(life, 'scheda', schedaId))
    : manifest.schede.some((entry) => entry.schedaId === schedaId);
}

/**
 * The plan of a cycle: exactly what was frozen, once something is; before that, the schede as they are.
 * @throws FrozenVersionMissing
 */
export function planOf(life: Readonly<CycleLife>): DocumentedPlan {
  const { data } = life;
  if (data.manifest !== undefined) return frozen(life, data.manifest);
  return {
    objectives: Object.values(data.objectives),
    programmes: Object.values(data.programmes),
    schede: Object.values(data.schede)
      .filter(({ schedaId }) => isInPlan(life, schedaId))
      .map((scheda) => documented(scheda, scheda))
      .toSorted(byCode),
    documents: [],
  };
}

function frozen({ data }: Readonly<CycleLife>, manifest: Manifest): DocumentedPlan {
  const { objectives, programmes, documents } = manifest;
  const schede = manifest.schede.map((entry) => {
    const { schedaId, code, version, contentHash } = entry;
    const scheda = data.schede[schedaId];
    const content =
      scheda?.contentHash === contentHash
        ? scheda.content
        : scheda?.approvals?.find((each) => each.contentHash === contentHash)?.content;
    if (scheda === undefined || content === undefined)
      throw new FrozenVersionMissing(code, version);
    return { ...documented(scheda, { ...entry, content }), ...entry };
  });
  return { objectives, programmes, documents, schede: schede.toSorted(byCode) };
}

function documented(
  { schedaId, code, programmeId, unitId, title }: Readonly<Scheda>,
  { version, contentHash, content }: Readonly<Pick<Scheda, 'version' | 'contentHash' | 'content'>>,
): DocumentedScheda {
  const written = content['title'];
  return {
    ...{ schedaId, code, programmeId, unitId, version, contentHash, content },
    title: typeof written === 'string' ? written : title,
  };
}

function byCode(one: DocumentedScheda, other: DocumentedScheda): number {
  return one.code < other.code ? -1 : one.code > other.code ? 1 : 0;
}
