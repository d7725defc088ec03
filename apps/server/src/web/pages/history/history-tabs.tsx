import type { ComponentChildren, JSX } from 'preact';
import { reads } from '#planning';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import type { Words } from '../../words/language.js';
import { cycleCrumb } from '../cycle/cycle-address.js';

/** The address of the history of a cycle, or of a page of it. */
export const historyAddress = (cycleId: string, page = ''): string =>
  `/cicli/${cycleId}/storico${page === '' ? '' : `/${page}`}`;

const tabs = [
  { tab: 'moment', page: '', reading: 'history' },
  { tab: 'facts', page: 'fatti', reading: 'history' },
  { tab: 'comparison', page: 'confronto', reading: 'history' },
  { tab: 'questions', page: 'domande', reading: 'audit' },
  { tab: 'dwelling', page: 'tempi', reading: 'unit-reports' },
  { tab: 'integrity', page: 'integrita', reading: 'audit' },
] as const;
export type Tab = keyof Words['history']['tabs'];

/** A page of the history, under the heading of all of them; who may not read one is not led there. */
export function HistoryPage({
  frame,
  cycle,
  tab,
  title,
  isBelow = false,
  children,
}: {
  readonly frame: Frame;
  readonly cycle: { readonly cycleId: string; readonly title: string };
  readonly tab: Tab;
  /** Default: what the tab is called. */
  readonly title?: string;
  /** Whether it stands below the page of the tab. */
  readonly isBelow?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words, self } = frame;
  const { cycleId } = cycle;
  const page = tabs.find((each) => each.tab === tab)?.page ?? '';
  const isFirst = tab === 'moment' && !isBelow;
  const name = words.history.tabs[tab];
  // Whoever reads a scheda reads how it was, and not the whole history.
  const first = frame.may.openHistory ? historyAddress(cycleId) : undefined;
  return (
    <Page
      frame={frame}
      title={title ?? (isFirst ? `${words.history.title} · ${cycle.title}` : name)}
      crumbs={[
        { label: words.desk.title, address: '/' },
        cycleCrumb(frame, cycle),
        ...(isFirst ? [] : [{ label: words.history.title, address: first }]),
        ...(isBelow && tab !== 'moment'
          ? [{ label: name, address: historyAddress(cycleId, page) }]
          : []),
      ]}
    >
      <nav class="tabs" aria-label={words.history.sections}>
        <ul>
          {tabs
            .filter(({ reading }) => self !== undefined && reads(self.role, reading))
            .map((each) => (
              <li key={each.tab}>
                <a
                  href={historyAddress(cycleId, each.page)}
                  {...(each.tab === tab && {
                    'aria-current': isBelow ? ('true' as const) : ('page' as const),
                  })}
                >
                  {words.history.tabs[each.tab]}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
