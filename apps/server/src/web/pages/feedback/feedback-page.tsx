import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import type { FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Contact } from '../legal/contact.js';
import { feedbackKinds, type Feedback } from './feedback-box.js';

/** The form by which anybody tells the office what is wrong with the pages. */
export function FeedbackPage({
  frame,
  written,
  errors,
  contact,
}: {
  readonly frame: Frame;
  readonly written: Feedback;
  readonly errors: readonly FieldError[];
  readonly contact: string | undefined;
}): JSX.Element {
  const { words } = frame;
  const said = words.feedback;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={said.title}
      {...(errors.length > 0 && { before: words.errors.prefix })}
    >
      <ErrorSummary words={words} errors={errors} />
      <p class="lead">{said.lead}</p>
      <form method="post" action="/segnalazioni" class="card feedback" noValidate>
        <fieldset>
          <legend>{said.kind}</legend>
          {feedbackKinds.map((kind) => (
            <div key={kind} class="choice">
              <input
                id={`kind-${kind}`}
                type="radio"
                name="kind"
                value={kind}
                checked={kind === written.kind}
              />
              <label for={`kind-${kind}`}>{said.kinds[kind]}</label>
            </div>
          ))}
        </fieldset>
        <Text {...{ frame, errors }} name="text" value={written.text} />
        <Line {...{ frame, errors }} name="page" value={written.page} />
        <Line {...{ frame, errors }} name="contact" value={written.contact} autocomplete="email" />
        <button type="submit" class="button">
          {said.send}
        </button>
      </form>
      <p class="small">{said.keeps}</p>
      <Contact frame={frame} contact={contact} />
    </Page>
  );
}

interface Written {
  readonly frame: Frame;
  readonly errors: readonly FieldError[];
  readonly value: string;
}

function Text({ frame, errors, name, value }: Written & { readonly name: 'text' }): JSX.Element {
  const said = frame.words.feedback;
  const error = errors.find(({ field }) => field === name);
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>{said.text}</label>
      <p class="hint" id="text-hint">
        {said.textHint}
      </p>
      {error && (
        <p class="field-error" id="text-error">
          {error.text}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={8}
        required
        aria-describedby={error ? 'text-hint text-error' : 'text-hint'}
        {...(error && { 'aria-invalid': 'true' as const })}
      >
        {value}
      </textarea>
    </div>
  );
}

function Line({
  frame,
  errors,
  name,
  value,
  autocomplete,
}: Written & { readonly name: 'page' | 'contact'; readonly autocomplete?: string }): JSX.Element {
  const said = frame.words.feedback;
  const error = errors.find(({ field }) => field === name);
  const described = error ? `${name}-hint ${name}-error` : `${name}-hint`;
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={name}>{said[name]}</label>
      <p class="hint" id={`${name}-hint`}>
        {said.hints[name]}
      </p>
      {error && (
        <p class="field-error" id={`${name}-error`}>
          {error.text}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        aria-describedby={described}
        {...(autocomplete !== undefined && { autocomplete })}
        {...(error && { 'aria-invalid': 'true' as const })}
      />
    </div>
  );
}

/** What was sent has arrived: by which code to name it. */
export function FeedbackTakenPage({
  frame,
  code,
  contact,
}: {
  readonly frame: Frame;
  readonly code: string;
  readonly contact: string | undefined;
}): JSX.Element {
  const said = frame.words.feedback;
  return (
    <Page frame={frame} title={said.takenTitle} isDated={false}>
      <Notice kind="done">
        <p>
          {said.taken} <strong class="code">{code}</strong>
        </p>
        <p>{said.takenNext}</p>
      </Notice>
      <Contact frame={frame} contact={contact} />
      <p>
        <a href="/">{frame.words.errors.home}</a>
      </p>
    </Page>
  );
}
