import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import type { Licensed } from './licences.js';

/** Under which licence the program is, and each library that it runs with. */
export function LicencesPage({
  frame,
  list,
}: {
  readonly frame: Frame;
  readonly list: readonly Licensed[];
}): JSX.Element {
  const said = frame.words.legal.licences;
  return (
    <Page frame={frame} title={said.title} isDated={false}>
      <p class="lead">{said.lead}</p>
      <h2 id="libraries">{said.libraries(list.length)}</h2>
      <table class="table table-cards" aria-labelledby="libraries">
        <thead>
          <tr>
            <th scope="col">{said.name}</th>
            <th scope="col">{said.version}</th>
            <th scope="col">{said.licence}</th>
          </tr>
        </thead>
        <tbody>
          {list.map(({ name, version, licence }) => (
            <tr key={`${name} ${version}`}>
              <th scope="row">{name}</th>
              <td data-label={said.version}>{version}</td>
              <td data-label={said.licence}>{licence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}
