import fc from 'fast-check';
import { addDays, romeDay } from '#calendar';
import { MIGRATION, stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import { deadlineProposal } from '../deadline/deadline-proposal.js';
import { workingCalendarOf } from '../organisation/office-calendar.js';
import { document, fingerprint, source } from '../testing.fixture.js';
import { proposalOf } from '../revision/revision.data.js';
import { categories, codes, deadlineBases, deadlineKinds, returnReasons } from '../value-sets.js';
import { verbByName, verbs } from '../verbs.js';
import type { Draw, Somebody, Wish } from './wishes.fixture.js';
import { bodiesBetweenYears } from './histories-between-years.fixture.js';
import { bodiesCutShort, nowAndThen, usuallySuspended } from './histories-cut-short.fixture.js';
import {
  bodiesInForce,
  usuallyClosed,
  usuallyInForce,
  usuallyReporting,
} from './histories-in-force.fixture.js';
import { bodiesUnderRevision, usuallyUnderRevision } from './histories-under-revision.fixture.js';
import { kickoff, opening } from './office.fixture.js';

/** One step of a history, before it is known how the cycle will stand by then. */
export interface Step {
  /** As a year usually goes; or a verb by somebody who has the role; or anything by anybody. */
  readonly manner: 'usual' | 'out of turn' | 'wild';
  /** The verb, unless the step is usual. */
  readonly verb: string;
  /** From this the details of a body follow. */
  readonly dice: number;
  /** What it is about: the cycle of the history, the one of the next year, or the organisation. */
  readonly about: 'the cycle' | 'the other cycle' | 'the organisation';
  /** How many days the clock goes on, or back. */
  readonly days: number;
  /** How a wild step comes. */
  readonly wild: {
    readonly by: Somebody;
    readonly onBehalfOf: string | undefined;
    readonly occurred: number;
    readonly lateReason: boolean;
    readonly reason: boolean;
    readonly ifMatch: 'right' | 'stale' | 'none';
  };
}

const coordinator: Somebody = { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' };
const operator: Somebody = { role: 'UPo', personId: 'operatore', unitId: 'ufficio' };
const director: Somebody = { role: 'DIR', personId: 'direttore' };
const secretariat: Somebody = { role: 'SEG', personId: 'segreteria' };
const head = (unitId: string): Somebody => ({ role: 'UH', personId: `capo-${unitId}`, unitId });
const contact = (unitId: string): Somebody => ({ role: 'RF', personId: `rf-${unitId}`, unitId });
const people: readonly Somebody[] = [
  coordinator,
  operator,
  director,
  secretariat,
  head('anziani'),
  head('minori'),
  contact('anziani'),
  // Two roles in one hand: a head who also checks, a coordinator who also writes.
  { role: 'UPo', personId: 'capo-anziani', unitId: 'anziani' },
  { role: 'RF', personId: 'coordinatore', unitId: 'minori' },
  { role: 'ETS', personId: 'consulta' },
  { role: 'AUD', personId: 'revisore' },
  { role: 'ADM', personId: 'sistemista' },
  { role: 'UPc', personId: 'di-altra-zona', stranger: true },
];

/** Not the one that is of no life here: of no definition is a later version installed. */
const askable = verbs.filter(({ facts: [leading] }) => leading !== MIGRATION);

/** Histories of at most so many steps. */
export const histories = (atMost: number): fc.Arbitrary<readonly Step[]> =>
  fc.noBias(
    fc.array(
      fc.record<Step>({
        manner: fc.constantFrom('usual', 'usual', 'usual', 'out of turn', 'out of turn', 'wild'),
        verb: fc.constantFrom(...askable.map(({ name }) => name)),
        dice: fc.nat(0x7fff_ffff),
        about: fc
          .nat(29)
          .map((number) =>
            number === 0 ? 'the other cycle' : number < 6 ? 'the organisation' : 'the cycle',
          ),
        days: fc.constantFrom(0, 0, 0, 1, 2, 7, -1),
        wild: fc.record({
          by: fc.constantFrom(...people),
          onBehalfOf: fc.constantFrom(
            ...([undefined, undefined, undefined, undefined] as const),
            ...(['capo-anziani', 'direttore', 'nessuno'] as const),
          ),
          occurred: fc.constantFrom(0, 0, -1, -3, -4, 1),
          lateReason: fc.boolean(),
          reason: fc.boolean(),
          ifMatch: fc.constantFrom('right', 'stale', 'none'),
        }),
      }),
      { minLength: 1, maxLength: atMost, size: 'max' },
    ),
  );

/** Nobody among the people: what it asks is its own, and it asks nothing else. */
const program: Somebody = { role: 'SYS', personId: 'traccia' };

/** Somebody who has a role that a verb asks for; whether it is about their unit is another thing. */
export function somebodyFor(verb: string, draw: Draw): Somebody {
  const who = verbByName.get(verb)?.who ?? [];
  const fit = [...people, program].filter(
    ({ role, stranger }) => !stranger && who.some((grant) => grant.role === role),
  );
  return draw(...(fit as [Somebody, ...Somebody[]]));
}

/** A draw that follows from a number (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed;
  return (...things) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const index = ((mixed ^ (mixed >>> 14)) >>> 0) % things.length;
    return things[index] ?? things[0];
  };
}

/** The wish that brings the cycle on, as a year usually goes; undefined at its end. */
export function usualWish(life: CycleLife | undefined, draw: Draw): Wish | undefined {
  const wish = (by: Somebody, verb: string, more: object = {}): Wish => {
    const body = bodies[verb]?.(draw, life) ?? {};
    return { verb, by, body: { ...body, ...more } };
  };
  if (!life) return wish(coordinator, 'draft-cycle');
  const { root } = life.workflow;
  const value = JSON.stringify(root.value(life.state));
  const schede = Object.keys(life.data.schede).flatMap((id) => aboutScheda(life, id, draw, wish));
  switch (root.phase(life.state)) {
    case 'draft':
      return wish(coordinator, 'open-cycle');
    case 'kickoff':
      return wish(coordinator, 'hold-kickoff', kickoff);
    case 'preparation': {
      const ways = [
        ...schede,
        ...aboutTree(life, draw, wish),
        ...(value.includes('"participation":"complete"') ? [] : aboutMeetings(life, wish)),
        ...(/"undecided"|"proposed"/.test(value)
          ? [
              wish(director, 'decide-co-programming', {
                text: words,
                notDeferred: true,
                act: 'Delibera 1',
              }),
            ]
          : []),
        ...(value.includes('"referred"') ? [wish(operator, 'conclude-co-programming')] : []),
        ...(value.includes('"started"') ? [wish(operator, 'publish-notice')] : []),
        ...(value.includes('"onNotice"') ? [wish(operator, 'close-notice')] : []),
        ...(value.includes('"inSession"')
          ? [
              wish(operator, 'record-co-programming-session'),
              wish(coordinator, 'issue-co-programming-report'),
            ]
          : []),
        ...(value.includes('"reported"') ? [wish(operator, 'publish-co-programming-report')] : []),
      ];
      const [first = wish(coordinator, 'open-verification'), ...others] = ways;
      const besides = draw([], [], [aboutDeadlines(life, draw, wish)]);
      return draw(first, ...others, ...imports(life, draw, wish), ...besides);
    }
    case 'verification':
      return draw(wish(coordinator, 'close-verification'), ...schede);
    case 'approval':
      if (value.includes('"proposal"')) return wish(director, 'endorse-proposal');
      return wish(
        secretariat,
        value.includes('"convened"') ? 'record-deliberation' : 'convene-organ',
      );
    case 'inForce':
      return value.includes('"revision":"none"')
        ? draw(
            usuallyInForce(life, draw, wish),
            usuallyInForce(life, draw, wish),
            usuallyInForce(life, draw, wish),
            wish(coordinator, 'open-revision'),
            aside(life, draw, wish),
          )
        : usuallyUnderRevision(life, schede, draw, wish);
    case 'suspended':
      return usuallySuspended(draw, wish);
    case 'reporting':
      return usuallyReporting(life, draw, wish);
    case 'closed':
      return usuallyClosed(draw, wish);
    default:
      return undefined;
  }
}

/** What is done on the side of whatever is under way. */
const aside = (life: CycleLife, draw: Draw, wish: Wishing): Wish =>
  draw(
    wish(coordinator, 'correct-record'),
    wish(director, 'redact-text'),
    aboutDeadlines(life, draw, wish),
    aboutDeadlines(life, draw, wish),
    nowAndThen(draw, wish),
    nowAndThen(draw, wish),
  );

/** A deadline of the office is set, and moved. */
function aboutDeadlines(life: CycleLife, draw: Draw, wish: Wishing): Wish {
  const [deadline] = Object.values(life.data.deadlines);
  if (!deadline) {
    const set = { kind: 'OTHER', basis: 'OFFICE', due: addDays(today(life), 30) };
    return wish(coordinator, 'set-deadline', set);
  }
  const { deadlineId, due } = deadline;
  return draw(
    wish(coordinator, 'extend-deadline', { deadlineId, to: addDays(due, 10) }),
    wish(coordinator, 'shorten-deadline', { deadlineId, to: addDays(due, -1) }),
    wish(director, 'suspend-cycle', { deadlines: 'stop' }),
  );
}

/** A file of schede is brought in once, and taken back if nobody has worked on it. */
function imports({ data }: CycleLife, draw: Draw, wish: Wishing): readonly Wish[] {
  const [imported] = Object.values(data.spreadsheetImports);
  if (!imported) return draw([], [wish(coordinator, 'import-schede')]);
  if (imported.undone || imported.firstMove) return [];
  const undo = wish(coordinator, 'undo-spreadsheet-import');
  return [undo, undo, undo];
}

/** Two programmes and two schede, and then what was asked for besides. */
function aboutTree({ data }: CycleLife, draw: Draw, wish: Wishing): readonly Wish[] {
  const [programmeId, ...more] = ['P1', 'P2'].filter(
    (id) => !data.programmes[id] && !data.removedFromTree.programmeIds[id],
  );
  const [schedaId] = ['S-1', 'S-2'].filter((id) => !data.schede[id]);
  const unitId = draw('anziani', 'minori');
  return [
    ...(programmeId === undefined
      ? []
      : [wish(operator, 'add-programme', { programmeId, objectiveIds: [] })]),
    ...(schedaId === undefined || more.length > 0
      ? []
      : [
          wish(coordinator, 'assign-scheda', {
            schedaId,
            programmeId: 'P1',
            unitId,
            personId: `capo-${unitId}`,
          }),
        ]),
  ];
}

type Wishing = (by: Somebody, verb: string, more?: object) => Wish;

function aboutScheda(
  life: CycleLife,
  schedaId: string,
  draw: Draw,
  wish: Wishing,
): readonly Wish[] {
  const { unitId = '', version = 0, approved, content = {} } = life.data.schede[schedaId] ?? {};
  // Some hands hold two roles: they write here and check there, and must not do both.
  const writer = draw(contact(unitId), head(unitId), {
    ...contact(unitId),
    personId: 'coordinatore',
  });
  const checker = draw(
    ...([operator, coordinator, { ...operator, personId: `capo-${unitId}` }] as const),
    // Somebody who stands in for nobody: without her, some schede would be checked by nobody.
    { ...operator, personId: 'operatrice' },
  );
  switch (stateOfPart(life, 'scheda', schedaId)) {
    case 'amending':
      return version === approved?.version
        ? [wish(writer, 'revise-scheda', { schedaId, changes: amended(draw) })]
        : [wish(head(unitId), 'submit-scheda', { schedaId })];
    case 'assigned':
    case 'drafting':
    case 'returned':
    case 'amendmentReturned':
      return version === 0 || content['sector'] === undefined
        ? [wish(writer, 'revise-scheda', { schedaId, changes: complete })]
        : [wish(head(unitId), 'submit-scheda', { schedaId })];
    case 'submitted':
    case 'amendmentSubmitted':
      return [wish(checker, 'take-scheda-in-charge', { schedaId })];
    case 'checking':
    case 'amendmentInCheck':
      return [
        wish(checker, 'check-scheda', { schedaId }),
        wish(checker, 'check-scheda', { schedaId }),
        wish(checker, 'return-scheda', { schedaId }),
      ];
    default:
      return [];
  }
}

function aboutMeetings(life: CycleLife, wish: Wishing): readonly Wish[] {
  const meetings = Object.keys(life.data.meetings);
  const ways = meetings.flatMap((meetingId) => {
    switch (stateOfPart(life, 'meeting', meetingId)) {
      case 'scheduled':
      case 'convened':
        return [
          wish(operator, 'record-meeting-held', { meetingId, categories: codes(categories) }),
        ];
      case 'held':
        return [wish(operator, 'record-minutes', { meetingId })];
      default:
        return [];
    }
  });
  const free = ['M1', 'M2', 'M3', 'M4'].find((id) => !meetings.includes(id));
  return ways.length > 0 ? ways : [wish(operator, 'schedule-meeting', { meetingId: free })];
}

const complete = {
  sector: 'SOCIO_SANITARIO',
  holder: 'AUSL',
  kind: 'NEW',
  description: 'Assistenza domiciliare',
  start: '2024-01-01',
  end: '2024-12-31',
  periodPrecision: 'year',
  noNeedReason: 'Il profilo non ne parla',
  noIndicatorReason: 'Da concordare',
  resources: [{ source: 'AUSL', amount: '1200.50' }, { source: 'COMUNE' }],
};

const amended = (draw: Draw) => ({ description: draw('Di giorno', 'Di notte', 'Sempre') });
const scheda = (draw: Draw) => ({ schedaId: draw('S-1', 'S-2', 'S-3') });
const meetingId = (draw: Draw) => ({ meetingId: draw('M1', 'M2') });
const deadlineId = (draw: Draw) => ({ deadlineId: draw('D1', 'D2') });
const today = (life: CycleLife | undefined): string =>
  life ? romeDay(Date.parse(life.data.lastRecordedAt)) : '2024-01-10';
const day = (draw: Draw, life: CycleLife | undefined): string =>
  addDays(today(life), draw(0, 0, 1, 30, -30));
/** The procedure of the zone, which has published its report. */
const procedure = (_draw: Draw, life: CycleLife | undefined) => ({
  procedureCycleId: procedureOf(life?.data.zone ?? 'nessuna'),
});
const act = (draw: Draw) => draw({ act: 'DGR 1/2024' }, {});
const category = (draw: Draw) => ({ category: draw('UTENTI', 'VOLONTARIATO', 'ALTRI_ETS') });
const words = 'I tempi dettati dalla Regione non lasciano spazio a un avviso di venti giorni.';
const url = 'https://zona.example/avviso';

export const procedureOf = (zone: string): string => `${zone}-co-programmazione-2024`;

/** The proposal of deadlines of a life, where its office keeps the holidays of the country. */
function proposalSeen(life: CycleLife | undefined): string {
  if (life?.workflow.reference.id !== 'poa-annuale') return '0'.repeat(64);
  return deadlineProposal(life, workingCalendarOf(undefined), today(life), fingerprint).proposal;
}

/** A body for every verb, plausible or not; which one, the draw says. */
export const bodies: Readonly<Record<string, (draw: Draw, life: CycleLife | undefined) => object>> =
  {
    'draft-cycle': () => ({ title: 'POA 2024' }),
    'link-regional-act': (draw) =>
      draw<object>(
        { cite: 'DGR 1/2024' },
        { cite: 'DGR 1/2024', source },
        { cite: 'DGR 2/2024', affects: 'I tempi' },
        {},
      ),
    'set-target-approval': (draw, life) => ({ date: day(draw, life), basis: 'DGR 1/2024' }),
    'link-parent-plan': (draw) => ({
      planId: 'PSSIR',
      name: 'PSSIR',
      ...draw({}, { toYear: 2020 }, { toYear: 2030 }),
      ...draw({}, { note: 'In proroga' }),
    }),
    'import-tree': (draw) => ({
      objectives: draw([], [{ objectiveId: draw('O1', 'O2'), name: 'Salute' }]),
      programmes: draw([], [{ programmeId: 'P3', name: 'Casa', objectiveIds: draw([], ['O1']) }]),
      ...draw({ source }, {}),
    }),
    'add-objective': (draw) => ({ objectiveId: draw('O1', 'O2', 'O 3'), name: 'Salute' }),
    'add-programme': (draw) => ({
      programmeId: draw('P1', 'P2'),
      name: 'Anziani',
      objectiveIds: draw([], [], ['O1']),
    }),
    'link-programme': (draw) => ({ programmeId: draw('P1', 'P3'), objectiveIds: draw(['O1'], []) }),
    'rename-objective': (draw) => ({ objectiveId: draw('O1', 'O2'), name: draw('Salute', 'Cura') }),
    'rename-programme': (draw) => ({
      programmeId: draw('P1', 'P3'),
      name: draw('Anziani', 'Casa'),
    }),
    'remove-objective': (draw) => ({ objectiveId: draw('O1', 'O2') }),
    // Without P1 nobody would be assigned anything any more.
    'remove-programme': (draw) => ({ programmeId: draw('P2', 'P3') }),
    'open-cycle': () => opening,
    'hold-kickoff': (draw) => draw<object>(kickoff, kickoff, { ...kickoff, attendance: [] }),
    'replace-responsible-person': (draw) => ({ personId: draw('operatore', 'coordinatore') }),
    'open-verification': () => ({}),
    'request-fixes': (draw) => ({
      schedaIds: [draw('S-1', 'S-2')],
      reasons: draw(['TEXT'], ['OTHER']),
      text: draw('Manca', 'Manca il riparto'),
    }),
    'raise-question': (draw) => ({ questionId: draw('Q1', 'Q2'), subject: 'cycle', text: 'Chi?' }),
    'answer-question': (draw) => ({ questionId: draw('Q1', 'Q2'), answer: 'Noi', basis: 'Nota' }),
    'set-deadline': (draw, life) => ({
      ...deadlineId(draw),
      kind: draw(...(codes(deadlineKinds) as ['OTHER'])),
      due: day(draw, life),
      basis: draw(...(codes(deadlineBases) as ['OFFICE'])),
      ...act(draw),
    }),
    'set-calendar': (draw, life) => draw({}, { approvalOn: addDays(today(life), 100) }),
    'accept-deadline-proposal': (draw, life) => ({
      proposal: draw(proposalSeen(life), proposalSeen(life), '0'.repeat(64)),
      ...draw<object>({}, {}, { leaveOut: ['approval'] }),
      ...act(draw),
    }),
    'decline-deadline-proposal': (draw, life) => ({
      proposal: draw(proposalSeen(life), '0'.repeat(64)),
    }),
    'extend-deadline': (draw, life) => ({
      ...deadlineId(draw),
      to: day(draw, life),
      ...act(draw),
      ...draw<object>({}, {}, { unitId: 'anziani' }),
    }),
    'shorten-deadline': (draw, life) => ({
      ...deadlineId(draw),
      to: day(draw, life),
      ...act(draw),
    }),
    'waive-deadline': (draw) => ({ ...deadlineId(draw), ...act(draw) }),
    'record-missed-deadline': (draw) => deadlineId(draw),
    'record-deadline-met': (draw) => deadlineId(draw),
    'record-reminder': (draw, life) => ({
      ...deadlineId(draw),
      due: day(draw, life),
      offsetDays: draw(-14, -7, -2, 0, 1, 7),
      level: draw('owner', 'coordinator', 'director'),
    }),
    'remind-unit': (draw) => ({
      ...{ ...deadlineId(draw), unitId: draw('anziani', 'minori') },
      ...draw<object>({}, { reminderId: draw('R1', 'R2') }),
    }),
    'take-back-reminder': (draw, life) => {
      const sent = Object.keys(life?.data.sentReminders ?? {});
      return { reminderId: draw(sent.at(-1) ?? 'R1', sent.at(-1) ?? 'R1', 'R2') };
    },
    'attach-health-profile': () => ({ edition: '2024', title: 'Profilo di salute', document }),
    'adopt-health-profile': () => ({ organ: 'Conferenza', act: 'Delibera 3/2024' }),
    'import-needs': (draw) => ({
      edition: '2024',
      themes: [],
      needs: [{ needId: draw('N1', 'N2'), kind: 'critical', text: 'Solitudine' }],
      ...draw({ source }, {}),
    }),
    'schedule-meeting': (draw, life) => ({
      ...meetingId(draw),
      title: 'Consulta',
      counterpart: 'ALTRO',
      date: day(draw, life),
      channel: 'ONLINE',
    }),
    'convene-meeting': (draw) => ({ ...meetingId(draw), invitees: ['Consulta'] }),
    'reschedule-meeting': (draw, life) => ({
      ...meetingId(draw),
      to: day(draw, life),
      ...draw<object>({}, {}, { arrangements: { channel: draw('ONLINE', 'MIXED') } }),
    }),
    'cancel-meeting': meetingId,
    'record-meeting-held': (draw) => ({
      ...meetingId(draw),
      categories: draw([], ['UTENTI'], codes(categories)),
      attendance: ['Consulta'],
      contents: [],
    }),
    'attribute-categories': (draw) => ({
      ...meetingId(draw),
      categories: draw([], ['UTENTI'], codes(categories)),
    }),
    'record-minutes': (draw) => ({ ...meetingId(draw), document }),
    'open-minutes-to-observations': (draw, life) => ({
      ...meetingId(draw),
      until: day(draw, life),
    }),
    'approve-minutes': meetingId,
    'receive-contribution': (draw) => ({
      contributionId: draw('C1', 'C2'),
      body: 'Consulta',
      document,
      ...draw<object>({}, meetingId(draw)),
    }),
    'answer-contribution': (draw) => ({
      contributionId: draw('C1', 'C2'),
      answer: 'PARTLY',
      text: 'In parte',
    }),
    'propose-category-exemption': category,
    'exempt-category': category,
    'propose-co-programming': (draw) => ({
      decision: draw('not_activated', 'activated'),
      motivation: 'TIGHT_SCHEDULE',
      text: draw(words, words.slice(0, 49)),
      ...draw({ notDeferred: true }, { deferredTo: 'POA 2025' }, {}),
    }),
    'decide-co-programming': (draw, life) => ({
      decision: draw('not_activated', 'activated'),
      ...act(draw),
      motivation: 'TIGHT_SCHEDULE',
      text: draw(words, words, words.slice(0, 49)),
      ...draw({ notDeferred: true }, { deferredTo: 'POA 2025' }, {}),
      ...draw<object>(procedure(draw, life), {}),
    }),
    'publish-notice': (draw, life) => ({
      closesOn: addDays(today(life), draw(0, 5, 19, 20)),
      url,
      requirements: 'Nessuno',
      ...draw({}, { derogation: 'Regolamento locale n. 3/2022, art. 4' }),
    }),
    'extend-notice': (draw, life) => ({ to: day(draw, life) }),
    'receive-application': (draw) => ({
      applicationId: draw('D1', 'D2'),
      body: 'Consulta',
      protocol: '31/2024',
    }),
    'close-notice': () => ({}),
    'admit-application': (draw) => ({ applicationId: draw('D1', 'D2') }),
    'not-admit-application': (draw) => ({ applicationId: draw('D1', 'D2') }),
    'conclude-co-programming': procedure,
    'record-co-programming-session': (draw) =>
      draw({ theme: 'Casa' }, { theme: 'Casa', sessionId: 'T1' }),
    'issue-co-programming-report': () => ({ document, sentTo: ['Conferenza'] }),
    'publish-co-programming-report': () => ({ url }),
    'assign-scheda': (draw) => {
      const unitId = draw('anziani', 'minori');
      return {
        ...scheda(draw),
        programmeId: draw('P1', 'P2'),
        unitId,
        personId: `capo-${unitId}`,
        title: 'Assistenza',
      };
    },
    'reassign-scheda': (draw) => {
      const unitId = draw('anziani', 'minori');
      return { ...scheda(draw), unitId, personId: draw(`capo-${unitId}`, 'operatore') };
    },
    'move-scheda': (draw) => ({ ...scheda(draw), programmeId: draw('P1', 'P2', 'P3') }),
    'revise-scheda': (draw) => ({
      ...scheda(draw),
      changes: draw<object>(
        complete,
        { description: draw('Una', 'Due', 'Tre') },
        { resources: [{ source: 'UE', amount: 12.5 }] },
        { recipients: null, title: 'Altro titolo' },
        {},
      ),
    }),
    'submit-scheda': scheda,
    'take-scheda-in-charge': scheda,
    'return-scheda': (draw) => ({
      ...scheda(draw),
      reasons: [draw(...(codes(returnReasons) as ['TEXT']))],
      text: draw('Manca', 'Manca il riparto'),
    }),
    'check-scheda': scheda,
    'request-withdrawal': scheda,
    'grant-withdrawal': scheda,
    'deny-withdrawal': scheda,
    'close-verification': (draw, life) => ({
      leftOut: draw(
        notReady(life).map((schedaId) => ({ schedaId, reason: 'Non pronta' })),
        [],
      ),
    }),
    'endorse-proposal': (draw, life) => ({
      manifestHash: draw(proposed(life), 'b'.repeat(64)),
    }),
    'return-proposal': () => ({ text: 'Manca il riparto' }),
    'convene-organ': (draw, life) => ({
      sessionId: draw(`A${(life?.data.sessions.length ?? 0) + 1}`, 'A1', 'A2', 'A3'),
      organ: 'Conferenza',
      sessionOn: day(draw, life),
      protocol: '12/2024',
      items: ['POA 2024'],
    }),
    'cancel-session': (draw, life) => ({
      sessionId: draw(life?.data.sessions.at(-1)?.sessionId ?? 'A1', 'A1', 'A2'),
    }),
    'record-deliberation': (draw, life) => {
      const { sessionId = 'A1', sessionOn } = life?.data.sessions.at(-1) ?? {};
      const manifestHash = proposed(life);
      return {
        sessionId,
        manifestHash,
        quorumThousandths: 501,
        prescriptions: [],
        ...session(draw),
        ...draw<object>({ number: '12', actDate: sessionOn ?? today(life) }, {}),
        ...draw({}, { text: 'Le parole dell’organo' }),
      };
    },
    ...bodiesInForce,
    ...bodiesBetweenYears,
    ...bodiesUnderRevision,
    ...bodiesCutShort,
  };

/** The fingerprint of what is before the director and the organ. */
const proposed = (life: CycleLife | undefined): string =>
  (life && proposalOf(life.data).manifestHash) ?? 'a'.repeat(64);

function notReady(life: CycleLife | undefined): readonly string[] {
  return Object.keys(life?.data.schede ?? {}).filter((id) => {
    const state = life && stateOfPart(life, 'scheda', id);
    return state !== 'checked' && state !== 'withdrawn' && state !== 'leftOut';
  });
}

function session(draw: Draw): object {
  const vote = draw('for', 'for', 'against');
  const members = [
    { body: 'Comune A', present: true, quotaThousandths: 600, vote },
    { body: 'Comune B', present: true, quotaThousandths: 400, vote: 'abstained' },
  ];
  return draw<object>(
    { outcome: 'approved', members },
    { outcome: 'approvedWithPrescriptions', members, prescriptions: [{ text: 'Riparto' }] },
    { outcome: 'rejected', members },
    { outcome: 'postponed', members },
    {
      outcome: 'noQuorum',
      members: [
        { body: 'Comune A', present: false, quotaThousandths: 600 },
        { body: 'Comune B', present: true, quotaThousandths: 400 },
      ],
    },
  );
}
