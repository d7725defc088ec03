import { suffer } from './mail-faults.fixture.js';
import { MailServer, mailFaults } from './mail-server.fixture.js';

describe('Whatever goes wrong on the way of mail', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.start();
  });
  afterAll(() => server.stop());

  it.each(mailFaults)('nothing is lost, and nothing doubled but by name: %s', async (fault) => {
    const { told, arrived, refused, repeated, lost, doubled } = await suffer(server, fault);
    expect({ lost, doubled, settled: arrived + refused }).toEqual({
      lost: 0,
      doubled: 0,
      settled: told,
    });
    const isAmbiguous = fault === 'slow-after-data' || fault === 'lost-answer';
    expect(repeated > 0).toBe(isAmbiguous);
    expect(refused).toBe(fault === 'data-554' ? told : fault === 'recipient-550' ? 1 : 0);
  });

  it('a channel that believes itself loses and doubles, so that both can be found', async () => {
    expect((await suffer(server, 'greylist-451', true)).lost).toBeGreaterThan(0);
    expect((await suffer(server, 'lost-answer', true)).doubled).toBeGreaterThan(0);
  });
});
