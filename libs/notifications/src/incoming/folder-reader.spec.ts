import { jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { SqliteEventStore, type EventStore, type RecordedEvent } from '#event-store';
import { MAX_RECEIPT_BYTES, receipts } from '../certified-mail/receipt.js';
import { receiptMail } from '../certified-mail/receipt.fixture.js';
import { followMailbox } from '../follow-mailbox.js';
import { mailboxStream } from '../mailbox.facts.js';
import { noticeTables } from '../notices.schema.js';
import { addNotice } from '../told-notices.js';
import { FolderReader, type FolderReaderParts } from './folder-reader.js';
import { Maildir } from './maildir.js';

const ABOUT = '0f8fad5b.0123@traccia.ente.example';
const NOTICE = '0f8fad5b-d9cb-869f-a165-70867728950e';
const SENT_AT = '2025-02-13T08:30:00.000Z';
const held = (): boolean => true;

describe('The reader of a folder, such as that of receipts,', () => {
  let folder: string;
  let store: EventStore;
  let append: EventStore['append'];
  let reader: FolderReader;
  let database: DatabaseSync;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ricevute-'));
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(folder, part));
    store = SqliteEventStore.open({ file: join(folder, 'log.db') });
    append = (...what) => store.append(...what);
    database = new DatabaseSync(':memory:');
    database.exec(noticeTables);
    isSent();
    reader = newReader();
    warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await store.close();
    database.close();
    rmSync(folder, { recursive: true });
  });
  let warned: jest.SpiedFunction<Logger['warn']>;
  /** The view knows that the message went out. */
  const isSent = (): void => {
    const zone = 'livornese';
    const recipientId = 'ets-uno';
    addNotice(database, {
      ...{ noticeId: NOTICE, zone, recipientId, ruleId: 'organ-convened', audience: 'organ' },
      ...{ cycleId: 'c', about: { kind: 'session', id: 's' }, commandId: 'k', shownMs: 0 },
      cause: { eventId: 'e', type: 'OrganConvened', position: 1, recordedAt: SENT_AT },
      ...{ rule: { digest: 'never' }, channels: ['pec'], isInInbox: true },
    });
    const data = { noticeIds: [NOTICE], channel: 'pec', messageId: ABOUT, attempt: 1 };
    const place = { id: 'a', position: 2, revision: 0, createdMs: 0 };
    const stream = mailboxStream(zone, recipientId);
    followMailbox(
      {
        ...{ ...place, stream, type: 'DeliveryAttempted', data: { ...data, outcome: 'sent' } },
        metadata: { recordedAt: SENT_AT },
      },
      database,
    );
  };
  const notices: FolderReaderParts['notices'] = {
    read: (query) => query(database, 1),
    ready: () => Promise.resolve(),
  };
  const newReader = (): FolderReader =>
    new FolderReader(
      {
        ...{ maildir: new Maildir(folder), kind: receipts, notices },
        store: { append: (...what) => append(...what) },
        nowMs: () => Date.parse('2025-02-13T08:40:00Z'),
        policy: '2025-01.1+ab12cd34',
      },
      () => Promise.resolve(),
    );
  const arrive = (name: string, content: string | Buffer): void => {
    writeFileSync(join(folder, 'new', name), content);
  };
  const files = (part: 'new' | 'cur'): readonly string[] => readdirSync(join(folder, part)).sort();
  const recorded = async (): Promise<readonly RecordedEvent[]> => {
    const facts: RecordedEvent[] = [];
    for await (const fact of store.readAll({ filter: { categories: ['mailbox'] } }))
      facts.push(fact);
    return facts;
  };

  it('records in the mailbox of the recipient what became of a message, and keeps the file', async () => {
    arrive('1.eml', receiptMail({ kind: 'accettazione', about: ABOUT }));
    arrive('2.eml:2,', receiptMail({ kind: 'avvenuta-consegna', about: ABOUT }));
    await reader.look(held);
    const facts = await recorded();
    expect(facts.map(({ stream, type }) => [stream, type])).toEqual([
      ['mailbox-livornese-ets-uno', 'CertifiedMailAccepted'],
      ['mailbox-livornese-ets-uno', 'CertifiedMailDelivered'],
    ]);
    expect(facts[1]?.data).toEqual({
      noticeIds: [NOTICE],
      messageId: ABOUT,
      at: '2025-02-13T08:31:02.000Z',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
    });
    expect(facts[1]?.metadata).toMatchObject({
      ...{ actor: { role: 'SYS' }, policy: '2025-01.1+ab12cd34', schemaVersion: 1 },
    });
    expect(JSON.stringify(facts)).not.toContain('pec.example');
    expect([files('new'), files('cur')]).toEqual([[], ['1.eml:2,S', '2.eml:2,S']]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('records a receipt once, whoever reads it, and however often it came', async () => {
    const mail = receiptMail({ kind: 'accettazione', about: ABOUT });
    arrive('1.eml', mail);
    await reader.look(held);
    arrive('2.eml', mail);
    arrive('3.eml', mail);
    await newReader().look(held);
    expect(await recorded()).toHaveLength(1);
    expect(files('new')).toEqual([]);
  });

  it('leaves a file where it is until its fact is recorded', async () => {
    arrive('1.eml', receiptMail({ kind: 'accettazione', about: ABOUT }));
    append = () => Promise.reject(new Error('Guasto'));
    await expect(reader.look(held)).rejects.toThrow('Guasto');
    expect([files('new'), files('cur')]).toEqual([['1.eml'], []]);
    append = (...what) => store.append(...what);
    await reader.look(held);
    expect([(await recorded()).length, files('cur')]).toEqual([1, ['1.eml:2,S']]);
  });

  it('leaves and reports once what it cannot understand, and deletes nothing', async () => {
    arrive('ciao.eml', 'Subject: Ciao\r\n\r\nCiao');
    arrive('grande.eml', Buffer.alloc(MAX_RECEIPT_BYTES + 1));
    symlinkSync('/etc/hostname', join(folder, 'new', 'altrove.eml'));
    arrive('z.eml', receiptMail({ kind: 'accettazione', about: ABOUT }));
    await reader.look(held);
    await reader.look(held);
    expect(files('new')).toEqual(['altrove.eml', 'ciao.eml', 'grande.eml']);
    expect(warned).toHaveBeenCalledTimes(2);
    expect(reader.remark()).toBe('2 mails left in the folder of receipts');
    expect(await recorded()).toHaveLength(1);
  });

  it('tries again what is about a message that it does not know yet', async () => {
    database.exec('DELETE FROM delivery; DELETE FROM notice; DELETE FROM happened_to_delivery');
    arrive('1.eml', receiptMail({ kind: 'accettazione', about: ABOUT }));
    await reader.look(held);
    expect(warned).not.toHaveBeenCalled();
    for (let look = 0; look < 3; look++) await reader.look(held);
    expect(warned).toHaveBeenCalledTimes(1);
    isSent();
    await reader.look(held);
    expect([files('new'), reader.remark()]).toEqual([[], undefined]);
  });

  it('does nothing more once the turn is lost', async () => {
    arrive('1.eml', receiptMail({ kind: 'accettazione', about: ABOUT }));
    await reader.look(() => false);
    expect([await recorded(), files('new')]).toEqual([[], ['1.eml']]);
  });

  it('reads what is new before what it has looked at in vain, a thousand at a time', async () => {
    const unknown = receiptMail({ kind: 'accettazione', about: 'altro@traccia.ente.example' });
    for (let number = 1; number <= 1_000; number++)
      arrive(`1-${String(number).padStart(4, '0')}.eml`, unknown);
    arrive('2.eml', receiptMail({ kind: 'accettazione', about: ABOUT }));
    await reader.look(held);
    expect(await recorded()).toEqual([]);
    await reader.look(held);
    expect(await recorded()).toHaveLength(1);
    expect(files('new')).toHaveLength(1_000);
  });

  it('fails where the folder is none', async () => {
    rmSync(join(folder, 'new'), { recursive: true });
    await expect(reader.look(held)).rejects.toThrow('ENOENT');
  });
});
