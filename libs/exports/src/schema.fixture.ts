import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Says what of a document a schema has to find fault with: nothing, for one that keeps to it. */
export type Faults = (document: unknown) => readonly object[];

/** Of a schema in `test/schemas`. */
export function faultsBySchema(name: string): Faults {
  return faultsBy(
    new Ajv({ allErrors: true, strictTypes: false }),
    JSON.parse(schemaText(name)) as object,
  );
}

/** Of one of our own. */
export function faultsByOwnSchema(schema: object): Faults {
  return faultsBy(new Ajv2020({ allErrors: true, strict: true, strictRequired: false }), schema);
}

/** The text of a schema in `test/schemas`. */
export function schemaText(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../../test/schemas', name), 'utf8');
}

function faultsBy(ajv: Ajv | Ajv2020, schema: object): Faults {
  addFormats.default(ajv);
  const conforms = ajv.compile(schema);
  return (document) => (conforms(document) ? [] : (conforms.errors ?? []).slice(0, 3));
}
