import type { Page, Route } from 'playwright-core';
import { jest } from '@jest/globals';
import { AccessLog } from '#access-log';
import { EventStore, StoreUnavailable } from '#event-store';
import type { Client } from '../client.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { TestServer } from '../server.fixture.js';
import { PageBrowser, pressOn, SCREENS, tabTo, type Look } from './browser.fixture.js';
import { auditedYear, HIDDEN_TEXT, type AuditedYear } from './history.fixture.js';
import { accessibilityViolations, invalidHtml } from './pages.fixture.js';

let server: TestServer;
let pages: PageBrowser;
let auditor: Client;
let year: AuditedYear;
let last: number;

beforeAll(async () => {
  server = await TestServer.start();
  [pages, auditor, year] = [
    await PageBrowser.launch(server),
    server.as('AUD'),
    await auditedYear(server),
  ];
  last = year.journey.revision;
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

const opened = (path = '', look: Look = {}): Promise<Page> =>
  pages.seenBy(auditor, `${year.address}${path}`, look);

const asked = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

describe('The cycle through time', () => {
  it('moves with the keys of the slider, one fact, a tenth, the first and the last', async () => {
    const page = await opened();
    const slider = page.getByRole('slider', { name: 'Fatto da ricostruire' });
    await tabTo(page, slider);
    const shows = async (revision: number): Promise<void> => {
      await page.getByRole('link', { name: `fatto n. ${revision} di ${last}` }).waitFor();
      await page.waitForURL((url) => url.searchParams.get('al') === String(revision));
      expect(await slider.inputValue()).toBe(String(revision));
      expect(await slider.evaluate((element) => element.ownerDocument.activeElement?.id)).toBe(
        'al',
      );
      expect(await slider.getAttribute('aria-valuetext')).toContain(`n. ${revision},`);
    };
    await page.keyboard.press('ArrowLeft');
    await shows(last - 1);
    await page.keyboard.press('Home');
    await shows(0);
    await page.keyboard.press('ArrowRight');
    await shows(1);
    await page.keyboard.press('End');
    await shows(last);
    await page.keyboard.press('PageDown');
    await page.waitForURL((url) => Number(url.searchParams.get('al')) <= last - 2);
    await pages.closed(page);
  });

  it('shows the last of many moments, however fast one slides', async () => {
    const page = await opened('?al=3');
    const slider = page.getByRole('slider');
    await slider.focus();
    for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight');
    await page.getByRole('link', { name: `fatto n. 15 di ${last}` }).waitFor();
    await page.waitForURL((url) => url.searchParams.get('al') === '15');
    await pages.closed(page);
  });

  it('works without a script: by the button, by links, by a day', async () => {
    const page = await opened('', { script: false });
    await page.getByRole('slider').press('Home');
    await page.getByRole('button', { name: 'Mostra' }).first().click();
    await page.getByText(`fatto n. 0 di ${last}`).waitFor();
    await page.getByRole('link', { name: 'Fatto successivo' }).click();
    expect(asked(page).get('al')).toBe('1');
    await page.getByRole('link', { name: 'Decisione successiva' }).click();
    await page.getByText('Vai a un giorno, a una fase, a un atto').click();
    await page.getByLabel('Un giorno, o un giorno e un’ora').fill('3/6/2024');
    await page.getByRole('button', { name: 'Mostra' }).last().click();
    // Nine days passed after the scheda was submitted.
    await page.getByText(`fatto n. ${year.submittedAt} di ${last}`).waitFor();
    await pages.closed(page);
  });

  it('says beside the field what is no day, and keeps what was typed', async () => {
    const page = await opened('?istante=domani');
    const field = page.getByLabel('Un giorno, o un giorno e un’ora');
    expect(await field.inputValue()).toBe('domani');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Non è un giorno').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await pages.closed(page);
  });

  it('has each scheda where it stood then, and leads to it as it was', async () => {
    const page = await opened(`?al=${year.submittedAt}`);
    const cells = page.getByRole('region', { name: 'A che punto era ogni scheda' });
    expect(await cells.getByRole('link').count()).toBe(1);
    await cells.getByRole('link', { name: /Trasmesse/ }).click();
    await page.getByText('Stai leggendo la scheda com’era lunedì 3 giugno 2024').waitFor();
    expect(asked(page).get('al')).toBe(String(year.submittedAt));
    expect(await page.getByText('tutti i giorni').count()).toBe(0);
    await page.getByRole('link', { name: 'Leggi com’è adesso' }).click();
    await page.getByText('tutti i giorni').first().waitFor();
    await pages.closed(page);
  });

  it('says that a scheda was not there yet', async () => {
    const page = await opened('/schede/S-2?al=2');
    expect(await page.title()).toMatch(/^Errore: /);
    await pages.closed(page);
  });
});

describe('The list of facts', () => {
  it('is told at three distances, and keeps its filter', async () => {
    const page = await opened('/fatti?scheda=S-1');
    const rows = page.getByRole('main').locator('> .fact-list > .fact');
    const few = await rows.count();
    await page.getByRole('link', { name: 'Tutto', exact: true }).click();
    expect(asked(page).get('scheda')).toBe('S-1');
    expect(await rows.count()).toBeGreaterThan(few);
    await page.getByText(/di \d+ fatti/).waitFor();
    await pages.closed(page);
  });

  it('loses no fact that is folded', async () => {
    const page = await opened('/fatti');
    const folded = page.locator('.fact-list > .folded').last();
    await folded.getByText('Mostrali uno per uno').click();
    expect(await folded.getByRole('listitem').count()).toBeGreaterThan(1);
    await pages.closed(page);
  });

  it.each([{ script: true }, { script: false }])(
    'says which part of the filter hides how much, %j',
    async (look) => {
      const page = await opened('/fatti', look);
      await page.getByLabel('Chi').selectOption('responsabile');
      await page.getByLabel('Che cosa').selectOption('SchedaReturned');
      await page.getByRole('button', { name: 'Mostra' }).click();
      await page.getByText('Nessun fatto è così.').waitFor();
      await page.getByText('Senza, ci sarebbe un fatto.').waitFor();
      await page.getByRole('link', { name: 'Togli «Chi»' }).click();
      await page.getByText(/^1 di \d+ fatti/).waitFor();
      expect(asked(page).get('tipo')).toBe('SchedaReturned');
      await pages.closed(page);
    },
  );

  it('is what is exported', async () => {
    const page = await opened('/fatti?tipo=SchedaReturned');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Esporta i fatti che vedi/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^livornese-poa-annuale-2024_fatti_.*\.csv$/);
    const { credentials } = auditor;
    const csv = await fetch(`${server.url}${year.address}/fatti.csv?tipo=SchedaReturned`, {
      headers: credentials.headers() as Record<string, string>,
    });
    const lines = (await csv.text()).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Scheda restituita');
    await pages.closed(page);
  });
});

describe('The page of a fact', () => {
  it('tells who, when, what it changed, how it is written and how it is sealed', async () => {
    const page = await opened(`/fatti/${year.submittedAt}`);
    const main = page.getByRole('main');
    await main.getByText('responsabile', { exact: true }).first().waitFor();
    await main.getByText('"type": "SchedaSubmitted"').waitFor();
    await main.getByText('c2sp.org/tlog-proof@v1').waitFor();
    await page.getByRole('link', { name: 'Fatto precedente' }).click();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`/fatti/${year.submittedAt - 1}$`));
    await pages.closed(page);
  });

  it.each(['99999', 'x', '-1'])('that is not there, is not: %s', async (revision) => {
    const page = await opened(`/fatti/${revision}`);
    expect(await page.title()).toMatch(/^Errore: /);
    await pages.closed(page);
  });
});

describe('Two moments', () => {
  it('are compared word by word, for eyes and for ears', async () => {
    const page = await opened(`/confronto?da=${year.submittedAt}&di=S-1`);
    const added = page.getByRole('insertion').filter({ hasText: 'tutti i giorni' });
    expect(await added.textContent()).toMatch(/^aggiunto: /);
    expect(await page.getByRole('deletion').first().textContent()).toMatch(/^tolto: /);
    // The scheda was submitted on the day the clock of the test begins with.
    await page.getByLabel('Dal fatto n., o dal giorno').fill('3/6/2024');
    await page.getByRole('button', { name: 'Confronta' }).click();
    await page.getByText(`n. ${year.submittedAt}, 3 giugno 2024`).waitFor();
    await added.waitFor();
    await page.getByLabel('Dal fatto n., o dal giorno').fill('l’altro ieri');
    await page.getByRole('button', { name: 'Confronta' }).click();
    const field = page.getByLabel('Dal fatto n., o dal giorno');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('l’altro ieri');
    expect(await accessibilityViolations(page)).toEqual([]);
    await field.fill(String(last));
    await page.getByRole('button', { name: 'Confronta' }).click();
    await page.getByText('Nulla è diverso.').waitFor();
    await pages.closed(page);
  });
});

describe('The fifteen questions', () => {
  it('are answered in words, with the facts they rest on, now or as they were', async () => {
    const page = await opened('/domande');
    expect(await page.getByRole('main').getByRole('listitem').count()).toBeGreaterThanOrEqual(15);
    await page.getByRole('link', { name: /^Quali schede sono state restituite/ }).click();
    await page.getByText('Da guardare.').waitFor();
    await page.getByText(/su cui si regge/).click();
    await page.getByRole('link', { name: /Scheda restituita/ }).click();
    await page.getByRole('heading', { level: 1, name: /Scheda restituita/ }).waitFor();
    await page.goBack();
    await page.getByLabel('Com’era in un giorno (se vuoto, adesso)').fill('2024-06-03');
    await page.getByRole('button', { name: 'Rispondi' }).click();
    await page.getByText('Come si sarebbe risposto alla fine del 3 giugno 2024').waitFor();
    await page.getByText('In ordine.').waitFor();
    await pages.closed(page);
  });
});

describe('The history of a cycle', () => {
  const every = [
    ...['', '?al=5', '?al=9&tempo=accaduto', '/fatti', '/fatti?zoom=tutto', '/fatti?chi=nessuno'],
    ...[
      '/fatti/9',
      '/confronto?da=5',
      '/confronto?da=&a=&di=ciclo',
      '/schede/S-1?al=20',
      '/domande',
      '/domande/8',
    ],
    ...['/tempi', '/integrita'],
  ];

  it.each(every)('is valid, accessible and fits: %s', async (path) => {
    for (const viewport of SCREENS) {
      const page = await opened(path, { context: { viewport } });
      expect(await accessibilityViolations(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(viewport.width);
      const answer = await page.reload();
      expect(answer?.status()).toBe(200);
      expect(await invalidHtml((await answer?.text()) ?? '')).toEqual([]);
      await pages.closed(page);
    }
  });

  it('prints what is told, without what is pressed', async () => {
    const page = await opened('', { print: true });
    expect(await page.getByRole('slider').isVisible()).toBe(false);
    expect(await page.getByRole('navigation', { name: 'Pagine dello storico' }).isVisible()).toBe(
      false,
    );
    expect(await page.locator('.cells').isVisible()).toBe(true);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
    await pages.closed(page);
  });

  it('shows nothing of a text that was hidden, on no page of it', async () => {
    const all = [
      ...every,
      ...['/schede/S-2', '/schede/S-2?tempo=accaduto', '/fatti.csv', '/confronto?da=0&di=S-2'],
      ...[0, 1, 2].map((later) => `/fatti/${year.hiddenAt + later}`),
      ...Array.from({ length: 15 }, (_, index) => `/domande/${index + 1}`),
    ];
    const headers = auditor.credentials.headers() as Record<string, string>;
    let seen = 0;
    for (const path of all) {
      const answer = await fetch(server.url + year.address + path, { headers });
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, 200]);
      expect(text).not.toContain(HIDDEN_TEXT);
      if (text.includes('testo oscurato')) seen++;
    }
    expect(seen).toBeGreaterThan(2);
  });

  it('leaves on record who looked at which moment', async () => {
    const headers = auditor.credentials.headers() as Record<string, string>;
    for (const path of ['?al=5', '/fatti/6', '/schede/S-1?al=20'])
      await fetch(server.url + year.address + path, { headers });
    const reads = [];
    for await (const { type, data, metadata } of server.application.get(EventStore).readAll())
      if (type === 'ReadRecorded') reads.push({ data, metadata });
    const actor = { personId: auditor.person.personId, role: 'AUD' };
    const { cycleId } = year.journey;
    expect(reads.slice(-3)).toMatchObject([
      { data: { route: 'GET /cicli/:cycleId/storico', cycleId, revision: 5 }, metadata: { actor } },
      { data: { route: 'GET /cicli/:cycleId/storico/fatti/:revision', revision: 6 } },
      {
        data: {
          ...{ route: 'GET /cicli/:cycleId/storico/schede/:schedaId', partId: 'S-1' },
          ...{ revision: 20, outcome: 'shown' },
        },
      },
    ]);
  });

  it('is shown to nobody where it cannot be recorded who looks at it', async () => {
    const refuse = (): Promise<never> => Promise.reject(new StoreUnavailable('full'));
    const recording = jest.spyOn(server.application.get(AccessLog), 'record');
    recording.mockImplementation(refuse);
    const headers = auditor.credentials.headers() as Record<string, string>;
    try {
      // Of an auditor every page, not only those of the history.
      for (const path of [
        year.address,
        `${year.address}/fatti`,
        `/cicli/${year.journey.cycleId}`,
      ]) {
        const answer = await fetch(server.url + path, {
          headers: { ...headers, accept: 'text/html' },
        });
        expect([path, answer.status]).toEqual([path, 503]);
        expect(await answer.text()).not.toContain('domiciliare');
      }
    } finally {
      recording.mockRestore();
    }
  });

  it('is for those who read it; the others are told who does', async () => {
    for (const [role, path] of [
      ['RF', ''],
      ['UH', '/fatti'],
      ['UPc', '/domande'],
      ['UPc', '/integrita'],
      ['SEG', '/domande/3'],
      ['ETS', '/schede/S-1'],
    ] as const) {
      const page = await pages.seenBy(server.as(role), year.address + path);
      expect([role, path, await page.title()]).toEqual([
        role,
        path,
        expect.stringMatching(/^Errore: /),
      ]);
      expect(await page.content()).not.toContain('domiciliare');
      await page.getByText('Revisore').first().waitFor();
      await pages.closed(page);
    }
  });

  it('leads nobody to what they may not read', async () => {
    const page = await pages.seenBy(server.as('UPc'), year.address);
    await page.getByRole('link', { name: 'Confronto' }).waitFor();
    expect(await page.getByRole('link', { name: 'Le 15 domande' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Verifica l’integrità' }).count()).toBe(0);
    await pages.closed(page);
  });
});

describe('A browser that verifies', () => {
  const EVIDENCE = '**/api/v1/evidence?*';
  const verify = async (page: Page, { seal = '', key = '' } = {}): Promise<string> => {
    await page.getByLabel('Sigillo avuto per altra via').fill(seal);
    await page.getByLabel('Chiave del registro, se la conosci').fill(key);
    await page.getByRole('button', { name: 'Verifica adesso' }).click();
    const outcome = page.locator('.chain-proved, .chain-consistent, .chain-refused');
    await outcome.waitFor();
    return (await outcome.textContent()) ?? '';
  };
  /** Has the server lie: what it sends is altered on the way. */
  const lying = async (page: Page, alter: (body: Buffer) => Buffer): Promise<void> => {
    await page.route(EVIDENCE, async (route: Route) => {
      const answer = await route.fetch();
      const body = alter(await answer.body());
      await route.fulfill({ response: answer, body });
    });
  };

  it('says how many facts it verified, when, and against what, from the first page on', async () => {
    const page = await opened();
    await page.getByRole('link', { name: 'Verifica l’integrità' }).click();
    const text = await verify(page, { seal: year.seal });
    expect(text).toMatch(
      /Catena integra: \d+ fatti del ciclo \(\d+ nel registro\), verificati da questo browser alle \d\d:\d\d contro il sigillo che hai dato \(\d+ fatti nel registro, \d+ di questo ciclo\)/,
    );
    expect(text).toContain(`${last + 1} fatti del ciclo`);
    expect(text).toContain('La chiave è quella che il servizio dice di avere');
    expect(await accessibilityViolations(page)).toEqual([]);
    await pages.closed(page);
  });

  it('can be had with the keyboard alone', async () => {
    const page = await opened('/integrita');
    await tabTo(page, page.getByLabel('Sigillo avuto per altra via'));
    await page.keyboard.insertText(year.seal);
    await pressOn(page, page.getByRole('button', { name: 'Verifica adesso' }), 'Space');
    await page.locator('.chain-proved').waitFor();
    await pages.closed(page);
  });

  it('is never content with what the service says of itself', async () => {
    const page = await opened('/integrita');
    const own = await verify(page);
    expect(own).toContain('non confrontata con nulla di esterno');
    expect(own).not.toContain('✓ Catena');
    await pages.closed(page);
  });

  it('takes the printed key, and no other', async () => {
    const page = await opened('/integrita');
    const [key = ''] = (await page.locator('.facts code').allTextContents()).slice(-1);
    expect(await verify(page, { seal: year.seal, key })).toContain('la chiave che hai dato');
    const other = await opened('/integrita');
    const wrong = key.replace(/.$/, (character) => (character === 'A' ? 'B' : 'A'));
    const text = await verify(other, { seal: year.seal, key: wrong });
    expect(text).toContain('La chiave non è scritta come deve');
    expect(text).not.toContain('integra');
    await pages.closed(page);
    await pages.closed(other);
  });

  it('compares with the seal it saw the last time, and finds a shorter history', async () => {
    const page = await opened('/integrita');
    const early = (
      await page.request.get(`${server.url}/api/v1/evidence?cycle=${year.journey.cycleId}`)
    ).body();
    const before = await early;
    await year.journey.perform('UPc', 'raise-question', { subject: 'cycle', text: 'Quando?' });
    last = year.journey.revision;
    await verify(page);
    expect(await verify(page)).toContain(
      'il sigillo che questo browser aveva visto la volta prima',
    );
    await lying(page, () => before);
    const text = await verify(page);
    expect(text).toContain('Catena rotta');
    expect(text).toContain('ROLLBACK');
    await pages.closed(page);
  });

  it.each<[string, (body: Buffer) => Buffer, RegExp]>([
    [
      'a byte of a fact',
      (body) => flipped(body, '"Assistenza <domiciliare>"'),
      /Il primo fatto che non va è il n\. \d+ del ciclo/,
    ],
    ['the end cut off', (body) => body.subarray(0, body.length >> 1), /a metà/],
    ['no archive at all', () => Buffer.from('<html></html>'), /a metà/],
    ['another signature', (body) => flipped(body, '\n— '), /Catena rotta/],
    ['another root', (body) => flipped(body, 'fact'), /Catena rotta/],
  ])('refuses %s, and says what to do', async (_, alter, said) => {
    const page = await opened('/integrita');
    await lying(page, alter);
    const text = await verify(page, { seal: year.seal });
    expect(text).toMatch(said);
    expect(text).toContain('Catena rotta');
    expect(text).toContain('Che cosa fare');
    expect(text).not.toContain('Catena integra');
    expect(await accessibilityViolations(page)).toEqual([]);
    await pages.closed(page);
  });

  it('refuses a history that is not the one of the seal', async () => {
    const page = await opened('/integrita');
    const forged = year.seal.replace(/^([^\n]+\n\d+\n)(.)/, (_, front: string, first: string) => {
      return `${front}${first === 'A' ? 'B' : 'A'}`;
    });
    const text = await verify(page, { seal: forged });
    expect(text).toContain('FORK');
    await pages.closed(page);
  });

  it('says what is no seal', async () => {
    const page = await opened('/integrita');
    expect(await verify(page, { seal: 'ciao' })).toContain('non contiene un sigillo');
    await pages.closed(page);
  });

  it('refuses the evidence of another cycle', async () => {
    const other = programmeOfYear(server, 2025);
    await other.perform('UPc', 'draft-cycle', { title: 'POA 2025' });
    const page = await opened('/integrita');
    await page.route(EVIDENCE, async (route) => {
      const answer = await route.fetch({
        url: `${server.url}/api/v1/evidence?cycle=${other.cycleId}`,
      });
      await route.fulfill({ response: answer });
    });
    expect(await verify(page)).toContain('di un altro ciclo');
    await pages.closed(page);
  });

  it('says why it gets nothing', async () => {
    const page = await opened('/integrita');
    await page.route(EVIDENCE, (route) => route.abort());
    const text = await verify(page);
    expect(text).toContain('Verifica non riuscita');
    expect(text).not.toContain('Catena');
    await expect(pages.closed(page)).rejects.toThrow('ERR_FAILED');
  });

  it('without a script says how to do it', async () => {
    const page = await opened('/integrita', { script: false });
    await page.getByText('traccia verify').waitFor();
    expect(await page.getByRole('button', { name: 'Verifica adesso' }).isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Scarica il fascicolo (tar)' }).waitFor();
    await pages.closed(page);
  });
});

/** The bytes with one of them changed, a little after a text. */
function flipped(body: Buffer, after: string): Buffer {
  const at = body.indexOf(after);
  expect(at).toBeGreaterThan(0);
  const altered = Buffer.from(body);
  const place = at + Buffer.byteLength(after) + 20;
  altered[place] = (altered[place] ?? 0) ^ 1;
  return altered;
}
