import type { ProgrammeData } from '../import/programme-data.js';
import type { Activities } from './activities.js';
import type { Cast } from './cast.js';
import type { Narrator } from './narrator.js';

/** What every phase of the story plays with. */
export interface Stage {
  readonly cycleId: string;
  readonly cast: Cast;
  readonly narrator: Narrator;
  /** What the documents say of the programme; the import brings it in. */
  readonly programme: ProgrammeData;
  /** What they say of its activities; the demonstration makes schede of it. */
  readonly activities: Activities;
  /** How many units work at the same time. */
  readonly lanes: number;
  /**
   * Waits until somebody has the mail that tells of a fact; where no mail is sent, for nothing.
   * @throws CommandFailed when none comes
   */
  readonly isTold: (eventId: string, ruleId: string, personId: string) => Promise<void>;
  /** Today, for what the story does today; in milliseconds since 1970. */
  readonly nowMs: () => number;
}
