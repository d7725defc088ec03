import type { AnyLife } from '../command/verb.js';

/** The name and version of the schema that the schede of a definition are written with. */
export function schedaSchemaOf({ definition }: AnyLife['workflow']): string {
  // The kernel keeps documents as plain JSON; every definition with schede carries this one.
  return (definition.documents['schedaSchema'] as { readonly $id: string }).$id;
}
