import type { JSX } from 'preact';
import type { KeptFile } from '#attachments';
import type { Frame } from '../../frame.js';
import type { BroughtFile } from '../../commands/form-with-files.js';
import { Copied } from '../../pieces/copied.js';
import { FileChooser } from '../../pieces/file-chooser.js';
import { choiceLabelIn, fieldLabelIn } from './field-words.js';
import type { FormError } from './form-errors.js';
import { isCommonField, type FormField } from './form-field.js';
import { inputId } from './input-id.js';
import { choicesOf, type Around, type Choice } from './references.js';
import { rowsIn, type Typed } from './typed.js';

/** What the inputs of a form are made from. */
export interface FormState {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly typed: Typed;
  /** Each with the id of its input. */
  readonly errors: readonly FormError[];
  readonly around: Around;
  /** What is on the screen, by the name of its field: sent along, so that nobody decides on something else. */
  readonly given: ReadonlyMap<string, string>;
  /** The field that the page is about: told, not asked. */
  readonly about: string | undefined;
  /** The list that has just got one more row. */
  readonly added: string | undefined;
  /** What became of the files that were sent with the form. */
  readonly files: readonly BroughtFile[];
  /** The files of documents in it that whoever fills it in may open, by their fingerprints. */
  readonly kept: ReadonlyMap<string, KeptFile>;
}

/** The name of the button by which a list gets one more row; its value is the name of the list. */
export const MORE_ROWS = 'altraRiga';

/** The name of the button that only sends a file; its value is the field for its fingerprint. */
export const SEND_FILE = 'carica';

/** The inputs of a whole form: what the verb asks first, and folded what it may be told besides. */
export function FormInputs({
  fields,
  state,
}: {
  readonly fields: readonly FormField[];
  readonly state: FormState;
}): JSX.Element {
  const folded = fields.filter((field) => isCommonField(field) && !field.isRequired);
  const isOpen = folded.some(
    ({ name }) =>
      state.typed.has(name) || state.errors.some(({ field }) => field === inputId(name)),
  );
  const input = (field: FormField): JSX.Element => (
    <FieldInput key={field.name} field={field} name={field.name} state={state} />
  );
  return (
    <>
      {fields.filter((field) => !folded.includes(field)).map(input)}
      {folded.length > 0 && (
        <details class="actions-more" open={isOpen}>
          <summary>{state.frame.words.actions.moreFields}</summary>
          {folded.map(input)}
        </details>
      )}
    </>
  );
}

interface InputProperties {
  readonly field: FormField;
  /** Where it stands in the form: `attendance.0.unitId`. */
  readonly name: string;
  readonly state: FormState;
}

function FieldInput(properties: InputProperties): JSX.Element | null {
  const { field, name, state } = properties;
  const { asked } = field;
  const given = state.given.get(name);
  if (name === state.about && state.typed.has(name)) return <Told {...properties} />;
  if (given !== undefined) return <Given {...properties} value={given} />;
  if (asked.kind === 'group') return <Group {...properties} fields={asked.fields} />;
  if (asked.kind === 'groups') return <Rows {...properties} fields={asked.fields} />;
  if (asked.kind === 'tick') return <Tick {...properties} />;
  return isSeveral(asked) ? <Several {...properties} /> : <Single {...properties} />;
}

/** Whether all choices stand side by side. */
function isSeveral(asked: FormField['asked']): boolean {
  if (asked.kind === 'choice') return asked.values.length <= FEW;
  return asked.kind === 'yesNo' || asked.kind === 'choices' || asked.kind === 'references';
}

/** So few choices stand side by side. */
const FEW = 3;

function Group({
  field,
  name,
  state,
  fields,
}: InputProperties & { readonly fields: readonly FormField[] }): JSX.Element {
  const error = errorOf(name, state);
  return (
    <fieldset id={inputId(name)} class={error ? 'field field-wrong' : 'field'}>
      <legend>{labelOf(field, state)}</legend>
      <ErrorText error={error} />
      {fields.map((each) => (
        <FieldInput key={each.name} field={each} name={`${name}.${each.name}`} state={state} />
      ))}
    </fieldset>
  );
}

/** A list of objects: a row each, always one more than was filled in when somebody asks for it. */
function Rows({
  field,
  name,
  state,
  fields,
}: InputProperties & { readonly fields: readonly FormField[] }): JSX.Element {
  const { words } = state.frame;
  const error = errorOf(name, state);
  const isAdded = state.added === name;
  const count = Math.max(1, rowsIn(state.typed, name)) + (isAdded ? 1 : 0);
  return (
    <fieldset id={inputId(name)} class={error ? 'field field-wrong' : 'field'}>
      <legend>{labelOf(field, state)}</legend>
      <p class="hint">{words.actions.rowsHint}</p>
      <ErrorText error={error} />
      {Array.from({ length: count }, (_, row) => (
        <fieldset
          key={row}
          class="form-row"
          {...(isAdded && row === count - 1 && { tabIndex: -1, autofocus: true })}
        >
          <legend>{words.actions.row(row + 1)}</legend>
          {fields.map((each) => (
            <FieldInput
              key={each.name}
              field={each}
              name={`${name}.${row}.${each.name}`}
              state={state}
            />
          ))}
        </fieldset>
      ))}
      <button type="submit" class="button button-second" name={MORE_ROWS} value={name}>
        {words.actions.addRow}
        <span class="visually-hidden"> ({labelOf(field, state)})</span>
      </button>
    </fieldset>
  );
}

/** What the page is about, and is not asked again. */
function Told({ field, name, state }: InputProperties): JSX.Element {
  const [value = ''] = state.typed.get(name) ?? [];
  const choice = choicesIn(field, state)?.find((each) => each.value === value);
  return (
    <p class="field" id={inputId(name)}>
      {labelOf(field, state)}: <strong>{choice?.label ?? value}</strong>
      <input type="hidden" name={name} value={value} />
    </p>
  );
}

function Given({
  field,
  name,
  state,
  value,
}: InputProperties & { readonly value: string }): JSX.Element {
  return (
    <p class="field small" id={inputId(name)}>
      {labelOf(field, state)}:{' '}
      <Copied frame={state.frame} text={value}>
        <code title={value}>{value.slice(0, 16)}…</code>
      </Copied>
      <input type="hidden" name={name} value={value} />
    </p>
  );
}

function Several({ field, name, state }: InputProperties): JSX.Element {
  const { asked } = field;
  const error = errorOf(name, state);
  const choices = choicesIn(field, state);
  const typed = state.typed.get(name) ?? [];
  if (choices === undefined) return <Single field={field} name={name} state={state} />;
  const type = asked.kind === 'choices' || asked.kind === 'references' ? 'checkbox' : 'radio';
  return (
    <fieldset
      id={inputId(name)}
      class={error ? 'field field-wrong' : 'field'}
      {...(error && { 'aria-describedby': `${inputId(name)}-error` })}
    >
      <legend>{labelOf(field, state)}</legend>
      <ErrorText error={error} />
      {choices.length === 0 && <p class="hint">{state.frame.words.actions.nothingThere}</p>}
      <div class={choices.length > MANY ? 'choices choices-many' : 'choices'}>
        {choices.map(({ value, label }, index) => (
          <label key={value} class="choice">
            <input
              type={type}
              id={`${inputId(name)}-${index}`}
              name={name}
              value={value}
              checked={typed.includes(value)}
            />{' '}
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** More of them scroll in a frame of their own. */
const MANY = 12;

function Tick({ field, name, state }: InputProperties): JSX.Element {
  const error = errorOf(name, state);
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <ErrorText error={error} />
      <label class="choice">
        <input
          type="checkbox"
          id={inputId(name)}
          name={name}
          value="true"
          checked={state.typed.has(name)}
          {...describedBy(name, undefined, error)}
        />{' '}
        {labelOf(field, state)}
      </label>
    </div>
  );
}

function Single({ field, name, state }: InputProperties): JSX.Element {
  const error = errorOf(name, state);
  const hint = hintOf(field, state);
  const id = inputId(name);
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={id}>{labelOf(field, state)}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ErrorText error={error} />
      <Control
        {...{ field, name, state }}
        common={{ id, name, ...describedBy(name, hint, error) }}
      />
      {field.asked.kind === 'fingerprint' && (
        <FileChooser
          frame={state.frame}
          cycleId={state.cycleId}
          name={name}
          fingerprintId={id}
          kept={state.kept.get(state.typed.get(name)?.[0] ?? '')}
          button={{ name: SEND_FILE, value: name }}
          brought={state.files.find((file) => file.name === name)}
        />
      )}
    </div>
  );
}

interface Common {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid'?: 'true';
  readonly 'aria-describedby'?: string;
}

function Control({
  field,
  name,
  state,
  common,
}: InputProperties & { readonly common: Common }): JSX.Element {
  const { asked } = field;
  const [value = ''] = state.typed.get(name) ?? [];
  const choices = choicesIn(field, state);
  if (choices !== undefined) {
    return <Select common={common} choices={choices} value={value} frame={state.frame} />;
  }
  if (inSeveralLines.has(asked.kind)) return <textarea {...common} rows={4} value={value} />;
  if (asked.kind === 'day') return <input {...common} type="date" value={value} />;
  if (asked.kind === 'time') return <input {...common} type="time" value={value} />;
  if (asked.kind === 'address') return <input {...common} type="url" value={value} />;
  const inputmode = inputModes[asked.kind] ?? 'text';
  return <input {...common} type="text" inputmode={inputmode} value={value} />;
}

const inSeveralLines: ReadonlySet<FormField['asked']['kind']> = new Set([
  ...(['long', 'lines', 'references'] as const),
]);

/** Which keys a telephone shows. */
const inputModes: Readonly<Partial<Record<FormField['asked']['kind'], 'numeric' | 'decimal'>>> = {
  number: 'numeric',
  amount: 'decimal',
  decimal: 'decimal',
};

function Select({
  common,
  choices,
  value,
  frame,
}: {
  readonly common: Common;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly frame: Frame;
}): JSX.Element {
  // What was typed is kept, also when it is no longer there to choose.
  const isGone = value !== '' && !choices.some((choice) => choice.value === value);
  return (
    <select {...common}>
      <option value="" selected={value === ''}>
        {frame.words.actions.choose}
      </option>
      {isGone && (
        <option value={value} selected>
          {value}
        </option>
      )}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

function ErrorText({ error }: { readonly error: FormError | undefined }): JSX.Element | null {
  if (error === undefined) return null;
  return (
    <p class="field-error" id={`${error.field}-error`}>
      {error.said}
    </p>
  );
}

function errorOf(name: string, { errors }: FormState): FormError | undefined {
  return errors.find(({ field }) => field === inputId(name));
}

function describedBy(
  name: string,
  hint: string | undefined,
  error: FormError | undefined,
): Pick<Common, 'aria-invalid' | 'aria-describedby'> {
  const ids = [
    ...(hint === undefined ? [] : [`${inputId(name)}-hint`]),
    ...(error ? [`${inputId(name)}-error`] : []),
  ];
  return {
    ...(error && { 'aria-invalid': 'true' as const }),
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
  };
}

function labelOf(field: FormField, { frame }: FormState): string {
  const label = fieldLabelIn(frame, field) ?? field.name;
  return field.isRequired ? label : `${label} (${frame.words.actions.optional})`;
}

function hintOf(field: FormField, { frame: { words }, around }: FormState): string | undefined {
  const { asked, name } = field;
  if (name === 'occurredOn') return words.actions.todayHint;
  if (asked.kind === 'references' && choicesOf(asked.of, around) === undefined) {
    return words.actions.linesHint;
  }
  if (asked.kind === 'reference' && choicesOf(asked.of, around)?.length === 0) {
    return words.actions.nothingThere;
  }
  const hints: Readonly<Partial<Record<FormField['asked']['kind'], string>>> = {
    lines: words.actions.linesHint,
    numbers: words.actions.numbersHint,
    amount: words.actions.amountHint,
    decimal: words.actions.decimalHint,
    fingerprint: words.actions.fingerprintHint,
  };
  return hints[asked.kind];
}

function choicesIn(
  { asked }: FormField,
  { frame, around }: FormState,
): readonly Choice[] | undefined {
  if (asked.kind === 'reference' || asked.kind === 'references') return choicesOf(asked.of, around);
  if (asked.kind === 'yesNo') {
    return [
      { value: 'true', label: frame.words.actions.yes },
      { value: 'false', label: frame.words.actions.no },
    ];
  }
  if (asked.kind !== 'choice' && asked.kind !== 'choices') return undefined;
  const { values } = asked;
  return values.map((value) => ({ value, label: choiceLabelIn(frame, values, value) ?? value }));
}
