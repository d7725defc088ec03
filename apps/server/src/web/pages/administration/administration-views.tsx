import type { JSX } from 'preact';
import type { Role } from '#people';
import { reads } from '#planning';
import type { Frame } from '../../frame.js';

/** The pages of the administration, each with who may open it. What is known to everybody is for everybody. */
const views = [
  { view: 'units', address: '/amministrazione/unita', readings: ['organisation'] },
  { view: 'people', address: '/amministrazione/persone', readings: ['people'] },
  { view: 'roles', address: '/amministrazione/ruoli', readings: 'known' },
  {
    view: 'delegations',
    address: '/amministrazione/deleghe',
    readings: ['delegations', 'own-delegations'],
  },
  { view: 'definitions', address: '/amministrazione/modelli', readings: 'known' },
  { view: 'calendar', address: '/amministrazione/calendario', readings: ['cycle'] },
  { view: 'refusals', address: '/amministrazione/rifiuti', readings: ['refusals'] },
] as const;
export type AdministrationView = (typeof views)[number]['view'];

/** Those that somebody with a role may open. */
export function viewsOf(
  role: Role,
): readonly { readonly view: AdministrationView; readonly address: string }[] {
  return views.filter(
    ({ readings }) => readings === 'known' || readings.some((reading) => reads(role, reading)),
  );
}

/** The way from one page of the administration to another. */
export function AdministrationViews({
  frame: { words, self },
  shown,
}: {
  readonly frame: Frame;
  readonly shown: AdministrationView;
}): JSX.Element {
  const theirs = self === undefined ? [] : viewsOf(self.role);
  return (
    <nav class="views" aria-label={words.administration.views}>
      <ul>
        {theirs.map(({ view, address }) => (
          <li key={view}>
            <a href={address} {...(view === shown && { 'aria-current': 'page' as const })}>
              {words.administration.viewNames[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
