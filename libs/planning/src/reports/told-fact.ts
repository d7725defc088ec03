import type { DatabaseSync } from 'node:sqlite';
import type { RecordedFact } from '#workflow';
import type { Amended } from '../correction/correction.data.js';
import { withValueAt } from '../correction/json-pointer.js';
import { asShown } from '../correction/redaction.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import type { WhoDid } from './who-did.js';

/** A later fact that put right what this one says, or took a text of it out of sight. */
export interface Amendment {
  readonly eventId: string;
  readonly revision: number;
  readonly type: 'RecordCorrected' | 'TextRedacted';
  readonly occurredOn: string;
  readonly reason: string | null;
  /** JSON pointer (RFC 6901) to what was corrected or redacted. */
  readonly field: string;
  /** Null where a text was redacted. */
  readonly old: string | null;
  readonly new: string | null;
}

/** What the read model knows of a fact besides what happened. */
interface Told extends WhoDid {
  readonly cycleId: string;
  readonly eventId: string;
  readonly revision: number;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly reason: string | null;
  /** Where the part it is about stood after it; null for a fact about the whole. */
  readonly stateAfter: string | null;
  /** In their order; the data are already as they left them. */
  readonly amendments: readonly Amendment[];
}

/** A fact as an account rests on it: what happened, as corrected since, and everything around it. */
export type ToldFact = PlanningFact & Told;

/** A told fact of one type, or of some. */
export type ToldAs<Type extends PlanningFact['type']> = Extract<
  PlanningFact,
  { readonly type: Type }
> &
  Told;

/**
 * The facts of a cycle that are of these types, oldest first, as they may be shown now: corrected, and
 * without the texts that were redacted. The types must be among those that are kept.
 */
export function toldFacts<Type extends PlanningFact['type']>(
  database: DatabaseSync,
  cycleId: string,
  types: readonly Type[],
): readonly ToldAs<Type>[] {
  const changes = rowsOf(database, cycleId, ['RecordCorrected', 'TextRedacted']);
  const known = knownFrom(changes);
  const amendments = changes.map((row) => amendmentOf(row, known));
  return rowsOf(database, cycleId, types).map((row) => {
    const shown = asShown(factOf(row, known), known);
    const { data: _data, ...around } = row;
    return {
      ...around,
      data: shown.data,
      reason: (shown.metadata as { readonly reason: string | null }).reason,
      amendments: amendments.filter(({ about }) => about === row.revision).map(({ it }) => it),
      // The type of a row is one of those asked for, and its data are of that type.
    } as unknown as ToldAs<Type>;
  });
}

/** The late reason of a fact as it may be shown now. */
export function shownLateReason(
  database: DatabaseSync,
  cycleId: string,
): (fact: { readonly revision: number; readonly lateReason: string | null }) => string | null {
  const known = knownFrom(rowsOf(database, cycleId, ['TextRedacted']));
  return ({ revision, lateReason }) => {
    const fact = { type: '', revision, data: {}, metadata: { lateReason } };
    return (asShown(fact, known).metadata as { readonly lateReason: string | null }).lateReason;
  };
}

/** The last fact of a type, if there is one. */
export function last<Type extends ToldFact['type']>(
  facts: readonly ToldFact[],
  type: Type,
): ToldAs<Type> | undefined {
  // A told fact of that type has the data of that type.
  return facts.findLast((fact) => fact.type === type) as ToldAs<Type> | undefined;
}

/** Every fact of a type, oldest first. */
export function every<Type extends ToldFact['type']>(
  facts: readonly ToldFact[],
  type: Type,
): readonly ToldAs<Type>[] {
  return facts.filter((fact) => fact.type === type) as readonly ToldFact[] as ToldAs<Type>[];
}

/** A row of `told`: the data as they were recorded. */
type Row = Omit<Told, 'amendments'> & { readonly type: string; readonly data: string };

function rowsOf(
  database: DatabaseSync,
  cycleId: string,
  types: readonly PlanningFact['type'][],
): readonly Row[] {
  // The columns of `ofTypes` are named after the members of a row.
  return ofTypes(database).all(cycleId, JSON.stringify(types)) as unknown as readonly Row[];
}

/** The corrections and redactions of a cycle as the write side remembers them. */
function knownFrom(changes: readonly Row[]): Amended {
  const known: Amended = { corrections: [], redactions: [] };
  for (const { type, data, revision: recordedAs, personId: by, reason } of changes) {
    if (type === 'RecordCorrected') {
      const corrected = JSON.parse(data) as DataOf<'RecordCorrected'>;
      known.corrections.push({ ...corrected, recordedAs, by, reason: reason ?? '' });
    } else {
      known.redactions.push({ ...(JSON.parse(data) as DataOf<'TextRedacted'>), recordedAs });
    }
  }
  return known;
}

/** The fact of a row as it was corrected. */
function factOf({ type, revision, data, reason }: Row, known: Amended): RecordedFact {
  const recorded = JSON.parse(data) as RecordedFact['data'];
  const corrected = known.corrections
    .filter(({ factRevision }) => factRevision === revision)
    .reduce((so, correction) => withValueAt(so, correction.field, correction.new), recorded);
  return { type, revision, data: corrected, metadata: { reason } };
}

function amendmentOf(row: Row, known: Amended): { readonly about: number; readonly it: Amendment } {
  const { eventId, revision, occurredOn } = row;
  const { data, metadata } = asShown(factOf(row, known), known);
  const { reason } = metadata as { readonly reason: string | null };
  // Rows of these two types are asked for, and a fact that hides or corrects keeps its shape.
  const changed = data as unknown as DataOf<'RecordCorrected'> & DataOf<'TextRedacted'>;
  const around = { eventId, revision, occurredOn, reason };
  const { factRevision: about, field, old, new: right, pointer } = changed;
  return row.type === 'RecordCorrected'
    ? { about, it: { ...around, type: 'RecordCorrected', field, old, new: right } }
    : { about, it: { ...around, type: 'TextRedacted', field: pointer, old: null, new: null } };
}

const ofTypes = statement(`
  SELECT cycle_id AS cycleId, revision, event_id AS eventId, type, state_after AS stateAfter,
    occurred_on AS occurredOn, recorded_at AS recordedAt, person_id AS personId, role,
    on_behalf_of AS onBehalfOf, acted_as AS actedAs, reason, data
  FROM told
  WHERE cycle_id = ? AND type IN (SELECT value FROM json_each(?)) ORDER BY revision`);
