import { EventStore } from '#event-store';
import { roleNames, type Role } from '#people';
import { policyMatrix, spreadsheetTables, verbs } from '#planning';
import { writeTable } from '#spreadsheet';
import { openApiDocument } from '../../apps/server/src/api/openapi.js';
import {
  addressOf,
  etag,
  problem,
  type Client,
  type ImportWish,
  type Reply,
} from '../client.fixture.js';
import { wishOf } from '../drivers.fixture.js';
import { Homes } from '../homes.fixture.js';
import { TestServer } from '../server.fixture.js';
import { ruleLogged } from './denied-line.fixture.js';

const everyRole = Object.keys(roleNames) as readonly Role[];
const matrix = policyMatrix(verbs);

const { paths } = openApiDocument() as {
  readonly paths: Readonly<Record<string, { readonly post?: { readonly description: string } }>>;
};

/** The roles that the description of an address names: `Ruoli / roles: UPc, UH (own-unit)`. */
function rolesTold(path: string): readonly string[] {
  const [, told = ''] = /Ruoli \/ roles: ([^.]*)/.exec(paths[path]?.post?.description ?? '') ?? [];
  return told.split(', ').map((role) => role.replace(/ \(.*\)$/, ''));
}

let server: TestServer;
let homes: Homes;
beforeAll(async () => {
  server = await TestServer.start();
  homes = await Homes.begin(server);
});
afterAll(() => server.end());

/** Every fact there is, but for those that say who has looked at what: somebody watches over administrators. */
async function recorded(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { stream, id } of server.application
    .get(EventStore, { strict: false })
    .readAll()) {
    if (!stream.startsWith('access-')) found.push(id);
  }
  return found;
}

/** A valid wish for a verb, and where it is asked for: as the description of the API has it. */
interface Asked {
  readonly verb: string;
  readonly described: string;
  readonly rules: Readonly<Record<Role, string | null>>;
  readonly perform: (client: Client) => Promise<Reply<unknown>>;
  readonly rehearse: (client: Client) => Promise<Reply<unknown>>;
}

function everyVerb(): readonly Asked[] {
  const rulesOf = new Map(matrix.map(({ verb, rules }) => [verb, rules]));
  return homes.all.map(({ verb: { name, about }, journey }) => {
    const [id = journey.fresh('new')] = about ? journey.partsOf(about).keys() : [];
    const { body, ifMatch } = wishOf(journey, name, { id });
    const { cycleId } = journey;
    const life = addressOf(cycleId);
    const table = spreadsheetTables.find((each) => each.verb.name === name);
    const within = table ? `spreadsheets/${table.name}/import` : name;
    return {
      ...{ verb: name, rules: rulesOf.get(name)! },
      described: `${life.replace(cycleId, '{cycleId}')}/${within}`,
      perform: (client) => client.perform(cycleId, name, body, { ifMatch }),
      rehearse: (client) => {
        if (!table) {
          const seen = ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` };
          return client.send(`${life}/${name}/rehearsal`, JSON.stringify(body), seen);
        }
        // Such a wish is a file, and what is asked beside it.
        const { rows, fileName } = body as ImportWish;
        return client.upload(
          `${life}/spreadsheets/${table.name}/dry-run?${new URLSearchParams({ fileName }).toString()}`,
          writeTable('csv', { columns: table.columns, sheet: table.sheet, rows }),
        );
      },
    };
  });
}

/** What is said to whoever may not, for whatever reason that has to do with who they are. */
const notForThem = [
  ...['not-allowed', 'other-zone', 'role-not-held', 'token-out-of-scope', 'bootstrap-only'],
  // And what would mean that the question was none.
  ...['request-invalid', 'verb-unknown', 'verb-takes-file', 'idempotency-key-missing'],
];

describe('By the table of the policy', () => {
  it('the description of the API knows every verb, and names the same roles', () => {
    const asked = everyVerb();
    expect(asked.map(({ verb }) => verb)).toEqual(matrix.map(({ verb }) => verb));
    for (const { verb, described, rules } of asked) {
      const may = everyRole.filter((role) => rules[role] !== null);
      expect({ verb, roles: rolesTold(described).toSorted() }).toEqual({
        ...{ verb, roles: may.toSorted() },
      });
    }
  });

  it.each(everyRole)('a %s is refused every verb that is not theirs', async (role) => {
    for (const { verb, rules, rehearse } of everyVerb()) {
      if (rules[role] !== null) continue;
      const reply = await rehearse(homes.of({ name: verb }).somebody(role));
      expect({ verb, ...problem(reply) }).toMatchObject({
        ...{ verb, status: 403, code: 'not-allowed', rule: `deny/${verb}` },
      });
      expect(ruleLogged(server.securityLines, reply)).toBe(`deny/${verb}`);
    }
  });

  it.each(everyRole)('a %s may ask for every verb that is theirs', async (role) => {
    const before = await recorded();
    for (const { verb, rules, rehearse } of everyVerb()) {
      if (rules[role] === null) continue;
      const { status, body } = await rehearse(homes.of({ name: verb }).somebody(role));
      const { code = '' } = body as { readonly code?: string };
      const isFor = !notForThem.includes(code);
      expect({ verb, code, status, isFault: status >= 500, isFor }).toMatchObject({
        ...{ isFault: false, isFor: true },
      });
    }
    expect(await recorded()).toEqual(before);
  });

  it.each(everyRole)('a %s of another zone may ask for nothing here', async (role) => {
    const client = server.as(role, 'pisana');
    for (const { verb, rules, perform, rehearse } of everyVerb()) {
      // In earnest where at home they might: those are the ones that something else could let in.
      const replies = [await rehearse(client), ...(rules[role] ? [await perform(client)] : [])];
      for (const reply of replies) {
        expect({ verb, ...problem(reply) }).toMatchObject({
          ...{ verb, status: 403, code: 'other-zone', rule: 'deny/other-zone' },
        });
        expect(ruleLogged(server.securityLines, reply)).toBe('deny/other-zone');
      }
    }
    for (const life of homes.lives) {
      expect(etag(await life.somebody('AUD').get(life.path()))).toBe(life.revision);
    }
  });
});
