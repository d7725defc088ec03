import { verbs, type Verb } from '#planning';
import { requestSchemas } from '../api/request-schemas.js';

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Its content is described apart: it may name attachments. */
const REVISE_SCHEDA = 'revise-scheda';

let naming: readonly Verb[] | undefined;

/** The verbs by which a document can be named by its fingerprint, wherever in what they are told. */
export function namingVerbs(): readonly Verb[] {
  if (naming === undefined) {
    const schemas = requestSchemas() as Readonly<Record<string, Schema>>;
    naming = verbs.filter(
      ({ name, command, fromFile }) =>
        name === REVISE_SCHEDA || (!fromFile && namesDocument(command.name, schemas)),
    );
  }
  return naming;
}

function namesDocument(
  request: string,
  schemas: Readonly<Record<string, Schema>>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const { properties = {} } = schemas[request] ?? {};
  if (Object.hasOwn(properties, 'sha256')) return true;
  const referred = JSON.stringify(properties).matchAll(/#\/components\/schemas\/(\w+)/g);
  return [...referred].some(
    ([, name = '']) => !seen.has(name) && namesDocument(name, schemas, new Set([...seen, name])),
  );
}
