import type { ComponentChildren, JSX } from 'preact';
import { dayInWords, romeDay, romeTime } from '#calendar';
import type { Frame } from '../frame.js';

/** By what a page goes on by itself. */
export interface Live {
  /** The address that tells when the page would show something else. */
  readonly stream: string;
  /** What the page shows, as that address says it. */
  readonly seen: string;
}

/**
 * When a page was made, and whether it goes on by itself. On paper, which is looked at on other days, with the day.
 * Without a script a page that goes on by itself says when it was made, and nothing else.
 */
export function Freshness({
  frame,
  live,
}: {
  readonly frame: Frame;
  /** Undefined of a page that stays as it is. */
  readonly live: Live | undefined;
}): JSX.Element {
  if (live !== undefined) return <LiveUpdates frame={frame} live={live} />;
  return (
    <p class="freshness small">
      <MadeAt frame={frame} />
    </p>
  );
}

function MadeAt({ frame: { words, language, nowMs } }: { readonly frame: Frame }): JSX.Element {
  const atMs = nowMs();
  return (
    <>
      {words.live.updatedAt}{' '}
      <time dateTime={new Date(atMs).toISOString()} data-at>
        {romeTime(atMs)}
      </time>
      <span class="print-only" data-on>
        {' '}
        {words.live.updatedOn(dayInWords(romeDay(atMs), language))}
      </span>
    </>
  );
}

function LiveUpdates({
  frame,
  live: { stream, seen },
}: {
  readonly frame: Frame;
  readonly live: Live;
}): JSX.Element {
  const { live } = frame.words;
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
        <MadeAt frame={frame} />
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
 * A part of a page that goes on by itself, on a page that is `live`. What is being read does not move: a
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
