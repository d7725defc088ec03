import type { ComponentChildren, JSX } from 'preact';
import { dayInWords } from '#calendar';
import { organisationValueSets } from '#planning';
import type { ShownUnit } from '../../../api/organisation-view.js';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Page } from '../../pieces/page.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import type { OrganisationScene } from './organisation-scenes.js';
import type { SchedeOfCycle } from './schede-held.js';
import { standingOfUnit } from './units-page.js';

interface Shown {
  readonly frame: Frame;
  readonly scene: OrganisationScene;
  readonly unit: ShownUnit;
}

/** A unit: what it is, what it was called, who headed it, who stands in, and its schede for whoever may read them. */
export function UnitPage({
  schede,
  ...shown
}: Shown & {
  /** How many schede it has in each cycle; undefined for whoever may not read schede. */
  readonly schede: readonly SchedeOfCycle[] | undefined;
}): JSX.Element {
  const { frame, scene, unit } = shown;
  const { words } = frame;
  const said = words.administration.units;
  const part = { kind: 'unit', id: unit.unitId } as const;
  const actions = scene.actions(part);
  return (
    <Page
      frame={frame}
      hasActions={actions.length > 0}
      title={unit.name ?? unit.unitId}
      crumbs={[
        ...administrationCrumbs(frame),
        { label: said.title, address: '/amministrazione/unita' },
      ]}
    >
      <AdministrationViews frame={frame} shown="units" />
      <p class="lead">{standingOfUnit(unit, scene, frame)}</p>
      {actions.length > 0 && (
        <section class="card" aria-labelledby="actions">
          <h2 id="actions">{words.administration.actions}</h2>
          <Actions frame={frame} cycleId={scene.registerId} part={part} actions={actions} />
        </section>
      )}
      <dl class="facts">
        <dt>{said.code}</dt>
        <dd>
          <span class="code">{unit.unitId}</span>
        </dd>
        <dt>{said.kind}</dt>
        <dd lang="it">{organisationValueSets.unitKinds[unit.kind]}</dd>
        <dt>{said.belongsTo}</dt>
        <dd lang="it">{organisationValueSets.unitOwners[unit.belongsTo]}</dd>
      </dl>
      <Deputies {...shown} />
      <Contacts {...shown} />
      {schede && <Schede frame={frame} unit={unit} schede={schede} />}
      <History {...shown} />
    </Page>
  );
}

function Deputies({ frame, scene, unit }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.administration;
  const now = Object.values(scene.view?.delegations ?? {}).filter(
    ({ scope, standing }) => scope.unitId === unit.unitId && standing === 'active',
  );
  return (
    <>
      <h2>{said.units.deputies}</h2>
      {now.length === 0 ? (
        <p>{said.units.noDeputies}</p>
      ) : (
        <ul>
          {now.map(({ delegationId, toPersonId, kind, validTo }) => (
            <li key={delegationId}>
              {scene.nameOfPerson(toPersonId)} ({organisationValueSets.delegationKinds[kind]},{' '}
              {said.until} {dayInWords(validTo, language)})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Contacts({ frame: { words }, scene, unit }: Shown): JSX.Element {
  const said = words.administration.units;
  const now = Object.values(scene.view?.roleGrants ?? {}).filter(
    ({ role, unitId, standing }) =>
      role === 'RF' && unitId === unit.unitId && standing === 'active',
  );
  return (
    <>
      <h2>{said.contacts}</h2>
      {now.length === 0 ? (
        <p>{said.noContacts}</p>
      ) : (
        <ul>
          {now.map(({ roleGrantId, personId }) => (
            <li key={roleGrantId}>{scene.nameOfPerson(personId)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Schede({
  frame: { words },
  unit,
  schede,
}: Pick<Shown, 'frame' | 'unit'> & { readonly schede: readonly SchedeOfCycle[] }): JSX.Element {
  const said = words.administration.units;
  return (
    <>
      <h2>{said.schede}</h2>
      {schede.length === 0 ? (
        <p>{said.noSchede}</p>
      ) : (
        <ul>
          {schede.map(({ cycleId, title, count }) => (
            <li key={cycleId}>
              <a href={`/cicli/${cycleId}/schede?unita=${encodeURIComponent(unit.unitId)}`}>
                {said.schedeIn(count, title)}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="small">{said.transfer}</p>
    </>
  );
}

function History({ frame, scene, unit }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.administration;
  return (
    <>
      <Table title={said.units.names} columns={[said.name, said.from]}>
        {unit.names.map(({ name, from }) => (
          <tr key={from}>
            <th scope="row">{name}</th>
            <td>{dayInWords(from, language)}</td>
          </tr>
        ))}
      </Table>
      <Table title={said.units.heads} columns={[said.units.head, said.from, said.act]}>
        {unit.heads.map(({ personId, from, act }) => (
          <tr key={from}>
            <th scope="row">{scene.nameOfPerson(personId)}</th>
            <td>{dayInWords(from, language)}</td>
            <td lang="it">{act ?? '–'}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Table({
  title,
  columns,
  children,
}: {
  readonly title: string;
  readonly columns: readonly string[];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <h2>{title}</h2>
      <table class="table">
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </>
  );
}
