import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode, type EventNode } from '#event-node';
import { CannotBePublished } from '../apps/server/src/cannot-be-published.js';
import { UnfitDefinitions } from '../apps/server/src/unfit-definitions.js';
import { etag, everyFact, problem, recorded } from './client.fixture.js';
import { reach } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'migration-'));
const wish = { toVersion: 2, reason: 'Nuovo regolamento', act: 'DD 12/2024' };

/** A file that brings a second version of the yearly programme. */
function versionFile(name: string, change: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `export default (kit) => {
      const before = kit.known('poa-annuale', 1);
      const { scheda } = before.parts;
      const machine = kit.machineFrom(scheda.machine, (config) => {
        const { assigned, ...others } = config.states;
        config.states = { ...others, given: { ...assigned, meta: { ...assigned.meta, it: 'affidata', en: 'given' } } };
        for (const { on = {} } of Object.values(config.states))
          for (const type of Object.keys(on)) if (on[type] === 'assigned') on[type] = 'given';
      });
      const [first, ...templates] = before.documents.deadlines;
      return {
        ...before,
        version: 2,
        parts: { ...before.parts, scheda: { ...scheda, machine } },
        documents: { ...before.documents, deadlines: [first, ...templates, { ...first, key: 'in-piu' }] },
        follows: {
          version: 1,
          states: { parts: { scheda: ${change} } },
          inherit: kit.inheriting(before.beginData),
        },
      };
    };`,
  );
  return file;
}
const later = versionFile('seconda', "{ assigned: 'given' }");
const notTotal = versionFile('incompleta', '{}');

let node: EventNode;
let one: TestServer;
let two: TestServer;
let plain: TestServer;
let journey: Journey;

beforeAll(async () => {
  node = await startEventNode({ dataFolder: join(folder, 'node'), port: 0 });
  const log = `esdb://127.0.0.1:${node.port}?tls=false`;
  const ledgerKeyFile = join(folder, 'ledger.key');
  plain = new TestServer(log, { ledgerKeyFile });
  one = new TestServer(log, { ledgerKeyFile, definitionFiles: [later] });
  two = new TestServer(log, { ledgerKeyFile, definitionFiles: [later] });
  await plain.start();
  journey = programmeOfYear(plain, 2024);
  await reach(journey, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  // It would look in vain for a version that it has not.
  await plain.stop();
  await one.start();
  await two.start();
});
afterAll(async () => {
  await Promise.all([plain, one, two].map((server) => server.end()));
  await node.stop();
  rmSync(folder, { recursive: true });
});

interface Life {
  readonly definition: { readonly version: number };
  readonly schede: { readonly byState: Readonly<Record<string, number>> };
}
const lifeAt = async (server: TestServer) =>
  (await server.as('UPc').get<Life>(journey.path())).body;
const migrate = (server: TestServer, as: 'UPc' | 'DIR' = 'UPc') =>
  server.as(as).perform(journey.cycleId, 'migrate-definition', wish);

describe('A cycle, on two instances that have a later version of its definition', () => {
  it('goes on as it did until somebody decides otherwise', async () => {
    expect((await lifeAt(one)).definition.version).toBe(1);
    const { body } = await one.as('AUD').get(journey.path('/replay'));
    expect(body).toMatchObject({ matches: true });
  });

  it('can be tried first, which writes nothing', async () => {
    const before = (await everyFact(one.as('AUD'), journey.cycleId)).length;
    const { status, body } = await one
      .as('UPc')
      .send<object>(journey.path('/migrate-definition/rehearsal'), JSON.stringify(wish));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      facts: [
        {
          type: 'DefinitionMigrated',
          data: {
            ...{ from: { version: 1 }, to: { version: 2 }, act: 'DD 12/2024' },
            states: { parts: { scheda: { assigned: 'given' } } },
          },
        },
      ],
    });
    expect((await everyFact(one.as('AUD'), journey.cycleId)).length).toBe(before);
  });

  it('is refused to whoever may not decide, and without a reason', async () => {
    const { reason: _none, ...silent } = wish;
    const cycle = journey.cycleId;
    const refused = [
      await one.as('UPo').perform(cycle, 'migrate-definition', wish),
      await one.as('ADM').perform(cycle, 'migrate-definition', wish),
      await one.as('UPc').perform(cycle, 'migrate-definition', silent),
      await one.as('UPc').perform(cycle, 'migrate-definition', { ...wish, toVersion: 3 }),
    ];
    expect(refused.map((reply) => problem(reply).code)).toEqual([
      ...['not-allowed', 'not-allowed', 'reason-needed', 'no-later-version'],
    ]);
  });

  it('is migrated once, though both are asked at the same instant', async () => {
    const replies = await Promise.all([migrate(one), migrate(two, 'DIR')]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    const refused = replies.find(({ status }) => status !== 200)!;
    expect(problem(refused).code).toBe('no-later-version');
    const facts = await everyFact(one.as('AUD'), journey.cycleId);
    const migrations = facts.filter(({ type }) => type === 'DefinitionMigrated');
    expect(migrations).toHaveLength(1);
  });

  it('follows the later version at both, in what is shown, listed and replayed', async () => {
    for (const server of [one, two]) {
      const life = await lifeAt(server);
      expect(life.definition.version).toBe(2);
      expect(Object.keys(life.schede.byState)).toContain('given');
      const { body } = await server.as('AUD').get(journey.path('/replay'));
      expect(body).toMatchObject({ matches: true });
    }
  });

  it('goes on under the machines of that one, at either instance', async () => {
    const { body } = await one.as('UPc').get<{
      readonly items: readonly {
        readonly schedaId: string;
        readonly state: string;
        readonly stateName: object;
      }[];
    }>(journey.path('/schede?limit=200'));
    const given = body.items.find(({ state }) => state === 'given')!;
    expect(given.stateName).toEqual({ it: 'affidata', en: 'given' });
    const scheda = journey.path(`/schede/${given.schedaId}`);
    const ifMatch = etag(await two.as('UPc').get(scheda));
    const move = { schedaId: given.schedaId, changes: { description: 'Sotto le nuove regole' } };
    recorded(await two.as('RF').perform(journey.cycleId, 'revise-scheda', move, { ifMatch }));
    const facts = await everyFact(one.as('AUD'), journey.cycleId);
    expect(facts.at(-1)).toMatchObject({ type: 'SchedaRevised' });
    const { body: replayed } = await one.as('AUD').get(journey.path('/replay'));
    expect(replayed).toMatchObject({ matches: true });
  });

  it('is as it was before, before', async () => {
    const facts = await everyFact(one.as('AUD'), journey.cycleId);
    const at = facts.findIndex(({ type }) => type === 'DefinitionMigrated');
    const then = await two.as('UPc').get<Life>(journey.path(`?revision=${at - 1}`));
    expect(then.body.definition.version).toBe(1);
    expect(Object.keys(then.body.schede.byState)).toContain('assigned');
  });
});

describe('A server', () => {
  it('without the version that a cycle follows says so and works on nothing', async () => {
    const without = new TestServer(`esdb://127.0.0.1:${node.port}?tls=false`);
    await expect(without.start()).rejects.toBeInstanceOf(UnfitDefinitions);
    await without.end();
  });

  it('does not publish a version that says of some state not where it goes on, in two languages', async () => {
    const server = new TestServer(undefined, { definitionFiles: [notTotal] });
    const failure: unknown = await server.start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CannotBePublished);
    const { message, code } = failure as CannotBePublished;
    expect(code).toBe('mapping-not-total');
    expect(message).toContain('non si può pubblicare (mapping-not-total)');
    expect(message).toContain('cannot be published (mapping-not-total)');
    expect(message).toContain('scheda, «assegnata» (assigned): non ha un corrispondente');
    // Nothing holds the folder: whoever puts the file right can start at once.
    await expect(server.start()).rejects.toBeInstanceOf(CannotBePublished);
    await server.end();
  });
});
