import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Access } from '#access';
import { romeDay } from '#calendar';
import { Directory, SubjectKeys, UnusableKeys } from '#people';
import { everyFact, recorded, type Client, type Reply } from '../client.fixture.js';
import { reach } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';

/** One word for each place, none of which stands anywhere else. */
const canary = {
  body: 'CanarinoEnteQ7x',
  title: 'CanarinoTitoloQ7x',
  corrected: 'CanarinoCorrettoQ7x',
  name: 'CanarinoNomeQ7x',
  email: 'canarino.q7x@ente.example',
  login: 'canarino-login-q7x@ente.example',
} as const;
const person = 'associazione-q7x';
const register = `${ZONE}-organizzazione`;
const sha256 = 'b'.repeat(64);
const reason = 'Richiesta dell’interessato';

let server: TestServer;
let journey: Journey;
let stakeholder: Client;

/** Every byte of every file of the data folder. */
function bytes(): string {
  return readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

const found = (): readonly string[] => {
  const all = bytes();
  return Object.entries(canary).flatMap(([name, word]) => (all.includes(word) ? [name] : []));
};

/** What people see of it, everywhere it could be seen. */
async function seen(): Promise<string> {
  const { position } = journey;
  const answers = await Promise.all([
    server.as('UPc').get(journey.path()),
    server.as('UPc').get(journey.path('/contributions')),
    server.as('UPc').get(journey.path('/facts?limit=500')),
    server.as('UPc').get(`/api/v1/worklist?after=${position}`),
    server.as('UPc').get(journey.path(`/reports/chapters/participation?after=${position}`)),
    server.as('AUD').get(journey.path('/contributions')),
    server.as('UPc').get('/api/v1/people'),
  ]);
  for (const { status } of answers) expect(status).toBe(200);
  return answers.map(({ body }) => JSON.stringify(body)).join('\n');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function untilSeen(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const inRegister = async (as: Client, verb: string, body: object): Promise<void> => {
  recorded(await as.perform(register, verb, body));
};

async function put(as: Client, personId: string, entry: object): Promise<Reply<unknown>> {
  const response = await fetch(`${server.url}/api/v1/people/${personId}`, {
    method: 'PUT',
    headers: { ...as.credentials.headers(), 'content-type': 'application/json' },
    body: JSON.stringify(entry),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

beforeAll(async () => {
  server = await TestServer.start();
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  stakeholder = server.admit({ role: 'ETS', personId: person });
});
afterAll(() => server.end());

describe('Personal data of a stakeholder', () => {
  const commandId = randomUUID();
  const contribution = {
    contributionId: 'K-1',
    body: canary.body,
    document: { title: canary.title, sha256 },
  };
  const send = (body: object): Promise<Reply<unknown>> =>
    stakeholder.perform(journey.cycleId, 'receive-contribution', body, { commandId });
  let theirs: number | undefined;
  let before: string;

  it('is read by those who may, and stands in clear in the directory and in no other file', async () => {
    const first = await journey.perform(stakeholder, 'receive-contribution', contribution, {
      commandId,
    });
    theirs = first.facts[0]?.revision;
    expect(JSON.stringify(first)).toContain(canary.body);
    // Another of the office, for somebody who has no account: it stays.
    await journey.perform('UPo', 'receive-contribution', {
      ...{ contributionId: 'K-2', body: 'Consulta della zona' },
      document: { title: 'Osservazioni', sha256 },
    });
    const eventId = first.facts[0]?.id;
    await journey.perform('UPc', 'correct-record', {
      ...{ eventId, field: '/body', old: canary.body, new: canary.corrected, reason },
    });
    const entry = { name: canary.name, email: canary.email };
    const entered = await put(server.as('ADM'), person, entry);
    expect([entered.status, entered.body]).toEqual([200, { personId: person, ...entry }]);
    const access = server.application.get(Access, { strict: false });
    access.accounts.add({ personId: person, login: canary.login }, undefined);
    const shown = await seen();
    for (const word of [canary.body, canary.title, canary.corrected, canary.name, canary.email]) {
      expect(shown).toContain(word);
    }
    const { body: now } = await server
      .as('UPc')
      .get<{ items: readonly object[] }>(journey.path('/contributions'));
    expect(now.items).toContainEqual(
      expect.objectContaining({ contributionId: 'K-1', body: canary.corrected }),
    );
    expect(found()).toEqual(['name', 'email', 'login']);
    before = JSON.stringify((await server.as('AUD').get(journey.path('/replay'))).body);
  });

  it('stands in the log as the token that is documented', () => {
    const token = { s: `person/${ZONE}/${person}`, k: expect.any(String) as unknown };
    expect(rawFacts().at(-2)).toMatchObject({
      body: { $pii: token },
      document: { title: { $pii: token } },
    });
  });

  it('is answered again to a retry, and no other text passes for it', async () => {
    const again = await send(contribution);
    expect([again.status, JSON.stringify(again.body)]).toEqual([
      200,
      expect.stringContaining(canary.body),
    ]);
    const other = { ...contribution, body: 'Altro' };
    const reused = await send(other);
    expect(reused.body).toMatchObject({ code: 'command-id-reused' });
  });

  it('is erased by the director alone, with a ground, not by who runs the system', async () => {
    const wish = { personId: person, legalBasis: 'CONSENT_WITHDRAWN', reason };
    await inRegister(server.as('UPc'), 'open-organisation', { title: 'Organizzazione' });
    for (const role of ['ADM', 'UPc', 'UPo', 'AUD', 'ETS'] as const) {
      expect((await server.as(role).perform(register, 'erase-person', wish)).status).toBe(403);
    }
    const { legalBasis: _left, ...without } = wish;
    expect((await server.as('DIR').perform(register, 'erase-person', without)).status).toBe(400);
    expect(found()).toEqual(['name', 'email', 'login']);
    await inRegister(server.as('DIR'), 'erase-person', wish);
    const directory = server.application.get(Directory, { strict: false });
    await until(() => directory.get(ZONE, person) === undefined && found().length === 0);
    await until(() => !bytes().includes(canary.login));
  });

  it('is then in no answer, where it stood it says so, and nobody else has lost anything', async () => {
    const shown = await seen();
    for (const word of Object.values(canary)) expect(shown).not.toContain(word);
    expect(shown).toMatch(/\[cancellato il [\d-]+ da direttore · erased on [\d-]+ by direttore\]/);
    expect(shown).toContain('Consulta della zona');
    expect(shown).not.toContain('\u2066');
    expect((await server.as('UPc').get(`/api/v1/people/${person}`)).status).toBe(404);
  });

  it('leaves the history as it was: it replays, and every fact is the same byte for byte', async () => {
    const after = await server.as('AUD').get(journey.path('/replay'));
    expect(after.body).toMatchObject({ matches: true });
    expect(JSON.stringify(after.body)).toBe(before);
  });

  it('is not answered to a retry, which passes for another command', async () => {
    const again = await send(contribution);
    expect(again.body).toMatchObject({ code: 'command-id-reused' });
    expect(found()).toEqual([]);
  });

  it('cannot be corrected any more, by quoting what is shown in its place', async () => {
    const facts = await everyFact(server.as('AUD'), journey.cycleId);
    const fact = facts.find(({ revision }) => revision === theirs);
    const refused = await server.as('UPc').perform(journey.cycleId, 'correct-record', {
      ...{ eventId: fact?.id, field: '/body', old: 'x', new: 'y', reason },
    });
    expect(refused.body).toMatchObject({ code: 'text-redacted' });
  });

  it('does not come back when the server starts again', async () => {
    await server.stop();
    expect(found()).toEqual([]);
    await server.start();
    expect(found()).toEqual([]);
    const shown = await seen();
    for (const word of Object.values(canary)) expect(shown).not.toContain(word);
    expect(shown).toContain('Consulta della zona');
  });
});

describe('What the office writes down of persons by name', () => {
  const named = {
    invited: 'CanarinoInvitatoQ7x',
    present: 'CanarinoPresenteQ7x',
    answered: 'CanarinoRispostaQ7x',
  } as const;
  const stillThere = (): readonly string[] => {
    const all = bytes();
    return Object.values(named).filter((word) => all.includes(word));
  };
  const answersWith = async (): Promise<readonly string[]> => {
    const shown = await seen();
    return Object.values(named).filter((word) => shown.includes(word));
  };
  const entries: Record<string, object> = {};

  it('is read where it always was, and stands in clear in no file', async () => {
    const meetingId = 'M-Q7x';
    await journey.perform('UPo', 'schedule-meeting', {
      ...{ meetingId, title: 'Assemblea', date: romeDay(server.clock.nowMs()) },
      ...{ counterpart: 'CONSULTA_TERZO_SETTORE', channel: 'IN_PERSON' },
    });
    const convened = await journey.perform('UPo', 'convene-meeting', {
      ...{ meetingId, invitees: ['Sindacati', named.invited] },
    });
    const held = await journey.perform('UPo', 'record-meeting-held', {
      ...{ meetingId, categories: [], contents: [] },
      attendance: [named.present, 'Consulta dei presenti'],
    });
    await journey.perform('UPo', 'answer-contribution', {
      ...{ contributionId: 'K-2', answer: 'PARTLY', text: `Gentile ${named.answered}` },
    });
    await journey.perform('UPc', 'correct-record', {
      ...{ eventId: held.facts[0]?.id, field: '/attendance/0', old: named.present, reason },
      new: `${named.present} bis`,
    });
    expect(await seen()).toContain(`${named.present} bis`);
    entries['invited'] = { eventId: convened.facts[0]?.id, pointer: '/invitees/1' };
    entries['present'] = { eventId: held.facts[0]?.id, pointer: '/attendance/0' };
    entries['answered'] = { contributionId: 'K-2' };
    expect(await answersWith()).toEqual(Object.values(named));
    expect(stillThere()).toEqual([]);
  });

  it.each([
    ['invited', ['present', 'answered']],
    ['present', ['answered']],
    ['answered', []],
  ] as const)('is erased one by one: who was %s', async (which, others) => {
    const keys = server.application.get(SubjectKeys, { strict: false });
    const shownBefore = await seen();
    await inRegister(server.as('DIR'), 'erase-person', {
      ...entries[which],
      ...{ inCycleId: journey.cycleId, legalBasis: 'OBJECTION', reason },
    });
    const token = new RegExp(named[which]);
    expect(shownBefore).toMatch(token);
    await untilSeen(async () => !token.test(await seen()));
    expect(await answersWith()).toEqual(others.map((other) => named[other]));
    expect(keys.keysOf(`contribution/${journey.cycleId}/K-2`)).toHaveLength(
      which === 'answered' ? 0 : 1,
    );
    const shown = await seen();
    expect(shown).toContain('Sindacati');
    expect(shown).toContain('Consulta dei presenti');
  });

  it('leaves the rest as it was: the history replays', async () => {
    const { body } = await server.as('AUD').get(journey.path('/replay'));
    expect(body).toMatchObject({ matches: true });
  });
});

describe('A copy of the keys', () => {
  it('of before an erasure opens nothing with the wrapping key of after it', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'keys-copy-'));
    try {
      const office = 'Ente che va via';
      await journey.perform('UPo', 'receive-contribution', {
        ...{ contributionId: 'K-3', body: office, document: { title: 'Osservazioni', sha256 } },
      });
      copyFileSync(join(server.folder, 'keys.db'), join(copy, 'keys.db'));
      await inRegister(server.as('DIR'), 'erase-person', {
        ...{ inCycleId: journey.cycleId, contributionId: 'K-3' },
        ...{ legalBasis: 'OBJECTION', reason },
      });
      const keys = server.application.get(SubjectKeys, { strict: false });
      await until(() => keys.keysOf(`contribution/${journey.cycleId}/K-3`).length === 0);
      copyFileSync(join(server.folder, 'keys.kek'), join(copy, 'keys.kek'));
      const wrappingKeyFile = join(copy, 'keys.kek');
      expect(() => SubjectKeys.open({ file: join(copy, 'keys.db'), wrappingKeyFile })).toThrow(
        UnusableKeys,
      );
      expect(JSON.stringify((await server.as('UPc').get(journey.path())).body)).not.toContain(
        office,
      );
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});

describe('The directory', () => {
  it('is read by the office and by whoever runs the system, and kept by the latter', async () => {
    const entry = { name: 'Una persona' };
    for (const role of ['UPc', 'UPo', 'DIR', 'SEG', 'AUD', 'ETS'] as const) {
      expect((await put(server.as(role), 'qualcuno', entry)).status).toBe(403);
    }
    expect((await put(server.as('ADM'), 'qualcuno', entry)).status).toBe(200);
    for (const role of ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ADM'] as const) {
      const { status, body } = await server.as(role).get('/api/v1/people/qualcuno');
      expect([role, status, body]).toEqual([role, 200, { personId: 'qualcuno', ...entry }]);
    }
    expect((await server.as('ETS').get('/api/v1/people')).status).toBe(403);
  });

  it('of another zone is another one', async () => {
    expect((await server.as('UPc', 'amiata').get('/api/v1/people/qualcuno')).status).toBe(404);
  });

  it('repeats nothing of what it does not take', async () => {
    const { status, body } = await put(server.as('ADM'), 'qualcuno', {
      ...{ name: 'N', email: canary.body },
    });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toContain(canary.body);
    expect((await put(server.as('ADM'), 'Qualcuno', { name: 'N' })).status).toBe(400);
  });
});

/** The data of the contributions as they are in the log, in order. */
function rawFacts(): readonly unknown[] {
  const database = new DatabaseSync(join(server.folder, 'log.db'), { readOnly: true });
  try {
    return database
      .prepare(
        `SELECT data FROM event JOIN kind ON kind.id = kind_id
         WHERE type = 'ContributionReceived' ORDER BY position`,
      )
      .all()
      .map(({ data }) => JSON.parse(String(data)) as unknown);
  } finally {
    database.close();
  }
}
