import { TestServer } from '../server.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

const BOUNDARY = 'fine-del-pezzo';
const part = (disposition: string, content: string): string =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const whole = (...parts: readonly string[]): string => `${parts.join('')}--${BOUNDARY}--\r\n`;
const file = (content: string): string => part('name="foglio"; filename="foglio.csv"', content);

async function sent(
  body: string,
  {
    path = '/importa',
    type = `multipart/form-data; boundary=${BOUNDARY}`,
    site = 'same-origin',
    isKnown = true,
  } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...{ 'content-type': type, 'sec-fetch-site': site, accept: 'text/html' },
      ...(isKnown && server.as('UPc').credentials.headers()),
    },
    body,
  });
  return { status: response.status, text: await response.text() };
}

describe('A form that brings a file', () => {
  it('is taken where one is asked for, and says what is missing', async () => {
    const { status, text } = await sent(whole(file('niente')));
    expect(status).toBe(422);
    expect(text).toContain('Scegli che cosa porti dentro.');
    expect(
      (await sent(whole(part('name="dove"', 'x'), part('name="foglio"; filename=""', '')))).text,
    ).toContain('Scegli il file da caricare');
  });

  it('is taken nowhere else', async () => {
    expect((await sent(whole(file('x')), { path: '/per-conto' })).status).toBe(415);
    expect((await sent(whole(file('x')), { path: '/accesso' })).status).toBe(415);
  });

  it('is told that it is too big, and that it has too many parts', async () => {
    expect((await sent(whole(file('x'.repeat(5 * 1_024 * 1_024 + 1))))).status).toBe(413);
    const many = Array.from({ length: 70 }, () => file('x'));
    expect((await sent(whole(...many))).status).toBe(413);
    const fields = Array.from({ length: 2_100 }, () => part('name="campo"', 'x'));
    expect((await sent(whole(...fields))).status).toBe(413);
  });

  it('is refused when it is cut off, or is no form', async () => {
    expect((await sent(file('x').slice(0, -1))).status).toBe(400);
    expect((await sent('x', { type: 'multipart/form-data' })).status).toBe(415);
    expect(
      (await sent('', { type: `multipart/form-data; boundary=${BOUNDARY}` })).status,
    ).toBeLessThan(500);
  });

  it('is not read of whoever is not known, nor from a page of somebody else', async () => {
    expect((await sent(whole(file('x')), { isKnown: false })).status).toBe(401);
    expect((await sent(whole(file('x')), { site: 'cross-site' })).status).toBe(403);
  });
});
