const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether an address is of this very machine: what goes there nobody on the way can read. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}
