import type { JSX } from 'preact';
import type { WayIn } from '#access';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Field, type FieldError } from '../../pieces/field.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';

interface SignInProperties {
  readonly frame: Frame;
  readonly providers: readonly WayIn[];
  /** The page to see afterwards. */
  readonly returnTo: string;
  readonly login?: string;
  /** Why they are here. */
  readonly said?: string;
  readonly errors?: readonly FieldError[];
}

/** The first step: who are you. */
export function SignInPage(properties: SignInProperties): JSX.Element {
  const { frame, providers, returnTo, login, said, errors = [] } = properties;
  const { words } = frame;
  return (
    <Page
      frame={frame}
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
            >
              {words.signIn.withProvider(name[frame.language])}
            </a>
          </p>
        ))}
        <form method="post" action="/accesso" class="card" novalidate>
          <h2>{words.signIn.withAccount}</h2>
          <input type="hidden" name="returnTo" value={returnTo} />
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
