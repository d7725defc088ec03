import type { Day } from '#calendar';
import type { ComputedDeadline, Impossible } from './compute-deadlines.js';
import type { DeadlineTemplate, Rests, Words } from './deadline-template.js';
import type { Derivation } from './derivation.js';
import {
  bothLanguages,
  dayInWords,
  dayWithArticle,
  derivationInWords,
  listInWords,
} from './in-words.js';

/** A deadline as a cycle has it. */
export interface CurrentDeadline {
  readonly deadlineId: string;
  readonly kind: string;
  readonly due: Day;
  /** How its day was found last; absent where a person set it. */
  readonly derivation?: Derivation;
  /** Whether it may still move: neither given up, nor taken back, nor over and done. */
  readonly stands: boolean;
  /** Whether what it is about is done. */
  readonly isMet: boolean;
}

/** What a change of dates or of the calendar would do to the deadlines of a cycle. */
export interface DeadlineDiff {
  readonly moves: readonly DeadlineMove[];
  /** What no deadline stands for yet, and could be set. */
  readonly added: readonly ComputedDeadline[];
  /** What would move, or be set, to a day on which it cannot be met, and so stays as it is. */
  readonly impossible: readonly ImpossibleDeadline[];
}

/** A deadline that would be due on another day; where that is over already, `computed` says so. */
export interface DeadlineMove {
  readonly deadlineId: string;
  readonly from: Day;
  readonly to: Day;
  /** Whether a person has moved it since its day was last found: that would be undone. */
  readonly movedByHand: boolean;
  readonly before: Derivation;
  readonly computed: ComputedDeadline;
  /** On what it rests from then on, where its day is given by another act than before, or by none any more. */
  readonly rests?: Rests;
}

export interface ImpossibleDeadline {
  /** Absent where none is set. */
  readonly deadlineId?: string;
  readonly from?: Day;
  readonly computed: ComputedDeadline & { readonly impossible: Impossible };
}

/**
 * What the deadlines of a cycle have to do with those its templates say. A deadline moves where its template
 * gives another day than the last time: what a person has set or moved since stays while nothing else
 * changes, and what a person has given up or taken back is not proposed again. What is not met, and whose day is still
 * to come, moves also to a day that is over: left where it is, it would seem to be in time.
 */
export function diffDeadlines(
  current: readonly CurrentDeadline[],
  computed: readonly ComputedDeadline[],
): DeadlineDiff {
  const byKey = new Map<string, CurrentDeadline>();
  for (const each of current) if (each.derivation) byKey.set(each.derivation.template, each);
  const severalOf = severalKinds(computed);
  const moves: DeadlineMove[] = [];
  const added: ComputedDeadline[] = [];
  const impossible: ImpossibleDeadline[] = [];
  for (const each of computed) {
    const known = byKey.get(each.key);
    const { derivation: before } = known ?? {};
    if (!known || !before) {
      if (isSetByHand(each, current, severalOf)) continue;
      if (isImpossible(each)) impossible.push({ computed: each });
      else added.push(each);
      continue;
    }
    const { deadlineId, due: from, stands } = known;
    const to = each.due;
    if (!stands || to === before.due || to === from) continue;
    if (isImpossible(each) && !seemsInTime(known, each.impossible)) {
      impossible.push({ deadlineId, from, computed: each });
    } else {
      const movedByHand = from !== before.due;
      const rests = restsAnew(before, each);
      moves.push({
        ...{ deadlineId, from, to, movedByHand, before, computed: each },
        ...(rests && { rests }),
      });
    }
  }
  return { moves, added, impossible };
}

/** Whether a deadline whose new day is over would run on to its old one, as if there were time. */
const seemsInTime = ({ due, isMet }: CurrentDeadline, impossible: Impossible): boolean =>
  impossible.why === 'over' && due >= impossible.today && !isMet;

/** Only the day that an act gives rests on it: of what is counted from there in steps, nothing changes. */
function restsAnew(
  before: Derivation,
  { basis, act, derivation: { anchor, steps } }: ComputedDeadline,
): Rests | undefined {
  if (steps.length > 0 || before.anchor.act === anchor.act) return undefined;
  return { basis, ...(act !== undefined && { act }) };
}

const isImpossible = (
  computed: ComputedDeadline,
): computed is ComputedDeadline & { readonly impossible: Impossible } =>
  computed.impossible !== undefined;

/** The kinds that several templates set: of those, one set by a person stands for its day alone. */
function severalKinds(computed: readonly ComputedDeadline[]): ReadonlySet<string> {
  const kinds = computed.map(({ kind }) => kind);
  return new Set(kinds.filter((kind, index) => kinds.indexOf(kind) !== index));
}

/** Whether a person has set a deadline that stands for what a template would set. */
function isSetByHand(
  { kind, due }: ComputedDeadline,
  current: readonly CurrentDeadline[],
  severalOf: ReadonlySet<string>,
): boolean {
  return current.some(
    (each) => !each.derivation && each.kind === kind && (!severalOf.has(kind) || each.due === due),
  );
}

/** Why a deadline would move, for a person to read. */
export function moveInWords(
  template: DeadlineTemplate,
  { before, computed: { derivation: after } }: Pick<DeadlineMove, 'before' | 'computed'>,
): Words {
  return bothLanguages((language) => {
    const says = derivationInWords(template, after)[language];
    const [then, now] = [before.anchor.day, after.anchor.day];
    const words = because[language];
    if (then !== now) {
      const [from, to] = [dayInWords(then, language), dayInWords(now, language)];
      return `${words.anchor(template.anchor[language], from, to)}: ${says}`;
    }
    const days = (one: Derivation, other: Derivation): string =>
      listInWords(
        one.skipped
          .filter(({ day }) => !other.skipped.some((each) => each.day === day))
          .map(({ day }) => dayWithArticle(day, language, after.due)),
        language,
      );
    const changes = [words.more(days(after, before)), words.less(days(before, after))];
    const said = changes.filter((each) => each !== '');
    return `${[words.calendar, ...said].join(', ')}: ${says}`;
  });
}

const because = {
  it: {
    anchor: (name: string, from: string, to: string) => `${name}: da ${from} a ${to}`,
    calendar: 'calendario cambiato',
    more: (days: string) => days && `ora si salta anche ${days}`,
    less: (days: string) => days && `non si salta più ${days}`,
  },
  en: {
    anchor: (name: string, from: string, to: string) => `${name}: from ${from} to ${to}`,
    calendar: 'the calendar changed',
    more: (days: string) => days && `now also skipped: ${days}`,
    less: (days: string) => days && `skipped no more: ${days}`,
  },
} as const;

/** Why a deadline cannot be met, for a person to read. `names` are the dates of the cycle, by name. */
export function impossibleInWords(
  impossible: Impossible,
  due: Day,
  names: Readonly<Record<string, Words | undefined>>,
): Words {
  return bothLanguages((language) => {
    const day = dayInWords(due, language);
    if (impossible.why === 'over') {
      return `${day}: ${language === 'it' ? 'il giorno è già passato' : 'the day is already over'}`;
    }
    const what = names[impossible.follows]?.[language] ?? impossible.follows;
    const comes = language === 'it' ? 'verrebbe prima di' : 'it would come before';
    return `${day}: ${comes} ${what} (${dayInWords(impossible.day, language)})`;
  });
}
