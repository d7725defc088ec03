import type { RecordedFact } from '#workflow';
import { givenBackAt, madeAt } from './scheda-versions.js';

const facts = (...types: readonly (string | number)[]): readonly RecordedFact[] =>
  types.map((type, index) => {
    const made = typeof type === 'number';
    const data = { schedaId: 'S-1', ...(made && { version: type }) };
    return { type: made ? 'SchedaRevised' : type, data, revision: 10 + index } as never;
  });

describe('A version of a scheda', () => {
  const written = facts('SchedaAssigned', 1, 2, 'SchedaSubmitted', 'SchedaReturned', 3);

  it('was made by the fact that gave it out or wrote it', () => {
    expect([0, 1, 2, 3].map((version) => madeAt(written, version))).toEqual([10, 11, 12, 15]);
  });

  it('that it never had was made nowhere', () => {
    expect(madeAt(written, 4)).toBeUndefined();
    expect(madeAt(facts('SchedaCarriedOver', 2), 0)).toBeUndefined();
  });

  it('is the first where the scheda was carried over', () => {
    expect([1, 2].map((version) => madeAt(facts('SchedaCarriedOver', 2), version))).toEqual([
      10, 11,
    ]);
  });
});

describe('What the unit got last', () => {
  it('is what was given out, carried over, returned or taken up by a revision', () => {
    expect(givenBackAt(facts('SchedaAssigned', 1, 'SchedaSubmitted'))).toBe(10);
    expect(givenBackAt(facts('SchedaCarriedOver', 2))).toBe(10);
    const twice = facts('SchedaAssigned', 1, 'SchedaReturned', 2, 'SchedaReturned', 3);
    expect(givenBackAt(twice)).toBe(14);
    expect(givenBackAt(facts('SchedaAssigned', 1, 'SchedaApproved', 'SchedaReopened', 2))).toBe(13);
  });
});
