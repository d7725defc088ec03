import { CommandFailed } from '../failure.js';

/** Evidence was looked at, and is not what it says. */
export class NotVerified extends CommandFailed {
  override readonly name = 'NotVerified';

  constructor(
    message: string,
    /** 10 and the number of the first step that failed. */
    override readonly exitCode: number,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
