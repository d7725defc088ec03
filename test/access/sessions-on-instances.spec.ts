import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sessions } from '#access';
import { startEventNode, type EventNode } from '#event-node';
import type { Role } from '#people';
import { recorded, type Client } from '../client.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

/** Within this time what is ended at one instance is over at every other, in milliseconds. */
const EVERYWHERE_MS = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'sessions-'));
let node: EventNode;
/** Two that share the log and nothing else: accounts and sessions are files of each. */
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  node = await startEventNode({ dataFolder: join(folder, 'node'), port: 0 });
  const log = `esdb://127.0.0.1:${node.port}?tls=false`;
  const ledgerKeyFile = join(folder, 'ledger.key');
  here = new TestServer(log, { ledgerKeyFile });
  there = new TestServer(log, { ledgerKeyFile });
  await here.start();
  await there.start();
  const register = `${ZONE}-organizzazione`;
  const office = here.as('UPc');
  recorded(await office.perform(register, 'open-organisation', { title: 'Zona' }));
  for (const personId of ['operatore-x', 'operatore-z']) {
    const unit = { unitId: personId, name: personId, kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL' };
    recorded(
      await office.perform(register, 'add-unit', {
        ...unit,
        headPersonId: personId,
        from: '2024-01-01',
      }),
    );
  }
});
afterAll(async () => {
  await here.end();
  await there.end();
  await node.stop();
  rmSync(folder, { recursive: true });
});

/** A session begun at an instance, and whether it still opens it. */
function begun(at: TestServer, personId: string, role: Role = 'UPo', zone = ZONE) {
  const sessions = () => at.application.get(Sessions, { strict: false });
  const { secret, session } = sessions().begin({
    ...{ personId, zone, role, method: 'passkey' },
    authenticatedAtMs: at.clock.nowMs(),
  });
  return { id: session.id, isOpen: () => sessions().identify(secret) !== undefined };
}

const remove = (client: Client, path: string) => client.ask('DELETE', `/api/v1/${path}`, '{}');

/** How long until it is so, in milliseconds; by then it must be. */
async function until(holds: () => boolean): Promise<number> {
  const beganMs = performance.now();
  while (!holds()) {
    if (performance.now() - beganMs > 20 * EVERYWHERE_MS) throw new Error('It never came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - beganMs;
}

describe('What is ended at one instance', () => {
  it('is over at every other within a second: the sessions of a person', async () => {
    const took: number[] = [];
    // Several rounds: a machine that is busy with other tests is no measure of what an instance takes.
    for (let round = 0; round < 5; round++) {
      const [one, two] = [begun(there, 'operatore-x'), begun(here, 'operatore-x')];
      const other = begun(there, 'operatore-y');
      const { status } = await remove(here.as('ADM'), 'accounts/operatore-x/sessions');
      expect(status).toBe(200);
      expect(two.isOpen()).toBe(false);
      took.push(await until(() => !one.isOpen()));
      expect(other.isOpen()).toBe(true);
    }
    expect(Math.min(...took)).toBeLessThan(EVERYWHERE_MS);
  });

  it('leaves whoever comes in again afterwards, and elsewhere, to work', async () => {
    const again = begun(there, 'operatore-x');
    const marker = begun(there, 'operatore-z');
    await remove(here.as('ADM'), 'accounts/operatore-z/sessions');
    await until(() => !marker.isOpen());
    expect(again.isOpen()).toBe(true);
  });

  it('is over there, too, for everybody of the zone and for nobody of another', async () => {
    const one = begun(there, 'operatore-x');
    const stranger = begun(there, 'operatore-x', 'UPo', 'altrove');
    expect((await remove(here.as('ADM'), 'accounts/sessions')).status).toBe(200);
    await until(() => !one.isOpen());
    expect(stranger.isOpen()).toBe(true);
  });

  it('is over there, too, once its person has taken another password, but for the one that asked', async () => {
    const browser = new Browser(here);
    await browser.begin('pisana');
    const one = begun(there, browser.personId, 'ADM', 'pisana');
    const other = begun(there, 'operatore-y', 'UPo', 'pisana');
    const wish = { current: PASSWORD, next: 'cinque cani nel cortile' };
    expect(await browser.post('session/password', wish)).toMatchObject({ status: 200 });
    await until(() => !one.isOpen());
    expect(other.isOpen()).toBe(true);
    expect(await browser.get('session')).toMatchObject({ status: 200 });
  });

  it('is over where an instance was off when it comes back, but for who came in since', async () => {
    const before = begun(there, 'operatore-x');
    await there.stop();
    await remove(here.as('ADM'), 'accounts/operatore-x/sessions');
    for (const server of [here, there]) server.clock.pass({ seconds: 300 });
    await there.start();
    const after = begun(there, 'operatore-x');
    await until(() => !before.isOpen());
    const marker = begun(there, 'operatore-z');
    await remove(here.as('ADM'), 'accounts/operatore-z/sessions');
    await until(() => !marker.isOpen());
    expect(after.isOpen()).toBe(true);
  });
});
