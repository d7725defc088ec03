import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { nameOf, organisationValueSets, verbByName } from '#planning';
import type { ShownDelegation } from '../../../api/organisation-view.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import { hasSomeActions, NotOpen, OneAction, SomeActions } from './organisation-pieces.js';
import type { OrganisationScene } from './organisation-scenes.js';

interface Shown {
  readonly frame: Frame;
  readonly scene: OrganisationScene;
}

/** The verbs that are not about one of them. */
const offered = ['grant-delegation'] as const;

/** Who acts for whom: what holds or will hold, and what is over. */
export function DelegationsPage({
  isOwn,
  ...shown
}: Shown & {
  /** Whether they see no others but those that they gave or got. */
  readonly isOwn: boolean;
}): JSX.Element {
  const { frame, scene } = shown;
  const { words } = frame;
  const said = words.administration.delegations;
  const all = Object.values(scene.view?.delegations ?? {}).toSorted((one, other) =>
    other.validFrom.localeCompare(one.validFrom),
  );
  const isNow = ({ standing }: ShownDelegation): boolean =>
    standing === 'active' || standing === 'toCome';
  const now = all.filter(isNow);
  const past = all.filter((each) => !isNow(each));
  return (
    <Page
      frame={frame}
      hasActions={hasSomeActions(scene, offered)}
      title={said.title}
      crumbs={administrationCrumbs(frame)}
    >
      <AdministrationViews frame={frame} shown="delegations" />
      <p class="lead">{said.lead}</p>
      {isOwn && <p>{said.own}</p>}
      {scene.view === undefined ? (
        <NotOpen {...shown} />
      ) : (
        <>
          <SomeActions {...shown} verbs={offered} />
          {now.length === 0 ? (
            <Notice kind="info">
              <p>{all.length === 0 ? said.none : said.noneNow}</p>
            </Notice>
          ) : (
            <Delegations {...shown} delegations={now} />
          )}
          {past.length > 0 && (
            <details>
              <summary>{said.past(past.length)}</summary>
              <Delegations {...shown} delegations={past} />
            </details>
          )}
        </>
      )}
    </Page>
  );
}

function Delegations({
  frame,
  scene,
  delegations,
}: Shown & { readonly delegations: readonly ShownDelegation[] }): JSX.Element {
  const { words, language } = frame;
  const said = words.administration;
  const { registerId, nameOfPerson } = scene;
  return (
    <table class="table table-cards">
      <caption class="visually-hidden">{said.delegations.title}</caption>
      <thead>
        <tr>
          <th scope="col">{said.delegations.toPerson}</th>
          <th scope="col">{said.delegations.fromPerson}</th>
          <th scope="col">{said.delegations.scope}</th>
          <th scope="col">{said.from}</th>
          <th scope="col">{said.to}</th>
          <th scope="col">{said.standing}</th>
        </tr>
      </thead>
      <tbody>
        {delegations.map((each) => {
          const part = { kind: 'delegation', id: each.delegationId } as const;
          const { revoked, standing } = each;
          return (
            <tr key={each.delegationId}>
              <th scope="row">
                {nameOfPerson(each.toPersonId)}
                <p class="small" lang="it">
                  {organisationValueSets.delegationKinds[each.kind]}
                  {each.act !== undefined && `, ${each.act}`}
                </p>
              </th>
              <td data-label={said.delegations.fromPerson}>{nameOfPerson(each.fromPersonId)}</td>
              <td data-label={said.delegations.scope}>{scopeInWords(each, scene, frame)}</td>
              <td data-label={said.from}>
                <time dateTime={each.validFrom}>{dayInWords(each.validFrom, language)}</time>
              </td>
              <td data-label={said.to}>
                <time dateTime={each.validTo}>{dayInWords(each.validTo, language)}</time>
              </td>
              <td data-label={said.standing}>
                <div class="sentences">
                  {said.delegations.standings[standing]}
                  {revoked && `, ${dayInWords(revoked.on, language)}`}{' '}
                  {(standing === 'active' || standing === 'toCome') && (
                    <OneAction
                      {...{ frame, registerId, part, actions: scene.actions(part) }}
                      verb="revoke-delegation"
                      label={said.delegations.revoke}
                      names={said.delegations.revokeThis(nameOfPerson(each.toPersonId))}
                    />
                  )}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function scopeInWords(
  { fromRole, scope: { unitId, cycleId, verbs } }: ShownDelegation,
  { organisation }: OrganisationScene,
  { words, language }: Frame,
): string {
  const said = words.administration.delegations;
  const whose =
    unitId === undefined
      ? fromRole === 'DIR'
        ? said.director
        : ''
      : said.unit((organisation && nameOf(organisation, unitId)) ?? unitId);
  const limits = [
    ...(cycleId === undefined ? [] : [said.cycle(cycleId)]),
    ...(verbs === undefined
      ? []
      : [
          said.verbs(verbs.map((name) => verbByName.get(name)?.title[language] ?? name).join(', ')),
        ]),
  ];
  const what = limits.length === 0 ? [said.everything] : limits;
  return [whose, ...what].filter((each) => each !== '').join('; ');
}
