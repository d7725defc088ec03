import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as breathe } from 'node:timers/promises';
import type { PostmanParts } from '../postman.js';
import { PostOffice } from '../post-office.fixture.js';
import { webhookRecipient, type WebhookEndpoint } from './webhook-endpoint.js';
import { WebhookChannel } from './webhook.channel.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A receiver that answers as a test says, and knows again what it had already. */
class Receiver {
  status = 204;
  retryAfter: string | undefined;
  /** The ids of what came, in its order, whatever was answered. */
  readonly asked: string[] = [];
  readonly taken = new Set<string>();
  readonly #server: Server;
  url = new URL('http://localhost/');

  constructor(readonly id: string) {
    this.#server = createServer((request, response) => {
      const event = String(request.headers['webhook-id']);
      this.asked.push(event);
      if (this.status < 300) this.taken.add(event);
      const headers = this.retryAfter === undefined ? {} : { 'retry-after': this.retryAfter };
      request.resume().on('end', () => response.writeHead(this.status, headers).end());
    });
  }

  async open(): Promise<void> {
    this.#server.listen(Number(this.url.port), 'localhost');
    await once(this.#server, 'listening');
    this.url.port = String((this.#server.address() as AddressInfo).port);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get endpoint(): WebhookEndpoint {
    const { id, url } = this;
    const secrets = [Buffer.alloc(32, 1)];
    return { id, url, secrets, types: ['Happened'], zones: ['livornese'], isTrial: true };
  }
}

/** With real receivers; the time passes when the postman waits. */
describe('An endpoint that fails again and again', () => {
  let office: PostOffice;
  let failing: Receiver;
  let other: Receiver;
  let isFailingOpen: boolean;
  beforeEach(async () => {
    office = new PostOffice();
    failing = new Receiver('bilancio');
    other = new Receiver('anagrafe');
    await Promise.all([failing.open(), other.open()]);
    isFailingOpen = true;
  });
  afterEach(async () => {
    await Promise.all([...(isFailingOpen ? [failing.close()] : []), other.close()]);
    await office.leave();
  });

  const [toFailing, toOther] = [webhookRecipient('bilancio'), webhookRecipient('anagrafe')];
  const tell = (to: string) => office.tell(to, 'never', { channel: 'webhook' });
  const postman = (
    receivers: readonly Receiver[] = [failing],
    more: Partial<PostmanParts> = {},
  ) => {
    const channels = receivers.map(
      ({ endpoint }) => new WebhookChannel({ endpoint, nowMs: () => office.nowMs }),
    );
    return office.postman(channels[0]!, {
      channels,
      addressOf: (_zone, id) => {
        const found = receivers.find((each) => webhookRecipient(each.id) === id);
        return found && { address: found.url.href };
      },
      ...more,
    });
  };
  const attemptsAt = async (recipientId: string) =>
    (await office.recorded()).filter(
      (fact) => fact.type === 'DeliveryAttempted' && fact.recipientId === recipientId,
    );

  it('is left alone but for one message now and then, and has all of them once it is back', async () => {
    for (let number = 0; number < 20; number++) await tell(toFailing);
    failing.status = 503;
    const work = postman();
    await office.work([work], { forMs: 6 * HOUR });
    // Two messages are seen to fail; from then on one goes to see, at most every two and a half minutes.
    expect((await attemptsAt(toFailing)).map(({ data }) => data['code'])).toEqual([
      ...['http-503', 'http-503'],
    ]);
    expect(failing.asked.length).toBeLessThan(170);
    expect(work.standing()).toEqual([
      {
        ...{ channel: 'webhook', recipientId: toFailing },
        down: expect.objectContaining({ code: 'http-503' }) as object,
      },
    ]);
    const { length } = failing.asked;
    failing.status = 204;
    await office.work([work], { forMs: HOUR });
    expect(failing.taken.size).toBe(20);
    // Nothing that it has comes again.
    expect(failing.asked.slice(length)).toHaveLength(20);
    expect(office.states()).toEqual({ [toFailing]: Array.from({ length: 20 }, () => 'sent') });
    expect(work.standing()).toEqual([{ channel: 'webhook', recipientId: toFailing }]);
  });

  it('holds up no other, whether it answers or is not there', async () => {
    for (let number = 0; number < 20; number++) {
      await tell(toFailing);
      await tell(toOther);
    }
    await failing.close();
    isFailingOpen = false;
    const areSentTo = (who: string) => () =>
      office.states()[who]?.every((state) => state === 'sent') === true;
    const work = postman([failing, other], {
      // No time passes before the other has all, however long that takes.
      pause: async (ms) => {
        if (areSentTo(toOther)()) office.nowMs += ms;
        await breathe();
      },
    });
    await office.work([work], { until: areSentTo(toOther), forMs: DAY });
    expect(office.states()[toOther]).toHaveLength(20);
    expect(other.asked).toHaveLength(20);
    expect(failing.asked).toEqual([]);
    await failing.open();
    isFailingOpen = true;
    await office.work([work], { until: areSentTo(toFailing), forMs: DAY });
    expect(failing.taken.size).toBe(20);
    expect(other.asked).toHaveLength(20);
  });

  it('is none where one message alone fails: that waits by itself, and the others arrive', async () => {
    failing.status = 422;
    await tell(toFailing);
    const work = postman();
    await office.work([work], { forMs: 2 * HOUR });
    const tried = await attemptsAt(toFailing);
    expect(tried.length).toBeGreaterThan(2);
    expect(tried.length).toBe(failing.asked.length);
    expect(work.standing()[0]?.down).toBeUndefined();
    failing.status = 204;
    await tell(toFailing);
    await office.work([work], { forMs: 60_000 });
    expect(failing.taken.size).toBeGreaterThan(0);
  });

  it('is given up with all that waited for it, five days after, and not the rest of the days', async () => {
    for (let number = 0; number < 20; number++) await tell(toFailing);
    failing.status = 500;
    await office.work([postman()], { forMs: 6 * DAY });
    expect(office.states()).toEqual({ [toFailing]: Array.from({ length: 20 }, () => 'given-up') });
    const { length } = failing.asked;
    await office.work([postman()], { forMs: DAY });
    expect(failing.asked).toHaveLength(length);
  });

  it('that says when to come back is not asked before', async () => {
    for (let number = 0; number < 5; number++) await tell(toFailing);
    Object.assign(failing, { status: 503, retryAfter: '1800' });
    await office.work([postman()], { forMs: 0.9 * HOUR });
    // The two that were under way at once, and one that went to see after half an hour.
    expect(failing.asked.length).toBeLessThanOrEqual(3);
    Object.assign(failing, { status: 204, retryAfter: undefined });
    await office.work([postman()], { forMs: HOUR });
    expect(failing.taken.size).toBe(5);
  });

  it('that wants nothing any more is sent nothing more, and the rest stays for whoever has it sent again', async () => {
    const notices: string[] = [];
    for (let number = 0; number < 10; number++) notices.push(await tell(toFailing));
    failing.status = 410;
    await office.work([postman()], { forMs: HOUR });
    // The two that were under way at once.
    expect(failing.asked.length).toBeLessThanOrEqual(2);
    const states = office.states()[toFailing] ?? [];
    expect(states.toSorted()).toEqual([
      ...failing.asked.map(() => 'refused'),
      ...notices.slice(failing.asked.length).map(() => 'suppressed'),
    ]);
    failing.status = 204;
    const resend = { noticeId: notices[0]!, channel: 'webhook' } as const;
    await office.post(toFailing, { type: 'DeliveryResendAsked', data: resend });
    await office.work([postman()], { forMs: HOUR });
    expect(failing.taken.size).toBe(1);
  });
});
