import type { JSX } from 'preact';
import { roleNames } from '#people';
import { nameOf } from '#planning';
import type { ShownRecovery } from '../../../access/accounts-desk.js';
import type { ShownPerson } from '../../../api/organisation-view.js';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { Instant, instantInWords } from '../history/instant.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import { EntryForm, type EntryState } from './entry-form.js';
import { personStates, type KnownPerson, type PersonState } from './listed-people.js';
import { hasSomeActions, NotOpen, SomeActions } from './organisation-pieces.js';
import type { OrganisationScene } from './organisation-scenes.js';

/** The address of the page of a person. */
export const personAddress = (personId: string): string =>
  `/amministrazione/persone/${encodeURIComponent(personId)}`;

/** The verbs that are not about one of them. */
const offered = ['grant-role', 'deactivate-person'] as const;

/** What the page of the people of a zone is made from. */
export interface ShownPeople {
  readonly frame: Frame;
  readonly scene: OrganisationScene;
  /** Those that the filters leave. */
  readonly people: readonly KnownPerson[];
  readonly query: { readonly testo: string; readonly stato: PersonState | '' };
  /** Whether they look after accounts, and are shown them. */
  readonly keepsAccounts: boolean;
  /** Whether they keep the directory; then what was typed of a new entry. */
  readonly entry: EntryState | undefined;
  /** When each was last seen; undefined for whoever may not know. */
  readonly lastSeen: ReadonlyMap<string, string> | undefined;
  readonly recoveries: readonly ShownRecovery[];
}

/** Who can come in, in which role, and how they stand. */
export function PeoplePage(shown: ShownPeople): JSX.Element {
  const { frame, scene, people, query, entry, keepsAccounts } = shown;
  const { words } = frame;
  const said = words.administration.people;
  const isNarrowed = query.testo !== '' || query.stato !== '';
  const isWrong = (entry?.errors.length ?? 0) > 0;
  return (
    <Page
      frame={frame}
      hasActions={hasSomeActions(scene, offered)}
      title={said.title}
      crumbs={administrationCrumbs(frame)}
      {...(isWrong && { before: words.errors.prefix })}
    >
      <AdministrationViews frame={frame} shown="people" />
      <ErrorSummary words={words} errors={entry?.errors ?? []} />
      <p class="lead">{said.lead}</p>
      {scene.view === undefined && <NotOpen frame={frame} scene={scene} />}
      {scene.view !== undefined && <SomeActions frame={frame} scene={scene} verbs={offered} />}
      {entry && (
        <details class="card" open={isWrong || people.length === 0}>
          <summary>{said.add}</summary>
          <p>{said.addHint}</p>
          <EntryForm frame={frame} state={entry} action="/amministrazione/persone" isNew />
        </details>
      )}
      {keepsAccounts && <Recoveries {...shown} />}
      <Filters {...shown} />
      <p>{said.count(people.length)}</p>
      {people.length === 0 ? (
        <Notice kind="info">
          <p>
            {isNarrowed ? words.administration.noneSuch : said.none}{' '}
            {isNarrowed && <a href="/amministrazione/persone">{words.administration.clear}</a>}
          </p>
        </Notice>
      ) : (
        <People {...shown} />
      )}
    </Page>
  );
}

function Filters({ frame: { words }, query }: ShownPeople): JSX.Element {
  const said = words.administration;
  return (
    <form class="filters card" action="/amministrazione/persone" aria-label={said.filters}>
      <div class="field">
        <label for="testo">{said.text}</label>
        <input id="testo" name="testo" value={query.testo} />
      </div>
      <div class="field">
        <label for="stato">{said.people.state}</label>
        <select id="stato" name="stato">
          <option value="">{said.people.anyState}</option>
          {personStates.map((state) => (
            <option key={state} value={state} selected={state === query.stato}>
              {said.people.states[state]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button">
        {words.schede.apply}
      </button>
    </form>
  );
}

function People({ frame, scene, people, keepsAccounts, lastSeen }: ShownPeople): JSX.Element {
  const { words, language } = frame;
  const said = words.administration.people;
  return (
    <>
      <table class="table table-cards">
        <caption class="visually-hidden">{said.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.administration.name}</th>
            <th scope="col">{said.roles}</th>
            <th scope="col">{said.state}</th>
            {keepsAccounts && <th scope="col">{said.account}</th>}
            {lastSeen && <th scope="col">{said.last}</th>}
          </tr>
        </thead>
        <tbody>
          {people.map(({ personId, entry, inRegister, state, account }) => (
            <tr key={personId}>
              <th scope="row">
                <a href={personAddress(personId)}>{entry?.name ?? personId}</a>
                {entry && <span class="small"> {personId}</span>}
              </th>
              <td data-label={said.roles}>
                {inRegister === undefined || inRegister.roles.length === 0
                  ? said.noRoles
                  : rolesInWords(inRegister, scene, frame)}
              </td>
              <td data-label={said.state}>
                <span class={state === 'active' ? 'badge-fine' : 'badge-late'}>
                  {said.states[state]}
                </span>
              </td>
              {keepsAccounts && (
                <td data-label={said.account}>
                  {account === undefined
                    ? said.accounts.none
                    : account.isEnabled
                      ? said.accounts.open(account.sessions)
                      : said.accounts.closed}
                </td>
              )}
              {lastSeen && (
                <td data-label={said.last}>
                  <LastSeen at={lastSeen.get(personId)} {...{ said, language }} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {lastSeen && <p class="small">{said.lastHint}</p>}
    </>
  );
}

function LastSeen({
  at,
  said,
  language,
}: {
  readonly at: string | undefined;
  readonly said: Frame['words']['administration']['people'];
  readonly language: Frame['language'];
}): JSX.Element {
  if (at === undefined) return <>{said.never}</>;
  return <Instant at={at} language={language} form="short" />;
}

/** The roles of the day, each with its unit. */
export function rolesInWords(
  { roles }: ShownPerson,
  { organisation }: OrganisationScene,
  { language }: Frame,
): string {
  const each = roles.map(({ role, unitId }) => {
    const name = roleNames[role][language];
    if (unitId === undefined) return name;
    return `${name}, ${(organisation && nameOf(organisation, unitId)) ?? unitId}`;
  });
  return [...new Set(each)].join('; ');
}

/** What waits for another administrator to agree. */
function Recoveries({ frame, scene, recoveries }: ShownPeople): JSX.Element | null {
  const { words, language, self } = frame;
  const said = words.administration.people;
  if (recoveries.length === 0) return null;
  return (
    <section class="card" aria-labelledby="recoveries">
      <h2 id="recoveries">{said.recoveries}</h2>
      <ul class="items">
        {recoveries.map(({ id, personId, requestedBy, endsAt }) => {
          const address = `/amministrazione/recuperi/${encodeURIComponent(id)}`;
          return (
            <li key={id} class="item">
              <div>
                {said.recoveryOf(scene.nameOfPerson(personId), scene.nameOfPerson(requestedBy))}
                <p class="small">
                  {said.recoveryUntil(instantInWords(Date.parse(endsAt), language))}
                </p>
              </div>
              <div>
                {requestedBy === self?.personId ? (
                  <p>{said.ownRecovery}</p>
                ) : (
                  <ProvenButton
                    frame={frame}
                    action={`${address}/approvazione`}
                    label={said.approve}
                  />
                )}
                <ProvenButton
                  frame={frame}
                  action={`${address}/ritiro`}
                  label={said.withdraw}
                  isQuiet
                />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/**
 * A form of one button, of which a proof may be asked first: it says where it goes and whose it is, so that it waits for
 * the proof.
 */
export function ProvenButton({
  frame: { self, path },
  action,
  label,
  isQuiet = false,
}: {
  readonly frame: Frame;
  readonly action: string;
  readonly label: string;
  readonly isQuiet?: boolean;
}): JSX.Element {
  return (
    <form method="post" action={action}>
      <ProvenMarks {...{ action, path, personId: self?.personId ?? '' }} />
      <button type="submit" class={isQuiet ? 'button button-second' : 'button'}>
        {label}
      </button>
    </form>
  );
}

/** The hidden fields of such a form. */
export function ProvenMarks({
  action,
  path,
  personId,
}: {
  readonly action: string;
  readonly path: string;
  readonly personId: string;
}): JSX.Element {
  return (
    <>
      <input type="hidden" name="madeBy" value={personId} />
      <input type="hidden" name="sentTo" value={action} />
      <input type="hidden" name="poi" value={path} />
    </>
  );
}
