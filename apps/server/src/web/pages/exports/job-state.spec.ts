import { minutesLeft } from './job-state.js';

const startedAt = '2024-06-03T08:00:00.000Z';
const at = (seconds: number): number => Date.parse(startedAt) + seconds * 1_000;
const running = (share: number) => ({ state: 'running', startedAt, share }) as const;

describe('How long a job still takes', () => {
  it.each([
    ['a quarter after a minute', 0.25, 60, 3],
    ['half after a minute', 0.5, 60, 1],
    ['nearly all of it', 0.95, 100, 0],
  ])('is as long as what is left of it, at its pace: %s', (_, share, seconds, minutes) => {
    expect(minutesLeft(running(share), at(seconds))).toBe(minutes);
  });

  it.each([
    ['in its first ten seconds', running(0.5), at(9)],
    ['where nobody knows how much there is', running(0), at(60)],
    ['that waits', { ...running(0.5), state: 'waiting' } as const, at(60)],
    ['that is done', { ...running(1), state: 'done' } as const, at(60)],
  ])('is not said of one %s', (_, job, nowMs) => {
    expect(minutesLeft(job, nowMs)).toBeUndefined();
  });
});
