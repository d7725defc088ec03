/** Something that happened, in the words people use: `{ type: 'SchedaReturned', data: { schedaId, … } }`. */
export interface Fact {
  readonly type: string;
  readonly data: object;
}

/** One field of a fact's data; undefined when the fact has no such field. */
export function fieldOf(data: object, field: string): unknown {
  return (data as Readonly<Record<string, unknown>>)[field];
}

/** A fact as its stream gives it back: where it stands, and who, when, why in the metadata. */
export interface RecordedFact extends Fact {
  /** 0, 1, 2 … within the stream. */
  readonly revision: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}
