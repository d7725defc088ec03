import { readCheckpoint, readNote, type Checkpoint } from '../format/note.js';
import type { SealedFact } from './entry.js';
import type { EpochReport, Findings } from './report.js';
import type { Sentence } from './steps.js';

/** Of an epoch, how much of it is still there. */
interface DeclaredLoss {
  readonly previousOrigin: string;
  readonly survivingSize: number;
}

/** That the ledger was opened anew, as the log says it. */
interface Epoch extends DeclaredLoss {
  /** Where the log says it: stream and revision. */
  readonly where: string;
  /** Facts that stand before it. */
  readonly index: number;
  readonly origin: string;
  readonly lostCount: number;
  /** The last signed note of the epoch before, where one is named. */
  readonly previousCheckpoint: string | undefined;
  readonly at: string;
  readonly operator: string;
  readonly reason: string;
}

/**
 * How a seal of an earlier epoch must stand to a history: it must be a beginning of it, or what it covers was
 * declared lost, or it covers more than the declaration says there was; or it is of another ledger.
 */
export type SealStanding = 'prefix' | 'lost' | 'beyond' | 'other';

/** The epochs that a log declares, each with what it says was lost. */
export class Epochs {
  readonly #epochs: Epoch[] = [];

  constructor(private readonly findings: Findings) {}

  /** @returns what was lost, where a fact says so */
  look({ index, stream, rev, type, at, data }: SealedFact): DeclaredLoss | undefined {
    if (stream !== 'ledger' || type !== 'EpochOpened') return undefined;
    const { origin, previousOrigin, survivingSize, lostCount } = data;
    const where = `${stream} ${rev} (#${index})`;
    const isWhole =
      typeof origin === 'string' &&
      typeof previousOrigin === 'string' &&
      isCount(survivingSize) &&
      isCount(lostCount);
    if (!isWhole) {
      const [it, en] = ['non dice che cosa fu perduto', 'does not say what was lost'];
      this.findings.add('prefix', where, it, en);
      return undefined;
    }
    const { previousCheckpoint, operator, reason } = data;
    this.#epochs.push({
      ...{ where, index, origin, previousOrigin, survivingSize, lostCount },
      previousCheckpoint: textIn(previousCheckpoint),
      ...{ at: at ?? '?', operator: textIn(operator) ?? '?', reason: textIn(reason) ?? '?' },
    });
    return { previousOrigin, survivingSize };
  }

  /** The names of the ledger before. */
  get earlierOrigins(): readonly string[] {
    return this.#epochs.map(({ previousOrigin }) => previousOrigin);
  }

  /** How a seal must stand to the history that goes by a name now. */
  standingOf({ origin, size }: Pick<Checkpoint, 'origin' | 'size'>, now: string): SealStanding {
    const passed = new Set<string>();
    for (let name = origin; name !== now;) {
      const epoch = this.#epochs.find(({ previousOrigin }) => previousOrigin === name);
      if (epoch === undefined || passed.has(name)) return 'other';
      if (size > epoch.survivingSize + epoch.lostCount) return 'beyond';
      if (size > epoch.survivingSize) return 'lost';
      passed.add(name);
      name = epoch.origin;
    }
    return 'prefix';
  }

  /** Whether each declaration agrees with itself and stands where it must. @param origin the name of the ledger now */
  compare(origin: string): void {
    const wrong = (where: string, it: string, en: string): void => {
      this.findings.add('prefix', where, it, en);
    };
    const isLater = /\/(?:[2-9]|[1-9][0-9]+)$/.test(origin);
    if (isLater && !this.#epochs.some((epoch) => epoch.origin === origin))
      wrong(
        origin,
        'è un’epoca che nessun fatto dichiara: non si sa che cosa ci fosse prima',
        'is an epoch that no fact declares: what was before it is not known',
      );
    for (const epoch of this.#epochs) {
      const { where, index, survivingSize } = epoch;
      if (survivingSize > index)
        wrong(
          where,
          `dice che restano ${survivingSize} fatti, ma prima ce ne sono ${index}`,
          `says that ${survivingSize} facts survive, but there are ${index} before it`,
        );
      if (citesAnother(epoch))
        wrong(
          where,
          'cita un ultimo sigillo che non è quello dei fatti che dice perduti',
          'cites a last seal that is not that of the facts it says were lost',
        );
      const replaced = replacedBy(epoch);
      if (replaced > 0)
        this.findings.lost(
          ...(['prefix', where] as const),
          `dove dice perduti dei fatti ne stanno ${replaced} che prima non erano sigillati così`,
          `where it says that facts were lost stand ${replaced} that were not sealed like that before`,
        );
    }
  }

  report(): readonly EpochReport[] {
    return this.#epochs.map((epoch) => {
      const { origin, previousOrigin, survivingSize, lostCount, at, operator, reason } = epoch;
      return {
        ...{ origin, previousOrigin, survivingSize, lostCount, at, operator, reason },
        replacedCount: replacedBy(epoch),
        isLossKnown: isLossKnown(epoch),
        ...inWords(epoch),
      };
    });
  }
}

function inWords(epoch: Epoch): Sentence {
  const { origin, previousOrigin, survivingSize, lostCount, operator, reason } = epoch;
  const day = epoch.at.slice(0, 10);
  const sealed = survivingSize + lostCount;
  const replaced = replacedBy(epoch);
  return {
    it:
      `Il ${day} ${operator} ha dichiarato una nuova epoca: il registro ${previousOrigin} si chiama ora ${origin}, perché «${reason}». ` +
      (isLossKnown(epoch)
        ? `Dei ${sealed} fatti che erano sigillati ne restano ${survivingSize}; PERDUTI: ${lostCount}.`
        : 'Che cosa fosse sigillato prima non lo dice: se qualcosa è andato perduto non si sa.') +
      (replaced > 0
        ? ` Al posto di quelli perduti ci sono ${replaced} fatti che prima non erano sigillati così: possono essere stati riscritti.`
        : ''),
    en:
      `On ${day} ${operator} declared a new epoch: the ledger ${previousOrigin} is now called ${origin}, because “${reason}”. ` +
      (isLossKnown(epoch)
        ? `Of the ${sealed} facts that were sealed ${survivingSize} survive; LOST: ${lostCount}.`
        : 'What was sealed before it does not say: whether anything was lost is not known.') +
      (replaced > 0
        ? ` In the place of those that were lost stand ${replaced} facts that were not sealed like that before: they may have been rewritten.`
        : ''),
  };
}

/** Whether the last seal that a declaration cites is not over the facts that it counts. */
function citesAnother({
  previousCheckpoint,
  previousOrigin,
  survivingSize,
  lostCount,
}: Epoch): boolean {
  if (previousCheckpoint === undefined) return lostCount > 0;
  const note = readNote(previousCheckpoint);
  const last = note && readCheckpoint(note.text);
  return last?.origin !== previousOrigin || last.size !== survivingSize + lostCount;
}

function isLossKnown({ previousCheckpoint, survivingSize }: Epoch): boolean {
  return previousCheckpoint !== undefined || survivingSize > 0;
}

/** Facts that stand before a declaration in the place of those that it says were lost. */
function replacedBy({ index, survivingSize, lostCount }: Epoch): number {
  return Math.max(0, Math.min(index - survivingSize, lostCount));
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
