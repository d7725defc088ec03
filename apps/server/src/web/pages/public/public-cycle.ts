import { kindNames, valueSets, type CycleLife, type PartKind } from '#planning';
import { stateOfPart } from '#workflow';
import type { Language } from '../../words/language.js';
import { countedByStage, type SchedaStage } from '../cycle/scheda-stage.js';

/** What anybody may know of a cycle, without a sign-in: no person, no body that may be one, no text somebody wrote. */
export interface PublicCycle {
  readonly title: string;
  readonly zone: string;
  readonly year: number;
  /** The case file: its reference, and the administration that keeps it. */
  readonly caseFile: { readonly reference: string; readonly of: string } | undefined;
  readonly phase: string;
  readonly standing: readonly string[];
  readonly schede: Readonly<Record<SchedaStage, number>>;
  readonly targetApproval: string | undefined;
  /** Those of the cycle as a whole, by their day. */
  readonly deadlines: readonly {
    readonly id: string;
    readonly name: string;
    readonly due: string;
  }[];
  readonly meetings: readonly PublicMeeting[];
  readonly contributions: readonly PublicContribution[];
  readonly coProgramming: PublicCoProgramming;
  readonly act: { readonly number: string; readonly day: string } | undefined;
  readonly publications: readonly PublicPublication[];
}

export interface PublicMeeting {
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly with: string;
  readonly standing: string;
  /** Whom it heard. */
  readonly categories: readonly string[];
}

/** What became of a contribution: not whose it was, and not what it says. */
export interface PublicContribution {
  readonly id: string;
  readonly receivedOn: string;
  /** Undefined while it waits for an answer. */
  readonly answer: string | undefined;
  /** The schede and programmes in which it ended. */
  readonly places: readonly string[];
}

export interface PublicCoProgramming {
  readonly decision: 'activated' | 'not_activated' | undefined;
  readonly motivation: string | undefined;
}

export interface PublicPublication {
  readonly where: string;
  readonly from: string;
  readonly url: string | undefined;
}

/** Every member is chosen: what a cycle learns to remember is public only once somebody has decided so. */
export function publicCycle(life: Readonly<CycleLife>, language: Language): PublicCycle {
  const { workflow, state, data } = life;
  const { title, zone, year, caseFile, targetApproval } = data;
  const decided = data.sessions.findLast(({ outcome = '' }) => outcome.startsWith('approved'));
  return {
    ...{ title, zone, year },
    caseFile: caseFile && { reference: caseFile.identifier, of: caseFile.ownerAdministration },
    targetApproval: targetApproval?.date,
    phase: workflow.root.phase(state),
    standing: workflow.root.meta(state).map((label) => label[language]),
    schede: countedByStage(countsOf(life)),
    deadlines: publicDeadlines(life, language),
    meetings: publicMeetings(life, language),
    contributions: publicContributions(life),
    coProgramming: {
      decision: data.coProgramming.decision,
      motivation:
        data.coProgramming.motivation &&
        valueSets.noCoProgrammingMotivations[data.coProgramming.motivation],
    },
    act:
      decided?.number === undefined || decided.actDate === undefined
        ? undefined
        : { number: decided.number, day: decided.actDate },
    publications: data.publications.map(({ where, from, url }) => ({ where, from, url })),
  };
}

function countsOf({ parts }: Readonly<CycleLife>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of Object.values(parts['scheda'] ?? {}))
    counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function publicDeadlines(life: Readonly<CycleLife>, language: Language): PublicCycle['deadlines'] {
  return Object.values(life.data.deadlines)
    .filter(({ deadlineId }) => !isOver.has(stateOfPart(life, 'deadline', deadlineId)))
    .map(({ deadlineId, kind, due }) => ({ id: deadlineId, name: kindNames[language][kind], due }))
    .toSorted((one, other) => one.due.localeCompare(other.due));
}

const isOver: ReadonlySet<string> = new Set(['waived', 'cancelled']);

function publicMeetings(life: Readonly<CycleLife>, language: Language): readonly PublicMeeting[] {
  return Object.values(life.data.meetings)
    .map(({ meetingId, title, heldOn, date, counterpart, categories }) => ({
      ...{ id: meetingId, title, day: heldOn ?? date },
      with: valueSets.counterparts[counterpart],
      standing: standingOf(life, 'meeting', meetingId, language),
      categories: categories.map((category) => valueSets.categories[category]),
    }))
    .toSorted((one, other) => one.day.localeCompare(other.day));
}

function publicContributions(life: Readonly<CycleLife>): readonly PublicContribution[] {
  const { contributions, schede, programmes } = life.data;
  return Object.entries(contributions).map(([id, { receivedOn, answer, places = [] }]) => ({
    ...{ id, receivedOn, answer: answer && valueSets.contributionAnswers[answer] },
    places: places.flatMap(({ schedaId = '', programmeId = '' }) => {
      const scheda = schede[schedaId];
      if (scheda) return [`${scheda.code} ${scheda.title}`];
      const programme = programmes[programmeId];
      return programme ? [programme.name] : [];
    }),
  }));
}

function standingOf(
  life: Readonly<CycleLife>,
  kind: PartKind,
  id: string,
  language: Language,
): string {
  const [label] = life.workflow.part(kind).meta(stateOfPart(life, kind, id));
  return label?.[language] ?? '';
}
