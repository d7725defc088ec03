import { TestServer } from '../server.fixture.js';
import { PageBrowser } from './browser.fixture.js';

let server: TestServer;
let pages: PageBrowser;

beforeAll(async () => {
  server = await TestServer.start();
  pages = await PageBrowser.launch(server);
});
afterAll(async () => {
  await pages.end();
  await server.end();
});

describe('A test of a page fails when the page', () => {
  it.each([
    ['asks another host', `new Image().src = 'https://altrove.example/x.png'`, /another host/],
    ['breaks its policy', `document.body.setAttribute('style', 'color: red')`, /inline style/],
    ['throws', `setTimeout(() => { throw new Error('ahi') })`, /(Threw|console): .*ahi/],
    ['complains', `console.error('ahi')`, /console: ahi/],
    ['asks for what is not there', `new Image().src = '/static/nulla.png'`, /Failed to load/],
  ])('%s', async (_, what, said) => {
    const page = await pages.seenBy(undefined, '/accesso');
    const context = page.context();
    const heard = Promise.race([context.waitForEvent('weberror'), context.waitForEvent('console')]);
    await page.evaluate(`${what}; undefined`);
    await heard;
    await expect(pages.closed(page)).rejects.toThrow(said);
  });

  it('and not when it says that something was wrong, with the status of that', async () => {
    const page = await pages.seenBy(undefined, '/questa/pagina/non/esiste');
    expect(await page.title()).toMatch(/^Errore: /);
    await pages.closed(page);
  });
});
