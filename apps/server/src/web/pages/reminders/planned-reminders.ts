import { plainMessage } from './plain-message.js';
import type { NoticeWords } from '../../../notifications/notice-words.js';
import { newCommandId } from '../../commands/form-marks.js';
import type { Language } from '../../words/language.js';
import type { UnitInCycle } from '../cycle/cycle-overview.js';

/** A unit that would be reminded, as the form asks for it. */
export interface PlannedReminder {
  readonly unit: UnitInCycle;
  readonly deadlineId: string;
  /** Those who would be told; each with the role as which. */
  readonly told: readonly { readonly personId: string; readonly role: string }[];
  /** Sent twice, it is answered once. */
  readonly commandId: string;
  readonly isChosen: boolean;
}

/** Units that would be told the same, and what that is. */
export interface SameMessage {
  readonly deadlineId: string;
  readonly due: string;
  readonly subject: string;
  readonly text: string;
  readonly reminders: readonly PlannedReminder[];
}

/** What a form says of one unit: `anziani D1 <command id>`. */
export interface AskedReminder {
  readonly unitId: string;
  readonly deadlineId: string;
  readonly commandId: string;
}

/** Units have ids of no spaces, as have deadlines. */
export const asField = ({ unitId, deadlineId, commandId }: AskedReminder): string =>
  [unitId, deadlineId, commandId].join(' ');

/** What a form asks for; what is no reminder is left out. */
export function askedIn(form: URLSearchParams): readonly AskedReminder[] {
  return form.getAll('sollecito').flatMap((field) => {
    const [unitId, deadlineId, commandId, ...more] = field.split(' ');
    return unitId && deadlineId && commandId && more.length === 0
      ? [{ unitId, deadlineId, commandId }]
      : [];
  });
}

/** What would be sent to some units, those with the same message together. */
export function plannedFor(
  units: readonly UnitInCycle[],
  {
    cycleId,
    title,
    today,
    language,
    words,
    origin,
    isChosen,
  }: {
    readonly cycleId: string;
    /** That of the cycle. */
    readonly title: string;
    readonly today: string;
    readonly language: Language;
    readonly words: NoticeWords;
    /** The origin people open. */
    readonly origin: string;
    readonly isChosen: (unitId: string) => boolean;
  },
): readonly SameMessage[] {
  const owing = units.flatMap((unit) =>
    unit.toRemind === undefined ? [] : [{ unit, owes: unit.toRemind }],
  );
  const together = Map.groupBy(owing, ({ owes }) => `${owes.due} ${owes.deadlineId}`);
  return [...together]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, its]): readonly SameMessage[] => {
      const [first] = its;
      if (!first) return [];
      const { deadlineId, due } = first.owes;
      const subject = words.titleOfReminder(cycleId, deadlineId, { due, sentOn: today }, language);
      return [
        {
          ...{
            deadlineId,
            due,
            ...plainMessage({ subject, within: title, due, today, language, origin }),
          },
          reminders: its.map(({ unit, owes }) => ({
            ...{ unit, deadlineId, told: owes.told },
            commandId: newCommandId(),
            isChosen: isChosen(unit.unitId),
          })),
        },
      ];
    });
}
