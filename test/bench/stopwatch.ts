/** How often per second something was done that took this long. */
export async function ratePerSecond(times: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return times / ((performance.now() - start) / 1000);
}

/** How long something took, in milliseconds. */
export async function timeMs(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
