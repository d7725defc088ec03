import { accepts, stateOfPart } from '#workflow';
import { rulesOf } from '../command/rules.js';
import type { CycleLife } from '../command/verb.js';
import { categories, codes, type Category } from '../value-sets.js';
import type { ParticipationFact } from './participation.facts.js';

/** The facts that can settle a category. */
type SettlingFact = Extract<
  ParticipationFact,
  { type: 'MinutesRecorded' | 'CategoriesAttributed' | 'CategoryExempted' }
>;

/**
 * The categories heard so far, at all meetings but one if one is named. A meeting counts once it was held
 * and its minutes are recorded; before that there is no proof that anybody was heard (LR Toscana 40/2005
 * art. 15).
 */
export function heardCategories(life: Readonly<CycleLife>, notAt?: string): readonly Category[] {
  const heard = Object.values(life.data.meetings)
    .filter(({ meetingId }) => meetingId !== notAt)
    .filter(({ meetingId }) => minuted.has(stateOfPart(life, 'meeting', meetingId)))
    .flatMap((meeting) => meeting.categories);
  return inOrder(heard);
}

/** The categories still due: neither heard nor exempted. Participation is complete when there is none. */
export function missingCategories(life: Readonly<CycleLife>): readonly Category[] {
  return missing(life, heardCategories(life), life.data.exemptions);
}

/** The categories settled so far that would be due again if these, and no others, were heard at a meeting. */
export function lostCategories(
  life: Readonly<CycleLife>,
  meetingId: string,
  heard: readonly Category[],
): readonly Category[] {
  const due = missingCategories(life);
  const still = [...heardCategories(life, meetingId), ...heard];
  return missing(life, still, life.data.exemptions).filter((category) => !due.includes(category));
}

/**
 * The fact of a meeting or of an exemption, followed by the completion of participation if the fact
 * settles the last category due. Completion is recorded once: afterwards the machine does not accept it.
 */
export function withCompletion(
  life: Readonly<CycleLife>,
  fact: SettlingFact,
  settled: { readonly heard?: readonly Category[]; readonly exempted?: readonly Category[] },
): readonly ParticipationFact[] {
  // What the fact says of a meeting takes the place of what was said of it before.
  const meetingId = 'meetingId' in fact.data ? fact.data.meetingId : undefined;
  const heard = inOrder([...heardCategories(life, meetingId), ...(settled.heard ?? [])]);
  const exempted = inOrder([...life.data.exemptions, ...(settled.exempted ?? [])]);
  if (missing(life, heard, exempted).length > 0) return [fact];
  const facts = [fact, { type: 'ParticipationCompleted', data: { heard, exempted } }] as const;
  return accepts(life, facts).accepted ? facts : [fact];
}

/**
 * The cancellation of a meeting, followed by the gap it opens: the categories it was meant to hear and no
 * other meeting will. The gap is recorded only while participation is under way.
 */
export function withGap(
  life: Readonly<CycleLife>,
  cancelled: Extract<ParticipationFact, { type: 'MeetingCancelled' }>,
): readonly ParticipationFact[] {
  const { meetingId } = cancelled.data;
  const { meetings } = life.data;
  const others = Object.values(meetings)
    .filter((meeting) => meeting.meetingId !== meetingId)
    .filter((meeting) => stateOfPart(life, 'meeting', meeting.meetingId) !== 'cancelled')
    .flatMap((meeting) => [...(meeting.plannedCategories ?? []), ...meeting.categories]);
  const due = missing(life, others, life.data.exemptions);
  const lost = inOrder(meetings[meetingId]?.plannedCategories ?? []).filter((category) =>
    due.includes(category),
  );
  if (lost.length === 0) return [cancelled];
  const facts = [
    cancelled,
    { type: 'ParticipationGapOpened', data: { categories: lost } },
  ] as const;
  return accepts(life, facts).accepted ? facts : [cancelled];
}

/** The states of a meeting that has its minutes. */
const minuted: ReadonlySet<string> = new Set(['minuted', 'underObservation', 'closed']);

function missing(
  life: Readonly<CycleLife>,
  heard: readonly Category[],
  exempted: readonly Category[],
): readonly Category[] {
  const settled = new Set([...heard, ...exempted]);
  return rulesOf(life).requiredCategories.filter((category) => !settled.has(category));
}

/** Each category once, in the order of the value set, so that a fact does not depend on who came first. */
function inOrder(list: readonly Category[]): readonly Category[] {
  return codes(categories).filter((category) => list.includes(category));
}
