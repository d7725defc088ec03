import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobsFile, MOST_INTERRUPTIONS } from './jobs-file.js';

const asked = {
  kind: 'poa-pdf',
  cycleId: 'livornese-poa-annuale-2024',
  at: '2024-06-03T08:00:00.000Z',
  schedaIds: ['S-1'],
} as const;
const somebody = { zone: 'livornese', personId: 'coordinatore' };
const now = '2024-06-03T08:00:01.000Z';

let folder: string;
let file: JobsFile;

const opened = (): JobsFile => new JobsFile(join(folder, 'jobs.db'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  file = opened();
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

/** As after a process that was killed: nothing of its memory is left. */
function killed(): readonly string[] {
  file.close();
  file = opened();
  return file.interrupted(now);
}

describe('The jobs on disk', () => {
  it('wait for their turn, in the order in which they were asked for', () => {
    const [first, second] = [file.add(asked, somebody, now), file.add(asked, somebody, now)];
    expect(file.next()).toEqual(first);
    expect(file.before(second.jobId)).toBe(1);
    file.begin(first.jobId, now);
    expect(file.next()).toEqual(second);
    expect(file.open(somebody)).toBe(2);
    expect(file.open({ ...somebody, personId: 'operatore' })).toBe(0);
  });

  it('are begun anew after a process that was killed, before those that came later', () => {
    const first = file.add(asked, somebody, now);
    file.add(asked, somebody, now);
    file.begin(first.jobId, now);
    file.advance(first.jobId, 0.5, { what: 'writing', number: 84, of: 130 });
    expect(killed()).toEqual([first.jobId]);
    expect(file.next()).toMatchObject({ jobId: first.jobId, state: 'waiting', interrupted: 1 });
    // How far it had come is still told until it begins.
    expect(file.of(first.jobId)?.step).toEqual({ what: 'writing', number: 84, of: 130 });
  });

  it('are given up when the process ended too often in the middle of them', () => {
    const { jobId } = file.add(asked, somebody, now);
    for (let times = 1; times < MOST_INTERRUPTIONS; times++) {
      file.begin(jobId, now);
      killed();
      expect(file.of(jobId)?.state).toBe('waiting');
    }
    file.begin(jobId, now);
    killed();
    expect(file.of(jobId)).toMatchObject({ state: 'failed', failure: 'interrupted' });
    expect(file.next()).toBeUndefined();
  });

  it('stay cancelled when the process ended before they had noticed', () => {
    const { jobId } = file.add(asked, somebody, now);
    file.begin(jobId, now);
    file.settle(jobId, 'stopping', now);
    killed();
    expect(file.of(jobId)?.state).toBe('cancelled');
  });

  it('know what they have made, and which of it is old', () => {
    const { jobId } = file.add(asked, somebody, now);
    const made = { name: 'a.pdf', mediaType: 'application/pdf', bytes: 3, sha256: 'ab'.repeat(32) };
    file.begin(jobId, now);
    file.settle(jobId, 'done', now, { file: made });
    expect(file.of(jobId)).toMatchObject({ state: 'done', share: 1, file: made });
    expect(file.madeBefore(now)).toEqual([]);
    expect(file.madeBefore('2024-07-03T08:00:01.000Z')).toHaveLength(1);
  });

  it('are told to whoever asked until they have seen the end, and again after another', () => {
    const { jobId } = file.add(asked, somebody, now);
    const ended = () => file.ended(somebody, 9).map((job) => job.jobId);
    file.begin(jobId, now);
    expect(ended()).toEqual([]);
    file.settle(jobId, 'failed', now, { failure: 'no-room' });
    expect(ended()).toEqual([jobId]);
    expect(file.ended({ ...somebody, personId: 'operatore' }, 9)).toEqual([]);
    file.see(jobId);
    file.see(jobId);
    expect(ended()).toEqual([]);
    file.begin(jobId, now);
    file.settle(jobId, 'done', now);
    expect(ended()).toEqual([jobId]);
  });

  it('are not told where somebody cancelled them', () => {
    const { jobId } = file.add(asked, somebody, now);
    file.settle(jobId, 'cancelled', now);
    expect(file.ended(somebody, 9)).toEqual([]);
  });

  it('are listed for a zone, the latest first, or for one person of it', () => {
    const other = { zone: 'livornese', personId: 'operatore' };
    file.add(asked, somebody, now);
    const last = file.add(asked, other, now);
    expect(file.list('livornese', { most: 9 }).map(({ jobId }) => jobId)[0]).toBe(last.jobId);
    expect(file.list('livornese', { personId: 'coordinatore', most: 9 })).toHaveLength(1);
    expect(file.list('pisana', { most: 9 })).toEqual([]);
  });
});
