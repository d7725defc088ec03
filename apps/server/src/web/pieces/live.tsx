import type { ComponentChildren, JSX } from 'preact';
import { romeTime } from '#calendar';
import type { Frame } from '../frame.js';

/**
 * When a page was made, and whether it goes on by itself: one on each page that does. Without a script it says when
 * it was made, and nothing else. The page is one that `isUpdated`.
 */
export function LiveUpdates({
  frame: { words },
  stream,
  seen,
  nowMs,
}: {
  readonly frame: Frame;
  /** The address that tells when the page would show something else. */
  readonly stream: string;
  /** What the page shows, as that address says it. */
  readonly seen: string;
  /** Milliseconds since 1970 (UTC). */
  readonly nowMs: number;
}): JSX.Element {
  const { live } = words;
  return (
    <live-updates
      class="freshness"
      data-stream={stream}
      data-seen={seen}
      data-live={live.live}
      data-paused={live.paused}
      data-broken={live.broken}
      data-pause={live.pause}
      data-resume={live.resume}
      data-changed={live.changed}
      data-one={live.one}
      data-many={live.many}
      data-show={live.show}
    >
      <p class="small">
        {live.updatedAt}{' '}
        <time dateTime={new Date(nowMs).toISOString()} data-at>
          {romeTime(nowMs)}
        </time>
        <span data-standing></span>{' '}
        <button type="button" class="button-link" data-switch hidden>
          {live.pause}
        </button>
      </p>
      <p class="visually-hidden" role="status" data-said></p>
    </live-updates>
  );
}

/**
 * A part of a page that goes on by itself, on a page with `LiveUpdates`. What is being read does not move: a
 * `list` says that there is something new and shows it when asked; `in-place` is for counts and the like, which
 * stay where they are.
 */
export function LiveRegion({
  id,
  kind = 'in-place',
  children,
}: {
  /** The same whenever the page is made. */
  readonly id: string;
  readonly kind?: 'in-place' | 'list';
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div id={id} data-live-region={kind}>
      {children}
    </div>
  );
}
