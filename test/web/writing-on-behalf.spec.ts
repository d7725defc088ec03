import { everyFact, recorded, type Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer, UNIT, ZONE } from '../server.fixture.js';
import { completeContent } from '../ways/to-approval.wishes.fixture.js';
import { PageBrowser } from './browser.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let journey: Journey;
let head: Client;
let deputy: Client;
let path: string;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, journey, head] = [
    await PageBrowser.launch(server),
    programmeOfYear(server, 2024),
    server.as('UH'),
  ];
  deputy = server.admit({ role: 'RF', personId: 'vice-anziani', unitId: UNIT });
  await preparing(journey);
  await journey.perform('UPc', 'assign-scheda', {
    ...{ schedaId: 'S-1', programmeId: journey.last('TreeImported').programmes[0]?.programmeId },
    ...{ unitId: UNIT, personId: head.person.personId, title: 'Assistenza domiciliare' },
  });
  await onScheda(journey, head, 'revise-scheda', 'S-1', { changes: completeContent });
  path = `/cicli/${journey.cycleId}/schede/S-1`;
  const from = server.clock.day(0);
  const register = async (who: Client, verb: string, body: object): Promise<void> => {
    recorded(await who.perform(`${ZONE}-organizzazione`, verb, body));
  };
  const unit = { name: 'Anziani', kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL', from };
  const { personId: headPersonId } = head.person;
  await register(server.as('UPc'), 'open-organisation', { title: 'Organizzazione della zona' });
  await register(server.as('UPc'), 'add-unit', { unitId: UNIT, ...unit, headPersonId });
  await register(head, 'grant-delegation', {
    ...{ toPersonId: deputy.person.personId, kind: 'DELEGA', unitId: UNIT },
    ...{ validFrom: from, validTo: server.clock.day(10), act: 'Delega n. 1' },
  });
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

describe('Whoever was delegated by the head of a unit', () => {
  it('writes and hands in for them, and for nobody before they say so', async () => {
    const page = await pages.seenBy(deputy, `${path}/invio`);
    await page.getByText('La trasmette il responsabile dell’unità').waitFor();
    await page.goto(`${server.url}/per-conto`);
    await page.getByRole('button', { name: `Opera per conto di ${head.person.personId}` }).click();
    await page.getByText(`Stai operando per conto di ${head.person.personId}`).waitFor();
    await page.goto(`${server.url}${path}/modifica?sezione=attivita`);
    await page.getByLabel('Descrizione', { exact: true }).fill('Scritta dal vice');
    await page.locator('[data-state]', { hasText: 'versione 2' }).waitFor();
    await page.goto(`${server.url}${path}/invio`);
    await page.getByRole('button', { name: 'Trasmetti la scheda' }).click();
    await page.getByRole('heading', { level: 1, name: 'Assistenza domiciliare' }).waitFor();
    const facts = await everyFact(server.as('UPc'), journey.cycleId);
    const actor = { personId: deputy.person.personId, onBehalfOf: head.person.personId };
    expect(facts.slice(-2)).toMatchObject([
      { type: 'SchedaRevised', actor },
      { type: 'SchedaSubmitted', actor },
    ]);
    await pages.closed(page);
  });
});
