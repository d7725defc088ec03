import type { JSX } from 'preact';
import { roles, type PersonalRole, type Role } from '#people';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { roleAddress } from './role-address.js';

/** What each role does here, one's own first, with the legal basis; the words; the keys. */
export function HelpPage({
  frame,
  role,
}: {
  readonly frame: Frame;
  readonly role: Role;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.help;
  const all = Object.keys(roles) as readonly PersonalRole[];
  const ordered = all.toSorted((one, other) => Number(other === role) - Number(one === role));
  return (
    <Page
      frame={frame}
      title={said.title}
      isDated={false}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      <p class="lead">{said.lead}</p>
      <h2>{said.roles}</h2>
      <ul class="items">
        {ordered.map((each) => (
          <li key={each} class="found">
            <h3>
              <a href={roleAddress(each)}>{roles[each][language]}</a>
              {each === role && <span class="small"> {said.yours}</span>}
            </h3>
            <p>{said.tasks[each]}</p>
            <p class="small">
              {said.law} {said.laws[each]}
            </p>
          </li>
        ))}
      </ul>
      <h2>{said.glossary}</h2>
      <p>
        <a href="/aiuto/glossario">{said.glossaryLead}</a>
      </p>
      <h2 id="keyboard">{said.keyboard}</h2>
      <table class="table" aria-labelledby="keyboard">
        <thead>
          <tr>
            <th scope="col">{said.key}</th>
            <th scope="col">{said.does}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(said.keys) as (keyof typeof said.keys)[]).map((key) => (
            <tr key={key}>
              <td>
                <kbd>{said.keyNames[key]}</kbd>
              </td>
              <td>{said.keys[key]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href="/aiuto/tastiera">{words.keyboard.title}</a>
      </p>
      <h2>{said.lost}</h2>
      <p>{said.lostText}</p>
    </Page>
  );
}
