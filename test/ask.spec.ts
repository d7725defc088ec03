import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drive, reach } from './drivers.fixture.js';
import { year } from './histories/year.js';
import { Journey } from './journey.fixture.js';
import { Program } from './program.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';
import { registroDiZonaWays } from './ways/registro-di-zona.ways.fixture.js';

const run = promisify(execFile);
const traccia = join(import.meta.dirname, '../dist/apps/cli/src/main.js');

/** With what the command ends, and what that means. */
const endings = { 'in-order': 0, findings: 3, 'not-known': 4 } as const;
type Verdict = keyof typeof endings;

interface Answer {
  readonly number: number;
  readonly key: string;
  readonly cycleId: string;
  readonly verdict: Verdict;
  readonly sentence: { readonly it: string };
  readonly tables: readonly {
    readonly title: { readonly it: string };
    readonly rows: readonly object[];
  }[];
}

let server: TestServer;
let program: Program;
let token: string;
let cycle: string;
let troubled: string;
/** When each fact of the year was there, the first of a type or outcome. */
const instants = new Map<string, string>();

const noted = (name: string): void => {
  if (!instants.has(name)) instants.set(name, new Date(server.clock.nowMs()).toISOString());
};

/** A whole year, and beside it what went wrong: all by commands. Then the built server works on that folder. */
beforeAll(async () => {
  server = await TestServer.start();
  const journey = programmeOfYear(server, 2024);
  cycle = journey.cycleId;
  for (const heard of year) {
    await drive(journey, heard);
    noted(heard.outcome ?? heard.type);
  }
  noted('the end');
  const other = programmeOfYear(server, 2032);
  troubled = other.cycleId;
  const { as, body } = other.ways.wishes['draft-cycle']!(other, { id: 'ciclo' });
  await other.perform(as, 'draft-cycle', { ...body, occurredOn: server.clock.day() });
  noted('the draft');
  await reach(other, (root) => root.can({ type: 'KickoffHeld' }));
  const occurredOn = server.clock.day();
  await other.perform('UPc', 'set-deadline', {
    ...{ deadlineId: 'adesione', kind: 'PARTICIPATION', due: occurredOn, basis: 'OFFICE' },
  });
  server.clock.pass({ days: 10 });
  await drive(other, { type: 'ContributionReceived' });
  noted('a contribution');
  await answerAll(other);
  await other.perform('UPo', 'raise-question', {
    ...{ questionId: 'tardi', subject: 'cycle', text: 'Chi firma?' },
    ...{ occurredOn, lateReason: 'Trovata nel registro cartaceo' },
  });
  const register = new Journey(server, `${ZONE}-registro-di-zona`, registroDiZonaWays);
  await drive(register, { type: 'ZoneRegisterOpened' });
  for (const id of ['uno', 'due']) {
    const { body } = registroDiZonaWays.wishes['add-funded-project']!(register, { id });
    await register.perform('UPo', 'add-funded-project', { ...body, cup: ['J44D22001880007'] });
  }
  ({ token } = server.mint({ role: 'AUD' }));
  await server.stop();
  program = await Program.start(server.folder);
}, 300_000);
/** Answers every contribution that waits for it. */
async function answerAll(journey: Journey): Promise<void> {
  const { body } = await server
    .as('AUD')
    .get<{ items: { contributionId: string; answer?: unknown }[] }>(
      journey.path(`/contributions?after=${journey.position}`),
    );
  for (const { contributionId } of body.items.filter(({ answer }) => !answer))
    await drive(journey, { type: 'ContributionAnswered' }, contributionId);
}
afterAll(async () => {
  await program.end();
  await server.end();
});

/** Runs `traccia ask` with these words. */
async function ask(...words: readonly string[]) {
  const env = { ...process.env, TRACCIA_SERVER: program.url, TRACCIA_TOKEN: token };
  const options = { env, maxBuffer: 50_000_000 };
  try {
    const { stdout } = await run(process.execPath, [traccia, 'ask', ...words], options);
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    // What execFile rejects with where the program ended otherwise.
    return error as { readonly code: number; readonly stdout: string; readonly stderr: string };
  }
}

describe('traccia ask', () => {
  it('lists the fifteen questions, by number and key', async () => {
    const { code, stdout } = await ask();
    expect(code).toBe(0);
    const numbers = [...stdout.matchAll(/^ ?(\d+) {2}([a-z-]+)$/gm)].map(([, number]) => number);
    expect(numbers).toEqual(Array.from({ length: 15 }, (_none, index) => String(index + 1)));
  });

  it.each<readonly [question: string, year: number, at: string | undefined, Verdict]>([
    ['1', 2024, 'ParticipationCompleted', 'not-known'],
    ['1', 2024, 'CoProgrammingActivated', 'in-order'],
    ['2', 2024, 'MeetingHeld', 'findings'],
    ['2', 2024, 'ParticipationCompleted', 'in-order'],
    ['3', 2024, 'rejected', 'not-known'],
    ['3', 2024, undefined, 'in-order'],
    ['4', 2024, 'VerificationClosed', 'not-known'],
    ['4', 2024, undefined, 'in-order'],
    ['5', 2024, 'CoProgrammingActivated', 'not-known'],
    ['5', 2024, undefined, 'in-order'],
    ['6', 2024, undefined, 'not-known'],
    ['7', 2032, undefined, 'findings'],
    ['8', 2024, 'SchedaTakenInCharge', 'in-order'],
    ['8', 2024, 'SchedaReturned', 'findings'],
    ['9', 2024, 'CoProgrammingActivated', 'not-known'],
    ['9', 2024, undefined, 'in-order'],
    ['10', 2032, 'a contribution', 'findings'],
    ['10', 2032, undefined, 'in-order'],
    ['11', 2024, 'SchedaAssigned', 'in-order'],
    ['12', 2024, 'the end', 'not-known'],
    ['12', 2024, undefined, 'findings'],
    ['13', 2024, 'rejected', 'not-known'],
    ['13', 2024, 'approvedWithPrescriptions', 'in-order'],
    ['14', 2032, 'the draft', 'in-order'],
    ['14', 2032, undefined, 'findings'],
    ['15', 2024, undefined, 'in-order'],
  ])(
    'answers question %s of %d (%s): %s, to programs and to people alike',
    async (question, of, name, verdict) => {
      const at = name === undefined ? [] : ['--at', instants.get(name)!];
      const asked = [question, '--cycle', of === 2024 ? cycle : troubled, ...at];
      const [toPrograms, toPeople] = await Promise.all([ask(...asked, '--json'), ask(...asked)]);
      const answer = JSON.parse(toPrograms.stdout) as Answer;
      expect({ verdict: answer.verdict, sentence: answer.sentence.it }).toMatchObject({ verdict });
      expect(answer).toMatchObject({ number: Number(question), cycleId: asked[2] });
      expect([toPrograms.code, toPeople.code]).toEqual([endings[verdict], endings[verdict]]);
      expect(toPeople.stdout).toContain(answer.sentence.it);
      for (const { title, rows } of answer.tables) {
        if (rows.length > 0) expect(toPeople.stdout).toContain(title.it);
      }
    },
  );

  it('says what it does not understand, and who may not ask', async () => {
    expect(await ask('1')).toMatchObject({ code: 1, stderr: expect.stringMatching(/--cycle/) });
    const unknown = await ask('16', '--cycle', cycle);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).not.toBe('');
    ({ token } = server.mint({ role: 'ETS' }));
    const refused = await ask('1', '--cycle', cycle);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
  });
});
