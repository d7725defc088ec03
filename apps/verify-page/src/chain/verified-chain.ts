import {
  readManifest,
  rememberedOf,
  verify,
  type HeldText,
  type RememberedSeal,
  type Report,
} from '#evidence';
import { browserCryptography } from '../browser-cryptography.js';
import { archivedSource } from './bundle-archive.js';
import { ToldFacts } from './told-facts.js';

/** What is verified, and against what. */
export interface Asked {
  /** The archive of the bundle, as it came. */
  readonly archive: Uint8Array;
  readonly cycleId: string;
  /** A seal somebody got by another way; empty for none. */
  readonly seal: string;
  /** The key of the ledger, as it is printed; empty for the one the service names. */
  readonly key: string;
  readonly remembered: RememberedSeal | undefined;
  readonly progress: (done: number, total: number) => void;
}

/** Why a bundle was not even looked at: it is that of something else. */
export class OtherBundle extends Error {
  override readonly name = 'OtherBundle';
}

/** What was found, and how far it reaches. */
export interface Verified {
  readonly report: Report;
  /** Facts of the cycle that were read. */
  readonly facts: number;
  /** Seals that the history was held against: one that was given, one that this browser saw before. */
  readonly seals: readonly {
    readonly kind: 'held' | 'state';
    readonly size: number;
    /** Facts of the cycle that stood under it already. */
    readonly covers: number;
  }[];
  /**
   * `proved` by something that the service did not choose today; `consistent` with itself alone; or `refused`.
   */
  readonly verdict: 'proved' | 'consistent' | 'refused';
  /** The first fact of the cycle that is not what it was, where one is named. */
  readonly firstBad: { readonly index: number; readonly revision: number | undefined } | undefined;
  /** To be kept until the next time; undefined where it was refused. */
  readonly toRemember: RememberedSeal | undefined;
}

/**
 * Works out a chain from the bytes of its facts.
 * @throws BrokenArchive, OtherBundle, NothingToVerify, InvalidPolicy, NoCryptography
 */
export async function verifiedChain(asked: Asked): Promise<Verified> {
  const { archive, cycleId, seal, key, remembered, progress } = asked;
  const source = archivedSource(archive);
  const scope = (await readManifest(source))?.scope;
  if (scope?.kind !== 'cycle' || scope.cycle !== cycleId || scope.at !== undefined)
    throw new OtherBundle();
  const told = new ToldFacts(scope.stream);
  const held: readonly HeldText[] = seal === '' ? [] : [{ name: 'held', text: `${seal}\n` }];
  const report = await verify({
    ...{ source, cryptography: browserCryptography(), held, replaying: told, progress },
    policy: key === '' ? undefined : `log ${key}\nquorum none\n`,
    remembered,
  });
  const seals = report.anchors.flatMap(({ kind, size }) =>
    kind === 'held' || kind === 'state' ? [{ kind, size, covers: told.under(size) }] : [],
  );
  const isRefused = report.result !== 'verified';
  const isProved = seals.some(({ covers }) => covers > 0);
  return {
    ...{ report, facts: told.revisions.size, seals },
    verdict: isRefused ? 'refused' : isProved ? 'proved' : 'consistent',
    firstBad: isRefused ? firstBadIn(report, told) : undefined,
    toRemember: isRefused ? undefined : rememberedOf(report),
  };
}

function firstBadIn({ steps }: Report, told: ToldFacts): Verified['firstBad'] {
  const places = steps
    .flatMap(({ findings }) => findings)
    .flatMap(({ where }) => /#(\d+)/.exec(where)?.[1] ?? [])
    .map(Number);
  if (places.length === 0) return undefined;
  const index = Math.min(...places);
  return { index, revision: told.revisionAt(index) };
}
