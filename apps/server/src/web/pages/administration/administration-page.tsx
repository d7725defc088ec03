import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import type { Crumb } from '../../pieces/page.js';
import { Page } from '../../pieces/page.js';
import { viewsOf } from './administration-views.js';

/** The steps of the way to a page of the administration. */
export const administrationCrumbs = ({ words }: Frame): readonly Crumb[] => [
  { label: words.desk.title, address: '/' },
  { label: words.administration.title, address: '/amministrazione' },
];

/** Which pages of the administration somebody may open, with what each is for. */
export function AdministrationPage({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words, self } = frame;
  const said = words.administration;
  return (
    <Page frame={frame} title={said.title} crumbs={[{ label: words.desk.title, address: '/' }]}>
      <p class="lead">{said.lead}</p>
      <ul class="items">
        {(self === undefined ? [] : viewsOf(self.role)).map(({ view, address }) => (
          <li key={view} class="item">
            <a href={address}>{said.viewNames[view]}</a>
            <span>{said.viewLines[view]}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
