import type { ComponentChildren, JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { LiveRegion, type Live } from '../../pieces/live.js';
import { Page } from '../../pieces/page.js';
import type { Words } from '../../words/language.js';
import { cycleCrumb } from '../cycle/cycle-address.js';

type Tab = keyof Words['approval']['tabs'];

/** Where each page stands, in the order in which a year comes to them. */
const pages: readonly (readonly [Tab, string])[] = [
  ['approval', 'approvazione'],
  ['document', 'approvazione/documento'],
  ['differences', 'approvazione/differenze'],
  ['monitoring', 'monitoraggio'],
  ['finalReport', 'rendiconto'],
];

/** The address of the approval of a cycle, or of a page below it. */
export const approvalAddress = (cycleId: string, below = ''): string =>
  `/cicli/${cycleId}/approvazione${below === '' ? '' : `/${below}`}`;

/** The page of a sitting of the organ. */
export const sittingAddress = (cycleId: string, sessionId: string): string =>
  approvalAddress(cycleId, `sedute/${encodeURIComponent(sessionId)}`);

/** A page of the approval of a plan or of what follows, with the way to the others that there are by now. */
export function ApprovalPages({
  frame,
  data: { cycleId, title: cycle, plans },
  tab,
  title,
  isBelow = false,
  hasDocument,
  hasActions = false,
  live,
  children,
}: {
  readonly frame: Frame;
  readonly data: {
    readonly cycleId: string;
    readonly title: string;
    readonly plans: readonly unknown[];
  };
  readonly tab: Tab;
  /** Default: what the tab is called, and of what. */
  readonly title?: string;
  /** Whether it stands below the page of the tab. */
  readonly isBelow?: boolean;
  readonly hasDocument: boolean;
  /** As of `Page`. */
  readonly hasActions?: boolean;
  /** As of `Page`: below the tabs all of it goes on, when asked. */
  readonly live?: Live | undefined;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words } = frame;
  const said = words.approval;
  const isThere: Readonly<Record<Tab, boolean>> = {
    ...{ approval: true, document: hasDocument, differences: hasDocument },
    ...{ monitoring: plans.length > 0, finalReport: plans.length > 0 },
  };
  const shown = pages.filter(([each]) => isThere[each] || each === tab);
  return (
    <Page
      frame={frame}
      hasActions={hasActions}
      live={live}
      title={title ?? `${said.titles[tab]} · ${cycle}`}
      crumbs={[
        { label: words.desk.title, address: '/' },
        cycleCrumb(frame, { cycleId, title: cycle }),
        ...(tab === 'approval' && !isBelow
          ? []
          : [{ label: said.tabs.approval, address: approvalAddress(cycleId) }]),
      ]}
    >
      {shown.length > 1 && (
        <nav class="tabs" aria-label={said.sections}>
          <ul>
            {shown.map(([each, page]) => (
              <li key={each}>
                <a
                  href={`/cicli/${cycleId}/${page}`}
                  {...(each === tab && {
                    'aria-current': isBelow ? ('true' as const) : ('page' as const),
                  })}
                >
                  {said.tabs[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
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
