import type { JSX } from 'preact';
import { newCommandId } from '../../commands/form-marks.js';
import type { Frame } from '../../frame.js';
import { askedUndo } from './asked-undo.js';
import type { WaitingReminder } from './waiting-reminders.js';

/**
 * Says for how long some reminders can still be taken back, with the button that does it for all of them at once.
 * Nothing where there is none.
 */
export function UndoReminders({
  frame: { words },
  cycleId,
  waiting,
  unit,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly waiting: readonly WaitingReminder[];
  /** What the one unit is called, where the button stands in a list of several. */
  readonly unit?: string | undefined;
}): JSX.Element | null {
  const said = words.reminders.undo;
  const count = waiting.length;
  if (count === 0) return null;
  // For all of them: of the one that leaves first.
  const seconds = Math.ceil(Math.min(...waiting.map(({ leftMs }) => leftMs)) / 1_000);
  const { one, many } = said.seconds;
  return (
    <undo-window
      class="undo screen-only"
      data-seconds-left={String(seconds)}
      data-over={said.over(count)}
    >
      <p data-while>
        {said.still(count)}{' '}
        <span data-seconds data-one={one} data-many={many}>
          {seconds} {seconds === 1 ? one : many}
        </span>
        {said.then(count)}
      </p>
      <form method="post" action={`/cicli/${cycleId}/solleciti/annulla`} data-while>
        {waiting.map(({ reminderId }) => (
          <input
            key={reminderId}
            type="hidden"
            name="sollecito"
            value={askedUndo({ reminderId, commandId: newCommandId() })}
          />
        ))}
        <button
          type="submit"
          class="button button-second"
          {...(unit !== undefined && { 'aria-label': said.buttonOf(said.button(count), unit) })}
        >
          {said.button(count)}
        </button>
      </form>
      <p role="status" tabIndex={-1}></p>
    </undo-window>
  );
}
