import type { Life, Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Why nobody is admitted or heard on a day: bodies can still apply on it. The last day counts. */
export function beforeNoticeEnds(
  { data }: Readonly<Life<CoProgrammingData>>,
  day: string,
): Refusal | undefined {
  const { closesOn } = data.coProgramming.notice ?? {};
  return closesOn !== undefined && day <= closesOn
    ? refuse('notice-not-over', { closesOn })
    : undefined;
}
