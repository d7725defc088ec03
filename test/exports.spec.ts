import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import {
  exportFormatNames,
  exportFormats,
  type ExportFormat,
  type ExportFormatName,
} from '#exports';
import { EventStore, StoreUnavailable } from '#event-store';
import type { Role } from '#people';
import { tracciaProgram } from '../apps/cli/src/program.js';
import { report } from '../apps/cli/src/failure.js';
import { RememberedTerminal } from '../apps/cli/src/terminal.fixture.js';
import { problem, type Client, type Reply } from './client.fixture.js';
import { reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

/** One for each place in which the program keeps something of a person. */
const canaries = {
  body: 'CanarinoEnteX7q',
  title: 'CanarinoTitoloX7q',
  answer: 'CanarinoRispostaX7q',
  invitee: 'CanarinoInvitatoX7q',
  name: 'CanarinoNomeX7q',
  email: 'canarino.x7q@ente.example',
};
const sha256 = 'c'.repeat(64);
const mayReadHistory: readonly Role[] = ['UPc', 'UPo', 'DIR', 'SEG', 'AUD'];

const folder = mkdtempSync(join(tmpdir(), 'exports-'));
let server: TestServer;
let journey: Journey;

beforeAll(async () => {
  server = await TestServer.start({ publicUrl: undefined });
  journey = programmeOfYear(server, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  const stakeholder = server.admit({ role: 'ETS', personId: 'associazione-x7q' });
  await journey.perform(stakeholder, 'receive-contribution', {
    ...{ contributionId: 'K-1', body: canaries.body, document: { title: canaries.title, sha256 } },
  });
  await journey.perform('UPo', 'answer-contribution', {
    ...{ contributionId: 'K-1', answer: 'ACCEPTED', text: canaries.answer },
  });
  await journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'M-x7q', title: 'Incontro', counterpart: 'ALTRO', date: '2024-09-20' },
    channel: 'IN_PERSON',
  });
  await journey.perform('UPo', 'convene-meeting', {
    meetingId: 'M-x7q',
    invitees: [canaries.invitee],
  });
  const { name, email } = canaries;
  const entry = await server
    .as('ADM')
    .ask('PUT', '/api/v1/people/associazione-x7q', JSON.stringify({ name, email }));
  expect(entry.status).toBe(200);
});
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true });
});

const addressOf = (format: string, query = ''): string =>
  journey.path(`/exports/${format}${query}`);

/** The bytes of an answer, also where they are JSON. */
async function download(client: Client, path: string): Promise<Reply<Buffer>> {
  const headers = client.credentials.headers();
  const response = await fetch(server.url + path, { headers });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body };
}

/** What exports put aside on disk and have not removed. */
function leftBehind(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`traccia-export-${process.pid}-`));
}

async function factsInLog(): Promise<readonly string[]> {
  const ids: string[] = [];
  const store = server.application.get(EventStore, { strict: false });
  for await (const { id } of store.read(`cycle-${journey.cycleId}`)) ids.push(id);
  return ids;
}

describe('The exports of a cycle', () => {
  it('are listed, with where each format is laid down', async () => {
    const { status, body } = await server
      .as('AUD')
      .get<{ items: readonly { format: string; fileName: string }[] }>(journey.path('/exports'));
    expect(status).toBe(200);
    expect(body.items.map(({ format }) => format)).toEqual(exportFormatNames);
    expect(body.items[0]?.fileName).toBe(`${journey.cycleId}.ocel.json`);
  });

  it.each(Object.entries<ExportFormat>(exportFormats))(
    'as %s come as a file of their type, without the words of any person',
    async (format, { mediaType, ending }) => {
      const { status, headers, body } = await download(server.as('AUD'), addressOf(format));
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(mediaType);
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="${journey.cycleId}.${ending}"`,
      );
      expect(headers.get('cache-control')).toContain('no-store');
      const text = body.toString('latin1');
      expect(text.length).toBeGreaterThan(100);
      const told = Object.entries(canaries).filter(([, canary]) => text.includes(canary));
      expect(told).toEqual([]);
      expect(text).not.toContain('$pii');
      expect(text).not.toContain(Buffer.from('\u2066pii').toString('latin1'));
    },
  );

  it('have every fact of the log, and where each stands in the ledger', async () => {
    const ids = await factsInLog();
    const { body } = await download(server.as('AUD'), addressOf('json'));
    const { facts } = JSON.parse(body.toString()) as {
      readonly facts: readonly { readonly id: string; readonly leaf?: { readonly hash: string } }[];
    };
    expect(facts.map(({ id }) => id)).toEqual(ids);
    const [first] = facts;
    expect(first?.leaf?.hash).toMatch(/^[0-9a-f]{64}$/);
    const proof = await fetch(`${server.url}/api/v1/ledger/proof/${first?.id ?? ''}`);
    expect(proof.status).toBe(200);
  });

  it('are as they were at an instant', async () => {
    const { body: page } = await server
      .as('AUD')
      .get<{ items: readonly { recordedAt: string }[] }>(journey.path('/facts?limit=500'));
    const at = page.items[5]?.recordedAt ?? '';
    const query = `?at=${encodeURIComponent(at.replace('Z', '+00:00'))}`;
    const { headers, body } = await download(server.as('AUD'), addressOf('cloudevents', query));
    expect(body.toString().trimEnd().split('\n')).toHaveLength(6);
    expect(headers.get('content-disposition')).toContain('-al-');
    const malformed = await server.as('AUD').get(addressOf('cloudevents', '?at=ieri'));
    expect(malformed.status).toBe(400);
    const other = await server.as('AUD').get(addressOf('cloudevents', '?revision=3'));
    expect(other.status).toBe(400);
  });

  it('open as the database they are', async () => {
    const { body } = await download(server.as('AUD'), addressOf('ocel-sqlite'));
    const file = join(folder, 'ocel.sqlite');
    writeFileSync(file, body);
    const database = new DatabaseSync(file, { readOnly: true });
    const [row] = database.prepare('SELECT count(*) AS facts FROM event').all();
    database.close();
    expect(row?.['facts']).toBe((await factsInLog()).length);
  });

  it('are for the office and for auditors, not for heads of units and not for another zone', async () => {
    const every: readonly Role[] = ['UPc', 'UPo', 'UH', 'RF', 'DIR', 'SEG', 'AUD', 'ETS', 'ADM'];
    for (const role of every) {
      const status = mayReadHistory.includes(role) ? 200 : 403;
      expect({ role, status: (await download(server.as(role), addressOf('csv'))).status }).toEqual({
        ...{ role, status },
      });
    }
    expect(problem(await server.as('AUD', 'altrove').get(addressOf('csv')))).toMatchObject({
      ...{ status: 404, code: 'cycle-not-found' },
    });
  });

  it('are not there of a cycle, or in a format, that is not there', async () => {
    const gone = await server.as('AUD').get(`/api/v1/cycles/${ZONE}-poa-annuale-1999/exports/csv`);
    expect(problem(gone)).toMatchObject({ status: 404, code: 'cycle-not-found' });
    expect(problem(await server.as('AUD').get(addressOf('docx')))).toMatchObject({
      ...{ status: 400, code: 'request-invalid' },
      problems: [expect.objectContaining({ field: 'format' })],
    });
  });

  it('are recorded as what leaves, before they do, with the format', async () => {
    const auditor = server.admit({ role: 'AUD', personId: 'revisora-attenta' });
    await download(auditor, addressOf('xes'));
    const { body } = await server.as('DIR').get<{
      items: readonly { type: string; data: Readonly<Record<string, unknown>> }[];
    }>('/api/v1/access-report/accesses?person=revisora-attenta&type=ReadRecorded');
    expect(body.items.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({
        route: 'GET /api/v1/cycles/:cycleId/exports/:format',
        ...{ cycleId: journey.cycleId, partId: 'xes', format: 'xml', outcome: 'shown' },
      }),
    );
  });
});

describe('An export that nobody gets', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('since it cannot be recorded, is a problem, and its files are not left behind', async () => {
    const before = leftBehind();
    const store = server.application.get(EventStore, { strict: false });
    jest.spyOn(store, 'append').mockRejectedValue(new StoreUnavailable('full'));
    for (const format of ['ocel-json', 'ocel-sqlite', 'xes', 'prov-json']) {
      const reply = await server.as('AUD').get(addressOf(format));
      expect(problem(reply)).toMatchObject({ status: 503, code: 'access-not-recorded' });
    }
    expect(leftBehind()).toEqual(before);
  });

  it('since whoever asked has gone, leaves nothing behind either', async () => {
    const before = leftBehind();
    for (const format of ['ocel-json', 'ocel-sqlite']) {
      const away = new AbortController();
      const headers = server.as('AUD').credentials.headers();
      const url = server.url + addressOf(format);
      const response = await fetch(url, { headers, signal: away.signal });
      expect(response.status).toBe(200);
      away.abort();
    }
    // Another request is answered after the server has seen that they are gone.
    while (leftBehind().length > before.length) await download(server.as('AUD'), addressOf('csv'));
    expect(leftBehind()).toEqual(before);
  });
});

describe('The exports of a zone', () => {
  it('have all its lives, for auditors and the director, and no case file', async () => {
    const { body } = await download(server.as('AUD'), '/api/v1/exports/json');
    const { zone, facts } = JSON.parse(body.toString()) as { zone: string; facts: object[] };
    expect(zone).toBe(ZONE);
    expect(facts.length).toBeGreaterThanOrEqual((await factsInLog()).length);
    const listed = await server.as('AUD').get<{ items: { format: string }[] }>('/api/v1/exports');
    expect(listed.body.items.map(({ format }) => format)).not.toContain('case-file');
    expect((await server.as('AUD').get('/api/v1/exports/case-file')).status).toBe(400);
    for (const role of ['UPc', 'UPo', 'UH', 'SEG', 'ADM'] as const) {
      expect((await server.as(role).get('/api/v1/exports/json')).status).toBe(403);
    }
  });
});

describe('traccia export', () => {
  async function traccia(client: Client, ...words: readonly string[]) {
    const terminal = new RememberedTerminal();
    const token = client.credentials.headers();
    const bearer = token['authorization']?.replace('Bearer ', '') ?? '';
    const given = ['export', '--server', server.url, '--token', bearer, ...words];
    let exitCode = 0;
    try {
      await tracciaProgram(terminal).parseAsync(given, { from: 'user' });
    } catch (error) {
      exitCode = report(error, terminal);
    }
    return { exitCode, said: [...terminal.printed, ...terminal.noted].join('\n') };
  }
  const auditor = (): Client => server.admitProgram({ role: 'AUD', scopes: ['read'] });
  const write = (format: ExportFormatName, to: string, ...more: readonly string[]) =>
    traccia(auditor(), '--cycle', journey.cycleId, '--format', format, '--to', to, ...more);

  it('writes a whole file, and says how large it is', async () => {
    const to = join(folder, 'storia.xes');
    const { exitCode, said } = await write('xes', to);
    expect({ exitCode, said }).toEqual({
      exitCode: 0,
      said: expect.stringContaining('KiB') as string,
    });
    expect(readFileSync(to, 'utf8').trimEnd().endsWith('</log>')).toBe(true);
  });

  it('writes over no file unless it is told to', async () => {
    const to = join(folder, 'una-volta.csv');
    expect((await write('csv', to)).exitCode).toBe(0);
    const again = await write('csv', to);
    expect(again).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('--force') as string,
    });
    expect((await write('csv', to, '--force')).exitCode).toBe(0);
  });

  it('says no in words, and leaves no half file', async () => {
    const to = join(folder, 'no.csv');
    const head = server.admitProgram({ role: 'UH', scopes: ['read'] });
    const denied = await traccia(head, '--cycle', journey.cycleId, '--format', 'csv', '--to', to);
    expect(denied).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('not-allowed') as string,
    });
    expect(() => readFileSync(to)).toThrow();
    const which = await traccia(auditor(), '--format', 'csv', '--to', to);
    expect(which.said).toContain('--whole-zone');
    const nowhere = await write('csv', join(folder, 'manca', 'x.csv'));
    expect(nowhere.said).toContain('non si scrive');
  });

  it('writes the history of the zone for an auditor', async () => {
    const to = join(folder, 'zona.ndjson');
    const words = ['--whole-zone', '--format', 'cloudevents', '--to', to];
    expect((await traccia(auditor(), ...words)).exitCode).toBe(0);
    expect(readFileSync(to, 'utf8')).toContain(journey.cycleId);
  });
});
