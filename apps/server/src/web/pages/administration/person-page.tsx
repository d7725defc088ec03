import type { JSX } from 'preact';
import { dayInWords, romeDay } from '#calendar';
import { roleNames } from '#people';
import { nameOf, organisationValueSets } from '#planning';
import type { ShownRoleGrant } from '../../../api/organisation-view.js';
import type { Frame } from '../../frame.js';
import { ErrorSummary } from '../../pieces/error-summary.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { AccountCard } from './account-card.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import { EntryForm, type EntryState } from './entry-form.js';
import type { KnownPerson } from './listed-people.js';
import { OneAction } from './organisation-pieces.js';
import type { OrganisationScene } from './organisation-scenes.js';
import { personAddress, rolesInWords } from './people-page.js';
import type { SchedeOfPerson } from './schede-held.js';
import { unitAddress } from './units-page.js';

/** What the page of a person is made from. */
export interface ShownPersonPage {
  readonly frame: Frame;
  readonly scene: OrganisationScene;
  readonly known: KnownPerson;
  /** Whether they look after accounts. */
  readonly keepsAccounts: boolean;
  /** The entry as a form; undefined for whoever does not keep the directory. */
  readonly entry: EntryState | undefined;
  /** What was typed as the name of a new account, and what is wrong with it. */
  readonly invitation: { readonly login: string; readonly error: string | undefined };
  /** What has just been done. */
  readonly told: string | undefined;
  /** The schede that are given to them; undefined for whoever may not read schede. */
  readonly schede: readonly SchedeOfPerson[] | undefined;
}

/** A person: their entry, their roles, how they come in, and what they leave open once they are gone. */
export function PersonPage(shown: ShownPersonPage): JSX.Element {
  const { frame, known, entry, told, invitation, keepsAccounts, scene } = shown;
  const { words } = frame;
  const said = words.administration.people;
  const { personId, inRegister } = known;
  const errors = [
    ...(entry?.errors ?? []),
    ...(invitation.error === undefined ? [] : [{ field: 'login', text: invitation.error }]),
  ];
  return (
    <Page
      frame={frame}
      title={known.entry?.name ?? personId}
      crumbs={[
        ...administrationCrumbs(frame),
        { label: said.title, address: '/amministrazione/persone' },
      ]}
      {...(errors.length > 0 && { before: words.errors.prefix })}
    >
      <AdministrationViews frame={frame} shown="people" />
      <ErrorSummary words={words} errors={errors} />
      {told !== undefined && (
        <div role="status">
          <Notice kind="done">
            <p>{told}</p>
          </Notice>
        </div>
      )}
      <p class="lead">
        <span class="code">{personId}</span> · {said.states[known.state]}
        {inRegister &&
          inRegister.roles.length > 0 &&
          ` · ${rolesInWords(inRegister, scene, frame)}`}
      </p>
      <Roles {...shown} />
      <Leaving {...shown} />
      {keepsAccounts && <AccountCard {...{ frame, known, invitation }} />}
      <section class="card" aria-labelledby="entry">
        <h2 id="entry">{said.entry}</h2>
        {entry ? (
          <>
            <EntryForm frame={frame} state={entry} action={personAddress(personId)} />
            <p class="small">{said.entryHint}</p>
          </>
        ) : (
          <Entry frame={frame} known={known} />
        )}
      </section>
    </Page>
  );
}

function Entry({ frame: { words }, known: { entry } }: Pick<ShownPersonPage, 'frame' | 'known'>) {
  const said = words.administration;
  if (entry === undefined) return <p>{said.people.noEntry}</p>;
  const lines = [
    [said.name, entry.name],
    [said.people.email, entry.email],
    [said.people.pec, entry.pec],
    [said.people.note, entry.note],
  ] as const;
  return (
    <dl class="facts">
      {lines.map(
        ([term, text]) =>
          text !== undefined && [<dt key={term}>{term}</dt>, <dd key={`${term} is`}>{text}</dd>],
      )}
    </dl>
  );
}

/** The roles that were given, with what may be done about each. */
function Roles({ frame, scene, known: { personId, inRegister } }: ShownPersonPage): JSX.Element {
  const { words, language } = frame;
  const said = words.administration;
  const grants = Object.values(scene.view?.roleGrants ?? {})
    .filter((grant) => grant.personId === personId)
    .toSorted((one, other) => other.from.localeCompare(one.from));
  const heads = (inRegister?.roles ?? []).flatMap(({ why }) => ('headOf' in why ? why.headOf : []));
  return (
    <section class="card" aria-labelledby="roles">
      <h2 id="roles">{said.people.grants}</h2>
      {heads.length > 0 && (
        <ul>
          {heads.map((unitId) => (
            <li key={unitId}>
              <a href={unitAddress(unitId)}>
                {said.people.headOf(
                  (scene.organisation && nameOf(scene.organisation, unitId)) ?? unitId,
                )}
              </a>
            </li>
          ))}
        </ul>
      )}
      {grants.length === 0 ? (
        <p>{said.people.noGrants}</p>
      ) : (
        <ul class="items">
          {grants.map((grant) => (
            <li key={grant.roleGrantId} class="item">
              <div>
                {grantInWords(grant, scene, frame)}
                <p class="small">
                  {said.since} {dayInWords(grant.from, language)},{' '}
                  {grant.to === undefined
                    ? said.noEnd
                    : `${said.until} ${dayInWords(grant.to, language)}`}
                  {grant.act !== undefined && ` · ${said.act}: ${grant.act}`}
                </p>
              </div>
              <p>
                {said.people.grantStandings[grant.standing]}{' '}
                {grant.revoked === undefined && grant.standing !== 'ended' && (
                  <Revoke {...{ frame, scene, grant }} />
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      <p>
        <OneAction
          {...{ frame, registerId: scene.registerId, actions: scene.actions() }}
          verb="grant-role"
          preset={{ personId, from: scene.today }}
          label={said.people.give}
        />
      </p>
    </section>
  );
}

function Revoke({
  frame,
  scene,
  grant,
}: Pick<ShownPersonPage, 'frame' | 'scene'> & { readonly grant: ShownRoleGrant }): JSX.Element {
  const said = frame.words.administration.people;
  const part = { kind: 'roleGrant', id: grant.roleGrantId } as const;
  return (
    <OneAction
      {...{ frame, registerId: scene.registerId, actions: scene.actions(part) }}
      verb="revoke-role"
      part={part}
      label={said.revoke}
      names={said.revokeThis(grantInWords(grant, scene, frame))}
    />
  );
}

function grantInWords(
  { role, unitId }: ShownRoleGrant,
  { organisation }: OrganisationScene,
  { language }: Frame,
): string {
  const name = roleNames[role][language];
  if (unitId === undefined) return name;
  return `${name}, ${(organisation && nameOf(organisation, unitId)) ?? unitId}`;
}

/** How a person is stopped, and what they leave open, with the way to whoever takes it over. */
function Leaving(shown: ShownPersonPage): JSX.Element | null {
  const { frame, scene, known } = shown;
  const { words, language } = frame;
  const said = words.administration.people;
  const { personId, inRegister } = known;
  if (inRegister === undefined) return null;
  const { registerId } = scene;
  const { deactivated } = inRegister;
  const part = { kind: 'person', id: personId } as const;
  return (
    <section class="card" aria-labelledby="leaving">
      <h2 id="leaving">{said.leave}</h2>
      {deactivated === undefined ? (
        <>
          <p>{said.leaveLead}</p>
          <p>
            <OneAction
              {...{ frame, registerId, actions: scene.actions() }}
              verb="deactivate-person"
              preset={{ personId }}
              label={words.administration.people.deactivate}
            />
          </p>
        </>
      ) : (
        <>
          <p>
            {said.deactivatedSince(
              organisationValueSets.deactivationKinds[deactivated.kind],
              dayInWords(romeDay(Date.parse(deactivated.at)), language),
            )}
          </p>
          <p>
            <OneAction
              {...{ frame, registerId, actions: scene.actions(part) }}
              verb="reactivate-person"
              part={part}
              label={said.reactivate}
            />
          </p>
          <h3>{said.leavesOpen}</h3>
        </>
      )}
      <Open {...shown} />
    </section>
  );
}

function Open({ frame, scene, known, schede = [] }: ShownPersonPage): JSX.Element | null {
  const { words } = frame;
  const said = words.administration.people;
  const { registerId, view, organisation } = scene;
  const open = known.inRegister?.leavesOpen;
  const { unitIds = [], roleGrantIds = [], delegationsFrom = [], delegationsTo = [] } = open ?? {};
  const delegations = [...delegationsFrom, ...delegationsTo].flatMap(
    (id) => view?.delegations[id] ?? [],
  );
  const grants = roleGrantIds.flatMap((id) => view?.roleGrants[id] ?? []);
  const count = unitIds.length + grants.length + delegations.length + schede.length;
  if (count === 0) return open === undefined ? null : <p>{said.leavesNothing}</p>;
  return (
    <ul class="items">
      {unitIds.map((unitId) => {
        const part = { kind: 'unit', id: unitId } as const;
        const name = (organisation && nameOf(organisation, unitId)) ?? unitId;
        return (
          <li key={unitId} class="item">
            <a href={unitAddress(unitId)}>{said.leavesUnit(name)}</a>
            <p>
              <OneAction
                {...{ frame, registerId, part, actions: scene.actions(part) }}
                verb="replace-head"
                label={said.replaceHead}
                names={`${said.replaceHead}: ${name}`}
              />
            </p>
          </li>
        );
      })}
      {grants.map((grant) => (
        <li key={grant.roleGrantId} class="item">
          <span>{said.leavesGrant(grantInWords(grant, scene, frame))}</span>
          <p>
            <Revoke {...{ frame, scene, grant }} />
          </p>
        </li>
      ))}
      {delegations.map(({ delegationId, fromPersonId, toPersonId }) => {
        const part = { kind: 'delegation', id: delegationId } as const;
        const isFrom = fromPersonId === known.personId;
        const text = isFrom
          ? said.leavesDelegationFrom(scene.nameOfPerson(toPersonId))
          : said.leavesDelegationTo(scene.nameOfPerson(fromPersonId));
        return (
          <li key={delegationId} class="item">
            <span>{text}</span>
            <p>
              <OneAction
                {...{ frame, registerId, part, actions: scene.actions(part) }}
                verb="revoke-delegation"
                label={said.revokeDelegation}
                names={`${said.revokeDelegation}: ${text}`}
              />
            </p>
          </li>
        );
      })}
      {schede.map(({ cycleId, title, count: given, schedaIds }) => (
        <li key={cycleId} class="item">
          <span>{said.schede(given, title)}</span>
          <p>
            <a href={transferAddress(cycleId, schedaIds)}>{said.transfer}</a>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Where several schede are given to somebody else at once. */
function transferAddress(cycleId: string, schedaIds: readonly string[]): string {
  const query = new URLSearchParams([
    ['verbo', 'reassign-scheda'],
    ...schedaIds.map((id) => ['scheda', id]),
  ]);
  return `/cicli/${cycleId}/insieme?${query.toString()}`;
}
