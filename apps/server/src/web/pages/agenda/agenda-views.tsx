import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';

const views = [
  { view: 'list', address: '/scadenze' },
  { view: 'month', address: '/scadenze?vista=mese' },
  { view: 'gantt', address: '/scadenze?vista=gantt' },
  { view: 'subscription', address: '/scadenze/abbonamento' },
] as const;

/** The ways to look at the agenda; bars are of a cycle, for whoever may read its schede. */
export function AgendaViews({
  frame: { words, may },
  shown,
}: {
  readonly frame: Frame;
  readonly shown: (typeof views)[number]['view'];
}): JSX.Element {
  const theirs = views.filter(({ view }) => view !== 'gantt' || may.openSchede);
  return (
    <nav class="views" aria-label={words.agenda.views}>
      <ul>
        {theirs.map(({ view, address }) => (
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
