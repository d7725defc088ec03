import type { JSX } from 'preact';
import type { WayIn } from '#access';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Field, type FieldError } from '../../pieces/field.js';
import { Page } from '../../pieces/page.js';
import { HeldInputs, type HeldForm } from './held-form.js';

/** Somebody who is signed in proves once more who they are. */
export function ProofPage({
  frame,
  providers,
  returnTo,
  held,
  errors = [],
}: {
  readonly frame: Frame;
  readonly providers: readonly WayIn[];
  /** The page to see afterwards. */
  readonly returnTo: string;
  /** What they had written when they had to come here. */
  readonly held: HeldForm | undefined;
  readonly errors?: readonly FieldError[];
}): JSX.Element {
  const { words, language } = frame;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={words.held.proofTitle}
      {...(errors.length > 0 && { before: words.errors.prefix })}
    >
      <div class="narrow">
        <ErrorSummary words={words} errors={errors} />
        <p class="lead">{words.held.proofLead}</p>
        {providers.map(({ issuerId, name }) => (
          <p key={issuerId}>
            <a
              class="button button-wide"
              href={`/accesso/oidc/${encodeURIComponent(issuerId)}/conferma?poi=${encodeURIComponent(returnTo)}`}
              {...(held && { target: '_blank', rel: 'noopener' })}
            >
              {words.held.withProvider(name[language])}
            </a>
          </p>
        ))}
        <form method="post" action="/conferma" class="card" novalidate>
          <input type="hidden" name="returnTo" value={returnTo} />
          <HeldInputs held={held} />
          <Field
            name="password"
            label={words.signIn.password}
            errors={errors}
            isSecret
            autocomplete="current-password"
          />
          <Field
            name="code"
            label={words.signIn.code}
            hint={words.signIn.codeHint}
            errors={errors}
            autocomplete="one-time-code"
          />
          <button type="submit" class="button">
            {words.held.confirm}
          </button>
        </form>
      </div>
    </Page>
  );
}
