import type { JsonObject, RecordedEvent } from '#event-store';
import { asShown, correctionsIn, type AnyLife, type Envelope } from '#planning';
import { originIn, type Origin } from '../blame/origin.js';
import { schedaOf } from '../scheda-then.js';
import { isDecision } from './decisions.js';

/** A fact as one line of a timeline. */
export interface FactLine extends Origin {
  readonly isDecision: boolean;
  /** The part it is about, `{ kind: 'scheda', id }`; null for a fact about the whole. */
  readonly about: { readonly kind: string; readonly id: string } | null;
  /** Of a scheda what it is called now. */
  readonly scheda: {
    readonly schedaId: string;
    readonly code: string;
    readonly title: string;
  } | null;
  /** The unit the fact names, else that of the scheda, else that of the hand. */
  readonly unitId: string | null;
  /** The act it names. */
  readonly act: string | null;
  /** The revisions of the facts that set it right, and of those that took a text of it out of sight. */
  readonly correctedBy: readonly number[];
  readonly redactedBy: readonly number[];
}

/**
 * A fact as a line.
 * @param now the life it is of, as people may see it, with all its corrections and redactions
 */
export function factLine(recorded: RecordedEvent, now: Readonly<AnyLife>): FactLine {
  const fact = asShown(recorded, now.data);
  const { revision, type, data, metadata } = fact;
  const { rule, actor } = metadata as unknown as Envelope; // written by our own pipeline
  const { corrections, redactions } = correctionsIn(now.data);
  const about = partOf(fact, now);
  const scheda = about?.kind === 'scheda' ? schedaOf(now, about.id) : undefined;
  const later = (all: readonly { readonly factRevision: number; readonly recordedAs: number }[]) =>
    all.filter(({ factRevision }) => factRevision === revision).map(({ recordedAs }) => recordedAs);
  return {
    ...originIn(fact),
    isDecision: isDecision(type, rule),
    about,
    scheda: scheda ? { schedaId: scheda.schedaId, code: scheda.code, title: scheda.title } : null,
    unitId: textIn(data, 'unitId') ?? scheda?.unitId ?? actor.unitId ?? null,
    act: actIn(data),
    correctedBy: later(corrections),
    redactedBy: later(redactions),
  };
}

/** The part a fact is about; null for a fact about the whole. */
export function partOf(
  { type, data }: Pick<RecordedEvent, 'type' | 'data'>,
  { workflow }: Readonly<AnyLife>,
): FactLine['about'] {
  const kind = workflow.route(type)?.kind;
  if (kind === undefined) return null;
  const id = textIn(data, workflow.definition.parts[kind]?.idField);
  return id === undefined ? null : { kind, id };
}

/** `act` where the fact has one; of a deliberation number and day. */
function actIn(data: JsonObject): string | null {
  const act = textIn(data, 'act');
  if (act !== undefined) return act;
  const number = textIn(data, 'number');
  const day = textIn(data, 'actDate');
  return number === undefined || day === undefined ? null : `${number}, ${day}`;
}

function textIn(data: JsonObject, member: string | undefined): string | undefined {
  const value = member === undefined ? undefined : data[member];
  return typeof value === 'string' ? value : undefined;
}
