/** A part of a schema that says what there must be. */
interface Needs {
  readonly required?: readonly string[];
  readonly allOf?: readonly Needs[];
  readonly anyOf?: readonly Needs[];
}

/** Whether a field must be there for a scheda to be submitted. */
export type AskedFor =
  | { readonly is: 'needed' | 'free' }
  /** It, or one of these in its stead. */
  | { readonly is: 'either'; readonly or: readonly string[] };

/**
 * What a submission needs of a field, as the schema of the scheda says it under `$defs/submitted`: the same that the
 * engine checks by. Pure.
 */
export function askedAtSubmission(schema: unknown, field: string): AskedFor {
  const { $defs } = schema as { readonly $defs?: { readonly submitted?: Needs } };
  const { required = [], allOf = [] } = $defs?.submitted ?? {};
  if (required.includes(field)) return { is: 'needed' };
  for (const { anyOf = [] } of allOf) {
    const ways = anyOf.flatMap((way) => way.required ?? []);
    if (ways.includes(field)) return { is: 'either', or: ways.filter((each) => each !== field) };
  }
  return { is: 'free' };
}
