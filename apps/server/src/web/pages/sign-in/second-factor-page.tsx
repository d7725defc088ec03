import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Field, type FieldError } from '../../pieces/field.js';
import { Page } from '../../pieces/page.js';
import { HeldInputs, type HeldForm } from './held-form.js';

/** The second step: something only they have. */
export function SecondFactorPage({
  frame,
  step,
  returnTo,
  held,
  errors = [],
}: {
  readonly frame: Frame;
  /** What the first step gave. Secret, and good for some minutes. */
  readonly step: string;
  readonly returnTo: string;
  /** What they had written when they had to come here. */
  readonly held?: HeldForm | undefined;
  readonly errors?: readonly FieldError[];
}): JSX.Element {
  const { words } = frame;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={words.signIn.codeTitle}
      {...(errors.length > 0 && { before: words.errors.prefix })}
    >
      <div class="narrow">
        <ErrorSummary words={words} errors={errors} />
        <form method="post" action="/accesso/codice" class="card" novalidate>
          <input type="hidden" name="step" value={step} />
          <input type="hidden" name="returnTo" value={returnTo} />
          <HeldInputs held={held} />
          <Field
            name="code"
            label={words.signIn.code}
            hint={words.signIn.codeHint}
            errors={errors}
            autocomplete="one-time-code"
          />
          <button type="submit" class="button">
            {words.signIn.enter}
          </button>
        </form>
        <p>
          <a href={`/accesso?poi=${encodeURIComponent(returnTo)}`}>{words.signIn.again}</a>
        </p>
      </div>
    </Page>
  );
}
