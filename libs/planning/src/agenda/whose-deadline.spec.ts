import type { Role } from '#people';
import { table } from '#workflow';
import { definitions } from '../definitions/index.js';
import type { DeadlineKind } from '../value-sets.js';
import { isTheirDeadline } from './whose-deadline.js';

describe('A deadline', () => {
  it('concerns everybody whose work it is about, as the machines have it', () => {
    const works = definitions
      .flatMap(({ root, parts }) => [root, ...Object.values(parts).map(({ machine }) => machine)])
      .flatMap((machine) => table(machine))
      .flatMap(({ awaits }) => awaits ?? []);
    expect(works.length).toBeGreaterThan(20);
    for (const { dueBy, roles, it: what } of works) {
      if (dueBy === undefined) continue;
      for (const role of roles) {
        const isTheirs = isTheirDeadline(role as Role, dueBy as DeadlineKind);
        expect({ what, role, isTheirs }).toEqual({ what, role, isTheirs: true });
      }
    }
  });

  it('of the office alone concerns no unit, and none concerns who only runs the system', () => {
    expect(isTheirDeadline('UH', 'SCHEDE_CHECKED')).toBe(false);
    expect(isTheirDeadline('RF', 'CO_PROGRAMMING_DECISION')).toBe(false);
    expect(isTheirDeadline('ADM', 'OTHER')).toBe(false);
    expect(isTheirDeadline('ETS', 'PARTICIPATION')).toBe(false);
  });
});
