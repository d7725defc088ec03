import { canonicalJson, type Json, type RecordedEvent } from '#event-store';
import { asShown, type AnyLife, type DataOf, type LifeData } from '#planning';
import { begin, evolve, workflowOf, type Workflows } from '#workflow';
import { originIn, type Origin } from './origin.js';

/** Something that is watched in a life while its facts go by: by JSON pointer (RFC 6901) what stands there. */
export interface Watched {
  /**
   * What stands where, or undefined where nothing can have changed since the last time.
   * @param touched the members of what is remembered that the last fact looked at or changed
   */
  look(
    life: Readonly<AnyLife>,
    touched: ReadonlySet<string>,
  ): ReadonlyMap<string, Json> | undefined;
}

/** Who made a field what it is. */
export interface BlamedField extends Origin {
  /** JSON pointer (RFC 6901). */
  readonly field: string;
  /** Null where it was emptied. Of a redacted text its fingerprint. */
  readonly value: Json;
  /** How many facts have made it something else, the first one included. */
  readonly changes: number;
  /** The fact that had it wrong, where it stands as it was corrected. */
  readonly corrects: { readonly revision: number; readonly type: string } | null;
  /** By whom its text was taken out of sight; never what it said. */
  readonly redacted: (Origin & { readonly legalBasis: string }) | null;
}

/**
 * For each field that is watched, the fact that made it what it is. The facts are folded once, and nothing is kept of
 * those that are past.
 * @param facts of one stream, from the first on
 * @param life what is remembered of it now, with all its redactions
 */
export async function blame(
  facts: AsyncIterable<RecordedEvent>,
  watched: Watched,
  workflows: Workflows<LifeData>,
  now: Readonly<AnyLife>,
): Promise<readonly BlamedField[]> {
  const fields = new Map<string, Standing>();
  const redactions = new Map<string, Redacted>();
  let seen: Seen | undefined;
  for await (const recorded of facts) {
    const fact = asShown(recorded, now.data);
    seen ??= seeing(begin(workflowOf(workflows, recorded)));
    seen.touched.clear();
    evolve(seen.life, fact);
    if (seen.life.data !== seen.shown) seen = seeing(seen.life);
    if (fact.type === 'TextRedacted') {
      const { sha256, legalBasis } = fact.data as Readonly<Record<string, string>>;
      const by = { ...originIn(fact), legalBasis: legalBasis ?? '' };
      if (sha256 !== undefined) redactions.set(sha256, by);
    }
    const stands = watched.look(seen.life, seen.touched);
    if (stands) notice(fields, stands, fact);
  }
  return [...fields].map(([field, { value, changes, fact }]) => ({
    ...{ field, value, changes, ...originIn(fact) },
    corrects: correctedIn(fact),
    redacted: redactionOf(value, redactions),
  }));
}

type Redacted = Origin & { readonly legalBasis: string };

interface Standing {
  readonly value: Json;
  readonly changes: number;
  readonly fact: RecordedEvent;
}

/** A life that notes which members of what it remembers are looked at: nothing changes that is not looked at. */
interface Seen {
  readonly life: AnyLife;
  readonly shown: LifeData;
  readonly touched: Set<string>;
}

function seeing(life: AnyLife): Seen {
  const touched = new Set<string>(Object.keys(life.data));
  const note = (member: string | symbol): void => {
    if (typeof member === 'string') touched.add(member);
  };
  const shown = new Proxy(life.data, {
    get: (data, member, receiver): unknown => {
      note(member);
      return Reflect.get(data, member, receiver);
    },
    set: (data, member, value): boolean => {
      note(member);
      return Reflect.set(data, member, value);
    },
    deleteProperty: (data, member): boolean => {
      note(member);
      return Reflect.deleteProperty(data, member);
    },
    defineProperty: (data, member, descriptor): boolean => {
      note(member);
      return Reflect.defineProperty(data, member, descriptor);
    },
  });
  return { life: Object.assign(life, { data: shown }), shown, touched };
}

function notice(
  fields: Map<string, Standing>,
  stands: ReadonlyMap<string, Json>,
  fact: RecordedEvent,
): void {
  const put = (field: string, value: Json, changes: number): void => {
    fields.set(field, { value, changes: changes + 1, fact });
  };
  for (const [field, value] of stands) {
    const was = fields.get(field);
    if (was === undefined || !isSame(was.value, value)) put(field, value, was?.changes ?? 0);
  }
  for (const [field, { value, changes }] of fields) {
    if (value !== null && !stands.has(field)) put(field, null, changes);
  }
}

const isSame = (one: Json, other: Json): boolean =>
  one === other ||
  (typeof one === 'object' &&
    typeof other === 'object' &&
    canonicalJson(one) === canonicalJson(other));

function correctedIn({ type, data }: RecordedEvent): BlamedField['corrects'] {
  if (type !== 'RecordCorrected') return null;
  const { factRevision, factType } = data as unknown as DataOf<'RecordCorrected'>;
  return { revision: factRevision, type: factType };
}

/** The fingerprint stands where the text stood, at whatever depth. */
function redactionOf(value: Json, redactions: ReadonlyMap<string, Redacted>): Redacted | null {
  if (redactions.size === 0) return null;
  const [, fingerprint = ''] =
    /\[testo oscurato · sha256 ([0-9a-f]{64})\]/.exec(JSON.stringify(value)) ?? [];
  return redactions.get(fingerprint) ?? null;
}
