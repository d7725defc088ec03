import { hash } from 'node:crypto';
import fc from 'fast-check';
import { NOTHING_TO_RECORD, type Report } from '../incoming/report.js';
import { deliveryStatus, isAddressRefused, isNobodyThere } from './delivery-status.js';
import { returnMail, type WrittenReturn } from './returned-mail.fixture.js';
import { returnedMail } from './returned-mail.js';

const about = '0f8fad5b-d9cb-869f-a165-70867728950e.0123456789abcdef@traccia.ente.example';
const read = (written: Partial<WrittenReturn> = {}) =>
  returnedMail.read(Buffer.from(returnMail({ about, ...written })));
const reportOf = async (written: Partial<WrittenReturn> = {}): Promise<Report> => {
  const report = await read(written);
  if (!report || report === NOTHING_TO_RECORD) throw new Error('It was read as no report');
  return report;
};

describe('A mail that came back', () => {
  it('says which message did not arrive, by which code, and names no address', async () => {
    const report = await reportOf();
    expect(report.messageId).toBe(about);
    const fact = report.factAbout(['uno']);
    expect(fact).toEqual({
      type: 'DeliveryReturned',
      data: {
        ...{ noticeIds: ['uno'], channel: 'email', messageId: about, code: '5.1.1' },
        sha256: hash('sha256', returnMail({ about })),
      },
    });
    expect(JSON.stringify(fact)).not.toContain('responsabile@');
  });

  it.each<[brings: string, written: Partial<WrittenReturn>]>([
    ['the headers', { brings: 'headers' }],
    ['the whole message', { brings: 'message' }],
    ['only what we called it', { brings: 'nothing', envelopeId: about }],
    ['what we called it as it was written', { brings: 'nothing', envelopeId: `+3C${about}+3E` }],
  ])('is known by what it brings along: %s', async (_brings, written) => {
    expect((await reportOf(written)).messageId).toBe(about);
  });

  it('is one, however many reports there are of it', async () => {
    const [one, other] = [await reportOf(), await reportOf({ brings: 'message' })];
    expect(one.eventId).toBe(other.eventId);
  });

  it.each([
    ['5.2.2', '5.2.2'],
    ['4.4.7 (delivery time expired)', '4.4.7'],
    ['5.1.10', '5.1.10'],
    ['550 no such user', 'no-code'],
  ])('that says %s has the code %s', async (status, code) => {
    expect((await reportOf({ status })).factAbout([]).data).toMatchObject({ code });
  });

  it.each(['delayed', 'delivered', 'relayed', 'expanded'])(
    'is none where it is %s: there is nothing to record',
    async (action) => {
      expect(await read({ action })).toBe(NOTHING_TO_RECORD);
    },
  );

  it.each<[why: string, written: Partial<WrittenReturn>]>([
    ['is an answer of somebody', { contentType: 'multipart/mixed; boundary="parti"' }],
    ['says nothing of a recipient', { fields: 'Reporting-MTA: dns; relay.ente.example\r\n' }],
    ['has more fields than any report', { fields: 'Action: failed\r\n\r\n'.repeat(10_000) }],
    ['does not say of what', { brings: 'nothing' }],
    ['is about what no Message-ID is', { about: 'a b' }],
  ])('is none where it %s', async (_why, written) => {
    expect(await read(written)).toBeUndefined();
  });

  it('is no ordinary mail, nothing that is no mail, and nothing without end', async () => {
    const nested = 'Content-Type: multipart/report; boundary=a\r\n\r\n--a\r\n'.repeat(2_000);
    const inside = returnMail({ about }).replaceAll('text/rfc822-headers', 'multipart/report');
    for (const text of ['', 'niente', '\u0000\u0001', nested, inside])
      expect(await returnedMail.read(Buffer.from(text))).toBeUndefined();
  });

  it('throws at nothing that anybody may send', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        const fields = text;
        await returnedMail.read(Buffer.from(returnMail({ about, fields })));
        await returnedMail.read(Buffer.from(text));
        deliveryStatus(text);
      }),
      { numRuns: 200 },
    );
  });

  it('means that nobody is there only where the address is none, or nobody has it', () => {
    const all = ['5.1.1', '5.1.2', '5.1.6', '5.1.10', '5.2.1', '550-5.1.1'];
    expect(all.filter(isNobodyThere)).toEqual(all);
    for (const code of ['5.2.2', '5.7.1', '4.4.7', '5.1.7', '5.1.11', '5.1.8', 'no-code'])
      expect(isNobodyThere(code)).toBe(false);
  });

  it('is of the address, where a server refuses at once, only where its answer is about that', () => {
    for (const code of [
      '550',
      '551',
      '553',
      '550-5.1.1',
      '554-5.2.1',
      'address-invalid',
      'http-410',
    ])
      expect({ code, is: isAddressRefused(code) }).toEqual({ code, is: true });
    for (const code of ['552', '554', '550-5.7.1', '554-5.7.1', '552-5.3.4', 'too-large'])
      expect({ code, is: isAddressRefused(code) }).toEqual({ code, is: false });
  });
});
