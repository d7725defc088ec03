/** Somebody is not let in, or something about how they come in is not done: a stable code, and why in both languages. */
export abstract class Refused<Code extends string> extends Error {
  readonly it: string;
  readonly en: string;

  /** @param options.cause what was wrong underneath; holds neither secrets nor tokens when logged by message */
  constructor(
    readonly code: Code,
    { it, en }: { readonly it: string; readonly en: string },
    options?: ErrorOptions,
  ) {
    super(en, options);
    this.it = it;
    this.en = en;
  }
}
