import { roles, type Role } from '#people';
import { Jobs } from '../../apps/server/src/jobs/jobs.js';
import { drive, reach } from '../drivers.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { underObservation } from '../screenshots/states.js';
import { TestServer } from '../server.fixture.js';
import { crawl } from './crawl.fixture.js';
import { districtAtWork } from './district.fixture.js';
import { registerAtWork } from './register.fixture.js';

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
let cycleIds: readonly string[];

beforeAll(async () => {
  server = await TestServer.start({
    ...{ duties: ['notices'], publicPages: 'on', publicUrl: 'https://traccia.ente.example' },
  });
  // A year that is over, one whose organ is convened, and one in which the schede are written.
  const past = programmeOfYear(server, 2022);
  await reach(past, (root) => root.matches('closed'));
  const convened = programmeOfYear(server, 2023);
  await reach(convened, (root) => root.can({ type: 'OrganConvened' }));
  await drive(convened, { type: 'OrganConvened' });
  const { journey } = await districtAtWork(server, 12);
  await journey.perform('UPo', 'schedule-meeting', {
    ...{ meetingId: 'M-tavolo', title: 'Tavolo di zona', counterpart: 'OO_SS' },
    ...{ date: server.clock.day(5), channel: 'IN_PERSON', venue: 'Casa della salute' },
  });
  await journey.perform('ETS', 'receive-contribution', {
    ...{ contributionId: 'K-1', body: 'Associazione', meetingId: 'M-tavolo' },
    document: { title: 'Osservazioni sul trasporto', sha256: 'a'.repeat(64) },
  });
  await journey.perform('UPo', 'answer-contribution', {
    ...{ contributionId: 'K-1', answer: 'ACCEPTED', text: 'È scritto nella scheda' },
  });
  await journey.perform('UPo', 'place-contribution', {
    ...{ contributionId: 'K-1', schedaId: 'S-001', text: 'Che cosa si fa' },
  });
  await underObservation(journey);
  await registerAtWork(server);
  cycleIds = [past.cycleId, convened.cycleId, journey.cycleId];
  const jobs = server.application.get(Jobs, { strict: false });
  for (const role of ['UPc', 'RF', 'SEG'] as const) {
    const at = new Date(server.clock.nowMs()).toISOString();
    const wish = { kind: 'poa-pdf', cycleId: journey.cycleId, at, schedaIds: [] } as const;
    jobs.ask(wish, server.as(role).person);
  }
  await jobs.settled();
}, 240_000);
afterAll(async () => {
  await server.end();
});

describe('Every link that somebody is shown leads to what they may open', () => {
  it.each(everyRole)(
    'as %s',
    async (role) => {
      const { opened, broken } = await crawl(server, server.as(role), ['/']);
      expect(broken).toEqual([]);
      // A page that fails, or is empty, leads nowhere: then nothing would be broken.
      expect(opened.size).toBeGreaterThan(50);
    },
    240_000,
  );

  it('as nobody', async () => {
    const { opened, broken } = await crawl(server, undefined, [
      ...['/accesso', '/stato', ...cycleIds.map((id) => `/pubblico/${id}`)],
    ]);
    expect(broken.filter(({ answer }) => answer !== 401)).toEqual([]);
    expect(opened).toContain('/accessibilita');
  });
});
