import type { JSX } from 'preact';
import { dayInWords, romeDay } from '#calendar';
import type { ShownAccount } from '../../../access/accounts-desk.js';
import type { Frame } from '../../frame.js';
import type { KnownPerson } from './listed-people.js';
import { personAddress, ProvenButton, ProvenMarks } from './people-page.js';

interface Shown {
  readonly frame: Frame;
  readonly known: KnownPerson;
  readonly invitation: { readonly login: string; readonly error: string | undefined };
}

/** How a person comes in, for whoever looks after accounts: nobody sees or sets anybody's password. */
export function AccountCard(shown: Shown): JSX.Element {
  const { frame, known } = shown;
  const { words } = frame;
  const said = words.administration.people;
  return (
    <section class="card" aria-labelledby="account">
      <h2 id="account">{said.accountTitle}</h2>
      {known.account ? (
        <Owned frame={frame} account={known.account} />
      ) : (
        <>
          <p>{said.accountNone}</p>
          {known.inRegister ? <Invitation {...shown} /> : <p>{said.needsRole}</p>}
        </>
      )}
      <p class="small">{said.proofHint}</p>
    </section>
  );
}

function Invitation({ frame, known, invitation: { login, error } }: Shown): JSX.Element {
  const { words, self, path } = frame;
  const said = words.administration.people;
  const action = `${personAddress(known.personId)}/accesso/invito`;
  return (
    <form method="post" action={action} novalidate class="narrow">
      <ProvenMarks {...{ action, path, personId: self?.personId ?? '' }} />
      <p>{said.inviteLead}</p>
      <div class={error === undefined ? 'field' : 'field field-wrong'}>
        <label for="login">{said.login}</label>
        <p class="hint" id="login-hint">
          {said.loginHint}
        </p>
        {error !== undefined && (
          <p class="field-error" id="login-error">
            {error}
          </p>
        )}
        <input
          id="login"
          name="login"
          value={login}
          required
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={error === undefined ? 'login-hint' : 'login-hint login-error'}
          {...(error !== undefined && { 'aria-invalid': 'true' as const })}
        />
      </div>
      <button type="submit" class="button">
        {said.invite}
      </button>
    </form>
  );
}

function Owned({
  frame,
  account,
}: {
  readonly frame: Frame;
  readonly account: ShownAccount;
}): JSX.Element {
  const { words, language, self, path } = frame;
  const said = words.administration.people;
  const { personId, login, isEnabled, hasPassword, passkeys, sessions, createdAt } = account;
  const step = (name: string): string => `${personAddress(personId)}/accesso/${name}`;
  const recovery = step('recupero');
  return (
    <>
      <dl class="facts">
        <dt>{said.login}</dt>
        <dd>{login}</dd>
        <dt>{said.account}</dt>
        <dd>{isEnabled ? said.accounts.open(sessions) : said.accounts.closed}</dd>
        <dt>{said.with(hasPassword, passkeys)}</dt>
        <dd>{said.since(dayInWords(romeDay(Date.parse(createdAt)), language))}</dd>
      </dl>
      {isEnabled ? (
        <>
          <p>{said.disableHint}</p>
          <ProvenButton frame={frame} action={step('sospensione')} label={said.disable} isQuiet />
          {sessions > 0 && (
            <>
              <p>{said.endSessionsHint}</p>
              <ProvenButton
                frame={frame}
                action={step('uscita')}
                label={said.endSessions}
                isQuiet
              />
            </>
          )}
          <form method="post" action={recovery} class="narrow">
            <ProvenMarks {...{ action: recovery, path, personId: self?.personId ?? '' }} />
            <fieldset class="field choices">
              <legend>{said.lost}</legend>
              {(['password', 'everything'] as const).map((lost, index) => (
                <label key={lost} class="choice">
                  <input type="radio" name="lost" value={lost} checked={index === 0} />
                  {said.lostWhat[lost]}
                </label>
              ))}
            </fieldset>
            <p class="hint">{said.recoverHint}</p>
            <button type="submit" class="button button-second">
              {said.recover}
            </button>
          </form>
        </>
      ) : (
        <ProvenButton frame={frame} action={step('riapertura')} label={said.enable} />
      )}
    </>
  );
}
