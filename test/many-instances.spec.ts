import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '#people';
import {
  everyFact,
  everyRow,
  etag,
  problem,
  recorded,
  type ProblemBody,
  type RecordedBody,
  type Reply,
  type ShownFact,
} from './client.fixture.js';
import { Instances, type Instance } from './instances.fixture.js';
import { UNIT, ZONE } from './server.fixture.js';

/** The real clock: the programs have no other. */
const year = new Date().getFullYear() + 1;
const cycleId = `${ZONE}-poa-annuale-${year}`;
const path = `/api/v1/cycles/${cycleId}`;
const roles: readonly Role[] = ['UPc', 'UPo', 'RF', 'AUD', 'ADM'];

/** Within this time the others go on when an instance is gone, in milliseconds. */
const TAKEN_OVER_MS = 10_000;
/** How long a client waits for an answer before it asks another instance, in milliseconds. */
const PATIENCE_MS = 2_000;

let office: Instances;
let one: Instance;
let other: Instance;
let third: Instance;

beforeAll(async () => {
  office = await Instances.start(3, roles);
  const [first, second, last] = office.all;
  [one, other, third] = [first!, second!, last!];
});
afterAll(() => office.end(), 30_000);

type Answer = Reply<RecordedBody | ProblemBody>;

/** A question of the planning office, asked of an instance; a command that is always right. */
const ask = (at: Instance, text: string, commandId: string = randomUUID()): Promise<Answer> =>
  at.as('UPo').perform(cycleId, 'raise-question', { subject: 'cycle', text }, { commandId });

const history = (at: Instance = one): Promise<readonly ShownFact[]> =>
  everyFact(at.as('AUD'), cycleId);

/**
 * What was recorded, less whether it was the first time, and less its position: who is told of commands that
 * were recorded together is told the last one's.
 */
const whatWas = ({ facts, revision }: RecordedBody) => ({ facts, revision });

async function until(holds: () => boolean, withinMs: number): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > endMs) throw new Error(`Not within ${withinMs} ms: ${String(holds)}`);
    await pause(10);
  }
}

/** Waits until an instance says that it can be asked. */
async function ready(at: Instance): Promise<void> {
  while ((await at.as('ADM').get('/health/ready')).status !== 200) await pause(50);
}

/** The log has no gaps, holds each fact once, and each answer as it was given. */
async function holds(answers: readonly RecordedBody[]): Promise<readonly ShownFact[]> {
  const log = await history();
  expect(log.map(({ revision }) => revision)).toEqual(log.map((_, index) => index));
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  for (const { facts } of answers) {
    for (const { id, type, data, revision } of facts) {
      expect(log[revision]).toMatchObject({ id, type, data });
    }
  }
  return log;
}

/** Every instance shows the same, as far as everything that was recorded before this call. */
async function agree(): Promise<void> {
  const { position } = recorded(await ask(one, 'Fin qui?'));
  const shown = await Promise.all(
    office.all.map(async (at) => {
      const auditor = at.as('AUD');
      const { body } = await auditor.get<{ readonly matches: boolean }>(`${path}/replay`);
      const after = `after=${position}&limit=200`;
      return {
        replay: body,
        cycle: (await at.as('UPc').get(path)).body,
        coverage: (await at.as('UPc').get(`${path}/coverage?after=${position}`)).body,
        cycles: await everyRow(at.as('UPc'), `/api/v1/cycles?${after}`),
        schede: await everyRow(at.as('UPc'), `${path}/schede?${after}`),
        questions: await everyRow(at.as('UPc'), `${path}/questions?${after}`),
        worklist: await everyRow(at.as('UPc'), `/api/v1/worklist?${after}`),
        refusals: await everyRow(auditor, `/api/v1/refusals?${after}`),
      };
    }),
  );
  const [first] = shown;
  for (const each of shown) {
    expect(each).toEqual(first);
    expect(each.replay).toMatchObject({ matches: true });
    expect(each.questions.length).toBeGreaterThan(0);
  }
}

interface Page {
  readonly items: readonly unknown[];
  readonly next?: string;
}

describe('Three servers on one event store', () => {
  it('prepare one cycle, each command at another of them', async () => {
    const head = { unitId: UNIT, personId: 'persona-uh' };
    const steps: readonly (readonly [verb: string, body: object])[] = [
      ['draft-cycle', { title: `POA ${year}` }],
      ['link-regional-act', { cite: 'DGR 1508/2022' }],
      ['add-objective', { objectiveId: 'O1', name: 'Domiciliarità' }],
      ['add-programme', { programmeId: 'P01', name: 'Anziani', objectiveIds: ['O1'] }],
      [
        'open-cycle',
        {
          caseFile: {
            identifier: 'fascicolo-1',
            ownerAdministration: 'Zona livornese',
            otherAdministrations: [],
            subject: 'Programma operativo annuale',
          },
          responsiblePersonId: 'persona-upc',
        },
      ],
      [
        'hold-kickoff',
        {
          attendance: [{ ...head, presence: 'present' }],
          trainingOnProweb: true,
          materials: [],
        },
      ],
      [
        'assign-scheda',
        { schedaId: 'S1', programmeId: 'P01', ...head, title: 'Assistenza a casa' },
      ],
    ];
    const answers: RecordedBody[] = [];
    for (const [index, [verb, body]] of steps.entries()) {
      const at = office.all[index % 3]!;
      answers.push(recorded(await at.as('UPc').perform(cycleId, verb, body)));
    }
    await holds(answers);
  });

  it('record what is asked of all of them at the same time, nothing lost and nothing twice', async () => {
    const before = (await history()).length;
    const replies = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        ask(office.all[index % 3]!, `Domanda ${index} di tutti`),
      ),
    );
    const answers = replies.map(recorded);
    expect(answers.every(({ repeated }) => !repeated)).toBe(true);
    const log = await holds(answers);
    expect(log).toHaveLength(before + 60);
    await agree();
  });

  it('record a command that is sent to all of them at the same instant once, with one answer', async () => {
    const before = (await history()).length;
    const rounds = Array.from({ length: 8 }, (_, index) => `Domanda ${index} a ciascuno`);
    const answers: RecordedBody[] = [];
    for (const text of rounds) {
      const commandId = randomUUID();
      const replies = await Promise.all(office.all.map((at) => ask(at, text, commandId)));
      const [first, ...others] = replies.map(recorded);
      for (const each of others) expect(whatWas(each)).toEqual(whatWas(first!));
      // Two that decide in the same millisecond write the very same bytes: then either may say it was first.
      expect(replies.map(recorded).some(({ repeated }) => !repeated)).toBe(true);
      answers.push(first!);
    }
    const log = await holds(answers);
    expect(log).toHaveLength(before + rounds.length);
    await agree();
  });

  it('record one of two commands that are sent to two of them under one id, and refuse the other', async () => {
    const answers: RecordedBody[] = [];
    for (let round = 0; round < 6; round++) {
      const commandId = randomUUID();
      const replies = await Promise.all([
        ask(one, `Domanda ${round}, in un modo`, commandId),
        ask(other, `Domanda ${round}, nell'altro`, commandId),
      ]);
      const [refused] = replies.filter(({ status }) => status !== 200);
      expect(problem(refused!)).toMatchObject({ code: 'command-id-reused' });
      answers.push(...replies.filter(({ status }) => status === 200).map(recorded));
    }
    expect(answers).toHaveLength(6);
    await holds(answers);
  });

  it('grant one of two wishes that exclude each other, wherever they are asked', async () => {
    for (let round = 0; round < 6; round++) {
      const body = { objectiveId: `O-${round}`, name: 'Prevenzione' };
      const replies = await Promise.all(
        office.all.map((at) => at.as('UPo').perform(cycleId, 'add-objective', body)),
      );
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      const refused = replies.filter(({ status }) => status !== 200).map(problem);
      expect(refused.map(({ code }) => code)).toEqual(['id-taken', 'id-taken']);
    }
    await agree();
  });

  it('continue a list that another of them began', async () => {
    const { position } = recorded(await ask(one, "L'ultima dell'elenco"));
    const list = `${path}/questions?after=${position}`;
    const whole = await everyRow(one.as('UPc'), `${list}&limit=200`);
    const rows: unknown[] = [];
    let cursor = '';
    for (let page = 0; page === 0 || cursor !== ''; page++) {
      const { body } = await office.all[page % 3]!.as('UPc').get<Page>(`${list}&limit=9${cursor}`);
      rows.push(...body.items);
      cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
    }
    expect(rows).toEqual(whole);
    expect(rows.length).toBeGreaterThan(3 * 9);
  });

  it('refuse a command that is sent to all of them at the same instant once', async () => {
    const refusals = async (): Promise<number> => {
      const { position } = recorded(await ask(one, 'Quanti rifiuti?'));
      const list = `/api/v1/refusals?code=question-not-found&after=${position}`;
      return (await third.as('AUD').get<{ readonly total: number }>(list)).body.total;
    };
    expect(await refusals()).toBe(0);
    const body = { questionId: 'Q-mai-posta', answer: 'Sì', basis: 'Nessuna' };
    const wish = { commandId: randomUUID() };
    const replies = await Promise.all(
      office.all.map((at) => at.as('UPo').perform(cycleId, 'answer-question', body, wish)),
    );
    for (const reply of replies)
      expect(problem(reply)).toMatchObject({ status: 404, code: 'question-not-found' });
    expect(await refusals()).toBe(1);
  });

  it('see at each of them that a scheda has moved at another', async () => {
    const revise = (at: Instance, description: string, ifMatch: number): Promise<Answer> => {
      const body = { schedaId: 'S1', changes: { description } };
      return at.as('RF').perform(cycleId, 'revise-scheda', body, { ifMatch });
    };
    const seen = await Promise.all(
      office.all.map(async (at) => etag(await at.as('RF').get(`${path}/schede/S1`))),
    );
    const [revision] = seen;
    expect(seen).toEqual([revision, revision, revision]);
    const { revision: moved } = recorded(await revise(one, 'Di chi è arrivato prima', revision!));
    for (const at of [other, third]) {
      expect(problem(await revise(at, 'Di chi è arrivato dopo', revision!))).toMatchObject({
        status: 409,
        code: 'scheda-moved',
        details: { revision: moved },
      });
    }
    const together = await Promise.all(office.all.map((at) => revise(at, 'Di uno solo', moved)));
    expect(together.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });

  it('show with ?after= what another of them has just recorded', async () => {
    for (let round = 0; round < 12; round++) {
      const [at, elsewhere] = [office.all[round % 3]!, office.all[(round + 1) % 3]!];
      const text = `Domanda ${round} scritta qui e letta là`;
      const { position } = recorded(await ask(at, text));
      const rows = await everyRow<{ readonly text: string }>(
        elsewhere.as('UPc'),
        `${path}/questions?after=${position}&limit=200`,
      );
      expect(rows.map((row) => row.text)).toContain(text);
    }
  });

  it.each([0, 2, 5, 10, 20])(
    'record nothing that one of them decided before it was stopped for a while, after %s ms of work',
    async (workMs) => {
      const texts = Array.from({ length: 4 }, (_, index) => `${workMs}.${index} a chi si ferma`);
      const commands = texts.map((text) => ({ text, commandId: randomUUID() }));
      const objective = { objectiveId: `O-${workMs}-ms`, name: 'Di uno dei due' };
      const asked = commands.map(({ text, commandId }) => ask(other, text, commandId));
      const wish = other.as('UPo').perform(cycleId, 'add-objective', objective);
      await pause(workMs);
      other.pause();
      const meanwhile: RecordedBody[] = [];
      let rival: Answer;
      try {
        rival = await third.as('UPo').perform(cycleId, 'add-objective', objective);
        for (const { text, commandId } of commands)
          meanwhile.push(recorded(await ask(third, text, commandId)));
      } finally {
        other.resume();
      }
      const late = (await Promise.all(asked)).map(recorded);
      expect(late.map(whatWas)).toEqual(meanwhile.map(whatWas));
      for (const [index, { repeated }] of late.entries())
        expect([repeated, meanwhile[index]?.repeated].toSorted()).toEqual([false, true]);
      const statuses = [(await wish).status, rival.status];
      expect(statuses.toSorted()).toEqual([200, 409]);
      await holds(late);
    },
  );

  it('agree after all that', () => agree());
});

/** Asks one question after another, each again and again, at one instance after another, until it is answered. */
class Writer {
  readonly acknowledged = new Map<string, RecordedBody>();
  /** Answers nobody waited for any more, by the id of the command. */
  readonly late: (readonly [commandId: string, answer: Promise<Answer | undefined>])[] = [];
  readonly texts: string[] = [];

  constructor(
    private readonly name: string,
    private turn: number,
  ) {}

  async writeUntil(over: () => boolean): Promise<void> {
    while (!over()) {
      const text = `${this.name}, domanda ${this.texts.length}`;
      this.texts.push(text);
      const commandId = randomUUID();
      while (!this.acknowledged.has(commandId)) await this.#attempt(text, commandId);
    }
  }

  async #attempt(text: string, commandId: string): Promise<void> {
    const at = office.all[this.turn++ % 3]!;
    // Whoever is gone answers nothing; another instance is asked then.
    const asked = ask(at, text, commandId).catch(() => undefined);
    const ending = new AbortController();
    const reply = await Promise.race([
      asked,
      pause(PATIENCE_MS, 'late' as const, { signal: ending.signal }).catch(() => undefined),
    ]);
    ending.abort();
    if (reply === 'late') this.late.push([commandId, asked]);
    else if (reply?.status === 503 || reply === undefined) await pause(20);
    else this.acknowledged.set(commandId, recorded(reply));
  }
}

describe('Three servers, of which one is killed and one stopped while clients write', () => {
  it('lose nothing, record nothing twice, and agree in the end', async () => {
    const before = (await history()).length;
    const writers = Array.from({ length: 5 }, (_, index) => new Writer(`Cliente ${index}`, index));
    let over = false;
    const writing = Promise.all(writers.map((writer) => writer.writeUntil(() => over)));
    const written = (): number =>
      writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    const goesOn = async (more: number, withinMs: number): Promise<void> => {
      const goal = written() + more;
      await until(() => written() >= goal, withinMs);
    };
    try {
      await goesOn(30, 30_000);
      await one.kill();
      other.pause();
      await goesOn(10, TAKEN_OVER_MS);
      // Longer than any call to the store may take: what it had begun is over in every way.
      await pause(5_000);
      other.resume();
      await goesOn(10, TAKEN_OVER_MS);
      await one.start();
      await goesOn(30, 30_000);
    } finally {
      other.resume();
      over = true;
      await writing;
    }
    const answers = writers.flatMap(({ acknowledged }) => [...acknowledged.values()]);
    const log = await holds(answers);
    const texts = writers.flatMap((writer) => writer.texts);
    const recordedTexts = log.slice(before).map(({ data }) => data['text']);
    expect(recordedTexts.toSorted()).toEqual(texts.toSorted());
    let lateAnswers = 0;
    for (const { late, acknowledged } of writers) {
      for (const [commandId, answer] of late) {
        const reply = await answer;
        // It was killed, or says that it could not know.
        if (reply === undefined || reply.status === 503) continue;
        lateAnswers++;
        expect(whatWas(recorded(reply))).toEqual(whatWas(acknowledged.get(commandId)!));
      }
    }
    expect(lateAnswers).toBeGreaterThan(0);
    await Promise.all(office.all.map(ready));
    await agree();
  });
});
