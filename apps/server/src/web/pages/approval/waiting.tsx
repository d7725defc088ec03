import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { DayFromToday } from '../../pieces/day.js';
import type { Waiting as Awaited } from './readiness.js';

/** What is waited for now, whose it is, and by when. Nothing where nothing is. */
export function Waiting({
  frame: { words, language },
  waiting,
  today,
}: {
  readonly frame: Frame;
  readonly waiting: readonly Awaited[];
  /** `2026-11-26` in Rome. */
  readonly today: string;
}): JSX.Element | null {
  if (waiting.length === 0) return null;
  const said = words.approval;
  return (
    <ul class="plain lead waiting">
      {waiting.map(({ what, who, due }) => (
        <li key={what}>
          {said.waits} <strong>{what}</strong> · {who}
          {due !== undefined && (
            <>
              , {said.by} <DayFromToday day={due} today={today} language={language} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
