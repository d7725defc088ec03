/** A "no" of the domain, as `<folder>/<area>.refusals.ts` says it. `{name}` is filled from the refusal's details. */
export interface RefusalText {
  /** authority: you may not · moment: not now · conflict: it moved · rule: not like this · absence: no such thing */
  readonly kind: 'authority' | 'moment' | 'conflict' | 'rule' | 'absence';
  readonly it: string;
  readonly en: string;
  readonly law?: string;
  /** What to say instead where `{cycleId}` is that of a register. */
  readonly ofRegister?: { readonly it: string; readonly en: string };
}

/** The refusals of one area of the domain, by their stable codes. */
export type RefusalTexts = Readonly<Record<string, RefusalText>>;
