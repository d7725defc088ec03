import type { Journey } from '../journey.fixture.js';
import { drive } from '../drivers.fixture.js';
import { preparing } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { recorded } from '../client.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { PageBrowser, SCREENS, tabTo } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let browser: PageBrowser;
let journey: Journey;

beforeAll(async () => {
  server = await TestServer.start({ publicUrl: 'https://traccia.ente.example' });
  browser = await PageBrowser.launch(server);
  journey = programmeOfYear(server, 2024);
  await preparing(journey);
  await journey.perform('UPc', 'set-deadline', {
    ...{ deadlineId: 'D-schede', kind: 'SCHEDE_SUBMITTED', due: server.clock.day(10) },
    ...{ basis: 'OFFICE' },
  });
  await journey.perform('UPc', 'extend-deadline', {
    ...{ deadlineId: 'D-schede', to: server.clock.day(12), reason: 'Ferie delle unità' },
  });
  await drive(journey, { type: 'MeetingConvened' });
});
afterAll(async () => {
  await browser.end();
  await server.end();
});

describe('The agenda', () => {
  it('tells what falls due, when, how far away that is and where the day comes from', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/scadenze', { script: false });
    const item = page.getByRole('listitem').filter({ hasText: 'Schede trasmesse' });
    expect(await item.innerText()).toContain('(tra 12 giorni)');
    await item.getByText('Da dove viene questo giorno').click();
    await item.getByText(/prorogata di 2 giorni .*Ferie delle unità/).waitFor();
    await item.getByRole('link', { name: 'Schede trasmesse', exact: true }).click();
    expect(new URL(page.url()).hash).toBe('#scadenza-D-schede');
    await browser.closed(page);
  });

  it('leads to the extension of a deadline whoever may extend it, and nobody else', async () => {
    const director = await browser.seenBy(server.as('DIR'), '/scadenze', { script: false });
    await director.getByRole('link', { name: 'Proroga: Schede trasmesse' }).click();
    expect(new URL(director.url()).pathname).toMatch(/\/azioni\/extend-deadline$/);
    expect(new URL(director.url()).searchParams.get('deadlineId')).toBe('D-schede');
    await director.goto(`${server.url}/scadenze?vista=gantt&ciclo=${journey.cycleId}`);
    await director
      .locator('#scadenza-D-schede')
      .getByRole('link', { name: 'Proroga: Schede trasmesse' })
      .waitFor();
    await browser.closed(director);
    const officer = await browser.seenBy(server.as('UPo'), '/scadenze');
    await officer.getByRole('link', { name: 'Schede trasmesse', exact: true }).waitFor();
    expect(await officer.getByRole('link', { name: /^Proroga/ }).count()).toBe(0);
    await browser.closed(officer);
  });

  it('leads to each meeting, and gives it to a calendar under the name it has in the feed', async () => {
    const { meetingId } = journey.last('MeetingScheduled');
    const page = await browser.seenBy(server.as('ETS'), '/scadenze', { script: false });
    const item = page.locator('.item').filter({ hasText: 'Incontro' }).first();
    const title = await item.getByRole('heading').innerText();
    const file = item.getByRole('link', { name: /^Scarica per il calendario/ });
    const address = (await file.getAttribute('href')) ?? '';
    const headers = server.as('ETS').credentials.headers();
    const text = await (await fetch(server.url + address, { headers })).text();
    expect(text).toContain('METHOD:PUBLISH');
    expect(text).toContain('BEGIN:VEVENT');
    const [uid = ''] = /^UID:\S+/m.exec(text) ?? [];
    expect(uid).not.toBe('');
    const issued = await server
      .as('ETS')
      .send<{ readonly address: string }>('/api/v1/calendar-feed', '{}');
    const feed = new URL(issued.body.address).pathname;
    expect(await (await fetch(server.url + feed)).text()).toContain(uid);
    await item.getByRole('link', { name: title, exact: true }).click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${journey.cycleId}/incontri/${meetingId}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    // The same from the month.
    await page.goto(`${server.url}/scadenze?vista=mese`);
    const day = journey.last('MeetingScheduled').date.slice(0, 7);
    await page.goto(`${server.url}/scadenze?vista=mese&mese=${day}`);
    await page.getByRole('table').getByRole('link', { name: title }).first().click();
    expect(new URL(page.url()).pathname).toBe(`/cicli/${journey.cycleId}/incontri/${meetingId}`);
    await browser.closed(page);
  });

  it('shows also deadlines that are not one’s own, and those of a unit with the day of that unit', async () => {
    const page = await browser.seenBy(server.as('SEG'), '/scadenze', { script: false });
    const deadline = page.getByRole('link', { name: 'Schede trasmesse', exact: true });
    expect(await deadline.count()).toBe(0);
    await page.getByLabel('Di chi').selectOption({ label: 'Tutte' });
    await page.getByRole('button', { name: 'Mostra' }).click();
    await deadline.waitFor();
    // Whoever reads no report on the schede is told of no unit apart.
    expect(await page.getByLabel('Unità').count()).toBe(0);
    await page.goto(`${server.url}/scadenze?vista=mese&mese=2024-06`);
    expect(await page.getByText(/Schede trasmesse/).count()).toBe(0);
    await page.getByLabel('Di chi').selectOption({ label: 'Tutte' });
    await page.getByRole('button', { name: 'Mostra' }).click();
    await page
      .getByRole('table', { name: 'giugno 2024' })
      .getByText(/Schede trasmesse/)
      .waitFor();
    await page.getByRole('link', { name: 'Mese prima' }).click();
    expect(await page.getByLabel('Di chi').inputValue()).toBe('tutte');
    await browser.closed(page);
    // A stakeholder has nothing to choose, and choosing by hand changes nothing.
    const theirs = await browser.seenBy(server.as('ETS'), '/scadenze?di=tutte');
    expect(await theirs.getByLabel('Di chi').count()).toBe(0);
    expect(await theirs.getByText('Schede trasmesse').count()).toBe(0);
    await browser.closed(theirs);
  });

  it('shows a head only their own unit apart', async () => {
    const page = await browser.seenBy(server.as('UH'), '/scadenze');
    const offered = page.getByLabel('Unità').getByRole('option');
    expect(await offered.count()).toBe(2);
    await browser.closed(page);
  });

  it('tells the meetings that take place, and hands out a file for a calendar', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/scadenze');
    await page.locator('.item').filter({ hasText: 'Incontro' }).first().waitFor();
    const file = page.getByRole('link', { name: 'Scarica per il calendario Schede trasmesse' });
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toBe('scadenza-D-schede.ics');
    await browser.closed(page);
  });

  it('looks at one cycle alone, as the links of mails do', async () => {
    const path = `/scadenze?ciclo=${journey.cycleId}`;
    const page = await browser.seenBy(server.as('UPc'), path);
    await page.getByText('Vedi le scadenze di un solo ciclo.').waitFor();
    expect(await page.getByRole('link', { name: 'Schede trasmesse', exact: true }).count()).toBe(1);
    const other = await browser.seenBy(server.as('UPc'), '/scadenze?ciclo=livornese-altro-2024');
    await other.getByText('Nessuna scadenza che ti riguardi').waitFor();
    await browser.closed(page);
    await browser.closed(other);
  });

  it('shows a month with the days on which nobody works, by keyboard alone', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/scadenze?vista=mese&mese=2024-06');
    const table = page.getByRole('table', { name: 'giugno 2024' });
    await table.getByText('Festa della Repubblica').waitFor();
    await table.getByText(/Schede trasmesse/).waitFor();
    const next = page.getByRole('link', { name: 'Mese dopo' });
    await tabTo(page, next);
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'luglio 2024' }).waitFor();
    expect(await page.getByText(/Schede trasmesse/).count()).toBe(0);
    await browser.closed(page);
  });

  it('draws the deadlines of a cycle as bars, with who moved each and why, without a script', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/scadenze', { script: false });
    await page.getByRole('link', { name: 'Ciclo a barre' }).click();
    const table = page.getByRole('table', { name: 'Che cosa era previsto e che cosa è successo' });
    const row = table.getByRole('row').filter({ hasText: 'Schede trasmesse' });
    expect(await row.locator('svg').count()).toBe(1);
    await row.getByRole('link', { name: 'Schede trasmesse' }).click();
    expect(new URL(page.url()).hash).toBe('#scadenza-D-schede');
    const whence = page.locator('#scadenza-D-schede');
    await whence.getByText(/l’ha spostata coordinatore il .*Motivo: Ferie delle unità\./).waitFor();
    await whence.getByRole('link', { name: /^Scarica per il calendario/ }).waitFor();
    await page.getByText(/giorn[io] di festa o di chiusura/).click();
    await page.getByText(/Festa della Repubblica/).waitFor();
    await browser.closed(page);
  });

  it('shows of the bars those that concern a role, or all, and says what to do where none is left', async () => {
    const address = `/scadenze?vista=gantt&ciclo=${journey.cycleId}`;
    const page = await browser.seenBy(server.as('SEG'), address, { script: false });
    await page.getByRole('rowheader', { name: 'Schede trasmesse' }).waitFor();
    await page.getByLabel('Di chi').selectOption({ label: 'Quelle del mio ruolo' });
    await page.getByRole('button', { name: 'Mostra' }).click();
    expect(await page.getByRole('rowheader', { name: 'Schede trasmesse' }).count()).toBe(0);
    await page.goto(`${server.url}${address}&unita=nessuna`);
    await page.getByRole('link', { name: 'Mostra tutte le scadenze del ciclo' }).click();
    await page.getByRole('rowheader', { name: 'Schede trasmesse' }).waitFor();
    await browser.closed(page);
  });

  it('draws nothing for whoever may not read the schede, and falls back to words on a telephone', async () => {
    const address = `/scadenze?vista=gantt&ciclo=${journey.cycleId}`;
    const theirs = await browser.seenBy(server.as('ETS'), '/scadenze');
    expect(await theirs.getByRole('link', { name: 'Ciclo a barre' }).count()).toBe(0);
    await theirs.goto(server.url + address);
    expect(await theirs.title()).toMatch(/^Errore:/);
    await browser.closed(theirs);
    const phone = await browser.seenBy(server.as('UPc'), address, { phone: true });
    expect(await phone.locator('.gantt svg').first().isVisible()).toBe(false);
    await phone.getByRole('rowheader', { name: 'Schede trasmesse' }).waitFor();
    await browser.closed(phone);
    const paper = await browser.seenBy(server.as('UPc'), address, { print: true });
    expect(await paper.locator('.gantt svg').first().isVisible()).toBe(true);
    await browser.closed(paper);
  });

  it('says of a month in which nothing is what comes next', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/scadenze?vista=mese&mese=2024-01');
    await page.getByText('Niente in questo mese.').waitFor();
    await page.getByRole('link', { name: /2024$/ }).first().waitFor();
    await browser.closed(page);
  });

  it('is of nobody who is not signed in, and says nothing of a month that is none', async () => {
    const headers = { accept: 'text/html' };
    const nobody = await fetch(`${server.url}/scadenze`, { headers });
    expect(nobody.status).toBe(401);
    expect(await nobody.text()).not.toContain('Schede trasmesse');
    const page = await browser.seenBy(server.as('UPc'), '/scadenze?vista=mese&mese=2024-13');
    expect(await page.getByRole('table').count()).toBe(0);
    await browser.closed(page);
  });

  it.each([
    ...['/scadenze', '/scadenze?vista=mese&mese=2024-06', '/scadenze/abbonamento'],
    '/scadenze?vista=gantt',
  ])('%s is usable by everybody, on a telephone as well', async (path) => {
    for (const { width } of SCREENS) {
      const page = await browser.seenBy(server.as('UPc'), path, { phone: width < 768 });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await invalidHtml(await page.content())).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await browser.closed(page);
    }
  });
});

describe('The end of what is co-designed', () => {
  const register = `${ZONE}-registro-di-zona`;
  const row = (coDesignRowId: string, to: string) => ({
    ...{ coDesignRowId, activity: `Attività ${coDesignRowId}`, state: 'ongoing', subjects: [] },
    holder: { text: 'Comune di Livorno' },
    period: { from: '2023-01-01', to, precision: 'day' },
  });

  it('stands in the agenda within sixty days, with where the day comes from, for readers of the register', async () => {
    const coordinator = server.as('UPc');
    recorded(await coordinator.perform(register, 'open-zone-register', { title: 'Registro' }));
    const { clock } = server;
    for (const [id, days] of [
      ['vicina', 60],
      ['lontana', 61],
      ['finita', -3],
    ] as const) {
      const added = { row: row(id, clock.day(days)) };
      recorded(await coordinator.perform(register, 'add-co-design-row', added));
    }
    for (const [role, titles] of [
      ['UPc', ['Attività finita', 'Attività vicina']],
      ['SEG', ['Attività vicina']],
      ['ETS', []],
    ] as const) {
      const page = await browser.seenBy(server.as(role), '/scadenze', { script: false });
      const links = page.getByRole('link', { name: /^Attività / });
      expect(await links.allInnerTexts()).toEqual(titles);
      await browser.closed(page);
    }
    const page = await browser.seenBy(coordinator, '/scadenze');
    const item = page.getByRole('listitem').filter({ hasText: 'Attività vicina' });
    expect(await item.innerText()).toContain('(tra 60 giorni)');
    await item.getByText('Da dove viene questo giorno').click();
    await item.getByText(/^Scadenza della convenzione, dal periodo nel registro:/).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await item.getByRole('link').click();
    expect(new URL(page.url()).pathname).toBe('/coprogettazione/vicina');
    await browser.closed(page);
  });

  it('is gone from the agenda once somebody has looked at it', async () => {
    const reviewed = {
      ...{ coDesignRowId: 'finita', finding: 'Proroga tecnica' },
      reviewAgainOn: server.clock.day(30),
    };
    recorded(await server.as('UPo').perform(register, 'record-expiry-review', reviewed));
    const page = await browser.seenBy(server.as('UPo'), '/scadenze', { script: false });
    await page.getByRole('link', { name: 'Attività vicina' }).waitFor();
    expect(await page.getByRole('link', { name: 'Attività finita' }).count()).toBe(0);
    await browser.closed(page);
  });
});

describe('The address of one’s own calendar', () => {
  it('is made, shown once, read by a calendar program, and taken back', async () => {
    const page = await browser.seenBy(server.as('UPc'), '/scadenze/abbonamento', { script: false });
    await page.getByRole('button', { name: 'Crea l’indirizzo' }).click();
    const address = await page.getByLabel('Indirizzo segreto').inputValue();
    expect(address).toMatch(/^https:\/\/traccia\.ente\.example\/calendar\/.+\.ics$/);
    const feed = server.url + new URL(address).pathname;
    expect(await (await fetch(feed)).text()).toContain('Schede trasmesse');
    await page.goto(`${server.url}/scadenze/abbonamento`);
    await page.getByText('Hai un indirizzo dal').waitFor();
    expect(await page.content()).not.toContain(address);
    await page.getByRole('button', { name: 'Ritira l’indirizzo' }).click();
    await page.getByText('Non hai un indirizzo').waitFor();
    expect((await fetch(feed)).status).toBe(404);
    await browser.closed(page);
  });
});

it('The feast of the patron of where the office sits is a day on which nobody works', async () => {
  const coordinator = server.as('UPc');
  const register = `${ZONE}-organizzazione`;
  recorded(await coordinator.perform(register, 'open-organisation', { title: 'Organizzazione' }));
  const seat = { municipality: 'livorno', reason: 'La sede è a Livorno' };
  recorded(await coordinator.perform(register, 'set-office-seat', seat));
  const page = await browser.seenBy(coordinator, '/scadenze?vista=mese&mese=2024-05');
  const day = page.getByRole('cell').filter({ has: page.locator('time[datetime="2024-05-22"]') });
  expect(await day.innerText()).toMatch(/Santa Giulia|patron/i);
  await browser.closed(page);
});
