/** What is less is how clocks are put right a little at a time. */
const TOLERANCE_MS = 2_000;

/** Notices that the clock of the machine was set back, or stands before what is recorded. */
export class ClockWatch {
  #latestMs = 0;
  #behindMs = 0;

  /**
   * To be told what the clock shows, again and again.
   * @param recordedMs when the last thing was recorded that anybody knows of
   * @returns by how many milliseconds it went back, when it has just done so
   */
  notice(nowMs: number, recordedMs: number): number | undefined {
    this.#latestMs = Math.max(this.#latestMs, recordedMs);
    const behindMs = this.#latestMs - nowMs;
    const before = this.#behindMs;
    this.#behindMs = behindMs > TOLERANCE_MS ? behindMs : 0;
    if (behindMs <= 0) this.#latestMs = nowMs;
    return this.#behindMs > before + TOLERANCE_MS ? this.#behindMs : undefined;
  }

  /** What is wrong with the clock, until it has caught up; undefined when nothing is. */
  remark(): string | undefined {
    return this.#behindMs === 0 ? undefined : `the clock is ${inWords(this.#behindMs)} behind`;
  }
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3_600)];
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [Math.floor((seconds % 3_600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return told.slice(0, 2).join(' ');
}
