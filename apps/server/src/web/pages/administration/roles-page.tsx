import type { JSX } from 'preact';
import { roleNames, type Role } from '#people';
import { POLICY_VERSION } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import { lineKinds, type LineKind, type PolicyLine } from './policy-lines.js';

const everyRole = Object.keys(roleNames) as Role[];

/** What the page of the roles is made from. */
export interface ShownRoles {
  readonly frame: Frame;
  readonly lines: readonly PolicyLine[];
  readonly query: {
    readonly ruolo: Role | '';
    readonly tipo: LineKind | '';
    readonly testo: string;
  };
  /** Who has the role that is asked for, by name; undefined for no role, and for whoever may not know. */
  readonly holders: readonly string[] | undefined;
}

/** The policy as it is applied: what each role may do and read. */
export function RolesPage(shown: ShownRoles): JSX.Element {
  const { frame, lines, query, holders } = shown;
  const { words, language } = frame;
  const said = words.administration.roles;
  const { ruolo } = query;
  return (
    <Page frame={frame} title={said.title} crumbs={administrationCrumbs(frame)}>
      <AdministrationViews frame={frame} shown="roles" />
      <p class="lead">{said.lead}</p>
      <Filters {...shown} />
      {ruolo !== '' && holders && (
        <section class="card" aria-labelledby="holders">
          <h2 id="holders">{said.holders(roleNames[ruolo][language])}</h2>
          {holders.length === 0 ? (
            <p>{said.noHolders}</p>
          ) : (
            <ul>
              {holders.map((holder) => (
                <li key={holder}>{holder}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      <p>
        {said.count(lines.length)} · {said.file} <a href="/amministrazione/ruoli.csv">CSV</a>
      </p>
      {lines.length === 0 ? (
        <Notice kind="info">
          <p>
            {words.administration.noneSuch}{' '}
            <a href="/amministrazione/ruoli">{words.administration.clear}</a>
          </p>
        </Notice>
      ) : (
        <Matrix {...shown} />
      )}
      <details>
        <summary>{said.legend}</summary>
        <dl class="facts">
          {everyRole.map((role) => [
            <dt key={role}>{role}</dt>,
            <dd key={`${role} is`}>{roleNames[role][language]}</dd>,
          ])}
        </dl>
        <p>{said.decisiveHint}</p>
      </details>
      <p class="small">
        {said.version('')}
        <code>{POLICY_VERSION}</code>
      </p>
    </Page>
  );
}

function Filters({ frame: { words, language }, query }: ShownRoles): JSX.Element {
  const said = words.administration;
  return (
    <form class="filters card" action="/amministrazione/ruoli" aria-label={said.filters}>
      <div class="field">
        <label for="ruolo">{said.roles.role}</label>
        <select id="ruolo" name="ruolo">
          <option value="">{said.all}</option>
          {everyRole.map((role) => (
            <option key={role} value={role} selected={role === query.ruolo}>
              {roleNames[role][language]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="tipo">{said.roles.kind}</label>
        <select id="tipo" name="tipo">
          <option value="">{said.all}</option>
          {lineKinds.map((kind) => (
            <option key={kind} value={kind} selected={kind === query.tipo}>
              {said.roles.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="testo">{said.text}</label>
        <input id="testo" name="testo" value={query.testo} />
      </div>
      <button type="submit" class="button">
        {words.schede.apply}
      </button>
    </form>
  );
}

function Matrix({ frame, lines, query }: ShownRoles): JSX.Element {
  const { words, language } = frame;
  const said = words.administration.roles;
  const shown = query.ruolo === '' ? everyRole : [query.ruolo];
  return (
    <div class="table-scroll" role="region" aria-label={said.title} tabIndex={0}>
      <table class="table policy">
        <caption class="visually-hidden">{said.title}</caption>
        <thead>
          <tr>
            <th scope="col">{said.what}</th>
            {shown.map((role) => (
              <th key={role} scope="col">
                <abbr title={roleNames[role][language]}>{role}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, title, decisive, may }) => (
            <tr key={name}>
              <th scope="row">
                {title} {decisive && <span class="small">({said.decisive})</span>}
              </th>
              {shown.map((role) => (
                <td key={role}>
                  <How how={may[role]} words={words} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function How({
  how,
  words,
}: {
  readonly how: 'whole' | 'own-unit' | undefined;
  readonly words: Frame['words'];
}): JSX.Element | string {
  if (how === undefined) return '';
  return how === 'own-unit' ? words.administration.roles.ownUnit : words.administration.yes;
}
