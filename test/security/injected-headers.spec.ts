import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer as bytesOf } from 'node:stream/consumers';
import { EventStore } from '#event-store';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';

const cycleId = `${ZONE}-poa-annuale-2024`;

let server: TestServer;
let journey: Journey;
let token: string;
/** What an answer without anything odd has for headers, besides what says how it is sent. */
let usual: ReadonlySet<string>;

beforeAll(async () => {
  server = await TestServer.start();
  token = server.mint({ role: 'UPc' }).token;
  journey = programmeOfYear(server, 2024);
  await journey.perform('UPc', 'draft-cycle', { title: 'POA 2024' });
  const answers = await Promise.all([
    asked('GET', '/api/v1/session'),
    asked('GET', '/api/v1/cycles/nowhere'),
    asked('GET', '/not an address'),
  ]);
  usual = new Set(answers.flatMap(({ names }) => names));
  for (const name of ['set-cookie', 'content-disposition', 'location']) {
    expect(usual).not.toContain(name);
  }
});
afterAll(() => server.end());

const end = () => server.application.get(EventStore, { strict: false }).end();

interface Heard {
  readonly status: number;
  /** Of every header, in lower case, as often as it came. */
  readonly names: readonly string[];
  readonly head: string;
  /** How many answers came. */
  readonly answers: number;
}

/** Asks over a bare connection, each character a byte: no client would send such headers. */
async function asked(method: string, path: string, lines = '', body = ''): Promise<Heard> {
  const { port } = new URL(server.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  await once(socket, 'connect');
  const head =
    `${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n${lines}\r\n`;
  socket.write(Buffer.from(head + body, 'latin1'));
  const said = (await bytesOf(socket)).toString('latin1');
  const [first = ''] = said.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+) /.exec(said)?.[1]),
    names: [...first.matchAll(/^([^:\r\n]+): /gm)].map(([, name = '']) => name.toLowerCase()),
    head: first,
    answers: said.match(/^HTTP\/1\.1 /gm)?.length ?? 0,
  };
}

/** Every header is one of the usual, once, and none says anything of what was sent. */
function expectUsual({ names, head, answers }: Heard): void {
  expect(names.filter((name) => !usual.has(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(head).not.toMatch(/evil/i);
  expect(answers).toBe(1);
}

/** What could end a header, or begin another, if it were written out again. */
const odd: readonly (readonly [string, string])[] = [
  ['a line end', 'x\r\nset-cookie: evil=1'],
  ['an end of the head', 'x\r\n\r\nHTTP/1.1 200 OK\r\nset-cookie: evil=1'],
  ['a carriage return', 'x\rset-cookie: evil=1'],
  ['a line feed', 'x\nset-cookie: evil=1'],
  ['a zero', 'x\0evil'],
  ['a byte that Latin-1 has', 'x\xe8evil'],
  ['a line feed in another width', 'x\xe5\x98\x8aset-cookie: evil=1'],
  ['a next line', 'x\x85set-cookie: evil=1'],
  ['a quotation mark', '"; evil="'],
  ['a line end in words', 'x%0d%0aset-cookie: evil=1'],
];

/** JSON in ASCII alone, so that each character is a byte. */
const asciiOf = (wish: object): string =>
  JSON.stringify(wish).replaceAll(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const key = '7b0e4f5e-8f5b-4c62-9a63-6e2f1f0d8c12';
const body = '{"objectiveId":"O-9","name":"Prevenzione"}';
const commandPath = `/api/v1/cycles/${cycleId}/add-objective`;

describe.each(odd)('%s', (_, value) => {
  it.each(['Idempotency-Key', 'If-Match'])(
    'in %s is refused, and goes no further',
    async (name) => {
      const before = await end();
      const lines = { 'Idempotency-Key': key, 'If-Match': `"${journey.revision}"`, [name]: value };
      const sent = Object.entries(lines).map((line) => `${line.join(': ')}\r\n`);
      const heard = await asked('POST', commandPath, sent.join(''), body);
      expect(heard.status).toBe(400);
      expectUsual(heard);
      expect(await end()).toBe(before);
    },
  );

  it('in the id of a request is not taken for the id of ours', async () => {
    for (const name of ['x-request-id', 'request-id', 'traccia-request-id']) {
      const heard = await asked('GET', '/api/v1/session', `${name}: ${value}\r\n`);
      expect([200, 400]).toContain(heard.status);
      expectUsual(heard);
      expect(heard.head).toMatch(/^traccia-request-id: [\da-f-]{36}$/m);
    }
  });

  it('in an id of an address that names a file gives no file a name', async () => {
    const id = Array.from(
      Buffer.from(value, 'latin1'),
      (byte) => `%${byte.toString(16).padStart(2, '0')}`,
    ).join('');
    for (const path of [
      `/api/v1/cycles/${cycleId}/deadlines/${id}/calendar`,
      `/api/v1/cycles/${cycleId}${id}/spreadsheets/schede`,
      `/api/v1/cycles/${cycleId}${id}/spreadsheets/schede/template`,
      `/api/v1/registers/${ZONE}-organizzazione${id}/spreadsheets/units`,
      `/api/v1/registers/${ZONE}-registro-di-zona${id}/documents/${id}`,
      `/calendar/${id}.ics`,
    ]) {
      const heard = await asked('GET', path);
      expect({ path, isNone: [400, 404].includes(heard.status) }).toEqual({ path, isNone: true });
      expectUsual(heard);
    }
  });

  it('is no id of a deadline, so that none is ever a part of the name of a file', async () => {
    const before = await end();
    const wish = { deadlineId: value, kind: 'INTERNAL', due: '2024-09-30' };
    const lines = `Idempotency-Key: ${crypto.randomUUID()}\r\n`;
    const path = `/api/v1/cycles/${cycleId}/set-deadline`;
    const heard = await asked('POST', path, lines, asciiOf(wish));
    expect(heard.status).toBe(400);
    expectUsual(heard);
    expect(await end()).toBe(before);
  });
});
