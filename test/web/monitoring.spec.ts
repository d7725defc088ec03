import type { Client } from '../client.fixture.js';
import { onScheda, reported } from '../personas/plans.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, SCREENS } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';
import {
  approved,
  convened,
  ORGAN,
  planInVerification,
  proposedTwice,
  type Plan,
} from './plan.fixture.js';

/*
 * One plan in the course of its year and at its end: each group of tests takes it a step further, in this order.
 */
let server: TestServer;
let browser: PageBrowser;
let plan: Plan;
let monitoring: string;
let report: string;

beforeAll(async () => {
  server = await TestServer.start();
  browser = await PageBrowser.launch(server);
  plan = await planInVerification(server);
  [monitoring, report] = [`${plan.address}/monitoraggio`, `${plan.address}/rendiconto`];
}, 240_000);
afterAll(async () => {
  await browser.end();
  await server.end();
});

async function sent(
  client: Client,
  path: string,
): Promise<{ readonly status: number; readonly html: string }> {
  const { status, body } = await client.get<Buffer>(path);
  return { status, html: String(body) };
}

async function isFit(client: Client, path: string): Promise<void> {
  for (const { width } of SCREENS) {
    const page = await browser.seenBy(client, path, { phone: width < 768 });
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await browser.closed(page);
  }
}

describe('Before a plan is in force', () => {
  it('says when there will be something to see', async () => {
    expect((await sent(server.as('UPc'), monitoring)).html).toContain(
      'Il monitoraggio comincia quando il piano è approvato.',
    );
    expect((await sent(server.as('UPc'), report)).html).toContain(
      'Il rendiconto si fa di un piano approvato.',
    );
  });

  it('says that to nobody who may not read the schede', async () => {
    const elsewhere = server.admit({ role: 'UPc', personId: 'altra', zone: 'altra' });
    for (const path of [monitoring, report]) {
      expect((await sent(server.as('ETS'), path)).status).toBe(403);
      expect((await sent(server.as('ADM'), path)).status).toBe(403);
      expect((await sent(elsewhere, path)).status).toBe(404);
    }
  });
});

describe('While a plan is carried out', () => {
  beforeAll(async () => {
    await proposedTwice(plan);
    await convened(plan);
    await approved(plan);
    const { journey } = plan;
    await journey.perform('UPo', 'open-checkpoint', {
      ...{ checkpointId: 'C-1', due: server.clock.day(10) },
    });
  }, 240_000);

  it('a head finds their schede without a word, and the form to say something', async () => {
    const page = await browser.seenBy(server.as('UH'), monitoring, { script: false });
    await page.getByRole('listitem').filter({ hasText: 'Nulla registrato: 2' }).waitFor();
    const rows = page.getByRole('region', { name: 'Le schede una per una' }).getByRole('row');
    const own = rows.filter({ hasText: 'Assistenza domiciliare' });
    await own.getByText('Persone seguite: non misurato, atteso 400').waitFor();
    const others = rows.filter({ hasText: 'Educativa di strada' });
    expect(await others.getByRole('link', { name: /^Registra/ }).count()).toBe(0);
    await own.getByRole('link', { name: /^Registra l’avanzamento/ }).click();
    expect(new URL(page.url()).pathname).toBe(`${plan.address}/azioni/record-progress`);
    expect(new URL(page.url()).searchParams.get('schedaId')).toBe('S-1');
    await browser.closed(page);
  });

  it('shows what was recorded against what was expected, and who has not answered', async () => {
    await onScheda(plan.journey, plan.elders.head, 'record-progress', 'S-1', {
      ...{ status: 'UNDER_WAY', text: 'A regime da marzo.' },
      measured: [{ indicator: 'Persone seguite', value: '1250.5', measuredOn: server.clock.day() }],
    });
    const page = await browser.seenBy(server.as('UPc'), monitoring, { script: false });
    const own = page.getByRole('row').filter({ hasText: 'Assistenza domiciliare' });
    await own.getByText('A regime da marzo.').waitFor();
    await own.getByText(/^1\.250,5 persone \(al /).waitFor();
    const missing = page.getByText('Schede di cui non è mai stato registrato nulla');
    await missing.click();
    const gaps = page.getByRole('region', { name: 'Che cosa manca' });
    await gaps.getByText('Educativa di strada').waitFor();
    expect(await gaps.getByText('Assistenza domiciliare').count()).toBe(0);
    await page.getByRole('link', { name: 'solo quelle di cui non si sa nulla' }).click();
    expect(await page.getByRole('row').count()).toBe(2);
    await browser.closed(page);
  });

  it('lets the office close the checkpoint, and tells then how many were silent', async () => {
    const page = await browser.seenBy(server.as('UPo'), monitoring, { script: false });
    await page.getByRole('link', { name: 'Chiudi il monitoraggio' }).waitFor();
    await browser.closed(page);
    const seen = await sent(server.as('AUD'), monitoring);
    expect(seen.html).not.toContain('/azioni/');
    await plan.journey.perform('UPo', 'close-checkpoint', {});
    expect((await sent(server.as('AUD'), monitoring)).html).toContain('una scheda non ha risposto');
  });

  it('is fit for everybody', () => isFit(server.as('UPc'), monitoring));
});

describe('The report on the year', () => {
  it('is started by the coordinator alone', async () => {
    const page = await browser.seenBy(server.as('UPc'), report, { script: false });
    await page.getByText('Il rendiconto non è ancora stato avviato.').waitFor();
    await page.getByRole('link', { name: 'Avvia il rendiconto' }).waitFor();
    await browser.closed(page);
    expect((await sent(server.as('UH'), report)).html).not.toContain('start-final-report');
  });

  it('shows who still has to report, and how the others ended', async () => {
    await plan.journey.perform('UPc', 'start-final-report', { due: server.clock.day(10) });
    await reported(plan.journey, { schedaId: 'S-1', unit: plan.elders });
    const page = await browser.seenBy(server.as('UPc'), report, { script: false });
    await page.getByText('1 su 2 sono concluse').waitFor();
    await page.getByText('Devono ancora rendicontare: minori (una scheda).').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Da rendicontare: 1' }).waitFor();
    const done = page.getByRole('row').filter({ hasText: 'Assistenza domiciliare' });
    await done.getByText('accettata').waitFor();
    await done.getByText('Fatto come previsto').waitFor();
    const waiting = page.getByRole('row').filter({ hasText: 'Educativa di strada' });
    await waiting.getByText('da rendicontare').waitFor();
    await waiting.getByRole('link', { name: /^Esonera/ }).waitFor();
    await browser.closed(page);
    const head = await browser.seenBy(plan.minors.head, report, { script: false });
    const own = head.getByRole('row').filter({ hasText: 'Educativa di strada' });
    await own.getByRole('link', { name: /^Rendiconta la scheda/ }).click();
    expect(new URL(head.url()).searchParams.get('schedaId')).toBe('S-3');
    await browser.closed(head);
  });

  it('is fit for everybody', () => isFit(server.as('UPc'), report));

  it('tells the director to make it theirs, then by which act it was approved and the cycle closed', async () => {
    const { journey } = plan;
    await reported(journey, { schedaId: 'S-3', unit: plan.minors }, 'Finisce qui');
    const page = await browser.seenBy(server.as('DIR'), '/', { script: false });
    const decisions = page.getByRole('region', { name: /^Decisioni che aspettano te/ });
    await decisions.getByRole('link', { name: 'Il rendiconto', exact: true }).click();
    await page.getByRole('link', { name: 'Fai proprio il rendiconto' }).click();
    const reportHash = (await page.locator('input[name=reportHash]').getAttribute('value')) ?? '';
    await browser.closed(page);
    await journey.perform('DIR', 'endorse-final-report', { reportHash });
    await journey.perform('SEG', 'approve-final-report', {
      ...{ organ: ORGAN, sessionOn: server.clock.day(), number: '40' },
      ...{ actDate: server.clock.day(), reportHash },
    });
    const { manifestHash } = journey.last('VerificationClosed');
    await journey.perform('UPc', 'close-cycle', { manifestHash, reportHash });
    const { html } = await sent(server.as('AUD'), report);
    expect(html).toMatch(/deliberazione n\. 40 del \d+ \w+ 2024 \(Conferenza zonale integrata\)/);
    expect(html).toContain('perché: Finisce qui');
    expect(html).toContain('2 prescrizioni erano ancora aperte.');
  });
});
