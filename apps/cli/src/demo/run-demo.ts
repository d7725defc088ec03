import { noticeIdOf } from '#notifications';
import { CommandFailed } from '../failure.js';
import { livornoProgramme } from '../import/programme-data.js';
import type { Terminal } from '../terminal.js';
import { livornoActivities } from './activities.js';
import { approve, bodiesOf } from './approval.js';
import { compareCalendar } from './calendar-check.js';
import { showEvidence, type ShownEvidence } from './evidence.js';
import { castOf } from './cast.js';
import { decideOnCoProgramming } from './co-programming.js';
import { draft } from './drafting.js';
import { writeAddressBook } from './address-book.js';
import { countMails, remindersIn, tellMails, tellReminders } from './mail-report.js';
import { MailSink } from './mail-sink.js';
import { makeKnown, meetPrescription, monitor } from './in-force.js';
import { Narrator } from './narrator.js';
import { openNextYear, type NextYear } from './next-year.js';
import { open } from './opening.js';
import { enrolUnits, replaceHead, substitute } from './organisation.js';
import { takePart } from './participation.js';
import { letSpringPass, type Spring } from './reminders.js';
import { reportAndClose } from './reporting.js';
import { revise } from './revising.js';
import { planSchede } from './schede-plan.js';
import type { Stage } from './stage.js';
import { StageDoor } from './stage-door.js';
import type { Staging } from './staging.js';
import type { StoryClock } from './story-clock.js';
import { days } from './story-days.js';
import { verify } from './verification.js';

/** How a demonstration ended, as the server says it. */
export interface DemoResult {
  readonly cycle: string;
  readonly phase: string;
  readonly facts: number;
  readonly schede: number;
  readonly refusals: number;
  /** The history replayed from its first fact gives the live state. */
  readonly replayed: boolean;
  /** What the year after begins with. */
  readonly next: NextYear;
  /** How many mails came in, each counted once. */
  readonly mails: number;
  /** How many reminders of deadlines went out, and how many entries of a calendar were compared with the deadlines. */
  readonly spring?: { readonly reminders: number; readonly calendarEntries: number };
  /** What became of the evidence of the year, where it was taken away. */
  readonly evidence?: ShownEvidence;
  readonly seconds: number;
}

/**
 * Plays the yearly programme 2024 of the Zona Livornese from its import to its closing, and opens that of 2025
 * from it, through the API of a real server on a new data folder.
 * @param evidenceFolder where the evidence of the year is to go; undefined where nobody takes it away
 * @throws CommandFailed, TracciaProblem when anything goes otherwise than the story has it
 */
export async function runDemo(
  dataFolder: string,
  terminal: Terminal,
  staging: Staging,
  evidenceFolder?: string,
): Promise<DemoResult> {
  const sink = staging.sendsMail ? await MailSink.open() : undefined;
  try {
    return await play({ dataFolder, evidenceFolder }, terminal, staging, sink);
  } finally {
    await sink?.close();
  }
}

/** Where a demonstration puts what stays of it. */
interface Folders {
  readonly dataFolder: string;
  readonly evidenceFolder: string | undefined;
}

async function play(
  { dataFolder, evidenceFolder }: Folders,
  terminal: Terminal,
  { startServer, lanes, newCommandId, nowMs, clock }: Staging,
  sink: MailSink | undefined,
): Promise<DemoResult> {
  const startedMs = performance.now();
  const narrator = new Narrator(terminal, nowMs);
  const { zone, year } = livornoProgramme;
  const cycleId = `${zone}-poa-annuale-${year}`;
  let server = await startServer(dataFolder, sink?.address, 'notices');
  const door = new StageDoor(dataFolder, zone, nowMs);
  try {
    const cast = castOf(door, { server: server.url, cycleId, narrator, newCommandId });
    const stage: Stage = {
      cycleId,
      cast,
      narrator,
      programme: livornoProgramme,
      activities: livornoActivities,
      lanes,
      isTold: async (...what) => sink?.has(noticeIdOf(...what)),
      nowMs,
    };
    const schede = planSchede(stage.activities, stage.programme, cast.units);
    await enrolUnits(stage);
    if (sink) await writeAddressBook(stage);
    await open(stage);
    await takePart(stage);
    await decideOnCoProgramming(stage);
    await draft(stage, schede);
    const manifestHash = await verify(stage, schede);
    const bodies = bodiesOf(stage);
    const approved = await approve(stage, bodies, manifestHash);
    const inForce = schede.filter(({ fate }) => fate.ends === 'checked');
    await makeKnown(stage, manifestHash, days.approved);
    await substitute(stage, inForce);
    await monitor(stage, inForce);
    const revised = await revise(stage, inForce, bodies);
    await makeKnown(stage, revised.manifestHash, days.revised);
    await meetPrescription(stage, approved);
    const renewed = await replaceHead(stage, revised.inForce);
    const { position } = await reportAndClose(renewed.stage, renewed.inForce, revised.manifestHash);
    const next = await openNextYear(stage);
    const result = await readBack(stage, position);
    if (clock) {
      // From here on the deadlines are kept, too.
      await server.stop();
      server = await startServer(dataFolder, sink?.address, 'on');
    }
    const performing = { server: server.url, cycleId: next.cycle, narrator, newCommandId };
    const after: Stage = { ...stage, cycleId: next.cycle, cast: castOf(door, performing) };
    const spring = clock && (await playSpring(after, clock, server.url));
    const mails = sink ? await tellOfMails(after, sink, { cycleId, spring }) : 0;
    mustBeAsTold(result, {
      phase: 'closed',
      schede: schede.length + revised.added,
      refusals: narrator.refusals,
    });
    const closed = { ...after, cycleId };
    const evidence =
      evidenceFolder === undefined
        ? undefined
        : await showEvidence(closed, evidenceFolder, terminal);
    return {
      ...{ ...result, next, mails },
      ...(evidence && { evidence }),
      ...(spring && {
        spring: { reminders: spring.reminders.length, calendarEntries: spring.calendarEntries },
      }),
      seconds: Math.round(performance.now() - startedMs) / 1000,
    };
  } finally {
    door.close();
    await server.stop();
  }
}

/** The spring of the year after, with a look into the calendar of whoever looks after it. */
async function playSpring(
  stage: Stage,
  clock: StoryClock,
  server: string,
): Promise<Spring & { readonly calendarEntries: number }> {
  const { cast, cycleId, narrator } = stage;
  const spring = await letSpringPass(stage, clock);
  const { deadlines } = spring;
  const wanted = { server, cycleId, deadlines };
  const calendarEntries = await compareCalendar(cast.coordinator.client, wanted);
  narrator.tell(
    `Il calendario del coordinatore, riletto con ical.js: ${calendarEntries} scadenze su ` +
      `${deadlines.length}, ognuna nel suo giorno.`,
  );
  return { ...spring, calendarEntries };
}

/** @returns how many mails came in */
async function tellOfMails(
  stage: Stage,
  sink: MailSink,
  { cycleId, spring }: { readonly cycleId: string; readonly spring: Spring | undefined },
): Promise<number> {
  const counted = await countMails(stage, sink, [cycleId, stage.cycleId]);
  const mails = tellMails(stage, counted);
  if (spring) tellReminders(stage, remindersIn(counted, spring));
  return mails;
}

/**
 * What the server says of the cycle now; the history is replayed from zero and compared.
 * @param position of the last fact, so that the read models have come so far
 */
async function readBack(
  { cycleId, cast, narrator }: Stage,
  position: number,
): Promise<Omit<DemoResult, 'next' | 'mails' | 'spring' | 'seconds'>> {
  const { client } = cast.auditor;
  narrator.phase('Rilettura');
  const { phase, facts, matches } = await client.replay(cycleId);
  const page = { limit: 200, after: position };
  const questions = await count(client.questions(cycleId, { ...page, state: 'open' }));
  narrator.tell(`${facts} fatti riletti da zero; ${questions} domande restano aperte.`);
  return {
    cycle: cycleId,
    phase,
    facts,
    schede: await count(client.schede(cycleId, page)),
    refusals: await count(client.refusals(page)),
    replayed: matches,
  };
}

/** @throws CommandFailed when the server says anything else than the story has told */
function mustBeAsTold(
  result: Readonly<Record<string, unknown>>,
  told: Readonly<Record<string, unknown>>,
): void {
  for (const [what, expected] of Object.entries(told)) {
    if (result[what] === expected) continue;
    throw new CommandFailed(
      `La dimostrazione si aspettava ${what} ${String(expected)}, il server dice ${String(result[what])}.`,
    );
  }
}

async function count(items: AsyncIterable<object>): Promise<number> {
  let counted = 0;
  const iterator = items[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true) counted += 1;
  return counted;
}
