import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../read-side/statement.js';
import { unitsAsJson, type OfUnits } from './of-units.js';

/** What a scheda lacks, and why as far as its unit said so. */
export interface SchedaGaps {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  /** Of the text that was approved; null for the text as it is now. */
  readonly version: number | null;
  readonly contentHash: string | null;
  readonly withoutNeed: boolean;
  readonly noNeedReason: string | null;
  readonly withoutIndicator: boolean;
  readonly noIndicatorReason: string | null;
  readonly withoutResources: boolean;
  /** It names resources, and at least one of them has no amount. */
  readonly withoutAmount: boolean;
}

/** The schede of a set that lack something, by code; each count is of the whole set. */
export interface Gaps {
  readonly schede: number;
  readonly withoutNeed: number;
  readonly withoutIndicator: number;
  readonly withoutResources: number;
  readonly withoutAmount: number;
  readonly items: readonly SchedaGaps[];
  /** How many of them lack something. */
  readonly total: number;
}

/** What was approved although it lacked something, by one deliberation. */
export interface GapsAtApproval extends Gaps {
  /** Revision of the deliberation in the history of the cycle. */
  readonly revision: number;
  readonly sessionId: string;
  readonly on: string;
  readonly actNumber: string | null;
  readonly actDate: string | null;
}

export interface GapsReport {
  /** Of the schede as they are now, without those that went out of the cycle. */
  readonly now: Gaps;
  /** Frozen as the organ approved them; a revision approves only what it changes or adds. */
  readonly approvals: readonly GapsAtApproval[];
}

/** What the schede of a cycle lack now, and lacked whenever they were approved. */
export function gapsOf(database: DatabaseSync, cycleId: string, of: OfUnits = {}): GapsReport {
  const gathered = approvalsOf(database)
    .all(cycleId)
    .map((approval) => {
      const { revision } = approval;
      const rows = approvedGaps(database).all({
        cycleId,
        units: unitsAsJson(of),
        approval: revision ?? null,
      });
      // The columns of `approvalsOf`, named after the fields of GapsAtApproval.
      return { ...(approval as unknown as Omit<GapsAtApproval, keyof Gaps>), ...together(rows) };
    });
  return {
    now: together(currentGaps(database).all({ cycleId, units: unitsAsJson(of) })),
    approvals: gathered,
  };
}

function together(rows: readonly Readonly<Record<string, unknown>>[]): Gaps {
  const schede = rows.map(gaps);
  const items = schede.filter(
    (row) => row.withoutNeed || row.withoutIndicator || row.withoutResources || row.withoutAmount,
  );
  const count = (which: (row: SchedaGaps) => boolean): number => items.filter(which).length;
  return {
    schede: schede.length,
    withoutNeed: count((row) => row.withoutNeed),
    withoutIndicator: count((row) => row.withoutIndicator),
    withoutResources: count((row) => row.withoutResources),
    withoutAmount: count((row) => row.withoutAmount),
    items,
    total: items.length,
  };
}

function gaps(row: Readonly<Record<string, unknown>>): SchedaGaps {
  const { needs, indicators, resources, missing, ...rest } = row;
  // The rest are the columns of the statements below, named after the fields of SchedaGaps.
  return {
    ...(rest as unknown as SchedaGaps),
    withoutNeed: needs === 0,
    withoutIndicator: indicators === 0,
    withoutResources: resources === 0,
    withoutAmount: (missing as number) > 0,
  };
}

const approvalsOf = statement(`
  SELECT revision, session_id AS sessionId, day AS "on", act_number AS actNumber,
    act_date AS actDate
  FROM approval WHERE cycle_id = ? ORDER BY revision`);
const lacking = (content: string): string => `
  coalesce(json_array_length(${content}, '$.needIds.value'), 0) AS needs,
  coalesce(json_array_length(${content}, '$.indicators.value'), 0) AS indicators,
  coalesce(json_array_length(${content}, '$.resources.value'), 0) AS resources,
  (SELECT count(*) FROM json_each(${content}, '$.resources.value')
   WHERE json_extract(value, '$.amount') IS NULL) AS missing,
  json_extract(${content}, '$.noNeedReason.value') AS noNeedReason,
  json_extract(${content}, '$.noIndicatorReason.value') AS noIndicatorReason`;
const currentGaps = statement(`
  SELECT scheda_id AS schedaId, code, title, unit_id AS unitId, NULL AS version,
    NULL AS contentHash, ${lacking('content')}
  FROM scheda
  WHERE cycle_id = :cycleId AND (:units IS NULL OR unit_id IN (SELECT value FROM json_each(:units)))
    AND state NOT IN ('withdrawn', 'leftOut', 'dropped', 'annulled')
  ORDER BY code`);
const approvedGaps = statement(`
  SELECT approved.scheda_id AS schedaId, scheda.code, title, approved.unit_id AS unitId,
    version, content_hash AS contentHash, ${lacking('approved.content')}
  FROM approved JOIN scheda USING (cycle_id, scheda_id)
  WHERE approved.cycle_id = :cycleId AND approval = :approval
    AND (:units IS NULL OR approved.unit_id IN (SELECT value FROM json_each(:units)))
  ORDER BY scheda.code`);
