/** How much is measured. Small sizes show that everything runs, not how fast it is. */
export interface Sizes {
  /** How often the parts of a comparison take turns. */
  readonly rounds: number;
  /** Commands of one caller in one round. */
  readonly sequentialCommands: number;
  /** Commands of all concurrent callers in one round. */
  readonly concurrentCommands: number;
  /** Requests of all clients in one round. */
  readonly requests: number;
  /** Facts in the one long cycle. */
  readonly longCycleFacts: number;
  /** Random instants at which the long cycle is looked at. */
  readonly instants: number;
  /** Facts in the log with which a server starts. */
  readonly logFacts: number;
  /** Deadlines that run when the keeper of deadlines starts. */
  readonly armedDeadlines: number;
  /** Of the pages, only those in whose name this is; empty for all, and for all else that is measured of them. */
  readonly page: string;
}

export const fullSizes: Sizes = {
  rounds: 7,
  sequentialCommands: 2_000,
  concurrentCommands: 12_800,
  requests: 4_000,
  longCycleFacts: 200_000,
  instants: 50,
  logFacts: 1_000_000,
  armedDeadlines: 100_000,
  page: '',
};

export const quickSizes: Sizes = {
  rounds: 3,
  sequentialCommands: 300,
  concurrentCommands: 1_280,
  requests: 480,
  longCycleFacts: 6_000,
  instants: 10,
  logFacts: 10_000,
  armedDeadlines: 2_000,
  page: '',
};
