/** Who is on duty, as far as this instance knows. */
export interface WhoseTurn {
  readonly whose: 'ours' | 'others' | 'unknown';
  /** The instance on duty, where it is another one. */
  readonly holder?: string;
  /** Why nobody knows, where the store does not answer. */
  readonly failure?: string;
}

/** What is done during a turn; it ends soon after the signal aborts. */
export type Serve = (over: AbortSignal, stillHeld: () => boolean) => Promise<void>;

/** The turn of duty: at any moment at most one of the instances that work on a store has it. */
export interface Turn {
  /** Waits for the turn and serves, again and again, until the signal aborts. Never throws. */
  attend(ending: AbortSignal, serve: Serve): Promise<void>;
  /** Costs nothing. */
  stands(): WhoseTurn;
}
