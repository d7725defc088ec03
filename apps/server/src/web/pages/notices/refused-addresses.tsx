import type { JSX } from 'preact';
import { dayInWords, romeDay } from '#calendar';
import type { refusedAddressesOf } from '#planning';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';

/** Tells somebody at which of their addresses nothing arrives any more, since when, and what to do. */
export function RefusedAddresses({
  frame: { words, language },
  refused,
}: {
  readonly frame: Frame;
  readonly refused: ReturnType<typeof refusedAddressesOf>;
}): JSX.Element {
  const { channels, preferences } = words.notices;
  return (
    <>
      {refused.map(({ channel, since }) => (
        <Notice key={channel} kind="warning">
          <p>
            {preferences.refused(
              channels[channel],
              dayInWords(romeDay(Date.parse(since)), language),
            )}
          </p>
        </Notice>
      ))}
    </>
  );
}
