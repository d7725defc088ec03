import {
  etag,
  everyFact,
  problem,
  recorded,
  type Client,
  type CommandOptions,
  type ShownFact,
} from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, UNIT } from './server.fixture.js';
import { completeContent } from './ways/to-approval.wishes.fixture.js';

const REGISTER = 'livornese-organizzazione';
const SCHEDA = 'scheda-1';
const act = 'Delibera 12/2024';
const reason = 'Così dispone l’atto';

interface ActorOfFact {
  readonly personId: string;
  readonly role: string;
  readonly onBehalfOf?: string;
  readonly delegationId?: string;
}
interface TaskRow {
  readonly subject: {
    readonly id: string;
    readonly unitId: string | null;
    readonly headPersonId: string | null;
  };
  readonly onBehalfOf: string | null;
}
interface SchedaView {
  readonly state: string;
  readonly unitId: string;
  readonly personId: string;
  readonly headPersonId: string;
  readonly authors: readonly string[];
  readonly actions: readonly { readonly verb: string; readonly possible: boolean }[];
}
interface OrganisationView {
  readonly units: Readonly<
    Record<
      string,
      { readonly name: string; readonly headPersonId?: string; readonly currentUnitId: string }
    >
  >;
  readonly delegations: Readonly<Record<string, { readonly standing: string }>>;
}

let server: TestServer;
let journey: Journey;
/** The head of the unit, who goes on leave, and who stands in: the head of another unit. */
let head: Client;
let substitute: Client;
let position: number;

beforeEach(async () => {
  server = await TestServer.start();
  head = server.as('UH');
  substitute = server.admit({ role: 'UH', personId: 'dottor-b', unitId: 'minori' });
  journey = programmeOfYear(server, 2024);
  await drive(journey, { type: 'SchedaAssigned' }, SCHEDA);
  await inRegister('UPc', 'open-organisation', { title: 'Organizzazione della zona' });
  await addUnit(UNIT, 'responsabile');
  await addUnit('minori', 'dottor-b');
});
afterEach(() => server.end());

async function inRegister(
  as: Client | 'UPc' | 'DIR',
  verb: string,
  body: object,
  options: CommandOptions = {},
): Promise<void> {
  const client = typeof as === 'string' ? server.as(as) : as;
  ({ position } = recorded(await client.perform(REGISTER, verb, body, options)));
}

const addUnit = (unitId: string, headPersonId: string): Promise<void> =>
  inRegister('UPc', 'add-unit', {
    ...{ unitId, name: `Unità ${unitId}`, kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL' },
    ...{ headPersonId, from: '2024-01-01' },
  });

/** Two weeks of leave, from tomorrow on. */
async function goOnLeave(): Promise<void> {
  await inRegister(head, 'grant-delegation', {
    ...{ delegationId: 'ferie', toPersonId: 'dottor-b', kind: 'SOSTITUZIONE', unitId: UNIT },
    ...{ validFrom: server.clock.day(1), validTo: server.clock.day(14) },
  });
}

const forHead = { onBehalfOf: 'responsabile' };

/** A command about the scheda, by somebody who has just read it. */
async function send(client: Client, verb: string, body: object, options: CommandOptions = {}) {
  const ifMatch = etag(await client.get(journey.path(`/schede/${SCHEDA}`)));
  return client.perform(
    journey.cycleId,
    verb,
    { schedaId: SCHEDA, ...body },
    { ifMatch, ...options },
  );
}

async function acts(...asked: Parameters<typeof send>): Promise<void> {
  ({ position } = recorded(await send(...asked)));
}

async function code(...asked: Parameters<typeof send>): Promise<string> {
  return problem(await send(...asked)).code;
}

const write = { changes: completeContent };

async function readScheda(client: Client, headers?: Record<string, string>): Promise<SchedaView> {
  const { body } = await client.get<SchedaView>(journey.path(`/schede/${SCHEDA}`), headers);
  return body;
}

/** Whom a person would work on the scheda for: themselves (null) or somebody else. */
async function tasks(client: Client): Promise<readonly TaskRow[]> {
  const { body } = await client.get<{ readonly items: readonly TaskRow[] }>(
    `/api/v1/worklist?limit=200&after=${position}`,
  );
  return body.items.filter(({ subject }) => subject.id === SCHEDA);
}
const seesFor = async (client: Client): Promise<readonly (string | null)[]> =>
  (await tasks(client)).map(({ onBehalfOf }) => onBehalfOf);

async function actors(): Promise<readonly (readonly [string, ActorOfFact])[]> {
  const facts = await everyFact(server.as('AUD'), journey.cycleId);
  return facts
    .filter(({ data }) => data['schedaId'] === SCHEDA)
    .map((fact) => [fact.type, (fact as ShownFact & { readonly actor: ActorOfFact }).actor]);
}

const organisation = async (client: Client, on = ''): Promise<OrganisationView> =>
  (await client.get<OrganisationView>(`/api/v1/registers/${REGISTER}${on}`)).body;

describe('I go on leave; Dr B. acts for me for two weeks', () => {
  beforeEach(goOnLeave);

  it('B sees and submits my schede from day one; every act shows B for me', async () => {
    expect(await seesFor(substitute)).toEqual([]);
    expect(await code(substitute, 'revise-scheda', write, forHead)).toBe('delegation-not-valid');

    server.clock.pass({ days: 1 });
    expect(await seesFor(substitute)).toEqual(['responsabile']);
    expect(await seesFor(head)).toEqual([null]);
    await acts(substitute, 'revise-scheda', write, forHead);
    await acts(substitute, 'submit-scheda', {}, forHead);
    const proof = { authMethod: 'passkey', authenticatedAt: expect.any(String) as string };
    const hand = { personId: 'dottor-b', role: 'UH', unitId: 'minori', ...proof };
    const both = { ...hand, ...forHead, delegationId: 'ferie' };
    expect((await actors()).slice(-2)).toEqual([
      ['SchedaRevised', both],
      ['SchedaSubmitted', both],
    ]);
  });

  it('the substitute submits; I come back and find it', async () => {
    server.clock.pass({ days: 14 });
    await acts(substitute, 'revise-scheda', write, forHead);
    await acts(substitute, 'submit-scheda', {}, forHead);

    server.clock.pass({ days: 1 });
    const scheda = await readScheda(head);
    expect(scheda).toMatchObject({ state: 'submitted', headPersonId: 'responsabile' });
    expect(scheda.authors).toEqual(['dottor-b', 'responsabile']);
    await acts(server.as('UPo'), 'take-scheda-in-charge', {});
    await acts(server.as('UPo'), 'return-scheda', { reasons: ['TEXT'], text: 'Manca l’avvio' });
    expect(await seesFor(head)).toEqual([null]);
    await acts(head, 'submit-scheda', {});
  });

  it('from the day after the last B sees nothing and can do nothing', async () => {
    server.clock.pass({ days: 14 });
    expect(await seesFor(substitute)).toEqual(['responsabile']);
    await acts(substitute, 'revise-scheda', write, forHead);

    server.clock.pass({ days: 1 });
    expect(await seesFor(substitute)).toEqual([]);
    expect(await code(substitute, 'submit-scheda', {}, forHead)).toBe('delegation-not-valid');
    expect((await organisation(server.as('UPc'))).delegations['ferie']?.standing).toBe('ended');
  });

  it('neither B nor I check what B wrote for me', async () => {
    server.clock.pass({ days: 1 });
    await acts(substitute, 'revise-scheda', write, forHead);
    await acts(substitute, 'submit-scheda', {}, forHead);
    for (const personId of ['dottor-b', 'responsabile']) {
      const office = server.admit({ role: 'UPo', personId });
      expect(await code(office, 'take-scheda-in-charge', {})).toBe('own-scheda');
    }
    await acts(server.as('UPo'), 'take-scheda-in-charge', {});
  });

  it('B does nothing for me without saying so, and nothing beyond what I may do', async () => {
    server.clock.pass({ days: 1 });
    expect(await code(substitute, 'revise-scheda', write)).toBe('not-your-unit');
    expect(await code(substitute, 'take-scheda-in-charge', {}, forHead)).toBe('not-allowed');
    const terms = {
      ...{ toPersonId: 'terzo', kind: 'DELEGA', unitId: UNIT },
      ...{ validFrom: server.clock.day(), validTo: server.clock.day() },
    };
    const chained = await substitute.perform(REGISTER, 'grant-delegation', terms, forHead);
    expect(problem(chained).code).toBe('delegation-chained');
  });

  it('B is shown what can be done on my behalf', async () => {
    server.clock.pass({ days: 1 });
    const possible = ({ actions }: SchedaView): readonly string[] =>
      actions.filter((each) => each.possible).map(({ verb }) => verb);
    expect(possible(await readScheda(substitute))).toEqual([]);
    const lent = await readScheda(substitute, { 'on-behalf-of': 'responsabile' });
    expect(possible(lent)).toEqual(possible(await readScheda(head)));
    expect(possible(lent)).toContain('revise-scheda');
  });

  it('what B tried in vain is on record, with both names', async () => {
    expect(await code(substitute, 'revise-scheda', write, forHead)).toBe('delegation-not-valid');
    const { body } = await server.as('AUD').get<{
      readonly items: readonly { readonly personId: string; readonly onBehalfOf: string | null }[];
    }>('/api/v1/refusals?code=delegation-not-valid');
    expect(body.items.map(({ personId, onBehalfOf }) => [personId, onBehalfOf])).toEqual([
      ['dottor-b', 'responsabile'],
    ]);
  });

  it('I come back early and revoke it', async () => {
    server.clock.pass({ days: 3 });
    await inRegister(head, 'revoke-delegation', { delegationId: 'ferie', reason });
    expect(await seesFor(substitute)).toEqual([]);
    expect(await code(substitute, 'revise-scheda', write, forHead)).toBe('no-delegation');
  });

  it('who may see it: the office, and the two of us', async () => {
    const seen = async (client: Client): Promise<readonly string[]> =>
      Object.keys((await organisation(client)).delegations);
    expect(await seen(server.as('UPc'))).toEqual(['ferie']);
    expect(await seen(head)).toEqual(['ferie']);
    expect(await seen(substitute)).toEqual(['ferie']);
    expect(await seen(server.as('RF'))).toEqual([]);
    const stakeholder = await server.as('ETS').get(`/api/v1/registers/${REGISTER}`);
    expect(stakeholder.status).toBe(403);
  });
});

describe('A head is replaced mid-cycle by act', () => {
  let successor: Client;

  beforeEach(async () => {
    await acts(head, 'revise-scheda', write);
    // Nobody has called IT: the token of the new head still names another unit.
    successor = server.admit({ role: 'UH', personId: 'nuovo-responsabile', unitId: 'altrove' });
    await inRegister('UPc', 'replace-head', {
      ...{
        unitId: UNIT,
        newPersonId: 'nuovo-responsabile',
        from: server.clock.day(1),
        act,
        reason,
      },
    });
  });

  it('open tasks move to the new head on the first day; authorship stays', async () => {
    expect([await seesFor(head), await seesFor(successor)]).toEqual([[null], []]);
    server.clock.pass({ days: 1 });
    expect([await seesFor(head), await seesFor(successor)]).toEqual([[], [null]]);
    const [task] = await tasks(successor);
    expect(task?.subject.headPersonId).toBe('nuovo-responsabile');
    await acts(successor, 'submit-scheda', {});
    const scheda = await readScheda(server.as('AUD'));
    expect(scheda).toMatchObject({
      personId: 'responsabile',
      headPersonId: 'nuovo-responsabile',
      authors: ['responsabile', 'nuovo-responsabile'],
    });
  });

  it('the old head with the old token can do nothing any more, and is told why', async () => {
    server.clock.pass({ days: 1 });
    expect(await code(head, 'submit-scheda', {})).toBe('not-head-of-unit');
    expect(await code(head, 'request-withdrawal', { reason })).toBe('not-head-of-unit');
    const { actions } = await readScheda(head);
    expect(actions.filter(({ possible }) => possible)).toEqual([]);
  });

  it('what the old head had lent ends with the office', async () => {
    await goOnLeave();
    server.clock.pass({ days: 1 });
    expect(await seesFor(substitute)).toEqual([]);
    expect(await code(substitute, 'submit-scheda', {}, forHead)).toBe('not-head-of-unit');
    const { delegations } = await organisation(server.as('DIR'));
    expect(delegations['ferie']?.standing).toBe('lapsed');
  });

  it('the register shows who headed it on which day, now and as it was known then', async () => {
    const headOn = async (query: string): Promise<string | undefined> =>
      (await organisation(server.as('AUD'), query)).units[UNIT]?.headPersonId;
    expect(await headOn('')).toBe('responsabile');
    expect(await headOn(`?on=${server.clock.day(1)}`)).toBe('nuovo-responsabile');
    expect(await headOn('?on=2023-12-31')).toBeUndefined();
    expect(await headOn(`?on=${server.clock.day(1)}&revision=2`)).toBe('responsabile');
  });
});

describe('A unit is renamed, merged or closed', () => {
  it('history keeps the old name', async () => {
    await inRegister('UPc', 'rename-unit', {
      ...{ unitId: UNIT, name: 'Non autosufficienza', from: server.clock.day(), reason },
    });
    const nameOn = async (on: string): Promise<string | undefined> =>
      (await organisation(server.as('RF'), `?on=${on}`)).units[UNIT]?.name;
    expect([await nameOn(server.clock.day(-1)), await nameOn(server.clock.day())]).toEqual([
      `Unità ${UNIT}`,
      'Non autosufficienza',
    ]);
  });

  it('merged, its schede are those of the other, and no orphan is left', async () => {
    await inRegister('UPc', 'merge-units', {
      ...{ unitId: 'minori', mergedUnitIds: [UNIT], from: server.clock.day(), act, reason },
    });
    const list = await server.as('UPc').get<{
      readonly items: readonly { readonly unitId: string; readonly headPersonId: string }[];
    }>(journey.path(`/schede?unitId=minori&after=${position}`));
    expect(list.body.items).toMatchObject([{ unitId: 'minori', headPersonId: 'dottor-b' }]);
    expect([await seesFor(head), await seesFor(substitute)]).toEqual([[], [null]]);
    expect(await code(head, 'revise-scheda', write)).toBe('not-head-of-unit');
    await acts(substitute, 'revise-scheda', write);
    expect((await organisation(head)).units[UNIT]?.currentUnitId).toBe('minori');
  });

  it('closed, it is given no scheda, and its own are reassigned by the office', async () => {
    await inRegister('UPc', 'close-unit', { unitId: UNIT, from: server.clock.day(), act, reason });
    expect(await code(head, 'revise-scheda', write)).toBe('unit-closed');
    const toClosed = { unitId: UNIT, personId: 'altra-persona', reason };
    expect(await code(server.as('UPc'), 'reassign-scheda', toClosed)).toBe('unit-not-active');
    const toMinori = { unitId: 'minori', personId: 'dottor-b', reason };
    await acts(server.as('UPc'), 'reassign-scheda', toMinori);
    await acts(substitute, 'revise-scheda', write);
  });
});

describe('The header On-Behalf-Of', () => {
  it('names a person, or the request is malformed', async () => {
    const reply = await send(head, 'revise-scheda', write, { onBehalfOf: 'Dottor A' });
    expect(problem(reply)).toMatchObject({ status: 400, code: 'on-behalf-of-malformed' });
  });
});
