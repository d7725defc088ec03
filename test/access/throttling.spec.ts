import { randomUUID } from 'node:crypto';
import { EventStore } from '#event-store';
import { rateLimits } from '../../apps/server/src/http/rate-limits.js';
import { problem, type Client } from '../client.fixture.js';
import { pageText } from '../docs/generated-part.js';
import { TestServer } from '../server.fixture.js';

const cycleId = 'livornese-poa-annuale-2024';

let server: TestServer;
beforeEach(async () => {
  server = await TestServer.start({ rateLimits: 1 });
});
afterEach(() => server.end());

const position = () => server.application.get(EventStore, { strict: false }).end();

/** Asks so often that the next time is refused. @returns the refusal */
async function exhaust(ask: () => Promise<Response>, times: number): Promise<Response> {
  for (let time = 0; time < times; time += 1) {
    const { status } = await ask();
    expect(status).not.toBe(429);
  }
  return ask();
}

const asking =
  (client: Client, path: string, method = 'GET') =>
  (): Promise<Response> =>
    fetch(server.url + path, {
      method,
      headers: {
        ...client.credentials.headers(),
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      },
      ...(method === 'POST' && { body: '{"title":"POA 2024"}' }),
    });

const read = '/api/v1/cycles';
const exported = `/api/v1/cycles/${cycleId}/proweb-export`;

describe('A person who asks too often', () => {
  it('is told so, and when to come again', async () => {
    const client = server.as('UPc');
    const refusal = await exhaust(asking(client, exported), rateLimits.exports.perPerson);
    expect(refusal.status).toBe(429);
    const seconds = Number(refusal.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refusal.headers.get('ratelimit-limit')).toBe(String(rateLimits.exports.perPerson));
    expect(refusal.headers.get('ratelimit-remaining')).toBe('0');
    expect(await refusal.json()).toMatchObject({
      ...{ code: 'too-many-requests', counted: 'exports', per: 'person', seconds },
    });
  });

  it('is told so of files that come in, which have a count of their own', async () => {
    const client = server.as('UPc');
    const file = asking(client, `/api/v1/cycles/${cycleId}/spreadsheets/schede/dry-run`, 'POST');
    const refusal = await exhaust(file, rateLimits.imports.perPerson);
    expect(refusal.status).toBe(429);
    expect(await refusal.json()).toMatchObject({ counted: 'imports', per: 'person' });
    expect((await asking(client, exported)()).status).not.toBe(429);
    expect(
      (await asking(client, `/api/v1/cycles/${cycleId}/draft-cycle`, 'POST')()).status,
    ).not.toBe(429);
  });

  it('can still do everything else, and so can everybody else', async () => {
    await exhaust(asking(server.as('UPc'), exported), rateLimits.exports.perPerson);
    expect((await asking(server.as('UPc'), read)()).status).toBe(200);
    expect((await asking(server.as('DIR'), exported)()).status).not.toBe(429);
  });

  it('records nothing more', async () => {
    const command = asking(server.as('AUD'), `/api/v1/cycles/${cycleId}/draft-cycle`, 'POST');
    const last = rateLimits.commands.perPerson;
    expect((await exhaust(command, last)).status).toBe(429);
    const before = await position();
    expect((await command()).status).toBe(429);
    expect(await position()).toBe(before);
  });

  it('is the same person with a token', async () => {
    await exhaust(asking(server.as('UPc'), exported), rateLimits.exports.perPerson);
    const again = server.admitProgram({ role: 'UPc' });
    const { status } = await asking(again, exported)();
    expect(status).toBe(429);
  });
});

describe('An address that asks too often', () => {
  it('is refused before it is looked who asks', async () => {
    const stranger = () =>
      fetch(server.url + exported, { headers: { authorization: 'Bearer traccia_nobody' } });
    const refusal = await exhaust(stranger, rateLimits.exports.perAddress);
    expect(refusal.status).toBe(429);
    expect(await refusal.json()).toMatchObject({ counted: 'exports', per: 'address' });
    expect(problem(await server.as('UPc').get(exported))).toMatchObject({ status: 429 });
    expect((await server.as('UPc').get(read)).status).toBe(200);
  });

  it('is the one that opened the connection, whatever it says of others', async () => {
    let number = 0;
    const stranger = () =>
      fetch(server.url + exported, { headers: { 'x-forwarded-for': `192.0.2.${++number}` } });
    expect((await exhaust(stranger, rateLimits.exports.perAddress)).status).toBe(429);
  });

  it('may be asked whether it is alive as often as wanted', async () => {
    for (let time = 0; time < 200; time += 1) {
      expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    }
  });
});

describe('The limits', () => {
  it('stand in docs/operations.md', () => {
    const page = pageText('docs/operations.md');
    for (const [name, { perAddress, ...limit }] of Object.entries(rateLimits)) {
      const perPerson = 'perPerson' in limit ? limit.perPerson : '';
      expect(page).toMatch(
        new RegExp(`^\\| ${name} +\\| ${perAddress} +\\| ${perPerson} +\\|`, 'm'),
      );
    }
  });

  it('can be multiplied, for many behind one address', async () => {
    const office = await TestServer.start({ rateLimits: 2 });
    const client = office.as('UPc');
    const statuses: number[] = [];
    for (let time = 0; time <= 2 * rateLimits.exports.perPerson; time += 1) {
      statuses.push((await client.get(exported)).status);
    }
    expect(statuses.indexOf(429)).toBe(2 * rateLimits.exports.perPerson);
    await office.end();
  });
});
