import type { JSX } from 'preact';
import { PROOF_COUNTS_MS } from '#people';
import type { Action, Verb } from '#planning';
import { HiddenMarks } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import type { Problem } from '../../../http/problem.js';
import { keys } from '../../keys.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Notice } from '../../pieces/notice.js';
import { Page, type Crumb } from '../../pieces/page.js';
import { actionAddress } from './action-address.js';
import type { FormField } from './form-field.js';
import { FormInputs, type FormState } from './form-inputs.js';
import { waitsForProof } from './importance.js';
import { mendingAddress } from './mending.js';

/** What the page of a verb is made from. */
export interface ShownAction {
  readonly verb: Verb;
  readonly cycleId: string;
  readonly crumbs: readonly Crumb[];
  readonly fields: readonly FormField[];
  readonly state: FormState;
  /** Whether there is nothing yet that the verb is used on: it begins it. */
  readonly isBeginning: boolean;
  /** Whether it is possible now, and why not. */
  readonly action: Action;
  /** The revision of what it is about, where that may move meanwhile. */
  readonly revision: number | undefined;
  /** The path of the page to come back to. */
  readonly returnTo: string;
  /** Why it would be refused as things stand, unless the form says something else. */
  readonly expected?: Problem | undefined;
  /** What became of the form. */
  readonly refused?: Problem | undefined;
}

/** The form of a verb; or why there is none now, in words, and what to do about it. */
export function ActionPage({
  frame,
  shown,
}: {
  readonly frame: Frame;
  readonly shown: ShownAction;
}): JSX.Element {
  const { words, language } = frame;
  const { verb, crumbs, action, state, refused } = shown;
  const isWrong = state.errors.length > 0 || refused !== undefined;
  return (
    <Page
      frame={frame}
      title={verb.title[language]}
      crumbs={crumbs}
      {...(isWrong && { before: words.errors.prefix })}
    >
      <div class="action-form">
        {shown.isBeginning && <p class="lead">{shown.cycleId}</p>}
        <ErrorSummary words={words} errors={state.errors} />
        {refused && <Refused frame={frame} shown={shown} problem={refused} />}
        {shown.expected && <Expected frame={frame} shown={shown} problem={shown.expected} />}
        {frame.actingFor && (
          <Notice kind="info">
            <p>{words.actions.onBehalf(frame.actingFor.personId)}</p>
          </Notice>
        )}
        {action.possible ? (
          <Form frame={frame} shown={shown} />
        ) : waitsForProof(action) ? (
          <ProofFirst frame={frame} shown={shown} />
        ) : (
          <NotNow frame={frame} shown={shown} />
        )}
        {verb.law !== undefined && (
          <p class="small">
            {words.actions.law}: <span lang="it">{verb.law}</span>
          </p>
        )}
      </div>
    </Page>
  );
}

interface Properties {
  readonly frame: Frame;
  readonly shown: ShownAction;
}

/** A refusal, with the law it rests on, before the form that keeps what was typed. */
function Refused({
  frame,
  shown,
  problem,
}: Properties & { readonly problem: Problem }): JSX.Element {
  const { words, language } = frame;
  const { title, detail } = problem[language];
  const { law } = problem.extensions as { readonly law?: string };
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus>
      <h2>{title}</h2>
      <p>{detail}</p>
      {law !== undefined && (
        <p>
          {words.actions.law}: <span lang="it">{law}</span>
        </p>
      )}
      <p>
        {problem.code === 'proof-too-old' ? (
          <ProofButton frame={frame} />
        ) : (
          <Mending frame={frame} shown={shown} code={problem.code} />
        )}
      </p>
    </div>
  );
}

/** What stands in the way before anybody has asked for anything. */
function Expected({
  frame,
  shown,
  problem,
}: Properties & { readonly problem: Problem }): JSX.Element {
  return (
    <Notice kind="warning">
      <p>
        <strong>{frame.words.actions.expected}</strong> {problem[frame.language].detail}
      </p>
      <p>
        <Mending frame={frame} shown={shown} code={problem.code} />
      </p>
    </Notice>
  );
}

/** Sends what is in the form along to where one proves who one is; from there it comes back. */
function ProofButton({ frame: { words } }: { readonly frame: Frame }): JSX.Element {
  return (
    <button type="submit" form="action" formaction="/conferma" class="button">
      {words.actions.proofLink}
    </button>
  );
}

/** Where to put right what stands in the way, or at least to see how things stand. */
function Mending({
  frame: { words },
  shown,
  code,
}: Properties & { readonly code: string }): JSX.Element {
  const place = mendingAddress(code, shown.cycleId);
  return place === undefined ? (
    <a href={shown.returnTo}>{words.actions.seeHow}</a>
  ) : (
    <a href={place}>{words.actions.where}</a>
  );
}

function NotNow({ frame, shown }: Properties): JSX.Element {
  const { why } = shown.action;
  return (
    <Notice kind="warning">
      <p>{why?.[frame.language]}</p>
      <p>
        <Mending frame={frame} shown={shown} code={why?.code ?? ''} />
      </p>
    </Notice>
  );
}

function ProofFirst({ frame: { words, path }, shown }: Properties): JSX.Element {
  return (
    <>
      <Notice kind="info">
        <p>
          <strong>{words.actions.proofTitle}.</strong>{' '}
          {words.actions.proof(PROOF_COUNTS_MS / 60_000)}
        </p>
      </Notice>
      <div class="action-end">
        <a class="button" href={`/conferma?poi=${encodeURIComponent(path)}`}>
          {words.actions.proofLink}
        </a>
        <a href={shown.returnTo}>{words.actions.back}</a>
      </div>
    </>
  );
}

function Form({ frame, shown }: Properties): JSX.Element {
  const { words, language, self } = frame;
  const { verb, cycleId, fields, state, revision, returnTo } = shown;
  const address = actionAddress(cycleId, verb.name);
  return (
    <form id="action" method="post" action={address} novalidate>
      {/* Enter in a field sends the form, and never adds a row to a list. */}
      <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true">
        {verb.title[language]}
      </button>
      <HiddenMarks revision={revision} madeBy={self?.personId} />
      <input type="hidden" name="poi" value={returnTo} />
      <input type="hidden" name="sentTo" value={address} />
      {verb.decisive === true && (
        <Notice kind="warning">
          <p>{words.actions.decisive}</p>
        </Notice>
      )}
      <FormInputs fields={fields} state={state} />
      <div class="action-end">
        <button type="submit" class="button" data-key={keys.send}>
          {verb.title[language]}
        </button>
        <a href={returnTo}>{words.actions.back}</a>
      </div>
      <p class="small">{words.actions.recorded}</p>
    </form>
  );
}
