/** When something is in a calendar: a whole day, or from an hour of it on. */
export interface EntryTime {
  /** `2024-02-20`, Europe/Rome. */
  readonly day: string;
  /** `09:30`, Europe/Rome. Without one it is the whole day; when it ends nobody says. */
  readonly startTime?: string;
}

/** Something in a calendar, as every program that subscribes to it is told. */
export interface CalendarEntry {
  /** The same for ever, whoever is told: letters, digits and hyphens. */
  readonly uid: string;
  /** How often it was changed (RFC 5545, 3.8.7.4): programs take the highest. */
  readonly sequence: number;
  /** When it was changed last, in milliseconds since 1970 (UTC). */
  readonly changedMs: number;
  readonly when: EntryTime;
  readonly title: string;
  readonly description?: string;
  readonly place?: string;
  /** Where to read more. */
  readonly url?: string;
  /** What was called off stays, and says so: what only vanishes stays for ever in some programs. */
  readonly standing: 'confirmed' | 'tentative' | 'cancelled';
}
