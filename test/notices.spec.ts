import { EventStore } from '#event-store';
import { nothingGoesOut } from '../apps/server/src/notifications/outgoing.js';
import { problem, recorded, type Client } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

interface Listed {
  readonly noticeId: string;
  readonly ruleId: string;
  readonly threadId: string;
  readonly title: { readonly it: string; readonly en: string };
  readonly why: { readonly it: string };
  readonly readAt: string | null;
  readonly isMuted: boolean;
  readonly cause: { readonly eventId: string; readonly type: string };
}
interface List {
  readonly items: readonly Listed[];
  readonly total: number;
  readonly next?: string;
}
interface Logged {
  readonly items: readonly {
    readonly noticeId: string;
    readonly recipientId: string;
    readonly state: string;
    readonly isRead: boolean;
  }[];
}

/** Mail is set up, and nobody is on duty who sends it. */
const withMail = {
  outgoing: {
    ...nothingGoesOut,
    mail: {
      relay: { host: 'posta.ente.example', port: 465, isImplicitTls: true, isLoopback: false },
      from: { name: 'Traccia', address: 'traccia@ente.example' },
    },
  },
};

/** Over HTTP, and nobody sends: what is told is in the inbox, and in the log of deliveries as waiting. */
describe('The inbox', () => {
  let server: TestServer;
  let programme: Journey;
  let head: Client;
  let other: Client;
  let position = 0;

  const inbox = async (of: Client, query = ''): Promise<List> =>
    (await of.get<List>(`/api/v1/notices?after=${position}${query}`)).body;
  const said = async (path: string, of = head, method = 'POST', body = '{}') => {
    const reply = await of.ask<{ position: number }>(method, path, body);
    expect(reply.status).toBe(200);
    position = Math.max(position, reply.body.position);
  };

  beforeAll(async () => {
    server = await TestServer.start(withMail);
    programme = programmeOfYear(server, 2024);
    for (const type of [
      ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
      ...(['SchedaTakenInCharge', 'SchedaReturned'] as const),
    ]) {
      await drive(programme, { type }, 'S-1');
    }
    ({ position } = recorded(
      await server.as('UPc').perform(programme.cycleId, 'raise-question', {
        ...{ questionId: 'Q-1', subject: 'cycle', text: 'Chi firma?' },
      }),
    ));
    const { body } = await server
      .as('UPc')
      .get<Logged>(`/api/v1/deliveries?state=waiting&channel=email&after=${position}`);
    const { recipientId } = body.items.find(({ recipientId: who }) => who !== 'direttore')!;
    head = server.admit({ role: 'UH', personId: recipientId });
    other = server.admit({ role: 'UH', personId: 'altra-responsabile' });
  });
  afterAll(() => server.end());

  it('tells a head what is returned to them, why, and of which fact, and nobody else', async () => {
    const { items } = await inbox(head);
    const returned = items.find(({ ruleId }) => ruleId === 'scheda-returned');
    expect(returned).toMatchObject({
      title: { it: expect.stringContaining('Restituita per integrazioni: scheda') as string },
      cause: { type: 'SchedaReturned' },
      ...{ readAt: null, by: null, link: `/notifiche/${returned?.noticeId ?? ''}` },
    });
    expect((await inbox(other)).items).toEqual([]);
    const { noticeId } = returned!;
    for (const path of [`/api/v1/notices/${noticeId}`, `/api/v1/notices/${noticeId}/read`]) {
      const reply = await (path.endsWith('read') ? other.send(path, '{}') : other.get(path));
      expect(problem(reply)).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  it('counts what is not read, until it is, once', async () => {
    interface Unread {
      readonly unread: number;
      readonly toAcknowledge: number;
    }
    const unread = async () =>
      (await head.get<Unread>(`/api/v1/notices/unread?after=${position}`)).body;
    const before = await unread();
    const { items } = await inbox(head, '&state=unread');
    expect(items).toHaveLength(before.unread);
    const { noticeId } = items.find(({ ruleId }) => ruleId === 'scheda-returned')!;
    await said(`/api/v1/notices/${noticeId}/read`);
    await said(`/api/v1/notices/${noticeId}/read`);
    expect(await unread()).toEqual({ ...before, unread: before.unread - 1 });
    await said(`/api/v1/notices/${noticeId}/acknowledge`);
    expect((await unread()).toAcknowledge).toBe(before.toAcknowledge - 1);
    const { body } = await head.get<object>(`/api/v1/notices/${noticeId}`);
    expect(body).toMatchObject({ deliveries: [{ channel: 'email', state: 'waiting' }] });
  });

  it('goes on from page to page, and by threads', async () => {
    const all = await inbox(head);
    expect(all.total).toBeGreaterThan(1);
    const first = await inbox(head, '&limit=1');
    const rest = await inbox(head, `&cursor=${first.next ?? ''}`);
    expect([...first.items, ...rest.items]).toEqual(all.items);
    const threads = await head.get<{ items: readonly { notices: number }[] }>(
      '/api/v1/notices/threads',
    );
    const counted = threads.body.items.reduce((sum, { notices }) => sum + notices, 0);
    expect(counted).toBe(all.total);
  });

  it('keeps a thread out of the mail, and lets it in again', async () => {
    const { threadId } = (await inbox(head)).items[0]!;
    const mutedNow = async () =>
      (await inbox(head, `&threadId=${threadId}`)).items.every(({ isMuted }) => isMuted);
    await said(`/api/v1/notices/threads/${threadId}/mute`);
    expect(await mutedNow()).toBe(true);
    await said(`/api/v1/notices/threads/${threadId}/mute`, head, 'DELETE');
    expect(await mutedNow()).toBe(false);
  });

  it('lets nobody say through a program that they have seen something', async () => {
    const { noticeId } = (await inbox(head)).items[0]!;
    const program = server.admitProgram({ role: 'UH', personId: head.person.personId });
    expect((await program.get(`/api/v1/notices/${noticeId}`)).status).toBe(200);
    for (const path of [`${noticeId}/read`, `${noticeId}/acknowledge`]) {
      const reply = await program.send(`/api/v1/notices/${path}`, '{}');
      expect(problem(reply)).toMatchObject({ status: 403, code: 'session-needed' });
    }
  });

  it('is chosen by rule and channel, but for what is owed', async () => {
    interface Choice {
      readonly ruleId: string;
      readonly channels: readonly {
        readonly channel: string;
        readonly isOn: boolean;
        readonly isLocked: boolean;
      }[];
    }
    const chosen = async () =>
      (
        await head.get<{ readonly digest: boolean; readonly rules: readonly Choice[] }>(
          `/api/v1/notice-preferences?after=${position}`,
        )
      ).body;
    const before = await chosen();
    const email = (rule: string, { rules }: typeof before) =>
      rules
        .find(({ ruleId }) => ruleId === rule)
        ?.channels.find(({ channel }) => channel === 'email');
    expect(email('scheda-returned', before)).toMatchObject({ isOn: true, isLocked: true });
    expect(email('scheda-assigned', before)).toMatchObject({ isOn: true, isLocked: false });
    const wish = {
      ...{ digest: true, language: 'it', quiet: { from: '20:00', to: '07:30' } },
      rules: [{ ruleId: 'scheda-assigned', email: false }],
    };
    const path = '/api/v1/notice-preferences';
    await said(path, head, 'PUT', JSON.stringify(wish));
    const after = await chosen();
    expect(after).toMatchObject({ digest: true, quiet: wish.quiet });
    expect(email('scheda-assigned', after)).toMatchObject({ isOn: false });
    for (const rule of [
      { ruleId: 'scheda-returned', email: false },
      { ruleId: 'no-such-rule', email: true },
    ]) {
      const reply = await head.ask('PUT', path, JSON.stringify({ ...wish, rules: [rule] }));
      expect(problem(reply)).toMatchObject({ status: 400, code: 'request-invalid' });
    }
  });
});

describe('The log of deliveries', () => {
  let server: TestServer;
  let programme: Journey;
  let position = 0;

  beforeAll(async () => {
    server = await TestServer.start(withMail);
    programme = programmeOfYear(server, 2024);
    for (const type of [
      ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
      ...(['SchedaTakenInCharge', 'SchedaReturned'] as const),
    ]) {
      await drive(programme, { type }, 'S-1');
    }
    const question = { questionId: 'Q-1', subject: 'cycle', text: 'Chi firma?' };
    const asked = await server.as('UPc').perform(programme.cycleId, 'raise-question', question);
    ({ position } = recorded(asked));
  });
  afterAll(() => server.end());

  const log = async (query = '') =>
    (await server.as('ADM').get<Logged>(`/api/v1/deliveries?after=${position}${query}`)).body.items;

  it('shows the office whom something was sent to and how it stands, not what it says', async () => {
    const waiting = await log('&state=waiting');
    expect(waiting.length).toBeGreaterThan(0);
    expect(JSON.stringify(waiting)).not.toMatch(/Restituita|P0\d-/);
    expect(await log('&state=sent')).toEqual([]);
    const [first] = waiting;
    const reply = await server.as('UPc').get(`/api/v1/deliveries/${first!.noticeId}/email`);
    expect(reply.body).toMatchObject({ state: 'waiting', attempts: 0, history: [] });
    expect((await server.as('UH').get('/api/v1/deliveries')).status).toBe(403);
  });

  it('calls what was not sent for five days expired, and lets it be sent again', async () => {
    server.clock.pass({ days: 6 });
    const [expired] = await log('&state=expired');
    expect(expired).toMatchObject({ state: 'expired', nextAt: null });
    expect(await log('&state=waiting')).toEqual([]);
    const path = `/api/v1/deliveries/${expired!.noticeId}/email`;
    // It stands as waiting still: only what has come to an end begins anew.
    const reply = await server
      .as('UPc')
      .send<{ asked: boolean; position: number }>(`${path}/resend`, '{}');
    expect(reply.body).toMatchObject({ asked: true });
    ({ position } = reply.body);
    expect((await log('&state=waiting')).map(({ noticeId }) => noticeId)).toEqual([
      expired!.noticeId,
    ]);
    const again = await server.as('UPc').send<object>(`${path}/resend`, '{}');
    expect(again.body).toEqual({ asked: false });
    expect((await server.as('DIR').send(`${path}/resend`, '{}')).status).toBe(403);
    expect((await server.as('UPc').send('/api/v1/deliveries/x/email/resend', '{}')).status).toBe(
      404,
    );
  });

  it('tells the office who has not looked at what was returned to them', async () => {
    interface Unread {
      readonly items: readonly { readonly schedaId: string }[];
    }
    const path = `/api/v1/cycles/${ZONE}-poa-annuale-2024/reports/unread-returns`;
    const { body } = await server.as('UPc').get<Unread>(path);
    expect(body.items.map(({ schedaId }) => schedaId)).toContain('S-1');
    expect((await server.as('UH').get(path)).status).toBe(403);
    // Days on which the office is closed are no working days of it.
    const office = server.as('UPc');
    const register = `${ZONE}-organizzazione`;
    recorded(await office.perform(register, 'open-organisation', { title: 'Organizzazione' }));
    const days = { from: server.clock.day(-6), to: server.clock.day(0), why: 'Disinfestazione' };
    recorded(await office.perform(register, 'add-office-closure', days));
    expect((await office.get<Unread>(path)).body.items).toEqual([]);
  });

  it('begins anew where the directory gives somebody another address', async () => {
    const { recipientId } = (await log())[0]!;
    const put = async (email: string) =>
      server
        .as('ADM')
        .ask('PUT', `/api/v1/people/${recipientId}`, JSON.stringify({ name: 'Qualcuno', email }));
    expect((await put('una@ente.example')).status).toBe(200);
    expect((await put('una@ente.example')).status).toBe(200);
    const store = server.application.get(EventStore, { strict: false });
    const changed: object[] = [];
    for await (const { type, data } of store.read(`mailbox-${ZONE}-${recipientId}`))
      if (type === 'AddressChanged') changed.push(data);
    // Once, since the second time it was the same; and not which.
    expect(changed).toEqual([{ channel: 'email' }]);
  });
});

describe('Where nobody has set up a channel', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.end());

  it('nothing waits to leave by it, and whoever watches the service reads so', async () => {
    await drive(programmeOfYear(server, 2024), { type: 'SchedaAssigned' }, 'S-1');
    const { body: health } = await server.as('ADM').get<object>('/health/ready');
    expect(health).toMatchObject({ status: 'ready' });
    expect(JSON.stringify(health)).toContain('set up: none; not set up: email, pec, webhook');
    const office = server.as('UPc');
    const position = await server.application.get(EventStore, { strict: false }).end();
    const log = async (state: string) =>
      (await office.get<Logged>(`/api/v1/deliveries?state=${state}&after=${position}`)).body.items;
    const [first, ...rest] = await log('no-channel');
    expect(first).toMatchObject({ state: 'no-channel', nextAt: null });
    expect(rest.every(({ state }) => state === 'no-channel')).toBe(true);
    expect(await log('waiting')).toEqual([]);
    const one = await office.get(`/api/v1/deliveries/${first!.noticeId}/email`);
    expect(one.body).toMatchObject({ state: 'no-channel', nextAt: null, history: [] });
    // Nobody has attempted it in time, by whatever.
    server.clock.pass({ days: 6 });
    expect(await log('no-channel')).toEqual([]);
    expect(await log('expired')).toHaveLength(rest.length + 1);
  });
});
