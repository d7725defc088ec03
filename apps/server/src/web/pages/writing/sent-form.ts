import type { SchedaField } from './scheda-field.js';
import type { SchedaInWriting } from './scheda-in-writing.js';
import type { Section } from './sections.js';
import { typedFrom, typedOf, type Typed, type TypedField, type TypedRow } from './typed.js';

/** What a button of the form asks for. */
export type Step =
  | { readonly does: 'save'; readonly goesOn: boolean; readonly compares: boolean }
  | { readonly does: 'add' | 'take' | 'send'; readonly name: string }
  | { readonly does: 'remove'; readonly name: string; readonly index: number };

/** The step that a form asks for: to save, where it names no other. */
export function stepIn(form: URLSearchParams): Step {
  const [verb, name = '', index = ''] = (form.get('azione') ?? '').split(':');
  if (verb === 'aggiungi') return { does: 'add', name };
  if (verb === 'usa') return { does: 'take', name };
  if (verb === 'carica') return { does: 'send', name };
  if (verb === 'togli' && /^\d{1,3}$/.test(index)) {
    return { does: 'remove', name, index: Number(index) };
  }
  return { does: 'save', goesOn: verb === 'avanti', compares: verb === 'confronta' };
}

/**
 * What a form brings: the fields of its section, or those that it names; without what somebody decided to leave as
 * others wrote it, and with what they wrote instead of both.
 */
export function formIn(
  form: URLSearchParams,
  section: Section,
  all: readonly SchedaField[],
): { readonly fields: readonly SchedaField[]; readonly typed: Typed } {
  const named = form.getAll('campo');
  const inForm =
    named.length === 0 ? section.fields : all.filter(({ name }) => named.includes(name));
  const fields = inForm.filter(({ name }) => form.get(`tieni.${name}`) !== 'sua');
  const typed = fields.map((field): [string, TypedField] => {
    const other = form.get(`tieni.${field.name}`) === 'altro' && form.get(`altro.${field.name}`);
    if (typeof other !== 'string') return [field.name, typedFrom(form, field)];
    return [field.name, typedFrom(new URLSearchParams({ [field.name]: other }), field)];
  });
  return { fields, typed: Object.fromEntries(typed) };
}

/** The form after a step that saves nothing, and the id of what one goes on with. */
export function withStep(
  typed: Typed,
  step: Exclude<Step, { readonly does: 'save' }>,
  { fields, life, scheda }: SchedaInWriting,
): { readonly typed: Typed; readonly focus: string | undefined } {
  const field = fields.find(({ name }) => name === step.name);
  const before = typed[step.name];
  // The file itself came with the form, and stands in it already.
  if (step.does === 'send') return { typed, focus: undefined };
  if (!field || before === undefined) return { typed, focus: undefined };
  if (step.does === 'take') {
    const taken = typedOf(life.data.lastYear[scheda.schedaId] ?? {}, field);
    return { typed: { ...typed, [field.name]: taken }, focus: field.name };
  }
  if (typeof before === 'string') return { typed, focus: undefined };
  const items = before as readonly (string | TypedRow)[];
  if (step.does === 'remove') {
    const left = items.filter((_, index) => index !== step.index);
    return { typed: { ...typed, [field.name]: left as TypedField }, focus: undefined };
  }
  const [column] = field.columns;
  const focus = [field.name, items.length, ...(column ? [column.name] : [])].join('.');
  const empty = field.kind === 'rows' ? {} : '';
  return { typed: { ...typed, [field.name]: [...items, empty] as TypedField }, focus };
}
