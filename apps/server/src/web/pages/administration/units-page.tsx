import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import { organisationValueSets } from '#planning';
import type { ShownUnit } from '../../../api/organisation-view.js';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import { hasSomeActions, NotOpen, SomeActions } from './organisation-pieces.js';
import type { OrganisationScene } from './organisation-scenes.js';

interface Shown {
  readonly frame: Frame;
  readonly scene: OrganisationScene;
}

/** The verbs that are not about one of them. */
const offered = ['add-unit'] as const;

/** The address of the page of a unit. */
export const unitAddress = (unitId: string): string =>
  `/amministrazione/unita/${encodeURIComponent(unitId)}`;

/** The units of a zone below the body each belongs to, with who heads them; those of the past folded. */
export function UnitsPage({ frame, scene }: Shown): JSX.Element {
  const { words } = frame;
  const said = words.administration.units;
  const files = `/api/v1/registers/${scene.registerId}/spreadsheets/units`;
  const units = Object.values(scene.view?.units ?? {}).toSorted((one, other) =>
    (one.name ?? '').localeCompare(other.name ?? '', 'it'),
  );
  const isPast = ({ closed, currentUnitId, unitId }: ShownUnit): boolean =>
    currentUnitId !== unitId || (closed !== undefined && closed.from <= scene.today);
  const present = units.filter((unit) => !isPast(unit));
  const past = units.filter(isPast);
  const { unitOwners } = organisationValueSets;
  return (
    <Page
      frame={frame}
      hasActions={hasSomeActions(scene, offered)}
      title={said.title}
      crumbs={administrationCrumbs(frame)}
    >
      <AdministrationViews frame={frame} shown="units" />
      <p class="lead">{said.lead}</p>
      {scene.view === undefined ? (
        <NotOpen frame={frame} scene={scene} />
      ) : (
        <>
          <SomeActions frame={frame} scene={scene} verbs={offered} />
          {units.length === 0 ? (
            <Notice kind="info">
              <p>{said.none}</p>
            </Notice>
          ) : (
            <p>
              {said.count(present.length)} · {said.file} <a href={`${files}?format=xlsx`}>XLSX</a>{' '}
              <a href={`${files}?format=csv`}>CSV</a>
            </p>
          )}
          {Object.entries(unitOwners).map(([owner, name]) => {
            const theirs = present.filter(({ belongsTo }) => belongsTo === owner);
            if (theirs.length === 0) return null;
            return (
              <section key={owner} aria-labelledby={`owner-${owner}`}>
                <h2 id={`owner-${owner}`} lang="it">
                  {name}
                </h2>
                <UnitsList frame={frame} scene={scene} units={theirs} />
              </section>
            );
          })}
          {past.length > 0 && (
            <details>
              <summary>{said.past(past.length)}</summary>
              <UnitsList frame={frame} scene={scene} units={past} />
            </details>
          )}
        </>
      )}
    </Page>
  );
}

function UnitsList({
  frame,
  scene,
  units,
}: Shown & { readonly units: readonly ShownUnit[] }): JSX.Element {
  return (
    <ul class="items">
      {units.map((unit) => (
        <li key={unit.unitId} class="item">
          <div>
            <a href={unitAddress(unit.unitId)}>{unit.name ?? unit.unitId}</a>
            <p class="small" lang="it">
              {organisationValueSets.unitKinds[unit.kind]} <span class="code">{unit.unitId}</span>
            </p>
          </div>
          <p>{standingOfUnit(unit, scene, frame)}</p>
        </li>
      ))}
    </ul>
  );
}

/** Who heads it and since when; of one that is past what became of it. */
export function standingOfUnit(
  unit: ShownUnit,
  { view, today, nameOfPerson }: OrganisationScene,
  { words, language }: Frame,
): string {
  const said = words.administration.units;
  const { mergedInto, closed, headPersonId, from } = unit;
  if (mergedInto && mergedInto.from <= today) {
    const name = view?.units[mergedInto.unitId]?.name ?? mergedInto.unitId;
    return `${said.mergedInto(name)}, ${words.administration.since} ${dayInWords(mergedInto.from, language)}`;
  }
  if (closed && closed.from <= today) return said.closed(dayInWords(closed.from, language));
  if (from > today) return said.opensOn(dayInWords(from, language));
  if (headPersonId === undefined) return said.noHead;
  const since = unit.heads.findLast((head) => head.from <= today)?.from;
  return `${said.head}: ${nameOfPerson(headPersonId)}${
    since === undefined ? '' : `, ${said.headSince(dayInWords(since, language))}`
  }`;
}
