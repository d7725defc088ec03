import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { CommandFailed } from '../apps/cli/src/failure.js';
import { RememberedTerminal } from '../apps/cli/src/terminal.fixture.js';
import { webhookCommand } from '../apps/cli/src/webhook/webhook.command.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** With a real receiver: what is tried is what the server of the office would do. */
describe('traccia webhook try', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-try-'));
  const file = join(folder, 'webhooks.json');
  let server: Server;
  let url = '';
  let status = 204;
  let secretThere = SECRET;
  const received: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const headers = request.headers as Record<string, string>;
        try {
          new Webhook(secretThere).verify(body, headers);
          received.push(body);
          response.writeHead(status, { location: 'https://altrove.example/' }).end();
        } catch {
          response.writeHead(401).end();
        }
      });
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  });
  beforeEach(() => {
    [status, secretThere, received.length] = [204, SECRET, 0];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  const tried = async (changes: object = {}, id = 'bilancio'): Promise<string> => {
    const one = { id: 'bilancio', url, allowInsecureLoopback: true, secrets: [SECRET] };
    const webhooks = [{ ...one, types: ['SchedaReturned'], zones: ['livornese'], ...changes }];
    writeFileSync(file, JSON.stringify({ webhooks }));
    chmodSync(file, 0o600);
    const terminal = new RememberedTerminal();
    const given = ['try', '--id', id, '--file', file];
    await webhookCommand(terminal).parseAsync(given, { from: 'user' });
    return terminal.printed.join('\n');
  };
  const failure = async (...given: Parameters<typeof tried>): Promise<string> => {
    const error = await tried(...given).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CommandFailed);
    return (error as CommandFailed).message;
  };

  it('sends one signed event that tells of no fact, and says that it was taken', async () => {
    expect(await tried()).toMatch(/ha preso l’evento di prova \(http-204\)/u);
    expect(received.map((body) => JSON.parse(body) as unknown)).toEqual([
      expect.objectContaining({ specversion: '1.0', type: 'traccia.Prova' }),
    ]);
  });

  it.each<[status: number, told: RegExp]>([
    [302, /\(http-302\): manda altrove, e Traccia non segue/u],
    [404, /\(http-404\): risponde, ma non a quel percorso/u],
    [410, /\(http-410\): dice di non volere più niente/u],
    [422, /\(http-422\): risponde, ma non accetta/u],
    [503, /\(http-503\): risponde, ma adesso non ce la fa/u],
  ])('says in Italian what an answer of %i means', async (answer, told) => {
    status = answer;
    expect(await failure()).toMatch(told);
  });

  it('says that the signature was not accepted where the other side has another secret', async () => {
    secretThere = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(await failure()).toMatch(/\(http-401\): non ha accettato la firma/u);
    expect(received).toEqual([]);
  });

  it('says that nobody is there, and that nothing goes into a network of the office', async () => {
    const closed = createServer().listen(0, 'localhost');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await failure({ url: `http://localhost:${port}/` })).toMatch(/\(unreachable\)/u);
    const inside = { url: 'https://localhost:8443/', allowInsecureLoopback: false };
    expect(await failure(inside)).toMatch(
      /\(address-forbidden\): il nome porta in una rete privata/u,
    );
  });

  it('says what of the file cannot be used, and repeats no secret', async () => {
    expect(await failure({ secrets: [] })).toMatch(/TRACCIA_WEBHOOKS/u);
    const short = await failure({ secrets: ['whsec_AAAA'] });
    expect(short).toMatch(/un segreto è whsec_/u);
    expect(short).not.toContain('AAAA');
    expect(await failure({}, 'altro')).toMatch(/‘altro’. Ci sono: bilancio/u);
  });
});
