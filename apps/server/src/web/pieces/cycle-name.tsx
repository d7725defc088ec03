import type { JSX } from 'preact';
import type { Frame } from '../frame.js';
import { cycleAddress } from '../pages/cycle/cycle-address.js';

/** What a cycle is called, as a link for whoever may open its page. */
export function CycleName({
  frame,
  cycleId,
  title,
}: {
  readonly frame: Pick<Frame, 'may'>;
  readonly cycleId: string;
  readonly title: string;
}): JSX.Element {
  const address = cycleAddress(cycleId, frame.may);
  return address === undefined ? <>{title}</> : <a href={address}>{title}</a>;
}
