import { stepsOf } from './co-programming-steps.js';

const begun = { applications: {}, sessions: [] };
const standings = (...asked: Parameters<typeof stepsOf>): readonly string[] =>
  stepsOf(...asked).map(({ standing }) => standing);

describe('The steps of co-programming', () => {
  it('begin with the decision', () => {
    expect(standings(begun, false)).toEqual(['current', 'ahead', 'ahead', 'ahead', 'ahead']);
  });

  it('end with it when it is a no, and go on when it is a yes', () => {
    const no = { ...begun, decision: 'not_activated' as const };
    expect(standings(no, false)).toEqual(['done', 'skipped', 'skipped', 'skipped', 'skipped']);
    const yes = { ...begun, decision: 'activated' as const };
    expect(standings(yes, false)).toEqual(['done', 'current', 'ahead', 'ahead', 'ahead']);
  });

  it('are those of a procedure of its own from the act that starts it', () => {
    expect(standings(begun, true)[0]).toBe('current');
    const notice = {
      publishedOn: '2024-03-01',
      closesOn: '2024-03-21',
      url: 'https://ente.example',
    };
    const started = { ...begun, startedOn: '2024-02-28', notice };
    expect(standings(started, true)).toEqual(['done', 'done', 'current', 'ahead', 'ahead']);
  });

  it('leave notice and sessions to the procedure that a programme waits for', () => {
    const referred = { ...begun, decision: 'activated' as const, procedureCycleId: 'z-co-2024' };
    expect(standings(referred, false)).toEqual(['done', 'skipped', 'skipped', 'current', 'ahead']);
  });
});
