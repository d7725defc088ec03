import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { mailSender, smtpRelay } from '#notifications';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, typeInto } from './browser.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

/** The mails that a mail server took. */
const taken: string[] = [];
const mailbox = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData: (stream, _session, done) => {
    void text(stream).then((mail) => {
      taken.push(mail);
      done();
    });
  },
});

let mailing: TestServer;
let keeping: TestServer;
let browser: PageBrowser;

beforeAll(async () => {
  const listener = mailbox.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const mail = {
    relay: smtpRelay(`smtp://127.0.0.1:${port}`),
    from: mailSender('Traccia <traccia@zona.example>'),
  };
  mailing = await TestServer.start({
    outgoing: { ...nothingGoesOut, mail },
    publicUrl: 'https://traccia.zona.example',
    publicInformation: { feedbackTo: 'urp@zona.example', contact: 'URP, 0586 000000' },
  });
  keeping = await TestServer.start();
  browser = await PageBrowser.launch(mailing);
});
afterAll(async () => {
  await browser.end();
  await mailing.end();
  await keeping.end();
  await new Promise<void>((done) => {
    mailbox.close(done);
  });
});

const send = (
  server: TestServer,
  form: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${server.url}/segnalazioni`, {
    method: 'POST',
    headers: {
      ...{ accept: 'text/html', 'accept-language': 'it', 'sec-fetch-site': 'same-origin' },
      ...{ 'content-type': 'application/x-www-form-urlencoded', ...more },
    },
    body: new URLSearchParams(form),
  });

describe('Whoever has something to say of the pages', () => {
  it('says it without signing in and without a script, and gets a code', async () => {
    const page = await browser.seenBy(undefined, '/accesso', { script: false });
    await page.getByRole('contentinfo').getByRole('link', { name: 'Segnala un problema' }).click();
    expect(await page.getByLabel('Quale pagina').inputValue()).toBe('/accesso');
    await typeInto(page, page.getByLabel('Che cosa è successo'), 'Il <codice> non arriva');
    await page.getByRole('button', { name: 'Invia la segnalazione' }).click();
    await page.getByRole('heading', { level: 1, name: 'Segnalazione ricevuta' }).waitFor();
    const code = await page.locator('main .code').innerText();
    expect(code).toMatch(/^SEG-[A-Z2-9]{8}$/);
    await page.getByText('URP, 0586 000000').waitFor();
    await browser.closed(page);
    const mail = taken.find((each) => each.includes(code)) ?? '';
    expect(mail).toContain('To: urp@zona.example');
    expect(mail).toContain('Il <codice> non arriva');
  });

  it('is told what is missing, and loses nothing of what they wrote', async () => {
    const page = await browser.seenBy(undefined, '/segnalazioni?tipo=accessibilita');
    expect(await page.getByLabel('accessibilità').isChecked()).toBe(true);
    await page.getByLabel('Dove rispondere').fill('persona@example.org');
    await page.getByRole('button', { name: 'Invia la segnalazione' }).click();
    expect(await page.title()).toMatch(/^Errore:/);
    await page.getByRole('link', { name: 'Scrivi che cosa è successo.' }).waitFor();
    expect(await page.getByLabel('Dove rispondere').inputValue()).toBe('persona@example.org');
    expect(await page.getByLabel('accessibilità').isChecked()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await invalidHtml(await page.content())).toEqual([]);
    await browser.closed(page);
    const tooLong = await send(mailing, { kind: 'errore', text: 'a'.repeat(4_001) });
    expect(tooLong.status).toBe(422);
  });

  it('is no page of somebody else', async () => {
    const { status } = await send(
      mailing,
      { kind: 'errore', text: 'Da altrove' },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(status).toBe(403);
    expect(taken.some((mail) => mail.includes('Da altrove'))).toBe(false);
  });

  it('cannot flood the office', async () => {
    const strict = await TestServer.start({ rateLimits: 1 });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) {
      statuses.push((await send(strict, { kind: 'altro', text: 'Ancora' })).status);
    }
    await strict.end();
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('Where no address is set', () => {
  it('reports stay for those who look after the service, and for nobody else', async () => {
    const answer = await (await send(keeping, { kind: 'errore', text: 'Il menu sparisce' })).text();
    const [code = ''] = /SEG-[A-Z2-9]{8}/.exec(answer) ?? [];
    expect(answer).toContain('sito dell’ente');
    const kept = (role: 'ADM' | 'UH') =>
      fetch(`${keeping.url}/segnalazioni/ricevute`, {
        headers: { ...keeping.as(role).credentials.headers(), accept: 'text/html' },
      });
    const page = await (await kept('ADM')).text();
    expect(page).toContain(code);
    expect(page).toContain('Il menu sparisce');
    expect((await kept('UH')).status).toBe(403);
  });
});
