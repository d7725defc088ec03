import { createHash, randomBytes } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import { globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { allowAttachment, deleteAttachment } from '#attachments';
import { EventStore } from '#event-store';
import { AttachmentsSweep } from '../apps/server/src/attachments/attachments-sweep.js';
import { namingVerbs } from '../apps/server/src/attachments/naming-verbs.js';
import { EICAR, ListeningClamd } from '../libs/attachments/src/clamd.fixture.js';
import type { Role } from '#people';
import { recorded, type Client } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, UNIT } from './server.fixture.js';

const MOST = 256 * 1_024;

let server: TestServer;
let clamd: ListeningClamd;
let journey: Journey;
let cycle: string;
beforeAll(async () => {
  clamd = await ListeningClamd.listen();
  server = await TestServer.start({ attachmentBytes: MOST, clamd: clamd.address });
  journey = programmeOfYear(server, 2024);
  await drive(journey, { type: 'SchedaAssigned' });
  await drive(journey, { type: 'MeetingHeld' });
  cycle = `/api/v1/cycles/${journey.cycleId}`;
});
afterAll(async () => {
  await server.end();
  await clamd.end();
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
let number = 0;
/** A document that is none of the others. */
const pdf = (text = ''): Buffer => Buffer.from(`%PDF-1.7\n${(number += 1)} ${text}`);

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly code?: string;
    readonly sha256?: string;
    readonly antivirus?: string;
    readonly rule?: string;
  };
}

/** Sends a file. */
async function sent(
  client: Client | undefined,
  bytes: Buffer,
  { name = 'atto.pdf', to = `${cycle}/attachments`, more = {} } = {},
): Promise<Answer> {
  const response = await fetch(server.url + to, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'traccia-file-name': encodeURIComponent(name),
      'sec-fetch-site': 'same-origin',
      ...client?.credentials.headers(),
      ...more,
    },
    body: new Uint8Array(bytes),
  });
  const body = (await response.json()) as Answer['body'];
  return { status: response.status, headers: response.headers, body };
}

interface Opened {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

async function opened(
  client: Client | undefined,
  hash: string,
  base = `${cycle}/attachments`,
): Promise<Opened> {
  const response = await fetch(`${server.url}${base}/${hash}`, {
    headers: { ...client?.credentials.headers() },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

const codeOf = ({ bytes }: Opened): string | undefined =>
  (JSON.parse(bytes.toString()) as Answer['body']).code;

/** A scheda of the unit that names a document. */
async function named(bytes: Buffer, title = 'Delibera n. 12/2024: «è così»'): Promise<string> {
  const schedaId = journey.fresh('S');
  const own = { programmeId: journey.last('TreeImported').programmes[0]?.programmeId };
  recorded(
    await server.as('UPc').perform(journey.cycleId, 'assign-scheda', {
      ...{ ...own, schedaId, unitId: UNIT, title: 'Assistenza domiciliare' },
      personId: server.as('UH').person.personId,
    }),
  );
  const { body } = await server
    .as('UH')
    .get<{ readonly moved: { readonly revision: number } }>(`${cycle}/schede/${schedaId}`);
  const changes = { attachments: [{ title, sha256: sha256(bytes) }] };
  recorded(
    await server
      .as('UH')
      .perform(
        journey.cycleId,
        'revise-scheda',
        { schedaId, changes },
        { ifMatch: body.moved.revision },
      ),
  );
  return schedaId;
}

const kept = (): readonly string[] =>
  readdirSync(join(server.folder, 'attachments'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /[0-9a-f]{64}$|\.part$/.test(name),
  );

describe('A document', () => {
  it('is kept, named by a scheda, and had back byte for byte by whoever reads the scheda', async () => {
    const bytes = Buffer.concat([pdf(), randomBytes(100_000)]);
    const answer = await sent(server.as('UH'), bytes);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ sha256: sha256(bytes), bytes: bytes.length, mediaType: 'application/pdf' },
        antivirus: 'clean',
      },
    });
    expect(answer.headers.get('location')).toBe(`${cycle}/attachments/${sha256(bytes)}`);
    await named(bytes);
    for (const role of ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD'] as const) {
      const had = await opened(server.as(role), sha256(bytes));
      expect({ role, status: had.status }).toEqual({ role, status: 200 });
      expect(had.bytes.equals(bytes)).toBe(true);
    }
  });

  it('is given so that no browser shows it, runs it or keeps it', async () => {
    const bytes = pdf();
    await sent(server.as('UH'), bytes);
    await named(bytes);
    for (const base of [`${cycle}/attachments`, `/cicli/${journey.cycleId}/allegati`]) {
      const { headers } = await opened(server.as('UPc'), sha256(bytes), base);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(bytes.length),
        'content-disposition':
          'attachment; filename="Delibera-n.-12-2024--e-cosi-.pdf"; ' +
          "filename*=UTF-8''Delibera%20n.%2012-2024-%20%C2%AB%C3%A8%20cos%C3%AC%C2%BB.pdf",
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'cache-control': 'private, no-store',
      });
    }
  });

  it('is kept from who may not read what names it, from other zones, and from nobody known', async () => {
    const bytes = pdf();
    await sent(server.as('UH'), bytes);
    await named(bytes);
    const hash = sha256(bytes);
    for (const role of ['ETS', 'ADM'] as const) {
      const had = await opened(server.as(role), hash);
      expect({ role, status: had.status, code: codeOf(had) }).toEqual({
        ...{ role, status: 404, code: 'attachment-not-kept' },
      });
    }
    const other = await opened(server.as('UPc', 'pisana'), hash);
    expect([other.status, codeOf(other)]).toEqual([404, 'cycle-not-found']);
    expect((await opened(undefined, hash)).status).toBe(401);
    const writes = server.admitProgram({ role: 'UH', scopes: ['command'] });
    expect((await opened(writes, hash)).status).toBe(403);
  });

  it('that nothing names yet is for whoever brought it alone', async () => {
    const bytes = pdf();
    await sent(server.as('RF'), bytes);
    expect((await opened(server.as('RF'), sha256(bytes))).bytes.equals(bytes)).toBe(true);
    expect(
      (await opened(server.as('RF'), sha256(bytes))).headers.get('content-disposition'),
    ).toContain(`allegato-${sha256(bytes).slice(0, 12)}.pdf`);
    for (const role of ['UPc', 'UH', 'AUD'] as const) {
      expect((await opened(server.as(role), sha256(bytes))).status).toBe(404);
    }
  });

  it('that another year names is for whoever has brought it to this one, too', async () => {
    const bytes = pdf();
    await sent(server.as('RF'), bytes);
    await named(bytes);
    const next = programmeOfYear(server, 2025);
    await drive(next, { type: 'SchedaAssigned' });
    const base = `/api/v1/cycles/${next.cycleId}/attachments`;
    expect((await opened(server.as('UH'), sha256(bytes), base)).status).toBe(404);
    expect(await sent(server.as('UH'), bytes, { to: base })).toMatchObject({ status: 201 });
    expect((await opened(server.as('UH'), sha256(bytes), base)).bytes.equals(bytes)).toBe(true);
    // Nobody else has it from there before it is named there.
    expect((await opened(server.as('UPc'), sha256(bytes), base)).status).toBe(404);
  });

  it('is not there where its bytes never came, or the name is no fingerprint', async () => {
    const bytes = pdf();
    await named(bytes);
    for (const hash of [sha256(bytes), 'x', `${'a'.repeat(63)}Z`, '..%2Fattachments.db']) {
      expect((await opened(server.as('UPc'), hash)).status).toBe(404);
    }
  });

  it('is had in the minutes by a stakeholder as well, who reads them', async () => {
    const bytes = pdf();
    await sent(server.as('UPo'), bytes);
    expect((await opened(server.as('ETS'), sha256(bytes))).status).toBe(404);
    const document = { title: 'Verbale', sha256: sha256(bytes) };
    const { meetingId } = journey.last('MeetingHeld');
    const answer = await server
      .as('UPo')
      .perform(journey.cycleId, 'record-minutes', { meetingId, document });
    recorded(answer);
    expect((await opened(server.as('ETS'), sha256(bytes))).bytes.equals(bytes)).toBe(true);
  });
});

describe('Whoever brings a document', () => {
  it.each(['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'ETS'] as const)(
    'may be a %s, who can write what names one',
    async (role: Role) => {
      expect((await sent(server.as(role), pdf())).status).toBe(201);
    },
  );

  it.each(['AUD', 'ADM'] as const)(
    'is no %s, who can write nothing that does',
    async (role: Role) => {
      const before = kept();
      expect(await sent(server.as(role), pdf())).toMatchObject({
        ...{ status: 403, body: { code: 'not-allowed' } },
      });
      expect(kept()).toEqual(before);
    },
  );

  it('is nobody of another zone, nobody unknown, and no page of somebody else', async () => {
    const before = kept();
    expect(await sent(server.as('UPc', 'pisana'), pdf())).toMatchObject({
      ...{ status: 404, body: { code: 'cycle-not-found' } },
    });
    expect((await sent(undefined, pdf())).status).toBe(401);
    const more = { 'sec-fetch-site': 'cross-site' };
    expect(await sent(server.as('UH'), pdf(), { more })).toMatchObject({
      ...{ status: 403, body: { code: 'request-foreign' } },
    });
    const to = '/api/v1/cycles/livornese-poa-annuale-1999/attachments';
    expect(await sent(server.as('UH'), pdf(), { to })).toMatchObject({
      ...{ status: 404, body: { code: 'cycle-not-found' } },
    });
    expect(kept()).toEqual(before);
  });

  it('has a token that is for writing what names one', async () => {
    const withScopes = (...scopes: readonly string[]) =>
      sent(server.admitProgram({ role: 'UH', scopes }), pdf());
    expect((await withScopes('command')).status).toBe(201);
    expect((await withScopes('revise-scheda')).status).toBe(201);
    for (const scope of ['read', 'raise-question']) {
      expect(await withScopes(scope)).toMatchObject({
        ...{ status: 403, body: { code: 'token-out-of-scope' } },
      });
    }
  });

  it('may be somebody who stands in for a head, for them alone', async () => {
    const [head, deputy] = [server.as('UH'), server.as('SEG')];
    const register = async (who: Client, verb: string, wish: object): Promise<void> => {
      recorded(await who.perform('livornese-organizzazione', verb, wish));
    };
    const from = server.clock.day(0);
    const more = { 'on-behalf-of': head.person.personId };
    expect((await sent(deputy, pdf(), { more })).status).toBe(403);
    await register(server.as('UPc'), 'open-organisation', { title: 'Organizzazione' });
    await register(server.as('UPc'), 'add-unit', {
      ...{ unitId: UNIT, name: 'Anziani', kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL', from },
      headPersonId: head.person.personId,
    });
    await register(head, 'grant-delegation', {
      ...{ toPersonId: deputy.person.personId, kind: 'DELEGA', unitId: UNIT },
      ...{ validFrom: from, validTo: server.clock.day(10), act: 'Delega n. 1' },
    });
    expect((await sent(deputy, pdf(), { more })).status).toBe(201);
    const another = { 'on-behalf-of': server.as('RF').person.personId };
    expect((await sent(deputy, pdf(), { more: another })).status).toBe(403);
    expect((await sent(server.as('AUD'), pdf(), { more })).status).toBe(403);
  });

  it('could use one of these verbs', () => {
    const names = namingVerbs().map(({ name }) => name);
    expect(names).toContain('revise-scheda');
    expect(names).toContain('record-minutes');
    expect(names).not.toContain('submit-scheda');
    expect(names).not.toContain('import-schede');
  });

  it.each([
    ['attachment-empty', 422, Buffer.alloc(0), 'atto.pdf'],
    ['attachment-too-large', 413, Buffer.concat([pdf(), Buffer.alloc(MOST)]), 'atto.pdf'],
    ['attachment-type-unsupported', 415, Buffer.from('MZ\0\0'), 'atto.pdf'],
    ['attachment-named-otherwise', 422, pdf(), 'foto.png'],
    ['attachment-name-missing', 400, pdf(), ' '],
    ['attachment-infected', 422, pdf(EICAR), 'atto.pdf'],
  ] as const)('is told %s (%s), and nothing is kept', async (code, status, bytes, name) => {
    const before = kept();
    expect(await sent(server.as('UH'), bytes, { name })).toMatchObject({ status, body: { code } });
    expect(kept()).toEqual(before);
  });

  it('is told where the antivirus does not answer, and nothing is kept', async () => {
    const before = kept();
    clamd.answers = () => undefined;
    const answer = await sent(server.as('UH'), pdf());
    clamd.answers = undefined;
    expect(answer).toMatchObject({ status: 503, body: { code: 'antivirus-away' } });
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(kept()).toEqual(before);
  });

  it('is cut off in the middle, and nothing is kept', async () => {
    const before = kept();
    const { hostname, port } = new URL(server.url);
    const going = request({
      ...{ hostname, port, path: `${cycle}/attachments`, method: 'POST' },
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': 100_000,
        'traccia-file-name': 'atto.pdf',
        'sec-fetch-site': 'same-origin',
        ...server.as('UH').credentials.headers(),
      },
    });
    going.on('error', () => undefined);
    going.write(pdf());
    // It is on its way once it is written somewhere.
    await until(() => kept().some((name) => name.endsWith('.part')));
    going.destroy();
    await until(() => !kept().some((name) => name.endsWith('.part')));
    expect(kept()).toEqual(before);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
}

describe('After a day', () => {
  it('what nothing names is gone, and what a fact names is kept', async () => {
    const [one, other] = [pdf(), pdf()];
    await sent(server.as('UH'), one);
    await sent(server.as('UH'), other);
    await named(one);
    server.clock.pass({ days: 1, seconds: 1 });
    const sweep = server.application.get(AttachmentsSweep, { strict: false });
    expect(await sweep.sweep()).toBeGreaterThan(0);
    expect((await opened(server.as('UPc'), sha256(one))).bytes.equals(one)).toBe(true);
    expect((await opened(server.as('UH'), sha256(other))).status).toBe(404);
    expect(kept().some((name) => name.endsWith(sha256(other)))).toBe(false);
  });
});

describe('Whoever brings and names much in one day', () => {
  it('is not told that nothing names it', async () => {
    const large = (): Buffer => Buffer.concat([pdf(), Buffer.alloc(MOST - 100)]);
    const brought: Buffer[] = [];
    let last = await sent(server.as('UH'), large());
    for (let more = 0; last.status === 201 && more < 25; more++) {
      brought.push(large());
      last = await sent(server.as('UH'), brought.at(-1) ?? large());
    }
    // Nothing names any of them yet: then it is true.
    expect(last).toMatchObject({ status: 429, body: { code: 'attachments-waiting' } });
    await named(brought[0] ?? large());
    await named(brought[1] ?? large());
    expect((await sent(server.as('UH'), large())).status).toBe(201);
    expect((await sent(server.as('UH'), large())).status).toBe(201);
    expect((await sent(server.as('UH'), large())).status).toBe(429);
  });
});

describe('While facts are parked that may name a file', () => {
  it('nothing is swept', async () => {
    const bytes = pdf();
    await sent(server.as('UH'), bytes);
    server.clock.pass({ days: 1, seconds: 1 });
    const [file = ''] = globSync(join(server.folder, 'views', 'citations*.db'));
    const view = new DatabaseSync(file);
    const sweep = server.application.get(AttachmentsSweep, { strict: false });
    try {
      view
        .prepare(
          'INSERT INTO parked (position, stream, revision, type, error, at) VALUES (1, ?, 0, ?, ?, ?)',
        )
        .run('cycle-x', 'X', 'Error: x', '2024-03-09T08:00:00Z');
      expect(await sweep.sweep()).toBe(0);
      expect(kept().some((name) => name.endsWith(sha256(bytes)))).toBe(true);
      view.exec('DELETE FROM parked');
      expect(await sweep.sweep()).toBeGreaterThan(0);
      expect(kept().some((name) => name.endsWith(sha256(bytes)))).toBe(false);
    } finally {
      view.close();
    }
  });
});

describe('A document that was deleted', () => {
  it('is had no more, and is not kept again, with the reason', async () => {
    const bytes = pdf();
    await sent(server.as('UH'), bytes);
    await named(bytes);
    expect((await opened(server.as('UPc'), sha256(bytes))).status).toBe(200);
    const folder = join(server.folder, 'attachments');
    const key = { zone: 'livornese', sha256: sha256(bytes) };
    const reason = 'Richiesta di cancellazione n. 3 del 2024';
    // Beside the server, as the command does.
    expect(deleteAttachment(folder, key, { atMs: server.clock.nowMs(), reason })).toBe(true);
    expect((await opened(server.as('UPc'), sha256(bytes))).status).toBe(404);
    const again = await sent(server.as('UH'), bytes);
    expect(again).toMatchObject({ status: 409, body: { code: 'attachment-deleted' } });
    expect(JSON.stringify(again.body)).toContain(reason);
    expect(kept().some((name) => name.endsWith(sha256(bytes)))).toBe(false);
    expect(allowAttachment(folder, key)).toBe(true);
    expect((await sent(server.as('UH'), bytes)).status).toBe(201);
    expect((await opened(server.as('UPc'), sha256(bytes))).status).toBe(200);
  });
});

describe('A document that somebody opens', () => {
  it('is a read that is recorded, with what it was and as what it left', async () => {
    const bytes = pdf();
    await sent(server.as('UH'), bytes);
    await named(bytes);
    await opened(server.as('DIR'), sha256(bytes));
    const store = server.application.get(EventStore, { strict: false });
    const reads: unknown[] = [];
    for await (const { type, data } of store.readAll()) {
      if (type === 'ReadRecorded' && data['partId'] === sha256(bytes)) reads.push(data);
    }
    expect(reads).toEqual([
      expect.objectContaining({
        ...{ route: 'GET /api/v1/cycles/:cycleId/attachments/:sha256', outcome: 'shown' },
        ...{ cycleId: journey.cycleId, format: 'pdf' },
      }),
    ]);
  });
});

describe('A server that is told to end', () => {
  it('keeps the document that somebody is sending', async () => {
    const bytes = Buffer.concat([pdf(), randomBytes(50_000)]);
    const { hostname, port } = new URL(server.url);
    const http = server.application.getHttpServer();
    const going = request({
      ...{ hostname, port, path: `${cycle}/attachments`, method: 'POST' },
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': bytes.length,
        'traccia-file-name': 'atto.pdf',
        'sec-fetch-site': 'same-origin',
        ...server.as('RF').credentials.headers(),
      },
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      going.once('response', resolve);
      going.once('error', reject);
    });
    going.write(bytes.subarray(0, 1_000));
    await until(() => kept().some((name) => name.endsWith('.part')));
    const stopped = server.stop();
    // The modules were told that they end before the door is closed.
    await until(() => !http.listening);
    going.end(bytes.subarray(1_000));
    expect((await answer).statusCode).toBe(201);
    (await answer).resume();
    await stopped;
    expect(kept().some((name) => name.endsWith(sha256(bytes)))).toBe(true);
    await server.start();
    expect((await opened(server.as('RF'), sha256(bytes))).bytes.equals(bytes)).toBe(true);
  });
});
