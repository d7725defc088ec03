import { everyRow, type Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT } from '../server.fixture.js';
import { document } from '../ways/to-approval.wishes.fixture.js';
import { preparing, submitted, unitOf } from './plans.fixture.js';

/*
 * The day of a stakeholder, such as an association of the third sector. What of it is proven elsewhere:
 *
 *   The meeting, the answer and the place in the plan, for one of them   test/between-years.spec.ts
 *   Nobody sees what others handed in                                    test/who-sees-what.spec.ts
 *   The only verb of a stakeholder is to hand something in               test/access.spec.ts
 *   What an association said in co-programming                           test/co-programming-procedure.spec.ts
 *
 * Not of the API: the login with SPID or CIE; the public pages without a login, which is where the dates are
 * for whoever has no token. A notice has a last day and no closing hour, and says at
 * its address what a body needs in order to take part; the contact person is an id.
 */
let server: TestServer;
let association: Client;
let other: Client;

beforeAll(async () => {
  server = await TestServer.start();
  association = server.admit({ role: 'ETS', personId: 'associazione' });
  other = server.admit({ role: 'ETS', personId: 'altra-associazione' });
});
afterAll(() => server.end());

describe('As a stakeholder I want to know what became of my contribution', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = programmeOfYear(server, 2024);
    await preparing(journey);
    await submitted(journey, { schedaId: 'S-1', unit: unitOf(server, UNIT) });
    await journey.perform('UPo', 'schedule-meeting', {
      ...{ meetingId: 'M-1', title: 'Consulta', counterpart: 'CONSULTA_TERZO_SETTORE' },
      ...{ date: server.clock.day(), channel: 'ONLINE' },
    });
    const handIn = (client: Client, contributionId: string) =>
      journey.perform(client, 'receive-contribution', {
        ...{ contributionId, body: client.person.personId, meetingId: 'M-1', document },
      });
    for (const id of ['K-1', 'K-2', 'K-3', 'K-4']) await handIn(association, id);
    await handIn(other, 'K-other');
    server.clock.pass({ days: 10 });
    for (const [contributionId, answer, text] of [
      ['K-1', 'ACCEPTED', 'Lo faremo'],
      ['K-2', 'PARTLY', 'Il primo punto sì, il secondo dal prossimo anno'],
      ['K-3', 'NOT_ACCEPTED', 'Non è materia del piano'],
    ]) {
      await journey.perform('UPo', 'answer-contribution', { contributionId, answer, text });
    }
    await journey.perform('UPo', 'place-contribution', {
      ...{ contributionId: 'K-1', schedaId: 'S-1', text: 'Descrizione, primo punto' },
    });
  });

  it('each with its text, the day it came, the answer and why, the meeting and the place', async () => {
    const { code } = journey.last('SchedaAssigned');
    const handedIn = {
      ...{ body: 'associazione', document, receivedOn: server.clock.day(-10) },
      meeting: { title: 'Consulta' },
    };
    expect((await association.get(journey.path('/contributions'))).body).toMatchObject({
      total: 4,
      items: [
        {
          ...{ ...handedIn, contributionId: 'K-1', answer: 'ACCEPTED', answerText: 'Lo faremo' },
          places: [{ schedaCode: code, text: 'Descrizione, primo punto' }],
        },
        { contributionId: 'K-2', answer: 'PARTLY' },
        { contributionId: 'K-3', answer: 'NOT_ACCEPTED', answerText: 'Non è materia del piano' },
        { ...handedIn, contributionId: 'K-4', state: 'received' },
      ],
    });
  });

  it('and nothing of other people', async () => {
    const answers = [
      await association.get(journey.path('/contributions')),
      await association.get(journey.path()),
      await association.get(journey.path(`/promises?after=${journey.position}`)),
    ].map(({ body }) => JSON.stringify(body));
    const others = ['altra-associazione', 'operatore', 'direttore', 'responsabile"', 'K-other'];
    for (const answer of answers) {
      expect(others.filter((personId) => answer.includes(personId))).toEqual([]);
    }
  });
});

describe('As a stakeholder I want next year’s dates', () => {
  it('the meetings, the days of the notice, the day of approval and whom to turn to', async () => {
    const journey = programmeOfYear(server, 2025);
    await preparing(journey);
    const meeting = {
      ...{ title: 'Consulta', counterpart: 'CONSULTA_TERZO_SETTORE', channel: 'IN_PERSON' },
      ...{ date: server.clock.day(20), startTime: '15:00', venue: 'Sala consiliare' },
    };
    await journey.perform('UPo', 'schedule-meeting', { meetingId: 'M-1', ...meeting });
    const approval = { date: server.clock.day(120), basis: 'Indirizzi regionali' };
    await journey.perform('UPc', 'set-target-approval', approval);
    await journey.perform('DIR', 'decide-co-programming', {
      ...{ decision: 'activated', act: 'Decreto 7/2025' },
    });
    const notice = { closesOn: server.clock.day(21), url: 'https://www.example.org/avviso' };
    const requirements = 'Iscrizione al RUNTS';
    await journey.perform('UPo', 'publish-notice', { ...notice, requirements });

    const found = await everyRow<{ readonly cycleId: string; readonly targetApproval: string }>(
      association,
      `/api/v1/cycles?year=2025&after=${journey.position}`,
    );
    expect(found).toMatchObject([{ cycleId: journey.cycleId, targetApproval: approval.date }]);
    expect((await association.get(journey.path())).body).toMatchObject({
      meetings: { 'M-1': meeting },
      coProgramming: { notice: { ...notice, publishedOn: server.clock.day() } },
      targetApproval: approval,
      responsiblePersonId: 'coordinatore',
    });
  });
});
