import type { JSX } from 'preact';
import type { Words } from '../../words/language.js';

const views = [
  { view: 'list', address: '/scadenze' },
  { view: 'month', address: '/scadenze?vista=mese' },
  { view: 'subscription', address: '/scadenze/abbonamento' },
] as const;

/** The ways to look at the agenda. */
export function AgendaViews({
  words,
  shown,
}: {
  readonly words: Words;
  readonly shown: (typeof views)[number]['view'];
}): JSX.Element {
  return (
    <nav class="views" aria-label={words.agenda.views}>
      <ul>
        {views.map(({ view, address }) => (
          <li key={view}>
            <a href={address} {...(view === shown && { 'aria-current': 'page' as const })}>
              {words.agenda.viewNames[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
