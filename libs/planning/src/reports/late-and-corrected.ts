import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../read-side/statement.js';
import { shownLateReason, toldFacts } from './told-fact.js';
import type { ByWhom } from './who-did.js';

/** A fact that was recorded later than `LATE_AFTER_DAYS` after it happened. */
export interface LateFact extends ByWhom {
  readonly eventId: string;
  readonly revision: number;
  readonly type: string;
  readonly occurredOn: string;
  readonly recordedAt: string;
  /** Calendar days between the two, Europe/Rome. */
  readonly days: number;
  readonly lateReason: string | null;
}

/** A record that was corrected, or a text that was taken out of sight. */
export interface CorrectedFact extends ByWhom {
  readonly eventId: string;
  readonly revision: number;
  readonly type: 'RecordCorrected' | 'TextRedacted';
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly reason: string | null;
  /** The fact it is about. */
  readonly about: {
    readonly eventId: string;
    readonly revision: number;
    readonly type: string;
  };
  /** JSON pointer (RFC 6901) to what was corrected or redacted. */
  readonly field: string;
  /** Null for a text that was taken out of sight: only its fingerprint is left. */
  readonly old: string | null;
  readonly new: string | null;
  readonly sha256: string | null;
}

/** Which facts of a cycle were recorded late, and which were corrected; by whom and why. */
export interface LateAndCorrected {
  readonly late: { readonly items: readonly LateFact[]; readonly total: number };
  readonly corrected: { readonly items: readonly CorrectedFact[]; readonly total: number };
}

/** Both lists in the order in which they were recorded. */
export function lateAndCorrected(database: DatabaseSync, cycleId: string): LateAndCorrected {
  // The columns of `lateOf` are named after the fields of LateFact.
  const rows = lateOf(database).all(cycleId) as unknown as readonly LateFact[];
  const shown = shownLateReason(database, cycleId);
  const late = rows.map((fact) => ({ ...fact, lateReason: shown(fact) }));
  const corrected = toldFacts(database, cycleId, ['RecordCorrected', 'TextRedacted']).map(
    ({ type, data, eventId, revision, occurredOn, recordedAt, reason, ...who }) => ({
      ...{ eventId, revision, type, occurredOn, recordedAt, reason, by: who.personId },
      ...{ role: who.role, onBehalfOf: who.onBehalfOf, actedAs: who.actedAs },
      about: { eventId: data.eventId, revision: data.factRevision, type: data.factType },
      ...('pointer' in data
        ? { field: data.pointer, old: null, new: null, sha256: data.sha256 }
        : { field: data.field, old: data.old, new: data.new, sha256: null }),
    }),
  );
  return {
    late: { items: late, total: late.length },
    corrected: { items: corrected, total: corrected.length },
  };
}

const lateOf = statement(`
  SELECT event_id AS eventId, revision, type, occurred_on AS occurredOn, recorded_at AS recordedAt,
    days, person_id AS "by", role, on_behalf_of AS onBehalfOf, acted_as AS actedAs,
    late_reason AS lateReason
  FROM late WHERE cycle_id = ? ORDER BY revision`);
