import { addDays, daysBetween, type WorkingCalendar } from '#calendar';
import { canonicalJson } from '#event-store';
import {
  derivationInWords,
  impossibleInWords,
  moveInWords,
  type ComputedDeadline,
  type DeadlineTemplate,
  type ImpossibleDeadline,
  type Words,
} from '#deadlines';
import {
  dateNames,
  datesToCountFrom,
  deadlineProposal,
  lastUsefulDay,
  sha256,
  shiftOf,
  templatesIn,
  type AnyLife,
  type CycleLife,
  type Deadline,
  type DeadlineForecast,
  type DeadlineProposal,
  type ForecastDeadline,
  type LastUsefulDay,
  type PreparationTimes,
  type StandingDeadline,
} from '#planning';
import type { Definition, DefinitionReference } from '#workflow';
import { deadlineInWords } from './deadline-in-words.js';

type Life = Readonly<CycleLife>;

/** Whatever has deadlines: also a health profile, and a procedure of co-programming. */
interface WithDeadlines {
  readonly workflow: {
    readonly reference: DefinitionReference;
    readonly definition: Pick<Definition, 'documents'>;
  };
  readonly data: { readonly deadlines: Readonly<Record<string, Deadline>> };
}

/** A life as one that has deadlines; undefined where it knows none. */
export function withDeadlines(life: Readonly<AnyLife>): WithDeadlines | undefined {
  // Every definition whose machines know a deadline remembers it.
  return life.workflow.parts['deadline'] ? (life as unknown as WithDeadlines) : undefined;
}

/** The deadlines of a cycle by their ids, with what they are called and how their days were found, in words. */
export function deadlinesById(life: WithDeadlines): Readonly<Record<string, ShownDeadline>> {
  return Object.fromEntries(
    Object.values(life.data.deadlines).map((each) => [each.deadlineId, deadlineView(life, each)]),
  );
}

/**
 * What somebody sees who opens the deadlines of a cycle, the next one first.
 * @param met the day on which each was met that was, by its id
 */
export function deadlinesView(
  life: Life,
  calendar: WorkingCalendar,
  today: string,
  met: ReadonlyMap<string, string>,
): object {
  const { proposal, open, moves, impossible } = proposalNow(life, calendar, today);
  const { deadlines, declinedProposal } = life.data;
  const proposed = new Map(
    [...moves, ...impossible].map(({ deadlineId, computed }) => [deadlineId, computed] as const),
  );
  const items = Object.values(deadlines).map((each) => ({
    ...deadlineView(life, each),
    ...standingOf(life.parts['deadline']?.[each.deadlineId] ?? '', met.get(each.deadlineId)),
    impossible: whyImpossible(proposed.get(each.deadlineId)),
  }));
  const useful = lastUsefulDayOf(life, calendar, today);
  return {
    ...{ revision: life.revision, on: today, calendar: calendar.version },
    items: items.toSorted((one, other) => (one.due < other.due ? -1 : 1)),
    ...{ total: items.length, lastUsefulDay: useful ?? null },
    proposal: { proposal, open, declined: declinedProposal ?? null },
  };
}

/**
 * A deadline that runs and is met is shown so; one that was missed and is met by what is done stays so, with the day on
 * which it was met late. Where somebody says that it is met, the machine has heard it.
 */
function standingOf(state: string, metOn: string | undefined): object {
  return {
    state: state === 'running' && metOn !== undefined ? 'met' : state,
    metOn: metOn ?? null,
  };
}

/** The last day on which it is worth deciding on co-programming; undefined while nothing is aimed at. */
export function lastUsefulDayOf(
  { data, workflow }: Life,
  calendar: WorkingCalendar,
  today: string,
): ShownUsefulDay | undefined {
  const useful = lastUsefulDay(workflow.definition.documents, datesToCountFrom(data), calendar);
  return useful && shownUsefulDay(useful, today);
}

/** A last useful day, and whether it has passed. */
export type ShownUsefulDay = LastUsefulDay & { readonly isOver: boolean };

function shownUsefulDay(useful: LastUsefulDay, today: string): ShownUsefulDay {
  return { ...useful, isOver: useful.day < today };
}

/** Why the day that a template says now could not be kept; null where it could, or says no other one. */
function whyImpossible(computed: ComputedDeadline | undefined): object | null {
  const { impossible, due } = computed ?? {};
  return impossible && due !== undefined
    ? { why: impossible.why, due, ...impossibleInWords(impossible, due, dateNames) }
    : null;
}

/** Whether a proposal of deadlines waits for an answer. */
export function hasOpenProposal(life: Life, calendar: WorkingCalendar, today: string): boolean {
  return proposalNow(life, calendar, today).open;
}

/** A deadline that another calendar would put on another day, and what it is called. */
export interface MoveOfDeadline {
  readonly deadlineId: string;
  readonly label: Words;
  readonly from: string;
  readonly to: string;
}

/** The deadlines of a life that would move if this were the calendar of the office. Pure. */
export function movesUnder(
  life: Life,
  calendar: WorkingCalendar,
  today: string,
): readonly MoveOfDeadline[] {
  const template = templateOf(life);
  return proposalNow(life, calendar, today).moves.map(({ deadlineId, from, to, computed }) => ({
    ...{ deadlineId, from, to, label: template(computed.key).label },
  }));
}

/** What a change of the target day or of the calendar would do, and why. */
export function proposalView(life: Life, calendar: WorkingCalendar, today: string): object {
  const { proposal, open, moves, added, impossible } = proposalNow(life, calendar, today);
  const template = templateOf(life);
  return {
    ...{ revision: life.revision, on: today, calendar: calendar.version, proposal, open },
    declined: life.data.declinedProposal ?? null,
    moves: moves.map((move) => {
      const { deadlineId, from, to, movedByHand, computed } = move;
      return {
        ...{ deadlineId, from, to, movedByHand, impossible: whyImpossible(computed) },
        ...named(computed, template),
        ...moveInWords(template(computed.key), move),
      };
    }),
    added: added.map((each) => ({
      ...{ due: each.due, ...named(each, template) },
      ...derivationInWords(template(each.key), each.derivation),
    })),
    impossible: impossible.map((each) => impossibleView(each, template)),
  };
}

/** What stands, what a proposal would make of it on the days supposed, and how long earlier years took. */
export function forecastView(
  life: Life,
  { now, then, deadlines, lastUsefulDay: useful }: DeadlineForecast,
  estimate: PreparationTimes | undefined,
  today: string,
): object {
  const checkedBy = deadlines.find(
    ({ now: stands, computed }) => (stands?.deadline ?? computed)?.kind === 'SCHEDE_CHECKED',
  )?.then;
  return {
    ...{ revision: life.revision, on: today, now: now.days, then: then.days },
    items: deadlines.map((each) => forecastItem(life, each)),
    lastUsefulDay: {
      now: useful.now ? shownUsefulDay(useful.now, today) : null,
      then: useful.then ? shownUsefulDay(useful.then, today) : null,
    },
    estimate: estimate ? estimateView(estimate, then.days['kickoff'] ?? today, checkedBy) : null,
  };
}

function forecastItem(life: Life, forecast: ForecastDeadline): object {
  const { now, then, change, computed } = forecast;
  return {
    ...(computed && (change !== 'impossible' || !now)
      ? proposedView(life, computed)
      : now && standingView(life, now)),
    ...{ deadlineId: now?.deadline.deadlineId ?? null, then: then ?? null, change },
    ...{ shiftDays: shiftOf(forecast) ?? null, now: now ? standsNow(life, now) : null },
    impossible: whyImpossible(computed),
  };
}

/** What its template would make of a deadline. */
function proposedView(life: Life, computed: ComputedDeadline): object {
  const template = templateOf(life);
  return {
    ...named(computed, template),
    ...derivationInWords(template(computed.key), computed.derivation),
  };
}

/** A deadline that stays as it is; without a key where no template found its day. */
function standingView(life: Life, { deadline }: StandingDeadline): object {
  const { kind, label, basis, act, derivation, it, en } = deadlineView(life, deadline);
  return {
    ...{ key: derivation?.template ?? null, kind, basis, it, en },
    ...(label && { label }),
    ...(act !== undefined && { act }),
    ...(derivation && { derivation }),
  };
}

function standsNow(life: Life, { deadline, standing, moved }: StandingDeadline): object {
  const { due, derivation } = deadline;
  const { it, en } = deadlineView(life, deadline);
  return { due, standing, byHand: derivation === undefined, moved: moved ?? null, it, en };
}

/** When the schede would be checked if they took as long as in earlier years from a day on. */
function estimateView(times: PreparationTimes, from: string, due: string | undefined): object {
  const mostBy = addDays(from, times.mostDays);
  return {
    ...{ ...times, from, medianBy: addDays(from, times.medianDays), mostBy },
    spareDays: due === undefined ? null : daysBetween(mostBy, due),
  };
}

function impossibleView(
  { deadlineId, from, computed }: ImpossibleDeadline,
  template: TemplateOf,
): object {
  const { due: to, impossible } = computed;
  return {
    ...{ deadlineId: deadlineId ?? null, from: from ?? null, to, why: impossible.why },
    ...named(computed, template),
    ...impossibleInWords(impossible, to, dateNames),
  };
}

/** A deadline, how it came to its day and, where a template found that, what it is called. */
export type ShownDeadline = Readonly<Deadline> & Words & { readonly label?: Words };

function deadlineView(life: WithDeadlines, deadline: Readonly<Deadline>): ShownDeadline {
  const { derivation } = deadline;
  if (!derivation) return { ...deadline, ...deadlineInWords(deadline) };
  const template = templateOf(life)(derivation.template);
  return { ...deadline, label: template.label, ...deadlineInWords(deadline, template) };
}

function proposalNow(life: Life, calendar: WorkingCalendar, today: string): DeadlineProposal {
  return deadlineProposal(life, calendar, today, (value) => sha256(canonicalJson(value)));
}

const named = (
  { key, kind, basis, act, derivation }: ComputedDeadline,
  template: TemplateOf,
): object => ({
  ...{ key, kind, label: template(key).label, basis, derivation },
  ...(act !== undefined && { act }),
});

type TemplateOf = (key: string) => DeadlineTemplate;

/** The template of a key: that of a definition is frozen, so that whatever was derived by it is in it. */
function templateOf({ workflow }: Pick<WithDeadlines, 'workflow'>): TemplateOf {
  const templates = new Map(
    templatesIn(workflow.definition.documents).map((each) => [each.key, each]),
  );
  return (key) => {
    const template = templates.get(key);
    if (!template) throw new Error(`${workflow.reference.id} has no template ${key}`);
    return template;
  };
}
