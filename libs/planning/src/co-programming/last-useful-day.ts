import type { WorkingCalendar } from '#calendar';
import {
  derivationInWords,
  derive,
  type CycleDates,
  type Derivation,
  type Words,
} from '#deadlines';
import { templatesIn } from '../deadline/cycle-dates.js';

/** The last day on which it is worth deciding, how it was found, and that in words. */
export interface LastUsefulDay extends Words {
  readonly day: string;
  readonly derivation: Derivation;
}

/**
 * The last day on which activating co-programming still leaves time for all its steps before the target day
 * of approval, as the template of the decision counts it. A hint for the calendar: deciding later is not
 * refused. Undefined while nothing is aimed at, and for a definition without such a template.
 */
export function lastUsefulDay(
  documents: Readonly<Record<string, unknown>>,
  dates: CycleDates,
  calendar: WorkingCalendar,
): LastUsefulDay | undefined {
  const template = templatesIn(documents).find(({ kind }) => kind === 'CO_PROGRAMMING_DECISION');
  const derivation = template && derive(template, dates, calendar);
  if (!derivation) return undefined;
  return { day: derivation.due, derivation, ...derivationInWords(template, derivation) };
}
