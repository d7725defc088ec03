import type { ConflictsFile } from '#outside-copies';
import type { Examination } from '../http/readiness.js';
import type { Outside } from './outside.js';

/** How many there are outside who keep roots, and whether none of them remembers another history. */
export interface OutsideKnown {
  readonly ok: boolean;
  readonly witnesses: number;
  readonly timestamps: number;
  /** Addresses of mail, certified mail among them. */
  readonly mail: number;
}

/** Whether somebody outside remembers another history. */
export class OutsideStanding {
  constructor(
    private readonly conflicts: Pick<ConflictsFile, 'found'>,
    private readonly outside: Outside,
  ) {}

  /** In numbers, for a page. */
  known(): OutsideKnown {
    const { witnesses, timestamps, mailTo, certifiedMailTo } = this.outside;
    return {
      ok: this.conflicts.found.length === 0,
      witnesses: witnesses.length,
      timestamps: timestamps ? 1 : 0,
      mail: mailTo.length + certifiedMailTo.length,
    };
  }

  /** In one line for whoever watches the service. */
  examine(): Examination {
    const [first] = this.conflicts.found;
    if (first) {
      const { name, code, at, knownOutside } = first;
      const what = `${code}, ${knownOutside} facts, ${at}`;
      return {
        ok: false,
        detail: `${name} remembers another history: ${what}; see ledger-conflicts.ndjson`,
      };
    }
    const { witnesses, timestamps, mailTo, certifiedMailTo } = this.outside;
    const known = [
      `witnesses ${witnesses.length}`,
      `time stamps ${timestamps ? 1 : 0}`,
      `mail ${mailTo.length}`,
      `certified mail ${certifiedMailTo.length}`,
    ];
    return { ok: true, detail: known.join(', ') };
  }
}
