/** The work that one instance does for all: keeping the deadlines, sending the notices out, having roots kept outside. */
export const dutyNames = ['deadlines', 'notices', 'outside-copies'] as const;
export type DutyName = (typeof dutyNames)[number];

/** Which of it an instance takes its turn of: all, none, or some by name. */
export type DutiesTaken = 'on' | 'off' | readonly DutyName[];

/** Whether an instance takes its turn of a duty. */
export function takesOn(taken: DutiesTaken, duty: DutyName): boolean {
  return taken === 'on' || (taken !== 'off' && taken.includes(duty));
}
