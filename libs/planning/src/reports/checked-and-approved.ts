import type { DatabaseSync } from 'node:sqlite';
import type { DataOf } from '../planning-fact.js';
import type { VersionedScheda } from '../scheda/scheda.facts.js';
import { sourceOf, type ChapterSource } from './chapter.js';
import { toldFacts, type ToldAs } from './told-fact.js';

/** A version of a scheda, by number and content. */
export type Version = Pick<VersionedScheda, 'version' | 'contentHash'>;

/** A scheda that was approved otherwise than it was checked or verified. Null where it was not. */
export interface Difference {
  readonly schedaId: string;
  readonly what: 'notApproved' | 'notVerified' | 'otherVersion' | 'otherThanChecked';
  readonly checked: Version | null;
  readonly verified: Version | null;
  readonly approved: Version | null;
}

/** An approval: what was verified, what was deliberated, and every difference by name. */
export interface CheckedAndApproved {
  /** The number of the revision that was approved; null for the plan itself. */
  readonly revision: number | null;
  readonly sessionId: string;
  readonly on: string;
  /** Number and day of the act; null where they are not said. */
  readonly actNumber: string | null;
  readonly actDate: string | null;
  /** Fingerprint of the manifest that was verified, and of the one that was deliberated. */
  readonly verifiedHash: string | null;
  readonly approvedHash: string;
  /** How many schede the plan has. */
  readonly schede: number;
  /** Empty where what was approved is what was checked: the same schede, in the same versions. */
  readonly differences: readonly Difference[];
  readonly sources: readonly ChapterSource[];
}

const types = [
  ...(['SchedaChecked', 'VerificationClosed', 'RevisionVerified', 'DeliberationRecorded'] as const),
  ...(['SchedaApproved', 'SchedaDropped', 'SchedaAnnulled', 'RevisionMerged'] as const),
] as const;
type Verified = ToldAs<'VerificationClosed' | 'RevisionVerified'>;

/** Every approval of a cycle, oldest first. */
export function approvalsIn(
  database: DatabaseSync,
  cycleId: string,
): readonly CheckedAndApproved[] {
  const checked = new Map<string, Version>();
  const inPlan = new Map<string, Version>();
  const approvals: CheckedAndApproved[] = [];
  let verified: Verified | undefined;
  let deliberated: ToldAs<'DeliberationRecorded'> | undefined;
  /** The approval is whole once the facts it brought about have been read. */
  const settle = (): void => {
    if (!deliberated) return;
    approvals.push(approval(deliberated, verified, inPlan, checked));
    deliberated = undefined;
  };
  for (const fact of toldFacts(database, cycleId, types)) {
    if (deliberated && !broughtAbout.has(fact.type)) settle();
    switch (fact.type) {
      case 'SchedaChecked':
        checked.set(fact.data.schedaId, versionOf(fact.data));
        break;
      case 'VerificationClosed':
      case 'RevisionVerified':
        verified = fact;
        break;
      case 'DeliberationRecorded':
        if (approves(fact.data)) deliberated = fact;
        break;
      case 'SchedaApproved':
        inPlan.set(fact.data.schedaId, versionOf(fact.data));
        break;
      case 'SchedaDropped':
      case 'SchedaAnnulled':
        inPlan.delete(fact.data.schedaId);
        break;
      case 'RevisionMerged':
    }
  }
  settle();
  return approvals;
}

/** What a deliberation brings about in the same command. */
const broughtAbout: ReadonlySet<string> = new Set([
  ...['SchedaApproved', 'SchedaDropped', 'RevisionMerged'],
]);

const approves = ({ outcome }: DataOf<'DeliberationRecorded'>): boolean =>
  outcome === 'approved' || outcome === 'approvedWithPrescriptions';

const versionOf = ({ version, contentHash }: Version): Version => ({ version, contentHash });

function approval(
  deliberated: ToldAs<'DeliberationRecorded'>,
  verified: Verified | undefined,
  inPlan: ReadonlyMap<string, Version>,
  checked: ReadonlyMap<string, Version>,
): CheckedAndApproved {
  const { sessionId, manifestHash, number, actDate } = deliberated.data;
  const manifest = new Map(
    verified?.data.manifest.schede.map((one) => [one.schedaId, versionOf(one)]),
  );
  const differences = [...new Set([...manifest.keys(), ...inPlan.keys()])]
    .sort()
    .flatMap((schedaId): readonly Difference[] => {
      const versions = {
        checked: checked.get(schedaId) ?? null,
        verified: manifest.get(schedaId) ?? null,
        approved: inPlan.get(schedaId) ?? null,
      };
      const what = differenceBetween(versions);
      return what ? [{ schedaId, what, ...versions }] : [];
    });
  return {
    revision: verified?.type === 'RevisionVerified' ? verified.data.number : null,
    ...{ sessionId, on: deliberated.occurredOn },
    ...{ actNumber: number ?? null, actDate: actDate ?? null },
    ...{ verifiedHash: verified?.data.manifestHash ?? null, approvedHash: manifestHash },
    schede: inPlan.size,
    differences,
    sources: [...(verified ? [sourceOf(verified)] : []), sourceOf(deliberated)],
  };
}

function differenceBetween({
  checked,
  verified,
  approved,
}: Pick<Difference, 'checked' | 'verified' | 'approved'>): Difference['what'] | undefined {
  if (!approved) return 'notApproved';
  if (!verified) return 'notVerified';
  if (!same(verified, approved)) return 'otherVersion';
  return checked && same(checked, approved) ? undefined : 'otherThanChecked';
}

const same = (one: Version, other: Version): boolean =>
  one.version === other.version && one.contentHash === other.contentHash;
