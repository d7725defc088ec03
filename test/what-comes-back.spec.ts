import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStore, type RecordedEvent } from '#event-store';
import { Directory } from '#people';
import { receiptMail } from '../libs/notifications/src/certified-mail/receipt.fixture.js';
import {
  MailServer,
  type ArrivedMail,
} from '../libs/notifications/src/email/mail-server.fixture.js';
import { returnMail } from '../libs/notifications/src/returned-mail/returned-mail.fixture.js';
import { recorded } from './client.fixture.js';
import { drive } from './drivers.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';

const CYCLE = `${ZONE}-poa-annuale-2024`;
/** What becomes at the provider of certified mail of what is sent to each of the bodies that are invited. */
const fates = {
  'consulta-del-terzo-settore': ['accettazione', 'avvenuta-consegna'],
  'organizzazioni-sindacali': ['accettazione', 'errore-consegna'],
  'ordine-dei-medici': ['accettazione'],
  'comitato-di-partecipazione': [],
} as const;
type Body = keyof typeof fates;
const bodies = Object.keys(fates) as readonly Body[];

interface Delivery {
  readonly noticeId: string;
  readonly recipientId: string;
  readonly state: string;
  readonly code: string | null;
}

interface Notice {
  readonly ruleId: string;
  readonly title: { readonly it: string };
  readonly link: string;
  readonly about: { readonly kind: string };
}

/** With a real relay, a real provider of certified mail, and the two folders into which both put what comes back. */
describe('What went out and comes back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ritorni-'));
  const [receiptsFolder, returnsFolder] = [join(folder, 'ricevute'), join(folder, 'ritorni')];
  let [relay, provider]: MailServer[] = [];
  let server: TestServer;

  const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await what())) await pause(20);
  };
  /** It looks into the folders when it starts, and every minute. */
  const startAgain = async (): Promise<void> => {
    await server.stop();
    await server.start();
    // Nobody of the tests has an account: the directory stands for all of them.
    server.application.get(Directory).get = (_zone, personId) => ({
      ...{ personId, name: `Persona ${personId}` },
      ...{ email: `${personId}@ente.example`, pec: `${personId}@pec.example` },
    });
  };
  const recordedOf = async (...types: readonly string[]): Promise<readonly RecordedEvent[]> => {
    const facts = [];
    const log = server.application.get(EventStore);
    for await (const fact of log.readAll({ filter: { types } })) facts.push(fact);
    return facts;
  };
  const deliveries = async (query: string): Promise<readonly Delivery[]> => {
    const client = server.as('UPc');
    const { body } = await client.get<{ items: Delivery[] }>(`/api/v1/deliveries?${query}`);
    return body.items;
  };
  const inbox = async (ruleId: string): Promise<readonly Notice[]> => {
    const address = `/api/v1/notices?ruleId=${ruleId}`;
    const { body } = await server.as('UPc').get<{ items: Notice[] }>(address);
    return body.items;
  };
  const ready = async (): Promise<string> =>
    JSON.stringify((await server.as('ADM').get<object>('/health/ready')).body);
  const to = (mails: readonly ArrivedMail[], who: string): ArrivedMail => {
    const mail = mails.find((each) => each.to[0]?.startsWith(`${who}@`));
    if (!mail) throw new Error(`Nothing was sent to ${who}`);
    return mail;
  };
  const idOf = ({ messageId }: ArrivedMail): string => messageId.replaceAll(/[<>]/gu, '');

  beforeAll(async () => {
    [relay, provider] = [await MailServer.start(), await MailServer.start()];
    for (const each of [receiptsFolder, returnsFolder])
      for (const part of ['new', 'cur']) mkdirSync(join(each, part), { recursive: true });
    server = await TestServer.start({
      duties: ['notices'],
      publicUrl: 'https://traccia.ente.example',
      outgoing: {
        ...{ mail: relay.settings, certifiedMail: provider.settings, webhooks: [] },
        ...{ receiptsFolder, returnsFolder },
      },
    });
    await startAgain();
    const journey = programmeOfYear(server, 2024);
    await drive(journey, { type: 'SchedaAssigned' }, 'S-1');
    await drive(journey, { type: 'MeetingScheduled' }, 'incontro-1');
    recorded(
      await server.as('UPo').perform(CYCLE, 'convene-meeting', {
        meetingId: 'incontro-1',
        invitees: ['Chi è invitato'],
        bodyIds: bodies,
      }),
    );
    await until(() => provider!.arrived.length === bodies.length);
    await until(() => relay!.arrived.some((mail) => mail.to[0] === 'responsabile@ente.example'));
    await until(async () => (await deliveries('channel=pec&state=sent')).length === bodies.length);
  });
  afterAll(async () => {
    await server.end();
    await relay!.stop();
    await provider!.stop();
    rmSync(folder, { recursive: true });
  });

  it('is in the case of certified mail what the provider says became of it, as facts', async () => {
    for (const body of bodies) {
      const about = idOf(to(provider!.arrived, body));
      for (const kind of fates[body]) {
        const receiptId = `${kind}.${body}@gestore.example`;
        const mail = receiptMail({
          ...{ kind, about, receiptId },
          ...(kind === 'errore-consegna' && { error: 'no-dest' }),
        });
        writeFileSync(join(receiptsFolder, 'new', `1.${receiptId}`), mail);
      }
    }
    await startAgain();
    await until(() => readdirSync(join(receiptsFolder, 'new')).length === 0);
    const standing = async (): Promise<Readonly<Record<string, string>>> =>
      Object.fromEntries(
        (await deliveries('channel=pec')).map(({ recipientId, state, code }) => [
          recipientId,
          code === null ? state : `${state} ${code}`,
        ]),
      );
    await until(async () => (await standing())['ordine-dei-medici'] === 'accepted');
    expect(await standing()).toEqual({
      'consulta-del-terzo-settore': 'delivered',
      'organizzazioni-sindacali': 'not-delivered no-dest',
      'ordine-dei-medici': 'accepted',
      'comitato-di-partecipazione': 'sent 250',
    });
    const facts = await recordedOf('CertifiedMailDelivered', 'CertifiedMailNotDelivered');
    expect(JSON.stringify(facts)).not.toContain('@pec.example');
    expect(readdirSync(join(receiptsFolder, 'cur'))).toHaveLength(5);
  });

  it('is told to the office, with where it is seen, when certified mail was not delivered', async () => {
    await until(async () => (await inbox('certified-mail-failed')).length === 1);
    const [notice] = await inbox('certified-mail-failed');
    expect(notice?.title.it).toMatch(/^PEC senza consegna: “Convocazione: /u);
    expect(notice?.link).toBe('/api/v1/deliveries?channel=pec');
    expect(notice?.about.kind).toBe('delivery');
    await until(() => relay!.arrived.some(({ raw }) => raw.includes('PEC senza consegna')));
  });

  it('is missed, and told, where no receipt comes within a day', async () => {
    server.clock.pass({ seconds: 25 * 3_600 });
    await startAgain();
    await until(async () => (await recordedOf('CertifiedMailReceiptMissed')).length === 2);
    const missed = await recordedOf('CertifiedMailReceiptMissed');
    expect(
      missed
        .map(({ stream, data }) => [stream, data['missing']])
        .sort(([a], [b]) => (a! < b! ? -1 : 1)),
    ).toEqual([
      [`mailbox-${ZONE}-comitato-di-partecipazione`, 'acceptance'],
      [`mailbox-${ZONE}-ordine-dei-medici`, 'delivery'],
    ]);
    await until(async () => (await inbox('certified-mail-failed')).length === 3);
    const codes = (await deliveries('channel=pec')).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['acceptance-missed', 'delivery-missed']));
    await until(async () => (await ready()).includes('1 certified mails not delivered within 24'));
    // Looked for again, it is missed no second time.
    await startAgain();
    expect(await recordedOf('CertifiedMailReceiptMissed')).toHaveLength(2);
    expect(await inbox('certified-mail-failed')).toHaveLength(3);
  });

  it('is a mail that a relay had taken: recorded, told in the inbox alone, and sent again on request', async () => {
    const mail = to(relay!.arrived, 'responsabile');
    const sentBefore = relay!.arrived.length;
    writeFileSync(join(returnsFolder, 'new', '1'), returnMail({ about: idOf(mail) }));
    writeFileSync(join(returnsFolder, 'new', '2'), 'Subject: Sono in ferie\r\n\r\nFino a lunedì.');
    await startAgain();
    await until(async () => (await deliveries('state=returned')).length > 0);
    const [returned, ...others] = await deliveries('state=returned');
    expect(others).toEqual([]);
    expect(returned).toMatchObject({ recipientId: 'responsabile', code: '5.1.1' });
    expect(JSON.stringify(await recordedOf('DeliveryReturned'))).not.toContain('@ente.example');
    await until(async () => (await inbox('mail-returned')).length > 0);
    const [notice] = await inbox('mail-returned');
    expect(notice?.title.it).toMatch(/^Una mail è tornata indietro: “/u);
    const address = `/api/v1/deliveries/${returned!.noticeId}/email`;
    const { body } = await server.as('UPc').get<{ history: { type: string }[] }>(address);
    expect(body.history.map(({ type }) => type)).toEqual(['DeliveryAttempted', 'DeliveryReturned']);
    // The answer of somebody who is away is no report: it stays, and is counted.
    await until(async () =>
      (await ready()).includes('1 mails left in the folder of returned mail'),
    );
    expect(readdirSync(join(returnsFolder, 'new'))).toEqual(['2']);
    expect(relay!.arrived).toHaveLength(sentBefore);

    await server.as('UPc').send(`${address}/resend`, '{}');
    await until(async () => (await deliveries('state=returned')).length === 0);
    await until(() => relay!.arrived.length > sentBefore);
    expect(relay!.arrived.at(-1)?.to).toEqual(mail.to);
    expect(relay!.arrived.at(-1)?.messageId).not.toBe(mail.messageId);
  });
});
