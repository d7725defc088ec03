import { Access } from '#access';
import { EventStore } from '#event-store';
import { AccessTrail } from '../../apps/server/src/audit/access-trail.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { Browser, PASSWORD } from './browser.fixture.js';

const THERE = 'pisana';

let server: TestServer;
/** Of the zone that was first. */
let admin: Browser;
/** Who begins the other one. */
let founder: Browser;

beforeEach(async () => {
  server = await TestServer.start();
  admin = new Browser(server);
  await admin.begin();
  founder = new Browser(server, 'amministratore-pisa');
});
afterEach(() => server.end());

/** What whoever stands at the console gets from `traccia zone begin`. */
const codeFor = (zone = THERE): string =>
  server.application.get(Access, { strict: false }).invitations.forZone(zone);

interface Opened {
  readonly step: string;
  readonly app: { readonly typed: string };
}

const open = ({ personId, login }: Browser, code: string) =>
  founder.post<Opened>('sign-in/first-administrator', { code, personId, login });

/** The account with the code, and the zone with the account. */
async function begin(who: Browser, code: string, zone = THERE) {
  const opened = await open(who, code);
  if (opened.status !== 200) return opened;
  who.learn(opened.body.app.typed);
  const proofs = { step: opened.body.step, password: PASSWORD, code: who.code(), zone };
  return who.post('sign-in/first-administrator/password', proofs);
}

const grant = (by: Browser, zone: string, personId: string, role: string) =>
  by.ask(
    'POST',
    `registers/${zone}-organizzazione/grant-role`,
    { personId, role, from: '2020-01-01' },
    { 'idempotency-key': crypto.randomUUID() },
  );

/** The facts of a kind that stand in the log, with their streams. */
async function factsOf(type: string) {
  const store = server.application.get(EventStore, { strict: false });
  const found = [];
  for await (const event of store.readAll()) if (event.type === type) found.push(event);
  return found;
}

const accounts = () =>
  server.application
    .get(Access, { strict: false })
    .accounts.list()
    .map(({ personId }) => personId)
    .toSorted();

describe('A further zone', () => {
  it('begins with its own administrator, by a code of the console', async () => {
    const begun = await begin(founder, codeFor());
    expect(begun).toMatchObject({
      status: 200,
      body: { self: { personId: 'amministratore-pisa', role: 'ADM', zone: THERE } },
    });
    expect(await grant(founder, THERE, 'coordinatrice-pisa', 'UPc')).toMatchObject({ status: 200 });
    const granted = (await factsOf('RoleGranted')).find(({ stream }) => stream.includes(THERE));
    expect(granted).toMatchObject({
      data: { personId: 'amministratore-pisa', role: 'ADM' },
      metadata: { actor: { authMethod: 'bootstrap' } },
    });
  });

  it('and the first one have nothing in common: neither administrator has a say in the other', async () => {
    await begin(founder, codeFor());
    for (const [who, zone] of [
      [founder, ZONE],
      [admin, THERE],
    ] as const) {
      expect(await grant(who, zone, 'operatore-1', 'UPo')).toMatchObject({ status: 403 });
      expect(await who.get(`registers/${zone}-organizzazione`)).toMatchObject({ status: 404 });
      const { body } = await who.get<{ items: { personId: string }[] }>('accounts');
      expect(body.items.map(({ personId }) => personId)).toEqual([who.personId]);
    }
    const role = { zone: ZONE, role: 'ADM' };
    expect(await founder.post('session/role', role)).toMatchObject({ status: 403 });
  });

  it('that a code was made stands in the accesses of the zone, once, also if it is used at once', async () => {
    await begin(founder, codeFor());
    await server.application.get(AccessTrail, { strict: false }).makeRound();
    codeFor();
    await server.application.get(AccessTrail, { strict: false }).makeRound();
    const told = (await factsOf('AccountChanged')).filter(
      ({ data }) => data['what'] === 'zone-code-made',
    );
    expect(told).toHaveLength(2);
    for (const { stream, metadata } of told) {
      expect(stream).toMatch(/^access-pisana-/);
      expect(metadata).toMatchObject({ actor: { authMethod: 'program' } });
    }
  });
});

describe('The code for a further zone', () => {
  it('is for its zone alone, whatever whoever has it says', async () => {
    const code = codeFor();
    for (const zone of [ZONE, 'senese']) {
      expect(await begin(founder, code, zone)).toMatchObject({
        ...{ status: 403, body: { code: 'invitation-not-valid' } },
      });
    }
    expect(accounts()).toEqual(['amministratore-1']);
    expect(await begin(founder, code)).toMatchObject({ status: 200 });
  });

  it('opens no account that is not the administrator’s, with a password or a passkey', async () => {
    const opened = await open(founder, codeFor());
    founder.learn(opened.body.app.typed);
    const { step } = opened.body;
    const proofs = { step, password: PASSWORD, code: founder.code() };
    for (const [path, body] of [
      ['sign-in/invitation/password', proofs],
      ['sign-in/invitation/passkey/options', { step }],
    ] as const) {
      expect(await founder.post(path, body)).toMatchObject({
        ...{ status: 403, body: { code: 'invitation-not-valid' } },
      });
    }
    const plain = await founder.post('sign-in/invitation', { code: codeFor() });
    expect(plain).toMatchObject({ status: 403, body: { code: 'invitation-not-valid' } });
    expect(accounts()).toEqual(['amministratore-1']);
  });

  it('is good once, and for an hour', async () => {
    const code = codeFor();
    server.clock.pass({ seconds: 3_600 });
    expect(await open(founder, code)).toMatchObject({ status: 403 });
    const next = codeFor();
    expect(await begin(founder, next)).toMatchObject({ status: 200 });
    expect(await open(new Browser(server, 'altra-1'), next)).toMatchObject({ status: 403 });
  });

  it('makes nobody of those whom another zone knows: it would open what they may there', async () => {
    expect(await grant(admin, ZONE, 'operatore-1', 'UPo')).toMatchObject({ status: 200 });
    const operator = new Browser(server, 'operatore-1');
    expect(await open(operator, codeFor())).toMatchObject({
      ...{ status: 409, body: { code: 'person-known-already' } },
    });
    // Also where the role was given after the code was opened.
    const opened = await open(founder, codeFor());
    founder.learn(opened.body.app.typed);
    expect(await grant(admin, ZONE, founder.personId, 'UPo')).toMatchObject({ status: 200 });
    const { step } = opened.body;
    const proofs = { step, password: PASSWORD, code: founder.code(), zone: THERE };
    expect(await founder.post('sign-in/first-administrator/password', proofs)).toMatchObject({
      ...{ status: 409, body: { code: 'person-known-already' } },
    });
    expect(accounts()).toEqual(['amministratore-1']);
  });

  it('gives no second administrator to a zone that has one', async () => {
    const refused = await begin(founder, codeFor(ZONE), ZONE);
    expect(refused).toMatchObject({ status: 403 });
    expect(accounts()).toEqual(['amministratore-1']);
    expect(founder.cookie).toBeUndefined();
  });
});
