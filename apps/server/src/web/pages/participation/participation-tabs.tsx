import type { ComponentChildren, JSX } from 'preact';
import { reads, type Reading } from '#planning';
import type { Frame } from '../../frame.js';
import { LiveRegion, type Live } from '../../pieces/live.js';
import { Page } from '../../pieces/page.js';
import type { Words } from '../../words/language.js';
import { cycleCrumb } from '../cycle/cycle-address.js';

export type ParticipationTab = keyof Words['participation']['tabs'];

const tabs: readonly {
  readonly tab: ParticipationTab;
  readonly page: string;
  readonly reading: Reading;
}[] = [
  { tab: 'meetings', page: 'partecipazione', reading: 'coverage' },
  { tab: 'contributions', page: 'contributi', reading: 'coverage' },
  { tab: 'coProgramming', page: 'coprogrammazione', reading: 'coverage' },
  { tab: 'coverage', page: 'copertura', reading: 'coverage' },
];

/** A page of the participation of a cycle, with the way to the others. */
export function ParticipationFrame({
  frame,
  cycle,
  tab,
  hasActions = false,
  live,
  children,
}: {
  readonly frame: Frame;
  readonly cycle: { readonly cycleId: string; readonly title: string };
  readonly tab: ParticipationTab;
  /** As of `Page`. */
  readonly hasActions?: boolean;
  /** As of `Page`: below the tabs all of it goes on, when asked. */
  readonly live?: Live | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words, self } = frame;
  const said = words.participation;
  const { cycleId } = cycle;
  const isFirst = tab === 'meetings';
  return (
    <Page
      frame={frame}
      hasActions={hasActions}
      live={live}
      title={isFirst ? said.title : said.tabs[tab]}
      crumbs={[
        { label: words.desk.title, address: '/' },
        cycleCrumb(frame, cycle),
        ...(isFirst ? [] : [{ label: said.title, address: `/cicli/${cycleId}/partecipazione` }]),
      ]}
    >
      <nav class="tabs" aria-label={said.sections}>
        <ul>
          {tabs
            .filter(({ reading }) => self !== undefined && reads(self.role, reading))
            .map((each) => (
              <li key={each.tab}>
                <a
                  href={`/cicli/${cycleId}/${each.page}`}
                  {...(each.tab === tab && { 'aria-current': 'page' as const })}
                >
                  {said.tabs[each.tab]}
                </a>
              </li>
            ))}
        </ul>
      </nav>
      {live ? (
        <LiveRegion id="parte" kind="list">
          {children}
        </LiveRegion>
      ) : (
        children
      )}
    </Page>
  );
}
