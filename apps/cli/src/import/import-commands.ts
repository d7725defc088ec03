import { valueSets, type DataOf } from '#planning';
import type { CycleView } from '../traccia-client.js';
import { cite } from './cite.js';
import { importQuestions } from './import-questions.js';
import { criticalNodeId, positiveAspectId } from './need-id.js';
import type { MeetingData, PlanData, ProgrammeData } from './programme-data.js';

/** One step of an import: a command, and a name that stays the same when the import is repeated. */
export interface ImportCommand<View = CycleView> {
  readonly step: string;
  readonly verb: string;
  readonly body: object;
  /** Whether what the step brings is in the cycle or register, whoever brought it. */
  readonly isThere: (view: View) => boolean;
}

/**
 * Everything an import does, in order. Pure. What the documents leave out is not filled in: a programme
 * without objectives is imported without, and becomes a question.
 */
export function importCommands(data: ProgrammeData): readonly ImportCommand[] {
  return [
    {
      step: 'cycle',
      verb: 'draft-cycle',
      body: { title: `${data.title} – ${data.zone_name}` },
      isThere: () => true,
    },
    {
      step: 'regional-act',
      verb: 'link-regional-act',
      body: regionalAct(data),
      isThere: (cycle) => cycle.regionalAct?.cite === data.regional_act.cite,
    },
    ...data.planning_documents.map((plan) => ({
      step: `parent-plan/${plan.id}`,
      verb: 'link-parent-plan',
      body: parentPlan(data, plan),
      isThere: (cycle: CycleView) => plan.id in cycle.parentPlans,
    })),
    {
      step: 'tree',
      verb: 'import-tree',
      body: tree(data),
      isThere: (cycle) => data.tree.programmes.every(({ id }) => id in cycle.programmes),
    },
    ...data.participation.meetings.map((meeting) => ({
      step: `meeting/${meeting.id}`,
      verb: 'schedule-meeting',
      body: meetingPlan(data, meeting),
      isThere: (cycle: CycleView) => meeting.id in cycle.meetings,
    })),
    {
      step: 'needs',
      verb: 'import-needs',
      body: needs(data),
      isThere: (cycle) => needs(data).needs.every(({ needId }) => needId in cycle.needs),
    },
    ...importQuestions(data).map((question) => ({
      step: `question/${question.questionId}`,
      verb: 'raise-question',
      body: question,
      isThere: (cycle: CycleView) => question.questionId in cycle.questions,
    })),
  ];
}

function regionalAct(data: ProgrammeData): DataOf<'RegionalActLinked'> {
  const { cite: citation, date, raw, source } = data.regional_act;
  return {
    cite: citation,
    ...(date !== null && { date }),
    source: cite(data, source, raw, date === null ? 'year' : 'day'),
  };
}

function parentPlan(data: ProgrammeData, plan: PlanData): object {
  const { id, name, acronym, duration_text: raw, period, source } = plan;
  const expired = Number(period.to) < data.year;
  return {
    planId: id,
    name: acronym === null ? name : `${name} (${acronym})`,
    fromYear: Number(period.from),
    toYear: Number(period.to),
    ...(expired && {
      note: `Il documento dà il periodo «${raw}», scaduto nel ${data.year}, e non cita proroghe.`,
    }),
    source: cite(data, source, raw, period.precision),
  };
}

function tree(data: ProgrammeData): DataOf<'TreeImported'> {
  const { title, objectives, programmes, source } = data.tree;
  return {
    objectives: objectives.map(({ id, name, source: from }) => ({
      objectiveId: id,
      name,
      source: cite(data, from, name, 'none'),
    })),
    programmes: programmes.map((programme) => ({
      programmeId: programme.id,
      name: programme.name_leggibile,
      objectiveIds: programme.objective_id === null ? [] : [programme.objective_id],
      source: cite(data, programme.source, programme.name, 'none'),
    })),
    source: cite(data, source, title, 'none'),
  };
}

const channels = { in_presenza: 'IN_PERSON', online: 'ONLINE' } as const;

function meetingPlan(data: ProgrammeData, meeting: MeetingData): DataOf<'MeetingScheduled'> {
  const { id, date, counterpart, channel, venue, room, start_time, text, source } = meeting;
  return {
    meetingId: id,
    title: meetingTitle(meeting),
    counterpart: counterpartOf(counterpart),
    date,
    ...(start_time !== null && { startTime: start_time }),
    channel: channels[channel],
    ...(venue !== null && { venue }),
    ...(room !== null && { room }),
    source: cite(data, source, text, 'day'),
  };
}

/** The words between the date and the place: `incontro con la Consulta del Terzo settore`. */
function meetingTitle({ text, counterpart }: MeetingData): string {
  const [, words = counterpart] = /^[\d/]+: (.+) – /.exec(text) ?? [];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function counterpartOf(words: string): keyof typeof valueSets.counterparts {
  const known = Object.entries(valueSets.counterparts).find(
    ([, label]) => label.toLowerCase() === words.toLowerCase(),
  );
  // The keys of the value set are its codes.
  return known ? (known[0] as keyof typeof valueSets.counterparts) : 'ALTRO';
}

function needs(data: ProgrammeData): DataOf<'NeedsImported'> {
  const { edition, title, themes, positive_aspects: positives, source } = data.health_profile;
  const critical = themes.flatMap(({ theme, critical_nodes: nodes, source: from }) =>
    nodes.map((text, index) => ({
      theme,
      text,
      passage: { ...from, lines: from.lines.slice(index, index + 1) },
    })),
  );
  return {
    edition,
    themes: themes.map(({ theme }) => theme),
    needs: [
      ...critical.map(({ theme, text, passage }, index) => ({
        needId: criticalNodeId(index + 1),
        theme,
        kind: 'critical' as const,
        text,
        source: cite(data, passage, text, 'none'),
      })),
      ...positives.map(({ n, theme, text, source: from }) => ({
        needId: positiveAspectId(n),
        ...(theme !== null && { theme }),
        kind: 'positive' as const,
        text,
        source: cite(data, from, text, 'none'),
      })),
    ],
    source: cite(data, source, title, 'none'),
  };
}
