/** Something that happened, in the words people use: `{ type: 'SchedaReturned', data: { schedaId, … } }`. */
export interface Fact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A fact as its stream gives it back: where it stands, and who, when, why in the metadata. */
export interface RecordedFact extends Fact {
  /** 0, 1, 2 … within the stream. */
  readonly revision: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}
