import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { EventStore } from '#event-store';
import { Directory } from '#people';
import { receiptMail } from '../libs/notifications/src/certified-mail/receipt.fixture.js';
import { MailServer } from '../libs/notifications/src/email/mail-server.fixture.js';
import { drive } from './drivers.fixture.js';
import type { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const SECRET = Buffer.alloc(32, 5);
const PUBLIC_URL = 'https://traccia.ente.example';

interface Sent {
  readonly items: readonly { readonly attempts: number }[];
}

/** With a real mail server and a real receiver of webhooks: the program sends by itself what it records. */
describe('What goes out', () => {
  let mail: MailServer;
  let receiver: Server;
  let server: TestServer;
  let programme: Journey;
  const receipts = mkdtempSync(join(tmpdir(), 'ricevute-'));
  const heard: { readonly body: string; readonly headers: Record<string, string> }[] = [];

  const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await what())) await pause(20);
  };
  const recordedOf = async (type: string) => {
    const facts = [];
    const log = server.application.get(EventStore);
    for await (const fact of log.readAll({ filter: { types: [type] } })) facts.push(fact);
    return facts;
  };

  beforeAll(async () => {
    mail = await MailServer.start();
    receiver = createServer((request, response) => {
      void text(request).then((body) => {
        heard.push({ body, headers: request.headers as Record<string, string> });
        response.end();
      });
    });
    receiver.listen(0, 'localhost');
    await once(receiver, 'listening');
    for (const part of ['new', 'cur']) mkdirSync(join(receipts, part));
    const unknown = receiptMail({ kind: 'accettazione', about: 'altro@ente.example' });
    writeFileSync(join(receipts, 'new', '1.eml'), unknown);
    const { port } = receiver.address() as AddressInfo;
    server = await TestServer.start({
      duties: ['notices'],
      publicUrl: PUBLIC_URL,
      outgoing: {
        mail: mail.settings,
        certifiedMail: mail.settings,
        receiptsFolder: receipts,
        returnsFolder: undefined,
        webhooks: [
          {
            ...{ id: 'bilancio', url: new URL(`http://localhost:${port}/`), secrets: [SECRET] },
            ...{ types: ['SchedaReturned'], zones: [ZONE], isTrial: true },
          },
        ],
      },
    });
    const directory = server.application.get(Directory);
    directory.get = (_zone, personId) => ({
      ...{ personId, name: `Persona ${personId}` },
      ...{ email: `${personId}@ente.example`, pec: `${personId}@pec.example` },
    });
    await until(async () => (await recordedOf('WebhookRegistered')).length === 1);
    programme = programmeOfYear(server, 2024);
    for (const type of [
      ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
      ...(['SchedaTakenInCharge', 'SchedaReturned'] as const),
    ]) {
      await drive(programme, { type }, 'S-1');
    }
  });
  afterAll(async () => {
    await server.end();
    await mail.stop();
    receiver.closeAllConnections();
    receiver.close();
    rmSync(receipts, { recursive: true });
  });

  it('is a mail to each of those who are told, with a link and no content, and it is recorded', async () => {
    const [returned] = await recordedOf('SchedaReturned');
    const about = (raw: string): boolean => /^Subject:.*Restituita/mu.test(raw);
    await until(() => mail.arrived.some(({ raw }) => about(raw)));
    const [arrived] = mail.arrived.filter(({ raw }) => about(raw));
    const read = await PostalMime.parse(arrived!.raw);
    expect(read.subject).toMatch(/^Restituita per integrazioni: scheda/u);
    expect(read.text).toContain(`${PUBLIC_URL}/notifiche/`);
    expect(read.messageId).toMatch(/@traccia\.ente\.example>$/u);
    expect(arrived!.to).toHaveLength(1);
    const { reason } = returned!.data;
    if (typeof reason === 'string') expect(read.text).not.toContain(reason);
    await until(async () => {
      const attempts = await recordedOf('DeliveryAttempted');
      return attempts.some(({ data }) => read.messageId === `<${data['messageId'] as string}>`);
    });
    expect(JSON.stringify(await recordedOf('DeliveryAttempted'))).not.toContain('@ente.example');
    const log = await server.as('UPc').get<Sent>('/api/v1/deliveries?state=sent&channel=email');
    expect(log.body.items.map(({ attempts }) => attempts)).toContain(1);
    expect(log.body.items.map(({ attempts }) => attempts)).not.toContain(0);
  });

  it('is a signed webhook to a program that asked for it', async () => {
    await until(() => heard.length > 0);
    const [{ body, headers }] = heard as [(typeof heard)[0]];
    const [returned] = await recordedOf('SchedaReturned');
    // That the signature is right is shown where the time is that of the machine.
    expect(headers['webhook-signature']).toMatch(/^v1,/u);
    expect(JSON.parse(body)).toMatchObject({ type: 'traccia.SchedaReturned', id: returned!.id });
    expect(heard).toHaveLength(1);
  });

  it('does not hold up what is recorded while the mail server is away, and arrives afterwards', async () => {
    await mail.suffer('refused');
    const before = mail.arrived.length;
    await drive(programme, { type: 'SchedaRevised' }, 'S-1');
    await drive(programme, { type: 'SchedaSubmitted' }, 'S-1');
    await drive(programme, { type: 'SchedaTakenInCharge' }, 'S-1');
    await drive(programme, { type: 'SchedaReturned' }, 'S-1');
    expect(await recordedOf('SchedaReturned')).toHaveLength(2);
    await mail.suffer('none');
    await until(() => mail.arrived.length > before);
  });

  it('leaves in the folder of receipts what is about no message of ours, and says so', async () => {
    const standing = async (): Promise<string> =>
      JSON.stringify((await server.as('ADM').get<object>('/health/ready')).body);
    await until(async () => (await standing()).includes('1 mails left in the folder of receipts'));
    expect(readdirSync(join(receipts, 'new'))).toEqual(['1.eml']);
  });
});
