import type { Serve, Turn, WhoseTurn } from './turn.js';

/** The turn of the one process that holds its store alone: it is always ours. */
export class SoleTurn implements Turn {
  async attend(ending: AbortSignal, serve: Serve): Promise<void> {
    await serve(ending, () => !ending.aborted);
  }

  stands(): WhoseTurn {
    return { whose: 'ours' };
  }
}
