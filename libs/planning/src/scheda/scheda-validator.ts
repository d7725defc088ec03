import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormatsPlugin from 'ajv-formats';
import { forms } from '../command/forms.js';
import type { AnyLife, SchedaProblem } from '../command/verb.js';

// The plugin is CommonJS: its function is the default export of its default export.
const addFormats = addFormatsPlugin as unknown as (ajv: Ajv2020) => void;

/** A scheda schema as a definition carries it. */
export interface SchedaSchema {
  readonly $id: string;
  readonly properties: Readonly<Record<string, { readonly title?: string }>>;
  readonly $defs: { readonly submitted: object };
}

/** Checks the content of schede against one version of the schema. Pure. */
export type SchedaValidator = (
  content: Readonly<Record<string, unknown>>,
  stage: 'draft' | 'submitted',
) => readonly SchedaProblem[];

/** The validator of the schede of a definition. */
export function schedaValidatorOf({ definition }: AnyLife['workflow']): SchedaValidator {
  // The kernel keeps documents as plain JSON; every definition with schede carries this one.
  return schedaValidator(definition.documents['schedaSchema'] as SchedaSchema);
}

/** The validator of a schema, compiled once. */
export function schedaValidator(schema: SchedaSchema): SchedaValidator {
  let validator = compiled.get(schema);
  if (!validator) {
    validator = compile(schema);
    compiled.set(schema, validator);
  }
  return validator;
}

const compiled = new WeakMap<SchedaSchema, SchedaValidator>();

function compile(schema: SchedaSchema): SchedaValidator {
  // Strict about the schema's spelling; required fields stand apart from their types, on purpose.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  addFormats(ajv);
  const draft = ajv.compile(schema);
  const submitted = ajv.compile({ $ref: `${schema.$id}#/$defs/submitted` });
  return (content, stage) => {
    const errors: ErrorObject[] = [];
    if (!draft(content)) errors.push(...(draft.errors ?? []));
    if (stage === 'submitted' && !submitted(content)) errors.push(...(submitted.errors ?? []));
    return problemsOf(errors).map((problem) => ({
      ...problem,
      label: labelOf(schema, problem.field),
    }));
  };
}

type Unlabelled = Omit<SchedaProblem, 'label'>;

/** What the sheet calls the field that a JSON pointer begins with. */
function labelOf({ properties }: SchedaSchema, field: string): string {
  const name = field.split('/')[1] ?? '';
  return (Object.hasOwn(properties, name) ? properties[name]?.title : undefined) ?? name;
}

/** One problem for each thing to mend: where there is a choice, the ways not taken are not problems. */
function problemsOf(errors: readonly ErrorObject[]): readonly Unlabelled[] {
  const within = (choice: ErrorObject) =>
    errors.filter(({ schemaPath }) => schemaPath.startsWith(`${choice.schemaPath}/`));
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  const waysNotTaken = new Set(choices.flatMap(within));
  return errors
    .filter((error) => !waysNotTaken.has(error))
    .map((error) => {
      const [first] = choices.includes(error) ? within(error) : [];
      const { field, it, en } = problem(error);
      return { field: first ? problem(first).field : field, it, en };
    });
}

function problem({ instancePath, keyword, params, message }: ErrorObject): Unlabelled {
  const given = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'required': {
      const field = `${instancePath}/${String(given['missingProperty'])}`;
      return { field, it: 'campo da compilare', en: 'to be filled in' };
    }
    case 'anyOf':
      return {
        field: instancePath,
        it: 'compila il campo o di’ perché manca',
        en: 'fill it in or say why it is missing',
      };
    case 'additionalProperties':
      return {
        field: `${instancePath}/${String(given['additionalProperty'])}`,
        it: 'campo che lo schema non prevede',
        en: 'not a field of the schema',
      };
    case 'enum':
      return { field: instancePath, it: 'valore fuori elenco', en: 'not one of the listed values' };
    case 'maxLength':
      return {
        field: instancePath,
        it: `testo troppo lungo: al più ${String(given['limit'])} caratteri`,
        en: `too long: at most ${String(given['limit'])} characters`,
      };
    case 'pattern': {
      const form = Object.values(forms).find(({ pattern }) => pattern.source === given['pattern']);
      // A regular expression says nothing to a person.
      const { it, en } = form ?? {
        it: 'non è scritto come si deve',
        en: 'is not written as it must be',
      };
      return { field: instancePath, it, en };
    }
    case 'format':
      return { field: instancePath, it: forms.day.it, en: forms.day.en };
    case 'type':
      return {
        field: instancePath,
        it: `tipo sbagliato: atteso ${String(given['type'])}`,
        en: `wrong type: ${String(given['type'])} expected`,
      };
  }
  return { field: instancePath, it: `valore non valido (${keyword})`, en: message ?? keyword };
}
