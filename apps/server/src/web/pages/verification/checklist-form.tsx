import type { JSX } from 'preact';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import type { FieldError } from '../../pieces/field.js';
import type { ComparedField } from '../revisions/field-changes.js';
import {
  answered,
  answerField,
  answers,
  checklist,
  noteField,
  noteOf,
  type Checked,
  type ChecklistItem,
} from './checklist.js';
import type { ShownVerification } from './shown-verification.js';

/** The list of what is looked at, as one form: what its buttons do with it differs. */
export function ChecklistForm({
  frame,
  shown,
  address,
}: {
  readonly frame: Frame;
  readonly shown: ShownVerification;
  readonly address: string;
}): JSX.Element {
  const { words } = frame;
  const said = words.verification;
  const { scheda, checked, errors, fields } = shown;
  const wrong = answered(checked, 'no').length;
  const done = checklist.length - answered(checked, undefined).length;
  const note = noteOf(checked, words);
  const dueError = errors.find(({ field }) => field === 'entro');
  return (
    <check-list data-memory={`${scheda.schedaId} ${scheda.version}`}>
      <form
        id="actions"
        tabIndex={-1}
        method="post"
        action={`${address}/prova`}
        class="card checklist"
        aria-labelledby="checklist"
        noValidate
      >
        <div class="list-head">
          <h2 id="checklist">{said.checklist}</h2>
          <p role="status">
            <strong data-progress={said.progress(-1, -2)} data-all={String(checklist.length)}>
              {said.progress(done, checklist.length)}
            </strong>
          </p>
        </div>
        <p class="hint keys">{said.keys}</p>
        <HiddenMarks revision={scheda.moved.revision} madeBy={frame.self?.personId} />
        {checklist.map((item) => (
          <Item key={item.id} {...{ frame, item, checked, errors, fields }} />
        ))}
        <p>
          <button type="submit" class="button-plain" formaction={`${address}/prova?resto=si`}>
            {said.rest}
          </button>
        </p>
        <div class="field">
          <label for="altro">{said.more}</label>
          <textarea id="altro" name="altro" rows={2} maxLength={2000}>
            {checked.more}
          </textarea>
        </div>
        <div class={dueError ? 'field field-wrong' : 'field'}>
          <label for="entro">{said.due}</label>
          <p class="hint" id="entro-hint">
            {said.dueHint}
          </p>
          {dueError && (
            <p class="field-error" id="entro-error">
              {dueError.text}
            </p>
          )}
          <input
            id="entro"
            name="entro"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            value={checked.due}
            aria-describedby={dueError ? 'entro-hint entro-error' : 'entro-hint'}
            {...(dueError && { 'aria-invalid': 'true' as const })}
          />
        </div>
        {note && wrong > 0 && (
          <details>
            <summary>{said.composed}</summary>
            <p class="as-written">{note.text}</p>
          </details>
        )}
        <p class="blocked" data-when="no" hidden={wrong === 0}>
          <strong data-one={said.blocked(1)} data-many={said.blocked(-1)}>
            {said.blocked(Math.max(1, wrong))}
          </strong>
        </p>
        <p class="buttons">
          <button
            type="submit"
            class="button"
            formaction={`${address}/conferma`}
            data-when="right"
            hidden={wrong > 0}
          >
            {said.verify}
          </button>
          <button
            type="submit"
            class="button button-second"
            formaction={`${address}/restituzione`}
            data-none={said.returnWith(0)}
            data-one={said.returnWith(1)}
            data-many={said.returnWith(-1)}
          >
            {said.returnWith(wrong)}
          </button>
        </p>
      </form>
    </check-list>
  );
}

function Item({
  frame: { words },
  item: { id, law, fields: names },
  checked,
  errors,
  fields,
}: {
  readonly frame: Frame;
  readonly item: ChecklistItem;
  readonly checked: Checked;
  readonly errors: readonly FieldError[];
  readonly fields: readonly ComparedField[];
}): JSX.Element {
  const said = words.verification;
  const field = answerField(id);
  const error = errors.find((each) => each.field === `${field}-si`);
  const written = fields.filter((each) => names.includes(each.field));
  return (
    <fieldset
      class={error ? 'check-item field-wrong' : 'check-item'}
      {...(error && { 'aria-describedby': `${field}-error` })}
    >
      <legend>{said.items[id]}</legend>
      {error && (
        <p class="field-error" id={`${field}-error`}>
          {error.text}
        </p>
      )}
      <div class="check-answers">
        {answers.map((answer) => (
          <label key={answer} class={`answer answer-${answer}`}>
            <input
              type="radio"
              id={`${field}-${answer}`}
              name={field}
              value={answer}
              checked={checked.answerTo[id] === answer}
            />
            {said.answers[answer]}
          </label>
        ))}
        {(law !== undefined || written.length > 0) && (
          <span class="small">
            {written.length > 0 && (
              <>
                {said.look}{' '}
                {written.map(({ field: name, schema }, index) => (
                  <>
                    {index > 0 && ', '}
                    <a href={`#campo-${name}`}>{schema.title ?? name}</a>
                  </>
                ))}
              </>
            )}
            {law !== undefined && ` ${said.law} ${law}`}
          </span>
        )}
      </div>
      <div class="check-note">
        <label for={noteField(id)}>{said.note}</label>
        <input
          id={noteField(id)}
          name={noteField(id)}
          type="text"
          maxLength={300}
          value={checked.noteOn[id] ?? ''}
        />
      </div>
    </fieldset>
  );
}
