import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TracciaClient } from './traccia-client.js';
import { ServerUnreachable, TracciaProblem } from './traccia-problem.js';

const token = 'traccia_secret';
const cycleId = 'livornese-poa-annuale-2024';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('the client', () => {
  let http: Server;
  let client: TracciaClient;
  let asked: Asked[];
  let server: string;
  let answer: (response: ServerResponse, asked: Asked) => void;

  beforeEach(async () => {
    asked = [];
    http = createServer((request, response) => {
      void (async () => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        const { method, url, headers } = request;
        const one = { method, url, headers, body };
        asked.push(one);
        answer(response, one);
      })();
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    server = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    client = new TracciaClient(server, token);
  });
  afterEach(async () => {
    http.close();
    http.closeAllConnections();
    await once(http, 'close');
  });

  const json = (status: number, document: object, type = 'application/json') => {
    answer = (response) => {
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(document));
    };
  };
  const problem = (status: number, document: object): void => {
    json(status, document, 'application/problem+json; charset=utf-8');
  };

  it('shows a session as a page of the server does, and no token then', async () => {
    json(200, { phase: 'draft' });
    let proofs = 0;
    const person = new TracciaClient(server, { session: () => `segreto-${++proofs}` });
    await person.cycle(cycleId);
    await person.cycle(cycleId);
    expect(
      asked.map(({ headers }) => [headers.cookie, headers.origin, headers.authorization]),
    ).toEqual([
      ['__Host-traccia=segreto-1', server, undefined],
      ['__Host-traccia=segreto-2', server, undefined],
    ]);
  });

  it('performs a verb with an id, a token and the revision it saw', async () => {
    json(200, { cycleId, facts: [], revision: 8, position: 9, repeated: false });
    const commandId = '018f2d3c-0000-4000-8000-000000000000';
    const wish = { schedaId: 'S001', changes: { title: 'Perché' } };
    expect(
      await client.perform(cycleId, 'revise-scheda', wish, { ifMatch: 7, commandId }),
    ).toMatchObject({ revision: 8 });
    expect(asked).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: `/api/v1/cycles/${cycleId}/revise-scheda`,
        body: JSON.stringify(wish),
        headers: expect.objectContaining({
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': commandId,
          'if-match': '"7"',
        }),
      }),
    ]);
  });

  it('makes a new id for every command that brings none', async () => {
    json(200, {});
    await client.perform(cycleId, 'open-verification', {});
    await client.perform(cycleId, 'open-verification', {});
    const ids = asked.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(ids).size).toBe(2);
    expect(asked[0]?.headers['if-match']).toBeUndefined();
  });

  it('reads a list page after page', async () => {
    answer = (response, { url }) => {
      const page = url?.includes('cursor=b2')
        ? { items: [{ n: 2 }] }
        : { items: [{ n: 1 }], next: 'b2' };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(page));
    };
    const read: object[] = [];
    for await (const scheda of client.schede(cycleId, { limit: 1, after: 12 })) read.push(scheda);
    expect(read).toEqual([{ n: 1 }, { n: 2 }]);
    expect(asked.map(({ url }) => url)).toEqual([
      `/api/v1/cycles/${cycleId}/schede?limit=1&after=12`,
      `/api/v1/cycles/${cycleId}/schede?limit=1&after=12&cursor=b2`,
    ]);
  });

  it('turns a refusal into a problem with its sentence, rule and law', async () => {
    problem(422, {
      type: '/problems/notice-too-short',
      code: 'notice-too-short',
      title: 'Non si può così',
      detail: 'L’avviso dura 15 giorni.',
      it: { title: 'Non si può così', detail: 'L’avviso dura 15 giorni.' },
      en: { title: 'Not like this', detail: 'The notice lasts 15 days.' },
      rule: 'notice-too-short',
      law: 'LR Toscana 65/2020 art. 10',
      details: { days: 15 },
    });
    const refused = client.perform(cycleId, 'publish-notice', {});
    await expect(refused).rejects.toBeInstanceOf(TracciaProblem);
    await expect(refused).rejects.toMatchObject({
      status: 422,
      code: 'notice-too-short',
      message: 'L’avviso dura 15 giorni.',
      it: 'L’avviso dura 15 giorni.',
      en: 'The notice lasts 15 days.',
      rule: 'notice-too-short',
      law: 'LR Toscana 65/2020 art. 10',
      details: { days: 15 },
    });
  });

  it('keeps the fields that are wrong in a request', async () => {
    const problems = [{ field: '/to', message: 'must be a day' }];
    problem(400, { code: 'request-invalid', detail: 'Da correggere.', problems });
    await expect(client.perform(cycleId, 'extend-deadline', {})).rejects.toMatchObject({
      code: 'request-invalid',
      rule: undefined,
      details: { problems },
    });
  });

  it('names an answer that is no problem document by its status', async () => {
    answer = (response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    };
    await expect(client.cycle(cycleId)).rejects.toMatchObject({
      code: 'unexpected-answer',
      status: 502,
      message: 'Il server ha risposto 502',
    });
  });

  it('says when nobody answers, and never shows the token', async () => {
    answer = (response) => {
      response.destroy();
    };
    const failure = await client.cycle(cycleId).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServerUnreachable);
    expect(String(failure)).toMatch(/non risponde/);
    expect(String(failure)).not.toContain(token);
  });
});
