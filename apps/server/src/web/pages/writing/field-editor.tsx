import type { JSX } from 'preact';
import type { KeptFile } from '#attachments';
import type { Json } from '#event-store';
import type { Frame } from '../../frame.js';
import type { BroughtFile } from '../../commands/form-with-files.js';
import type { FieldError } from '../../pieces/field.js';
import { FileChooser } from '../../pieces/file-chooser.js';
import { FieldValue, type FieldSchema } from '../scheda/field-value.js';
import { choiceLabels, type SchedaField } from './scheda-field.js';
import { columnLabel, fieldHint, fieldLabel, fieldReason, typingHint } from './field-words.js';
import type { TypedField, TypedRow } from './typed.js';

/** Something that a field may point to, with what it is called. */
export type Target = readonly [id: string, label: string];

/** What it takes to write a field of a scheda. */
export interface FieldToWrite {
  readonly frame: Frame;
  readonly field: SchedaField;
  readonly typed: TypedField;
  readonly errors: readonly FieldError[];
  /** What it can point to, where it points to something. */
  readonly targets: readonly Target[] | undefined;
  /** What it said last year, where that is something else. */
  readonly lastYear?:
    { readonly year: string; readonly value: Json; readonly schema: FieldSchema } | undefined;
  /** The control that the page begins with. */
  readonly focus?: string | undefined;
  readonly cycleId: string;
  /** What became of the files that were sent with the form. */
  readonly files?: readonly BroughtFile[] | undefined;
  /** The files of documents in it that whoever writes may open, by their fingerprints. */
  readonly kept: ReadonlyMap<string, KeptFile>;
}

/** So many things to point to are shown at once, each with a box to tick; more are looked up by their code. */
const MOST_BOXES = 40;

/** A field of a scheda with its label, its hint, what is wrong with it and what it said last year. */
export function FieldEditor(properties: FieldToWrite): JSX.Element {
  const { field, errors } = properties;
  const isGroup = field.kind === 'list' || field.kind === 'rows' || field.kind === 'flag';
  const isWrong = errors.some(
    ({ field: id }) => id === field.name || id.startsWith(`${field.name}.`),
  );
  return (
    <div class={isWrong ? 'field field-wrong' : 'field'} data-field={field.name}>
      {isGroup ? <Group {...properties} /> : <Single {...properties} />}
      <Reason {...properties} />
      <LastYear {...properties} />
    </div>
  );
}

function Single({ frame, field, typed, errors, focus }: FieldToWrite): JSX.Element {
  return (
    <Control
      frame={frame}
      field={field}
      id={field.name}
      label={fieldLabel(field, frame.words)}
      hint={fieldHint(field, frame)}
      text={typed as string}
      errors={errors}
      focus={focus}
    />
  );
}

function Group(properties: FieldToWrite): JSX.Element {
  const { frame, field, errors } = properties;
  const { name } = field;
  const hint = fieldHint(field, frame);
  const error = errors.find(({ field: id }) => id === name);
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      id={name}
      class="group"
      tabIndex={-1}
      {...(described !== '' && { 'aria-describedby': described })}
    >
      <legend>{fieldLabel(field, frame.words)}</legend>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${name}-error`}>
          {error.text}
        </p>
      )}
      <Inner {...properties} />
    </fieldset>
  );
}

function Inner(properties: FieldToWrite): JSX.Element {
  const { field, targets } = properties;
  if (field.kind === 'flag') return <Flag {...properties} />;
  if (field.kind === 'rows') return <Rows {...properties} />;
  return targets && targets.length > 0 && targets.length <= MOST_BOXES ? (
    <Boxes {...properties} targets={targets} />
  ) : (
    <Lines {...properties} />
  );
}

function Flag({ frame: { words }, field: { name }, typed }: FieldToWrite): JSX.Element {
  const answers = [
    ['true', words.scheda.yes],
    ['false', words.scheda.no],
    ['', words.writing.unanswered],
  ] as const;
  return (
    <div class="answers">
      {answers.map(([value, label]) => (
        <div class="check" key={value}>
          <input
            type="radio"
            id={`${name}.${value === '' ? 'none' : value}`}
            name={name}
            value={value}
            checked={typed === value}
          />
          <label for={`${name}.${value === '' ? 'none' : value}`}>{label}</label>
        </div>
      ))}
    </div>
  );
}

/** What it points to and nobody knows any more stays in the form, ticked. */
function Boxes({
  field: { name },
  typed,
  targets,
}: FieldToWrite & { readonly targets: readonly Target[] }): JSX.Element {
  const chosen = typed as readonly string[];
  const unknown = chosen.filter((id) => !targets.some(([target]) => target === id));
  // What is wrong with one is said by where it stands among the chosen.
  const idOf = (target: string, index: number): string =>
    chosen.includes(target) ? `${name}.${chosen.indexOf(target)}` : `${name}.box.${index}`;
  return (
    <>
      {[...targets, ...unknown.map((id): Target => [id, id])].map(([id, label], index) => (
        <div class="check" key={id}>
          <input
            type="checkbox"
            id={idOf(id, index)}
            name={name}
            value={id}
            checked={chosen.includes(id)}
          />
          <label for={idOf(id, index)}>{label === id ? id : `${label} (${id})`}</label>
        </div>
      ))}
    </>
  );
}

/** A list of texts, each in a field of its own; an empty list begins with one. */
function Lines({ frame, field, typed, errors, targets, focus }: FieldToWrite): JSX.Element {
  const { words } = frame;
  const label = fieldLabel(field, words);
  const items = typed as readonly string[];
  return (
    <>
      {targets && (
        <datalist id={`${field.name}.targets`}>
          {targets.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </datalist>
      )}
      {(items.length === 0 ? [''] : items).map((item, index) => (
        <div class="line" key={index}>
          <Control
            frame={frame}
            field={{ ...field, kind: (field.maxLength ?? 0) > 300 ? 'text' : 'line' }}
            id={`${field.name}.${index}`}
            label={`${label}, ${words.writing.row(index + 1).toLowerCase()}`}
            text={item}
            errors={errors}
            focus={focus}
            isLabelHidden
            {...(targets && { list: `${field.name}.targets` })}
          />
          {items.length > 0 && <RemoveRow frame={frame} field={field} index={index} />}
        </div>
      ))}
      <AddRow frame={frame} field={field} />
    </>
  );
}

/** The column for the fingerprint of a file. */
export const FINGERPRINT = 'sha256';

function Rows(properties: FieldToWrite): JSX.Element {
  const { frame, field, typed, errors, focus, cycleId, kept, files = [] } = properties;
  const { words } = frame;
  const rows = typed as readonly TypedRow[];
  return (
    <>
      {(rows.length === 0 ? [{}] : rows).map((row: TypedRow, index) => (
        <fieldset class="row" key={index}>
          <legend>{words.writing.row(index + 1)}</legend>
          <div class="row-fields">
            {field.columns.map((column) => (
              <Control
                key={column.name}
                frame={frame}
                field={column}
                name={`${field.name}.${column.name}`}
                id={`${field.name}.${index}.${column.name}`}
                label={columnLabel(column, words)}
                hint={typingHint(column, frame)}
                text={row[column.name] ?? ''}
                errors={errors}
                focus={focus}
              />
            ))}
          </div>
          {field.columns.some(({ name }) => name === FINGERPRINT) && (
            <FileChooser
              frame={frame}
              cycleId={cycleId}
              name={`${field.name}.${index}.${FINGERPRINT}`}
              fingerprintId={`${field.name}.${index}.${FINGERPRINT}`}
              kept={kept.get(row[FINGERPRINT] ?? '')}
              button={{ name: 'azione', value: `carica:${field.name}` }}
              brought={files.find(({ name }) => name === `${field.name}.${index}.${FINGERPRINT}`)}
            />
          )}
          {rows.length > 0 && <RemoveRow frame={frame} field={field} index={index} />}
        </fieldset>
      ))}
      <AddRow frame={frame} field={field} />
    </>
  );
}

function AddRow({ frame: { words }, field }: Pick<FieldToWrite, 'frame' | 'field'>): JSX.Element {
  return (
    <button type="submit" name="azione" value={`aggiungi:${field.name}`} class="button-row">
      {words.writing.addRow(fieldLabel(field, words))}
    </button>
  );
}

function RemoveRow({
  frame: { words },
  field,
  index,
}: Pick<FieldToWrite, 'frame' | 'field'> & { readonly index: number }): JSX.Element {
  return (
    <button
      type="submit"
      name="azione"
      value={`togli:${field.name}:${index}`}
      class="button-row"
      aria-label={`${words.writing.removeRow(index + 1)}: ${fieldLabel(field, words)}`}
    >
      {words.writing.removeRow(index + 1)}
    </button>
  );
}

interface ControlProperties extends Pick<FieldToWrite, 'frame' | 'field' | 'errors' | 'focus'> {
  readonly id: string;
  /** Default: the name of the field. */
  readonly name?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly text: string;
  readonly isLabelHidden?: boolean;
  /** The id of what a browser may offer. */
  readonly list?: string;
}

/** One control with its label; hint and error are read out with it. */
export function Control(properties: ControlProperties): JSX.Element {
  const { frame, field, id, name = field.name, label, hint, text, errors, focus } = properties;
  const { isLabelHidden = false, list } = properties;
  const error = errors.find((each) => each.field === id);
  const counts = field.kind === 'text' && field.maxLength !== undefined;
  const described = [
    hint !== undefined && `${id}-hint`,
    counts && `${id}-count`,
    error && `${id}-error`,
  ].filter((each) => typeof each === 'string');
  const common = {
    ...{ id, name },
    ...(error && { 'aria-invalid': 'true' as const }),
    ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
    ...(focus === id && { autofocus: true }),
  };
  return (
    <div class={error ? 'control control-wrong' : 'control'}>
      <label for={id} {...(isLabelHidden && { class: 'visually-hidden' })}>
        {label}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error.text}
        </p>
      )}
      {field.kind === 'text' ? (
        <textarea {...common} rows={rowsFor(text, field)}>
          {text}
        </textarea>
      ) : field.kind === 'choice' ? (
        <select {...common}>
          <option value="">{frame.words.writing.unanswered}</option>
          {choiceLabels(field, frame.words.writing.codes).map(([code, said]) => (
            <option key={code} value={code} selected={code === text}>
              {said}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          {...inputMode(field)}
          {...(list !== undefined && { list })}
          type="text"
          value={text}
          autocomplete="off"
        />
      )}
      {counts && (
        <p class="hint" id={`${id}-count`} data-count-of={id} data-most={field.maxLength}>
          {frame.words.writing.forms.most((field.maxLength ?? 0).toLocaleString('it-IT'))}
        </p>
      )}
    </div>
  );
}

function inputMode({ kind }: SchedaField): { readonly inputmode?: 'decimal' | 'numeric' } {
  if (kind === 'amount') return { inputmode: 'decimal' };
  return kind === 'number' ? { inputmode: 'numeric' } : {};
}

/** As many lines as the text takes, more or less: nobody reads through a slot. */
function rowsFor(text: string, { maxLength = 0 }: SchedaField): number {
  const lines = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 80), 0);
  return Math.min(18, Math.max(maxLength > 1_000 ? 6 : 3, lines + 1));
}

/** What the field said last year, folded, with a button that puts it in the form. */
/** Why it is asked for, for whoever wants to know. */
function Reason({ frame: { words }, field }: FieldToWrite): JSX.Element | null {
  const reason = fieldReason(field, words);
  if (!reason) return null;
  const said = words.writing;
  return (
    <details class="why">
      <summary>
        {said.why}
        <span class="visually-hidden">: {fieldLabel(field, words)}</span>
      </summary>
      <p class="small">
        {reason.text}
        {reason.norm !== undefined && (
          <>
            {' '}
            {said.norm}: {reason.norm}.
          </>
        )}
      </p>
    </details>
  );
}

function LastYear({ frame, field, lastYear }: FieldToWrite): JSX.Element | null {
  if (!lastYear) return null;
  const { words, language } = frame;
  return (
    <details class="last-year">
      <summary>{words.writing.lastYear(lastYear.year)}</summary>
      <div class="last-year-said">
        <FieldValue
          value={lastYear.value}
          schema={lastYear.schema}
          words={words}
          language={language}
        />
      </div>
      <button type="submit" name="azione" value={`usa:${field.name}`} class="button-row">
        {words.writing.useThis(fieldLabel(field, words))}
      </button>
    </details>
  );
}
