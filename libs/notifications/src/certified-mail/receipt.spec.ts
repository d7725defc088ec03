import { hash } from 'node:crypto';
import { receiptData } from './receipt-data.js';
import { daticert, receiptMail, type WrittenReceipt } from './receipt.fixture.js';
import { readReceipt, type Receipt } from './receipt.js';

const about = '0f8fad5b.0123@traccia.ente.example';
const read = (receipt: WrittenReceipt): Promise<Receipt | undefined> =>
  readReceipt(Buffer.from(receiptMail(receipt)));

describe('A receipt of certified mail', () => {
  it('says what became of which message, when, and what its own bytes are', async () => {
    const mail = Buffer.from(receiptMail({ kind: 'avvenuta-consegna', about }));
    expect(await readReceipt(mail)).toEqual({
      receiptId: 'ricevuta-avvenuta-consegna@gestore.example',
      messageId: about,
      fact: 'CertifiedMailDelivered',
      atMs: Date.parse('2025-02-13T08:31:02Z'),
      sha256: hash('sha256', mail),
    });
  });

  it.each<[kind: string, extra: Partial<WrittenReceipt>, fact: string, code: string | undefined]>([
    ['accettazione', {}, 'CertifiedMailAccepted', undefined],
    ['accettazione', { recipients: 'esterno' }, 'CertifiedMailAccepted', 'recipient-not-certified'],
    ['preavviso-errore-consegna', {}, 'CertifiedMailAccepted', 'preavviso-errore-consegna'],
    ['avvenuta-consegna', {}, 'CertifiedMailDelivered', undefined],
    ['non-accettazione', { error: 'altro' }, 'CertifiedMailNotDelivered', 'altro'],
    ['errore-consegna', { error: 'no-dest' }, 'CertifiedMailNotDelivered', 'no-dest'],
    ['errore-consegna', {}, 'CertifiedMailNotDelivered', 'errore-consegna'],
    ['rilevazione-virus', { error: 'virus' }, 'CertifiedMailNotDelivered', 'virus'],
  ])('of kind %s %j is %s %s', async (kind, extra, fact, code) => {
    const receipt = await read({ kind, about, ...extra });
    expect([receipt?.fact, receipt?.code]).toEqual([fact, code]);
  });

  it.each<[why: string, receipt: WrittenReceipt]>([
    ['is of a kind that is none', { kind: 'posta-certificata', about }],
    ['is of a kind that every object has', { kind: 'constructor', about }],
    [
      'says another kind in its data',
      { kind: 'accettazione', about, kindInData: 'errore-consegna' },
    ],
    ['says another message in its data', { kind: 'accettazione', about, aboutInData: 'altro@x' }],
    ['is about nothing', { kind: 'accettazione', about: '' }],
    ['has data that are no XML', { kind: 'accettazione', about, daticert: 'niente' }],
    [
      'has data with a DOCTYPE',
      {
        ...{ kind: 'accettazione', about },
        daticert: daticert({ kind: 'accettazione', about }).replace(
          '<postacert',
          '<!DOCTYPE postacert [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<postacert',
        ),
      },
    ],
    [
      'has data without an instant',
      {
        ...{ kind: 'accettazione', about },
        daticert: daticert({ kind: 'accettazione', about }).replace('13/02/2025', '31/13/2025'),
      },
    ],
    [
      'has data that are too large',
      {
        ...{ kind: 'accettazione', about },
        daticert: `${daticert({ kind: 'accettazione', about })}${' '.repeat(300_000)}`,
      },
    ],
  ])('is none where it %s', async (_why, receipt) => {
    expect(await read(receipt)).toBeUndefined();
  });

  it('is no ordinary mail, and nothing that is no mail', async () => {
    const ordinary = 'From: a@b.example\r\nSubject: Ciao\r\nX-Ricevuta: accettazione\r\n\r\nCiao';
    for (const text of [ordinary, '', '\u0000\u0001', 'niente'])
      expect(await readReceipt(Buffer.from(text))).toBeUndefined();
    const nested = `<a>${'<b>'.repeat(100_000)}`;
    expect(receiptData(nested.slice(0, 250_000))).toBeUndefined();
  });
});
