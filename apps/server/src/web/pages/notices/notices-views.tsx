import type { JSX } from 'preact';
import { reads } from '#planning';
import type { Frame } from '../../frame.js';

const views = [
  { view: 'inbox', address: '/notifiche' },
  { view: 'preferences', address: '/notifiche/preferenze' },
  { view: 'deliveries', address: '/notifiche/recapiti' },
] as const;

/** The pages of what somebody is told; the deliveries to everybody only for who looks after them. */
export function NoticesViews({
  frame: { words, self },
  shown,
}: {
  readonly frame: Frame;
  readonly shown: (typeof views)[number]['view'];
}): JSX.Element {
  const theirs = views.filter(
    ({ view }) => view !== 'deliveries' || (self !== undefined && reads(self.role, 'deliveries')),
  );
  return (
    <nav class="views" aria-label={words.notices.views}>
      <ul>
        {theirs.map(({ view, address }) => (
          <li key={view}>
            <a href={address} {...(view === shown && { 'aria-current': 'page' as const })}>
              {words.notices.viewNames[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
