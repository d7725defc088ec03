/** What SQLite answers when it cannot do what it was asked (sqlite.org/rescode.html). */
export const resultCodes = { busy: 5, corrupt: 11, notADatabase: 26 } as const;

/** Whether an error is this answer of SQLite. */
export function isResult(error: unknown, code: keyof typeof resultCodes): boolean {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return false;
  // The low byte of an extended result code is the primary one.
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === resultCodes[code];
}
