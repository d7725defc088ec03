import type { JSX } from 'preact';
import { verbs } from '#planning';
import { roles, type PersonalRole } from '#people';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';

/** What a role does here, and on which ground: the verbs it may use, each with its law, as the program knows them. */
export function RolePage({
  frame,
  role,
  isOwn,
}: {
  readonly frame: Frame;
  readonly role: PersonalRole;
  /** Whether whoever looks has this role. */
  readonly isOwn: boolean;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.help;
  const theirs = verbs
    .flatMap(({ name, title, law, who }) => {
      const grant = who.find((each) => each.role === role);
      return grant ? [{ name, title, law, isOfUnit: grant.when === 'own-unit' }] : [];
    })
    .toSorted((one, other) => one.title[language].localeCompare(other.title[language], language));
  return (
    <Page
      frame={frame}
      isDated={false}
      title={roles[role][language]}
      crumbs={[
        { label: words.desk.title, address: '/' },
        { label: said.title, address: '/aiuto' },
      ]}
    >
      {isOwn && <p>{said.yours}</p>}
      <p class="lead">{said.tasks[role]}</p>
      <h2>{said.lawTitle}</h2>
      <p>{said.laws[role]}</p>
      <h2 id="verbs">{said.verbs(theirs.length)}</h2>
      {theirs.length === 0 ? (
        <p>{said.noVerbs}</p>
      ) : (
        <table class="table table-cards" aria-labelledby="verbs">
          <thead>
            <tr>
              <th scope="col">{said.verb}</th>
              <th scope="col">{said.verbLaw}</th>
            </tr>
          </thead>
          <tbody>
            {theirs.map(({ name, title, law, isOfUnit }) => (
              <tr key={name}>
                <th scope="row">
                  {title[language]}
                  {isOfUnit && <span class="small"> {said.ofOwnUnit}</span>}
                </th>
                <td data-label={said.verbLaw}>{law ?? said.noLaw}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <a href="/aiuto/glossario">{said.glossary}</a>
      </p>
    </Page>
  );
}
