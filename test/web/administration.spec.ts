import type { Page } from 'playwright-core';
import type { Role } from '#people';
import { recorded, type Client } from '../client.fixture.js';
import { wordsIn } from '../../apps/server/src/web/words/words.js';
import { TestServer, UNIT, ZONE } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS } from './browser.fixture.js';
import { districtAtWork, type District } from './district.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

const REGISTER = `${ZONE}-organizzazione`;
const pages = {
  begin: '/amministrazione',
  units: '/amministrazione/unita',
  unit: `/amministrazione/unita/${UNIT}`,
  people: '/amministrazione/persone',
  roles: '/amministrazione/ruoli',
  definitions: '/amministrazione/modelli',
  definition: '/amministrazione/modelli/poa-annuale/1?macchina=scheda',
  calendar: '/amministrazione/calendario?anno=2024',
  refusals: '/amministrazione/rifiuti',
  catalogue: '/amministrazione/rifiuti/catalogo',
};
const delegations = '/amministrazione/deleghe';

let server: TestServer;
let browser: PageBrowser;
let district: District;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  district = await districtAtWork(server, 20);
  await inRegister('UPc', 'set-office-seat', { municipality: 'livorno' });
  await inRegister('UPc', 'add-office-closure', {
    ...{ closureId: 'estiva', from: '2024-08-12', to: '2024-08-16', why: 'Chiusura estiva' },
  });
  await giveRoles();
  await server.as('UH').perform(REGISTER, 'grant-delegation', {
    ...{ delegationId: 'D1', toPersonId: server.as('RF').person.personId, kind: 'DELEGA' },
    ...{ unitId: UNIT, verbs: ['submit-scheda'] },
    ...{ validFrom: server.clock.day(), validTo: server.clock.day(30) },
  });
}, 240_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

async function inRegister(as: Role, verb: string, body: object): Promise<void> {
  recorded(await server.as(as).perform(REGISTER, verb, body));
}

/** From then on the register says who has which role. */
async function giveRoles(): Promise<void> {
  for (const role of ['ADM', 'UPc', 'UPo', 'DIR', 'SEG', 'AUD', 'ETS', 'RF'] as const) {
    await inRegister('ADM', 'grant-role', {
      ...{ personId: server.as(role).person.personId, role, from: server.clock.day() },
      ...{ roleGrantId: `ruolo-${role.toLowerCase()}`, ...(role === 'RF' && { unitId: UNIT }) },
    });
  }
}

/** What somebody sees at an address without a script, in one call. */
async function textAt(client: Client | undefined, path: string): Promise<string> {
  const page = await browser.seenBy(client, path, { script: false });
  const text = await page.locator('main').innerText();
  await browser.closed(page);
  return text;
}

async function isRefused(client: Client, path: string): Promise<boolean> {
  const page = await browser.seenBy(client, path, { script: false });
  const title = await page.title();
  await browser.closed(page);
  return title.startsWith('Errore:');
}

const tabs = (page: Page) =>
  page.getByRole('navigation', { name: 'Pagine dell’amministrazione' }).getByRole('link');

describe('The administration', () => {
  it('has for each role the pages it may open, and no others', async () => {
    const seen = async (role: Role): Promise<readonly string[]> => {
      const page = await browser.seenBy(server.as(role), pages.roles, { script: false });
      const names = await tabs(page).allInnerTexts();
      await browser.closed(page);
      return names;
    };
    expect(await seen('UPc')).toEqual([
      ...['Unità', 'Persone', 'Ruoli', 'Deleghe', 'Modelli', 'Calendario', 'Dinieghi'],
    ]);
    expect(await seen('ADM')).toEqual([
      ...['Unità', 'Persone', 'Ruoli', 'Modelli', 'Calendario', 'Dinieghi'],
    ]);
    expect(await seen('ETS')).toEqual(['Ruoli', 'Modelli', 'Calendario']);
  });

  it('is reached from the band at the top by whoever reads the organisation, by nobody else', async () => {
    for (const [role, count] of [
      ['ADM', 1],
      ['UH', 1],
      ['ETS', 0],
    ] as const) {
      const page = await browser.seenBy(server.as(role), '/', { script: false });
      const link = page.getByRole('navigation', { name: 'Strumenti' }).getByRole('link', {
        name: 'Amministrazione',
      });
      expect(await link.count()).toBe(count);
      await browser.closed(page);
    }
  });

  it('refuses what the policy refuses, page by page', async () => {
    for (const path of [pages.units, pages.unit, pages.people, pages.refusals, delegations]) {
      expect([path, await isRefused(server.as('ETS'), path)]).toEqual([path, true]);
    }
    expect(await isRefused(server.as('ADM'), delegations)).toBe(true);
    expect(await isRefused(server.as('UH'), pages.refusals)).toBe(true);
    expect(await isRefused(server.as('UPo'), pages.refusals)).toBe(true);
    expect(await isRefused(server.as('ADM'), `${pages.units}/che-non-c-e`)).toBe(true);
    expect(await isRefused(server.as('ADM'), `${pages.people}/che-non-c-e`)).toBe(true);
  });

  it('asks whoever is not known to sign in', async () => {
    const page = await browser.seenBy(undefined, pages.begin, { script: false });
    await page.getByRole('heading', { level: 1, name: 'Accesso' }).waitFor();
    await browser.closed(page);
  });
});

describe('The units', () => {
  it('stand below the body they belong to, each with its head', async () => {
    const text = await textAt(server.as('ADM'), pages.units);
    expect(text).toContain('Azienda USL');
    expect(text).toMatch(/UF Minori e famiglie[\s\S]*Responsabile: responsabile-minori/);
  });

  it('show their past, who stands in, and their schede only to whoever may read schede', async () => {
    const byCoordinator = await textAt(server.as('UPc'), pages.unit);
    expect(byCoordinator).toContain('Chi l’ha diretta');
    expect(byCoordinator).toMatch(/referente \(Delega, fino al/);
    expect(byCoordinator).toMatch(/\d+ schede in/);
    const byAdministrator = await textAt(server.as('ADM'), pages.unit);
    expect(byAdministrator).toContain('Chi l’ha diretta');
    expect(byAdministrator).not.toMatch(/schede in/);
  });

  it('are renamed by the coordinator, who comes back to the page; an administrator is offered nothing', async () => {
    const page = await browser.seenBy(server.as('UPc'), `${pages.units}/prevenzione`, {
      script: false,
    });
    await page.getByRole('link', { name: "Cambia nome all'unità" }).click();
    await page.getByLabel('Nome', { exact: false }).first().fill('UF Prevenzione');
    await page.locator('input[type=date]').first().fill(server.clock.day());
    await page.getByLabel('Motivazione').first().fill('Riorganizzazione');
    await page.locator('#action button.button').last().click();
    await page.getByRole('heading', { level: 1, name: 'UF Prevenzione' }).waitFor();
    await browser.closed(page);
    expect(await textAt(server.as('ADM'), pages.unit)).not.toContain('Che cosa puoi fare');
  });
});

describe('The people', () => {
  it('are listed with their roles, and found by name and by how they stand', async () => {
    expect(await textAt(server.as('ADM'), pages.people)).toMatch(/revisore[\s\S]*attiva/);
    expect(await textAt(server.as('ADM'), `${pages.people}?testo=revis&stato=`)).toContain(
      'una persona',
    );
    expect(await textAt(server.as('ADM'), `${pages.people}?testo=&stato=left`)).toContain(
      'Non c’è nulla di così.',
    );
  });

  it('have accounts for whoever looks after them, and a last access for whoever checks that', async () => {
    const byAdministrator = await textAt(server.as('ADM'), pages.people);
    expect(byAdministrator).toContain('nessun account qui');
    expect(byAdministrator).not.toContain('Ultimo accesso');
    const byAuditor = await textAt(server.as('AUD'), pages.people);
    expect(byAuditor).toContain('Ultimo accesso');
    expect(byAuditor).not.toContain('nessun account qui');
    expect(byAuditor).not.toContain('Aggiungi una persona');
  });

  it('who leave are told with what they leave open, and who takes it over', async () => {
    await inRegister('ADM', 'deactivate-person', {
      ...{ personId: 'responsabile-minori', kind: 'LEFT', reason: 'Pensionamento' },
    });
    const page = await browser.seenBy(server.as('UPc'), `${pages.people}/responsabile-minori`, {
      script: false,
    });
    await page.getByText('Dirige ancora UF Minori e famiglie').waitFor();
    await page.getByText(/schede? (le è affidata|le sono affidate)/).waitFor();
    await page.getByRole('link', { name: 'Trasferisci le schede' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.title()).not.toMatch(/^Errore/);
    await page.goBack();
    await page.getByRole('link', { name: /^Nomina un altro responsabile/ }).click();
    await page
      .getByRole('button', { name: /responsabile/i })
      .last()
      .waitFor();
    await browser.closed(page);
    // Who keeps the system in order reads no schede.
    const text = await textAt(server.as('ADM'), `${pages.people}/responsabile-minori`);
    expect(text).toContain('Dirige ancora UF Minori e famiglie');
    expect(text).not.toContain('Trasferisci le schede');
  });
});

describe('The roles', () => {
  it('may do what the policy says, and can be looked at one by one', async () => {
    const page = await browser.seenBy(server.as('ADM'), `${pages.roles}?ruolo=UH&tipo=command`, {
      script: false,
    });
    const submit = page.getByRole('row').filter({ hasText: 'Trasmetti la scheda' });
    expect(await submit.innerText()).toContain('propria unità');
    expect(await page.getByRole('row').filter({ hasText: 'Imposta il ciclo' }).count()).toBe(0);
    await page.getByRole('heading', { name: 'Chi ha oggi il ruolo: Responsabile' }).waitFor();
    await browser.closed(page);
    // Who has which role is not for everybody.
    expect(await textAt(server.as('ETS'), `${pages.roles}?ruolo=UH`)).not.toContain(
      'Chi ha oggi il ruolo',
    );
  });

  it('are given out as the same file as by the API', async () => {
    const cookie = server.as('ADM').credentials.headers();
    const [page, api] = await Promise.all([
      fetch(`${server.url}/amministrazione/ruoli.csv`, { headers: cookie }),
      fetch(`${server.url}/api/v1/policy`, { headers: { ...cookie, accept: 'text/csv' } }),
    ]);
    expect(page.headers.get('content-disposition')).toContain('ruoli-e-azioni.csv');
    expect(await page.text()).toBe(await api.text());
  });
});

describe('The delegations', () => {
  it('say who acts for whom, in what and until when', async () => {
    const text = await textAt(server.as('UPc'), delegations);
    expect(text).toContain('referente');
    expect(text).toContain('solo: Trasmetti la scheda');
    expect(text).toContain('vale oggi');
  });

  it('are shown to a head as far as they are theirs, and revoked by them without a script', async () => {
    expect(await textAt(server.as('SEG'), delegations)).toContain('Non c’è nessuna delega.');
    const page = await browser.seenBy(server.as('UH'), delegations, { script: false });
    await page.getByRole('link', { name: /^Revoca la delega/ }).click();
    const reason = page.getByLabel('Motivazione');
    if ((await reason.count()) > 0) await reason.first().fill('È rientrata');
    await page.locator('#action button.button').last().click();
    await page.getByText('Finite, revocate o decadute (1)').waitFor();
    await browser.closed(page);
  });
});

describe('The definitions', () => {
  it('are listed with their fingerprint and the cycles that follow them', async () => {
    const text = await textAt(server.as('ADM'), pages.definitions);
    expect(text).toContain('poa-annuale');
    expect(text).toMatch(/[0-9a-f]{12}…/);
    expect(text).toContain('traccia rehearse');
  });

  it('are drawn machine by machine, with a table that says the same', async () => {
    const page = await browser.seenBy(server.as('ADM'), pages.definition, { script: false });
    await page.getByRole('img').waitFor();
    await page.getByText('È l’unica versione installata').waitFor();
    await browser.closed(page);
    expect(await isRefused(server.as('ADM'), '/amministrazione/modelli/poa-annuale/99')).toBe(true);
  });

  it('say of every field and every item of the checklist what helps and on which norm it rests', async () => {
    const page = await browser.seenBy(server.as('ADM'), pages.definition, { script: false });
    const row = (table: string, name: RegExp | string) =>
      page.getByRole('table', { name: table }).getByRole('row', { name }).innerText();
    const { holder, needIds, sector } = wordsIn('it').writing.reasons;
    const filled = await row('Attività', /^Settore/);
    expect(filled).toContain(sector.text);
    expect(filled).toContain(sector.norm);
    expect(filled).toContain('serve');
    const unnamed = await row('Attività', /^Titolare/);
    expect(unnamed).toContain(holder.text);
    expect(unnamed).toContain('nessuna indicata');
    const need = await row('Bisogni', /^Bisogni dal Profilo/);
    expect(need).toContain(needIds.text);
    expect(need).toContain('serve questo, oppure «Perché nessun bisogno»');
    const item = await row('Lista di controllo', /^Partner e co-progettazione/);
    expect(item).toContain('d.lgs. 117/2017 art. 55');
    expect(await row('Lista di controllo', /^Non ripete/)).toContain('nessuna indicata');
    expect(await row('Scadenze', /^Decisione sulla co-programmazione/)).toContain(
      'LR Toscana 65/2020 art. 10',
    );
    expect(await row('Fasi', /^in avvio/)).toContain('Riunione di avvio');
    await browser.closed(page);
  });

  it('without schede have no fields to show', async () => {
    const text = await textAt(server.as('ADM'), '/amministrazione/modelli/profilo-di-salute/1');
    expect(text).toContain('Che cosa aspetta');
    expect(text).not.toContain('Campi della scheda');
    expect(text).not.toContain('Lista di controllo');
  });
});

describe('The calendar of the office', () => {
  it('says which days do not count and why', async () => {
    const text = await textAt(server.as('ADM'), pages.calendar);
    expect(text).toContain('Santa Giulia, patrona di Livorno');
    expect(text).toContain('Chiusura estiva');
    expect(text).toMatch(/Anno 2024: 2\d\d giorni lavorativi/);
  });

  it('tries a closure for whoever reads deadlines, and records nothing', async () => {
    const tried = `${pages.calendar}&dal=2024-06-03&al=2024-06-07`;
    expect(await textAt(server.as('UPc'), tried)).toContain('Se l’ufficio chiudesse dal');
    expect(await textAt(server.as('UPc'), pages.calendar)).not.toContain('3 giugno 2024');
    expect(
      await textAt(server.as('UPc'), `${pages.calendar}&dal=2024-06-07&al=2024-06-03`),
    ).toContain('I due giorni ci vogliono entrambi');
    expect(await textAt(server.as('ADM'), tried)).not.toContain('Se l’ufficio chiudesse');
  });

  it('has a closure withdrawn by an administrator', async () => {
    const page = await browser.seenBy(server.as('ADM'), pages.calendar, { script: false });
    await page.getByRole('link', { name: 'Ritira la chiusura: Chiusura estiva' }).click();
    const reason = page.getByLabel('Motivazione');
    if ((await reason.count()) > 0) await reason.first().fill('Non si chiude');
    await page.locator('#action button.button').last().click();
    await page.getByText(/ritirata, /).waitFor();
    await browser.closed(page);
  });
});

describe('The refusals', () => {
  it('are told with who asked for what, why not, and by which rule', async () => {
    await server.as('UH').perform(district.journey.cycleId, 'open-verification', {});
    const text = await textAt(server.as('ADM'), `${pages.refusals}?codice=not-allowed&persona=`);
    expect(text).toContain('not-allowed');
    expect(text).toContain('deny/open-verification');
    expect(await textAt(server.as('ADM'), `${pages.refusals}?codice=&persona=nessuno`)).toContain(
      'Non c’è nulla di così.',
    );
  });

  it('stand in a catalogue with their words and the law', async () => {
    const page = await browser.seenBy(server.as('SEG'), `${pages.catalogue}?testo=proof-too-old`, {
      script: false,
    });
    await page.getByText('un codice', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: /^Vedi quando/ }).count()).toBe(0);
    await browser.closed(page);
  });
});

describe('Every page of the administration', () => {
  it.each(Object.entries({ ...pages, person: `${pages.people}/responsabile-minori` }))(
    'is usable by everybody, on a telephone and without a script: %s',
    async (_name, address) => {
      for (const { width } of SCREENS) {
        const look = { phone: width < 768, script: true };
        const page = await browser.seenBy(server.as('ADM'), address, look);
        expect(await accessibilityViolations(page)).toEqual([]);
        expect(await invalidHtml(await page.content())).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
        await browser.closed(page);
      }
    },
    60_000,
  );

  it('and that of the delegations, for whoever may see it', async () => {
    for (const { width } of SCREENS) {
      const page = await browser.seenBy(server.as('UPc'), delegations, { phone: width < 768 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await invalidHtml(await page.content())).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await browser.closed(page);
    }
  });

  it('is reached with the keyboard alone', async () => {
    const page = await browser.seenBy(server.as('ADM'), pages.begin);
    await pressOn(page, page.locator('main').getByRole('link', { name: 'Persone' }));
    await page.getByRole('heading', { level: 1, name: 'Persone' }).waitFor();
    await browser.closed(page);
  });
});
