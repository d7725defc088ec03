import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStore } from '#event-store';
import {
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVerifierKey,
  signedBy,
  type ExternalSeal,
  type VerifierKey,
} from '#ledger';
import { SystemClock } from '#planning';
import { RunningWitness } from '../../apps/witness/src/witness.fixture.js';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import {
  ecKey,
  OpensslAuthority,
} from '../../libs/outside-copies/src/timestamp/openssl-authority.fixture.js';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import { nobodyOutside } from '../../apps/server/src/outside/outside.js';
import { drive } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';

interface Seals {
  readonly items: readonly (ExternalSeal & { readonly eventId: string })[];
  readonly next?: number;
}

interface Health {
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail: string }>>;
}

/** Resolves with the first fact that fits, also one that is recorded later. */
async function recorded(server: TestServer, fits: (seal: ExternalSeal) => boolean) {
  const store = server.application.get(EventStore);
  const signal = AbortSignal.timeout(40_000);
  for await (const { events } of store.follow({
    filter: { types: ['ExternalSealRecorded'] },
    signal,
  }))
    for (const { data } of events) {
      const seal = data as unknown as ExternalSeal;
      if (fits(seal)) return seal;
    }
  throw new Error('It was never recorded');
}

async function keyOf(server: TestServer): Promise<VerifierKey> {
  const { body } = await server.as('AUD').get<{ keys: string[] }>('/api/v1/ledger/state');
  return parseVerifierKey(body.keys[0]!);
}

describe('A server with a witness and somebody to mail to', () => {
  let server: TestServer;
  let witness: RunningWitness;
  let mail: MailServer;
  const sessionIn = async (cycleId: string) => {
    const store = server.application.get(EventStore);
    for await (const { id, type, data } of store.read(cycleId.replace(/^/, 'cycle-')))
      if (type === 'DeliberationRecorded') return { id, sessionId: data['sessionId'] as string };
    throw new Error('Nothing was deliberated');
  };

  beforeAll(async () => {
    mail = await MailServer.start();
    // Which key the ledger has is known when it has begun: the witness is told then.
    const first = await TestServer.start();
    const key = await keyOf(first);
    await first.stop();
    witness = new RunningWitness([{ key } as never]);
    const url = (await witness.listen()).replace(/\/add-checkpoint$/, '');
    server = first;
    Object.assign(server, {
      more: {
        duties: ['outside-copies'],
        publicUrl: 'https://traccia.ente.example',
        outgoing: { ...nothingGoesOut, mail: mail.settings },
        outside: {
          ...nobodyOutside,
          witnesses: [{ key: witness.signer.key, url }],
          mailTo: ['revisori@ente.example'],
        },
      },
    });
    witness.nowMs = server.clock.nowMs();
    await server.start();
  });

  afterAll(async () => {
    await server.end();
    witness.leave();
    await mail.stop();
  });

  it('has its root kept outside from the start', async () => {
    const seal = await recorded(server, ({ kind }) => kind === 'witness');
    const key = await keyOf(server);
    const note = parseNote(seal.evidence);
    expect(signedBy(note, [key, witness.signer.key])).toHaveLength(2);
    expect(parseCheckpoint(note.text)).toMatchObject({ size: seal.size });
    await recorded(server, ({ kind }) => kind === 'mail');
    expect(mail.arrived.some(({ raw }) => raw.includes(seal.root))).toBe(true);
    expect(JSON.stringify(seal)).not.toContain('@ente.example');
  });

  it('at an approval has it kept at once, and gives what is to be printed on the act', async () => {
    const programme = programmeOfYear(server, 2024);
    await drive(programme, { type: 'SchedaApproved' }, 'S-1');
    const { id, sessionId } = await sessionIn(programme.cycleId);
    const path = `/api/v1/cycles/${programme.cycleId}/deliberations`;
    const { status, body } = await server
      .as('UPc')
      .get<{ text: string; size: number; qr: string; eventId: string }>(
        `${path}/${sessionId}/seal`,
      );
    expect(status).toBe(200);
    expect(body).toMatchObject({ eventId: id, qr: expect.stringMatching(/^<svg /) as string });
    const note = parseNote(body.text);
    expect(signedBy(note, [await keyOf(server)])).toHaveLength(1);
    // The same again, though the log has grown since.
    const again = await server.as('AUD').get<{ text: string }>(`${path}/${sessionId}/seal`);
    expect(again.body.text).toBe(body.text);
    await recorded(server, ({ kind, size }) => kind === 'witness' && size >= body.size);
    await recorded(server, ({ kind, size }) => kind === 'mail' && size >= body.size);
    expect(witness.alarms).toEqual([]);

    expect((await server.as('UPc').get(`${path}/altra/seal`)).status).toBe(404);
    expect((await server.as('ETS').get(`${path}/${sessionId}/seal`)).status).toBe(403);
    // Who took what is printed, and who tried to, is known.
    const asked: unknown[] = [];
    for await (const { data } of server.application
      .get(EventStore)
      .readAll({ filter: { types: ['ReadRecorded'] } })) {
      const { route, partId, outcome, format } = data;
      if ((route as string).endsWith('/seal')) asked.push([partId, outcome, format]);
    }
    expect(asked).toEqual([
      [sessionId, 'shown', 'json'],
      [sessionId, 'shown', 'json'],
      ['altra', 'not-found', undefined],
      [sessionId, 'refused', undefined],
    ]);

    // Whoever decided fetches their receipt themselves, and so does anybody they give the id to.
    const proof = await fetch(`${server.url}/api/v1/ledger/proof/${id}`);
    expect(proof.status).toBe(200);
    const { index, checkpoint } = parseTlogProof(await proof.text());
    expect(index).toBeLessThan(parseCheckpoint(parseNote(checkpoint).text).size);
  });

  it('lists what was kept, page by page', async () => {
    const all = await server.as('AUD').get<Seals>('/api/v1/ledger/seals');
    expect(all.body.items.length).toBeGreaterThanOrEqual(4);
    const pages: string[] = [];
    for (let next: number | undefined = Number.MAX_SAFE_INTEGER; next !== undefined;) {
      const page: { body: Seals } = await server
        .as('AUD')
        .get<Seals>(`/api/v1/ledger/seals?limit=1&before=${next}`);
      pages.push(...page.body.items.map(({ eventId }) => eventId));
      next = page.body.next;
    }
    expect(pages).toEqual(all.body.items.map(({ eventId }) => eventId));
    expect((await fetch(`${server.url}/api/v1/ledger/seals`)).status).toBe(401);
    const health = (await (await fetch(`${server.url}/health/ready`)).json()) as Health;
    expect(JSON.stringify(health)).toContain('witnesses 1, time stamps 0, mail 1');
  });

  it('is not ready while somebody remembers another history, also after a restart', async () => {
    const file = join(server.folder, 'ledger-conflicts.ndjson');
    await server.stop();
    const conflict = {
      name: 'revisori.example/w1',
      code: 'other-root',
      at: '2026-05-04T08:00:00Z',
    };
    writeFileSync(
      file,
      `${JSON.stringify({ ...conflict, knownOutside: 7, note: '', answer: '' })}\n`,
    );
    await server.start();
    const ready = await fetch(`${server.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('revisori.example/w1 remembers another history');
    await server.stop();
    expect(readFileSync(file, 'utf8')).toContain('other-root');
    writeFileSync(file, '');
    await server.start();
  });
});

describe('A server with an authority for time stamps', () => {
  it('has its root stamped', async () => {
    const authority = new OpensslAuthority({ key: ecKey });
    const url = await authority.listen();
    const server = await TestServer.start({
      clock: new SystemClock(),
      duties: ['outside-copies'],
      outside: { ...nobodyOutside, timestamps: { url, authorities: [authority.root] } },
    });
    const seal = await recorded(server, ({ kind }) => kind === 'timestamp');
    const { name } = await keyOf(server);
    const body = `${name}\n${seal.size}\n${seal.root}\n`;
    expect(await authority.verifies(Buffer.from(seal.evidence, 'base64'), body)).toBe(true);
    await server.end();
    authority.leave();
  });
});
