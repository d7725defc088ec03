import { AccessFileFixture } from '../access-file.fixture.js';
import { MAX_PENDING_STEPS, PendingSteps, type StepRequest } from './pending-steps.js';

let fixture: AccessFileFixture;
let steps: PendingSteps;

const request: StepRequest = {
  kind: 'second-factor',
  personId: 'operatore-1',
  content: 'challenge',
  lastsMs: 600_000,
  tries: 2,
};

beforeEach(() => {
  fixture = new AccessFileFixture();
  steps = new PendingSteps(fixture.file);
});

afterEach(() => {
  fixture.remove();
});

describe('A step that was begun', () => {
  it('is found by its secret, in another process too', () => {
    const secret = steps.begin(request);
    const found = { personId: 'operatore-1', content: 'challenge' };
    expect(steps.try('second-factor', secret)).toEqual(found);
    expect(new PendingSteps(fixture.another()).try('second-factor', secret)).toEqual(found);
  });

  it('says whose it is, and for that is not tried', () => {
    const secret = steps.begin({ ...request, tries: 1 });
    expect(steps.ownerOf(secret)).toBe('operatore-1');
    expect(steps.try('second-factor', secret)).toBeDefined();
    expect(steps.ownerOf('another')).toBeUndefined();
    expect(steps.ownerOf(steps.begin({ kind: 'passkey-sign-in', lastsMs: 1_000, tries: 1 }))).toBe(
      undefined,
    );
  });

  it('may be nobody’s yet', () => {
    const secret = steps.begin({ kind: 'passkey-sign-in', lastsMs: 1_000, tries: 1 });
    expect(steps.try('passkey-sign-in', secret)).toEqual({ personId: undefined, content: '' });
  });

  it('is of one kind', () => {
    const secret = steps.begin(request);
    expect(steps.try('enrolment', secret)).toBeUndefined();
    expect(steps.try('second-factor', secret)).toBeDefined();
  });

  it('is over when it was tried too often, whoever tried', () => {
    const secret = steps.begin(request);
    steps.try('second-factor', secret);
    new PendingSteps(fixture.another()).try('second-factor', secret);
    expect(steps.try('second-factor', secret)).toBeUndefined();
  });

  it('is over when its time is, and stays so when the clock is set back', () => {
    const secret = steps.begin(request);
    fixture.nowMs += request.lastsMs;
    expect(steps.try('second-factor', secret)).toBeUndefined();
    fixture.nowMs -= request.lastsMs;
    expect(steps.try('second-factor', secret)).toBeUndefined();
  });

  it('lasts up to its last millisecond', () => {
    const secret = steps.begin(request);
    fixture.nowMs += request.lastsMs - 1;
    expect(steps.try('second-factor', secret)).toBeDefined();
  });

  it('is over when the clock stands before its beginning', () => {
    const secret = steps.begin(request);
    fixture.nowMs -= 1;
    expect(steps.try('second-factor', secret)).toBeUndefined();
  });

  it('is ended once', () => {
    const secret = steps.begin(request);
    expect(steps.end(secret)).toBe(true);
    expect(steps.end(secret)).toBe(false);
    expect(steps.try('second-factor', secret)).toBeUndefined();
  });

  it('ends with all the others of its person', () => {
    const [own, other] = [steps.begin(request), steps.begin({ ...request, personId: 'altra' })];
    steps.endAllOf('operatore-1');
    expect(steps.try('second-factor', own)).toBeUndefined();
    expect(steps.try('second-factor', other)).toBeDefined();
  });

  it('is kept without its secret', () => {
    const secret = steps.begin(request);
    expect(fixture.written()).not.toContain(secret);
  });
});

describe('Steps that nobody ends', () => {
  it('are forgotten when they are over', () => {
    steps.begin(request);
    fixture.nowMs += request.lastsMs;
    steps.begin(request);
    expect(steps.count()).toBe(1);
  });

  it('are not kept without bound: the oldest of their kind goes first', () => {
    const first = steps.begin(request);
    const second = steps.begin(request);
    const enrolment = steps.begin({ ...request, kind: 'enrolment' });
    fixture.file
      .prepare(
        `INSERT INTO pending_step (hash, kind, content, tries_left, begun_ms, ends_ms)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         SELECT randomblob(32), 'second-factor', '', 1, ?, ? FROM n`,
      )
      .run(MAX_PENDING_STEPS - 2, fixture.nowMs, fixture.nowMs + 1_000);
    steps.begin(request);
    expect(steps.count()).toBe(MAX_PENDING_STEPS + 1);
    expect(steps.try('enrolment', enrolment)).toBeDefined();
    expect(steps.try('second-factor', first)).toBeUndefined();
    expect(steps.try('second-factor', second)).toBeDefined();
  });
});
