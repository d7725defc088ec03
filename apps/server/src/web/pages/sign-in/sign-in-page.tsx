import type { JSX } from 'preact';
import type { WayIn } from '#access';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Field, type FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { HeldInputs, SendHeld, type HeldForm } from './held-form.js';

interface SignInProperties {
  readonly frame: Frame;
  readonly providers: readonly WayIn[];
  /** The page to see afterwards. */
  readonly returnTo: string;
  readonly login?: string;
  /** Why they are here. */
  readonly said?: string;
  readonly errors?: readonly FieldError[];
  /** What they had written when they had to come here. */
  readonly held?: HeldForm | undefined;
}

/** The first step: who are you. */
export function SignInPage(properties: SignInProperties): JSX.Element {
  const { frame, providers, returnTo, login, said, held, errors = [] } = properties;
  const { words } = frame;
  return (
    <Page
      frame={frame}
      isDated={false}
      title={words.signIn.title}
      {...(errors.length > 0 && { before: words.errors.prefix })}
    >
      <div class="narrow">
        <ErrorSummary words={words} errors={errors} />
        {said && (
          <Notice kind="info">
            <p>{said}</p>
          </Notice>
        )}
        <p class="lead">{words.signIn.lead}</p>
        {providers.map(({ issuerId, name }) => (
          <p key={issuerId}>
            <a
              class="button button-wide"
              href={`/accesso/oidc/${encodeURIComponent(issuerId)}?poi=${encodeURIComponent(returnTo)}`}
              {...(held && { target: '_blank', rel: 'noopener' })}
            >
              {words.signIn.withProvider(name[frame.language])}
            </a>
          </p>
        ))}
        {held && providers.length > 0 && (
          <div class="card">
            <p>{words.held.elsewhere}</p>
            <SendHeld frame={frame} held={held} />
          </div>
        )}
        <form method="post" action="/accesso" class="card" novalidate>
          <h2>{words.signIn.withAccount}</h2>
          <input type="hidden" name="returnTo" value={returnTo} />
          <HeldInputs held={held} />
          <Field
            name="login"
            label={words.signIn.login}
            errors={errors}
            autocomplete="username"
            {...(login !== undefined && { value: login })}
          />
          <Field
            name="password"
            label={words.signIn.password}
            errors={errors}
            isSecret
            autocomplete="current-password"
          />
          <button type="submit" class="button">
            {words.signIn.continue}
          </button>
        </form>
        <p class="small">{words.signIn.help}</p>
      </div>
    </Page>
  );
}
