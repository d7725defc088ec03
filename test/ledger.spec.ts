import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore, type RecordedEvent } from '#event-store';
import {
  bytesOfBase64,
  entryOf,
  isConsistent,
  leafHash,
  ledgerHistory,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  proves,
  signedBy,
  type LedgerHistory,
} from '#ledger';
import { recorded } from './client.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const register = `${ZONE}-organizzazione`;
const from = '2024-01-01';

let server: TestServer;
let units = 0;
beforeEach(async () => {
  server = await TestServer.start();
  recorded(await server.as('UPc').perform(register, 'open-organisation', { title: 'Zona' }));
});
afterEach(() => server.end());

const unit = (unitId: string) => ({
  ...{ unitId, name: 'Anziani', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
  ...{ headPersonId: 'responsabile', from },
});

/** Decides something. */
async function decide(commandId = randomUUID(), unitId = `unita-${units++}`) {
  const reply = await server.as('UPc').perform(register, 'add-unit', unit(unitId), { commandId });
  return recorded(reply);
}

const asked = (path: string): Promise<Response> => fetch(`${server.url}/api/v1/ledger/${path}`);
const textOf = async (path: string): Promise<string> => (await asked(path)).text();
const lastSigned = async () => parseCheckpoint(parseNote(await textOf('checkpoint')).text);

/** What is in the log, once the server has stopped. */
async function inLog(): Promise<{
  readonly events: readonly RecordedEvent[];
  readonly history: LedgerHistory;
}> {
  const store = SqliteEventStore.open({ file: join(server.folder, 'log.db') });
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  const history = await ledgerHistory(store);
  await store.close();
  return { events, history: history! };
}

describe('A decision', () => {
  it('is answered with where its receipt is, which proves it to whoever has the fact', async () => {
    const { receipt, facts } = await decide();
    const proof = parseTlogProof(await (await fetch(`${server.url}${receipt!}`)).text());
    await server.stop();
    const { events, history } = await inLog();
    const tails = new Map<string, Uint8Array>();
    const leaves = events.map((event) => {
      const leaf = leafHash(entryOf(event, tails.get(event.stream)).bytes);
      tails.set(event.stream, leaf);
      return leaf;
    });
    expect(events[proof.index]?.id).toBe(facts.at(-1)?.id);
    expect(proves(proof, leaves[proof.index]!)).toBe(true);
    expect(proves(proof, leaves[proof.index - 1]!)).toBe(false);
    expect(signedBy(parseNote(proof.checkpoint), [history.key])).toHaveLength(1);
  });

  it('is sealed when it is answered, and when it is answered again', async () => {
    const commandId = randomUUID();
    for (const repeated of [false, true]) {
      const answer = await decide(commandId, 'sempre-la-stessa');
      expect(answer.repeated).toBe(repeated);
      expect(answer.receipt).toBe(`/api/v1/ledger/proof/${answer.facts.at(-1)!.id}`);
      const { index } = parseTlogProof(await textOf(`proof/${answer.facts.at(-1)!.id}`));
      expect((await lastSigned()).size).toBeGreaterThan(index);
    }
  });

  it('has no receipt when it is only tried, nor has what decides nothing', async () => {
    const path = `/api/v1/registers/${register}/add-unit/rehearsal`;
    const tried = await server.as('UPc').send(path, JSON.stringify(unit('anziani')));
    expect([tried.status, JSON.stringify(tried.body)]).toEqual([
      200,
      expect.not.stringContaining('/ledger/proof/'),
    ]);
    const wish = { closureId: 'ponte', from: '2024-08-12', to: '2024-08-16', why: 'Chiusura' };
    const closed = await server.as('UPc').perform(register, 'add-office-closure', wish);
    const answer = recorded(closed);
    expect(answer).not.toHaveProperty('receipt');
    // All the same it is sealed, and whoever asks for its proof gets it.
    expect((await asked(`proof/${answer.facts[0]!.id}`)).status).toBe(200);
  });
});

describe('The ledger', () => {
  it('is opened by the first fact of the log, which names it and its key', async () => {
    await server.stop();
    const { events, history } = await inLog();
    expect(events[0]).toMatchObject({ stream: 'ledger', revision: 0, type: 'LedgerOpened' });
    expect(history.origin).toMatch(/^traccia-[0-9a-f]{8}\/registro\/1$/);
    expect(history.key.name).toBe(history.origin);
  });

  it('only grows, and proves it', async () => {
    await decide();
    const before = await lastSigned();
    for (let number = 0; number < 5; number++) await decide();
    const after = await lastSigned();
    const answer = await asked(`consistency?from=${before.size}&to=${after.size}`);
    const { proof } = (await answer.json()) as { proof: string[] };
    const hashes = proof.map((each) => bytesOfBase64(each)!);
    expect(isConsistent(before.size, after.size, hashes, before.root, after.root)).toBe(true);
    expect((await asked(`consistency?from=1&to=${after.size + 1_000}`)).status).toBe(404);
    expect((await asked('consistency?from=2&to=1')).status).toBe(400);
  });

  it('gives its hashes as tiles, as wide as they are sealed', async () => {
    await decide();
    const { size, root } = await lastSigned();
    const tile = Buffer.from(await (await asked(`tile/0/000.p/${size}`)).arrayBuffer());
    expect(tile).toHaveLength(size * 32);
    expect(root).toHaveLength(32);
    for (const path of [`tile/0/000.p/${size + 1}`, 'tile/0/000', 'tile/0/0', 'tile/entries/000'])
      expect((await asked(path)).status).toBe(404);
  });

  it('says how it stands to whoever has come in', async () => {
    await decide();
    const { body } = await server.as('AUD').get('/api/v1/ledger/state');
    expect(body).toMatchObject({ state: 'sealing', hasKey: true, isSigning: true });
    expect((await asked('state')).status).toBe(401);
  });

  it('knows nothing of what nobody has recorded', async () => {
    const reply = await asked(`proof/${randomUUID()}`);
    expect([reply.status, await reply.json()]).toMatchObject([404, { code: 'not-in-ledger' }]);
    expect((await asked('proof/altro')).status).toBe(404);
  });

  it('goes on after a restart where it stood, with the same name and key', async () => {
    await decide();
    const before = await lastSigned();
    await server.stop();
    await server.start();
    await decide();
    const after = await lastSigned();
    expect(after.origin).toBe(before.origin);
    expect(after.size).toBeGreaterThan(before.size);
  });
});

describe('At its start the program refuses', () => {
  const refusal = async (): Promise<string> => {
    try {
      await server.start();
    } catch (error) {
      return String(error);
    }
    return 'it has started';
  };
  const file = (name: string): string => join(server.folder, name);

  beforeEach(async () => {
    await decide();
    await server.stop();
    copyFileSync(file('log.db'), file('older.db'));
    await server.start();
    await decide();
    await server.stop();
  });

  it('nothing, when all is as it was', async () => {
    expect(await refusal()).toBe('it has started');
  });

  it('a log that is older than what was sealed, in both languages, and says what to do', async () => {
    renameSync(file('older.db'), file('log.db'));
    const told = await refusal();
    expect(told).toContain('log-shorter: il registro ha meno fatti');
    expect(told).toContain('it is an older copy');
    expect(told).toContain('traccia ledger new-epoch --reason');
  });

  it('another key than that of the ledger, and none', async () => {
    rmSync(file('ledger.key'));
    expect(await refusal()).toContain('key-lost');
    expect(existsSync(file('ledger.key'))).toBe(false);
  });

  it('nothing when ledger.db is lost, and makes it anew from the log', async () => {
    const before = (await inLog()).events.length;
    for (const suffix of ['', '-wal', '-shm']) rmSync(file(`ledger.db${suffix}`), { force: true });
    await server.start();
    await decide();
    expect((await lastSigned()).size).toBeGreaterThan(before);
    const ready = (await (await fetch(`${server.url}/health/ready`)).json()) as object;
    expect(JSON.stringify(ready)).toContain('earlier signatures are lost');
  });
});
