import { brokenProofs } from './asvs.reporter.js';

const file = 'test/a.spec.ts';
const requirement = { id: '1.1.1', tests: [{ file, name: 'a door keeps' }] };

function ran(...cases: readonly (readonly [fullName: string, status: string])[]) {
  return [{ path: file, testResults: cases.map(([fullName, status]) => ({ fullName, status })) }];
}

describe('A proof named in docs/asvs.json', () => {
  it('holds when every case whose name begins so has passed', () => {
    const cases = ran(['a door keeps out', 'passed'], ['a door keeps in', 'passed']);
    expect(brokenProofs([requirement], cases)).toEqual([]);
  });

  it('is broken when one of them has failed, or was skipped', () => {
    const cases = ran(['a door keeps out', 'failed'], ['a door keeps in', 'pending']);
    expect(brokenProofs([requirement], cases)).toEqual([
      'ASVS 1.1.1: test/a.spec.ts: «a door keeps out» failed',
      'ASVS 1.1.1: test/a.spec.ts: «a door keeps in» pending',
    ]);
  });

  it('is broken when its file has no such case', () => {
    expect(brokenProofs([requirement], ran(['a window', 'passed']))).toEqual([
      'ASVS 1.1.1: test/a.spec.ts has no test «a door keeps»',
    ]);
  });

  it('is not judged when its file was not run', () => {
    expect(brokenProofs([requirement], [])).toEqual([]);
  });
});
