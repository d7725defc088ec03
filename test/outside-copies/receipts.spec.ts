import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStore } from '#event-store';
import { recordedSeals } from '#outside-copies';
import { nothingGoesOut } from '../../apps/server/src/notifications/outgoing.js';
import { nobodyOutside } from '../../apps/server/src/outside/outside.js';
import { receiptMail } from '../../libs/notifications/src/certified-mail/receipt.fixture.js';
import { MailServer } from '../../libs/notifications/src/email/mail-server.fixture.js';
import { TestServer } from '../server.fixture.js';

describe('A checkpoint sent by certified mail', () => {
  it('is sealed a second time by the receipt, which says when it was delivered', async () => {
    const mail = await MailServer.start();
    const receipts = mkdtempSync(join(tmpdir(), 'ricevute-'));
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(receipts, part));
    const settings = {
      publicUrl: 'https://traccia.ente.example',
      outgoing: { ...nothingGoesOut, certifiedMail: mail.settings, receiptsFolder: receipts },
      outside: { ...nobodyOutside, certifiedMailTo: ['revisori@pec.example'] },
    };
    const server = await TestServer.start({ ...settings, duties: ['outside-copies'] });
    const seals = async (count: number) => {
      const store = server.application.get(EventStore);
      const signal = AbortSignal.timeout(40_000);
      const filter = { types: ['ExternalSealRecorded'] };
      let seen = 0;
      for await (const { events } of store.follow({ filter, signal })) {
        seen += events.length;
        if (seen >= count) break;
      }
      const all = [];
      for await (const { seal } of recordedSeals(store)) all.push(seal);
      return all;
    };
    const [sent] = await seals(1);
    expect(sent).toMatchObject({ kind: 'certified-mail', evidence: '' });
    await server.stop();

    const about = sent!.reference;
    for (const [index, kind] of ['avvenuta-consegna', 'errore-consegna'].entries())
      writeFileSync(join(receipts, 'new', `${index}.eml`), receiptMail({ kind, about }));
    Object.assign(server, { more: { ...settings, duties: ['notices'] } });
    await server.start();
    const [, delivered, ...more] = await seals(2);
    expect(delivered).toMatchObject({ ...sent, at: delivered!.at, evidence: delivered!.evidence });
    expect(delivered!.evidence).toMatch(/^CertifiedMailDelivered [0-9a-f]{64}$/);
    expect(more).toEqual([]);
    await server.end();
    // That one was not delivered is for a person to see.
    expect(readdirSync(join(receipts, 'new'))).toEqual(['1.eml']);
    await mail.stop();
    rmSync(receipts, { recursive: true });
  });
});
