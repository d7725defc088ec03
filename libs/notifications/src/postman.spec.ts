import fc from 'fast-check';
import type { SendOutcome } from './channel.js';
import { messagesTo, PostOffice, TestChannel } from './post-office.fixture.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const sent: SendOutcome = { kind: 'sent', code: '250' };
const later: SendOutcome = { kind: 'deferred', code: '451', isChannelDown: false };
const down: SendOutcome = { kind: 'deferred', code: 'connection', isChannelDown: true };
const refused: SendOutcome = { kind: 'refused', code: '550' };

describe('The postman', () => {
  let office: PostOffice;
  beforeEach(() => {
    office = new PostOffice();
  });
  afterEach(() => office.leave());

  const attempts = async () =>
    (await office.recorded()).filter(({ type }) => type === 'DeliveryAttempted');
  const outcomes = async () => (await attempts()).map(({ data }) => data['outcome']);

  it('sends each notice once, two at a time, and records it', async () => {
    for (let number = 0; number < 20; number++) await office.tell(`p${number}`);
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)]);
    expect(channel.given).toHaveLength(20);
    expect(channel.most).toBe(2);
    expect(await outcomes()).toEqual(Array.from({ length: 20 }, () => 'sent'));
    await office.work([office.postman(channel)]);
    expect(channel.given).toHaveLength(20);
  });

  it('tells of facts without their ids of persons in the Message-ID', async () => {
    await office.tell('responsabile');
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)]);
    expect(channel.given[0]?.messageId).toMatch(
      /^[0-9a-f-]{36}\.[0-9a-f]{16}@traccia\.example\.org$/,
    );
    expect(channel.given[0]?.causeEventIds).toHaveLength(1);
  });

  it('records one fact where two have sent the same', async () => {
    for (let number = 0; number < 10; number++) await office.tell(`p${number}`);
    const channels = [new TestChannel(() => sent), new TestChannel(() => sent)];
    await office.work(channels.map((channel) => office.postman(channel)));
    expect(await outcomes()).toEqual(Array.from({ length: 10 }, () => 'sent'));
    // Whatever came twice came under the same id.
    const ids = channels.flatMap(({ given }) => given.map(({ messageId }) => messageId));
    expect(new Set(ids).size).toBe(10);
  });

  it('that ends between sending and recording lets another send it again under the same id', async () => {
    await office.tell('p');
    const channel = new TestChannel(() => {
      office.isStoreAway = true;
      return sent;
    });
    await expect(office.work([office.postman(channel)])).rejects.toThrow('away');
    expect(await attempts()).toEqual([]);
    office.isStoreAway = false;
    const other = new TestChannel(() => sent);
    await office.work([office.postman(other)]);
    expect(messagesTo(other, 'p')).toEqual(messagesTo(channel, 'p'));
    expect(await outcomes()).toEqual(['sent']);
  });

  it('tries what is put off again after growing pauses, for five days, and then gives it up', async () => {
    const begunMs = office.nowMs;
    const noticeId = await office.tell('p');
    const channel = new TestChannel(() => later);
    await office.work([office.postman(channel)], { forMs: 7 * DAY });
    const facts = await office.recorded();
    const tried = facts.filter(({ type }) => type === 'DeliveryAttempted');
    tried.forEach(({ data, atMs }, index) => {
      const pauseMs = Date.parse(data['again'] as string) - atMs;
      expect(pauseMs).toBeGreaterThanOrEqual(0);
      expect(pauseMs).toBeLessThanOrEqual(Math.min(6 * HOUR, 60_000 * 2 ** index));
      expect(data['attempt']).toBe(index + 1);
    });
    expect(tried.length).toBeGreaterThan(15);
    expect(new Set(messagesTo(channel, 'p')).size).toBe(1);
    const end = facts.at(-1);
    expect(end).toMatchObject({ type: 'DeliveryGivenUp', data: { code: '451' } });
    expect(end!.atMs - begunMs).toBeGreaterThan(5 * DAY);
    expect(end!.atMs - begunMs).toBeLessThan(5.5 * DAY);
    expect(office.states()).toEqual({ p: ['given-up'] });

    // A person asks: it begins anew, as another message.
    const before = channel.given.length;
    await office.post('p', { type: 'DeliveryResendAsked', data: { noticeId, channel: 'email' } });
    const healed = new TestChannel(() => sent);
    await office.work([office.postman(healed)]);
    expect(channel.given).toHaveLength(before);
    expect(healed.given).toHaveLength(1);
    expect(healed.given[0]?.messageId).not.toBe(channel.given[0]?.messageId);
    expect(office.states()).toEqual({ p: ['sent'] });
  });

  it('leaves a channel that is down alone but for one message now and then, and burns no attempt', async () => {
    for (let number = 0; number < 30; number++) await office.tell(`p${number}`);
    const begunMs = office.nowMs;
    const channel = new TestChannel(() => (office.nowMs - begunMs < 2 * HOUR ? down : sent));
    const postman = office.postman(channel);
    await office.work([postman], { forMs: HOUR });
    expect(await office.recorded()).toEqual([]);
    // At most one every two and a half minutes, once it is known to be down for long.
    expect(channel.given.length).toBeLessThan(40);
    expect(postman.standing()).toEqual([
      { channel: 'email', down: expect.objectContaining({ code: 'connection' }) as object },
    ]);
    await office.work([postman], { forMs: 2 * HOUR });
    expect((await attempts()).map(({ data }) => [data['outcome'], data['attempt']])).toEqual(
      Array.from({ length: 30 }, () => ['sent', 1]),
    );
    expect(postman.standing()).toEqual([{ channel: 'email' }]);
  });

  it('holds nobody up for one that is slow, where each has a channel of its own', async () => {
    for (let number = 0; number < 10; number++) {
      await office.tell('slow');
      await office.tell('quick');
    }
    const answered = Promise.withResolvers<SendOutcome>();
    const slow = new TestChannel(() => answered.promise);
    const quick = new TestChannel(() => sent);
    const channels = [
      Object.assign(slow, { recipientId: 'slow' }),
      Object.assign(quick, { recipientId: 'quick' }),
    ];
    const until = (): boolean => {
      if (quick.given.length < 10) return false;
      answered.resolve(later);
      return true;
    };
    await office.work([office.postman(slow, { channels })], { until, forMs: DAY });
    expect(quick.given.map(({ to }) => to.address)).toEqual(
      Array.from({ length: 10 }, () => 'quick@example.org'),
    );
    expect(slow.given.length).toBeLessThanOrEqual(2);
    expect(office.states()['quick']).toEqual(Array.from({ length: 10 }, () => 'sent'));
  });

  it('sends nothing more to an address that was refused, until there is another one', async () => {
    await office.tell('p');
    await office.tell('p');
    await office.tell('q');
    const channel = new TestChannel(({ to }) => (to.address.startsWith('p@') ? refused : sent));
    await office.work([office.postman(channel)]);
    await office.tell('p');
    await office.work([office.postman(channel)]);
    expect(messagesTo(channel, 'p').length).toBeLessThanOrEqual(2);
    expect(office.states()['p']).toContain('suppressed');
    expect(office.states()['q']).toEqual(['sent']);
    await office.post('p', { type: 'AddressChanged', data: { channel: 'email' } });
    await office.work([office.postman(new TestChannel(() => sent))]);
    expect(office.states()['p']).toEqual(['sent', 'sent', 'sent']);
  });

  it('goes on sending to an address that was refused, once a message that was asked for again is taken', async () => {
    const noticeId = await office.tell('p');
    await office.work([office.postman(new TestChannel(() => refused))]);
    await office.tell('p');
    expect(office.states()['p']?.toSorted()).toEqual(['refused', 'suppressed']);
    await office.post('p', { type: 'DeliveryResendAsked', data: { noticeId, channel: 'email' } });
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)]);
    await office.tell('p');
    await office.work([office.postman(channel)]);
    // What was held back meanwhile is for a person to send.
    expect(office.states()['p']?.toSorted()).toEqual(['sent', 'sent', 'suppressed']);
  });

  it('goes on sending to an address at which one message was refused for what is in it', async () => {
    await office.tell('p');
    const filtered = new TestChannel(() => ({ kind: 'refused', code: '554-5.7.1' }));
    await office.work([office.postman(filtered)]);
    await office.tell('p');
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)]);
    expect(office.states()['p']?.toSorted()).toEqual(['refused', 'sent']);
    expect(channel.given).toHaveLength(1);
  });

  it('says so where the directory has no address', async () => {
    await office.tell('p');
    office.unknown.add('p');
    await office.work([office.postman(new TestChannel(() => sent))]);
    expect(office.states()).toEqual({ p: ['no-address'] });
    expect(await office.recorded()).toMatchObject([
      // And by what else it might have gone, since what waits for the others reaches nobody.
      { type: 'DeliveryGivenUp', data: { code: 'no-address', setUp: ['email'] } },
    ]);
    office.unknown.clear();
    await office.post('p', { type: 'AddressChanged', data: { channel: 'email' } });
    await office.work([office.postman(new TestChannel(() => sent))]);
    expect(office.states()).toEqual({ p: ['sent'] });
  });

  it('looks again before it sends, and lets go what is not owed any more', async () => {
    const done = await office.tell('p');
    await office.tell('q');
    const channel = new TestChannel(() => sent);
    const whyIdle = ({ noticeId }: { readonly noticeId: string }) =>
      noticeId === done ? ('no-longer-owed' as const) : undefined;
    await office.work([office.postman(channel, { whyIdle })]);
    expect(office.states()).toEqual({ p: ['unneeded'], q: ['sent'] });
    expect(messagesTo(channel, 'p')).toEqual([]);
  });

  it('keeps nothing back from a program, which is sent every fact as it was recorded', async () => {
    await office.tell('webhook.bilancio', 'never', { channel: 'webhook' });
    const channel = new TestChannel(() => sent, { name: 'webhook' });
    const whyIdle = () => 'no-longer-owed' as const;
    await office.work([office.postman(channel, { whyIdle })]);
    expect(office.states()).toEqual({ 'webhook.bilancio': ['sent'] });
  });

  it('says of each notice of a digest why it has not gone, and sends the others', async () => {
    await office.post('p', {
      type: 'PreferencesChosen',
      data: { rules: {}, digest: true, language: 'it' },
    });
    const [done, past, open] = [
      await office.tell('p', 'may'),
      await office.tell('p', 'may'),
      await office.tell('p', 'may'),
    ];
    const codes = new Map([
      [done, 'no-longer-owed'],
      [past, 'day-is-past'],
    ] as const);
    const channel = new TestChannel(() => sent);
    const whyIdle = ({ noticeId }: { readonly noticeId: string }) => codes.get(noticeId);
    await office.work([office.postman(channel, { whyIdle })], { forMs: DAY });
    expect(channel.given.map(({ text }) => text)).toEqual([open]);
    expect(office.states()['p']?.toSorted()).toEqual(['sent', 'unneeded', 'unneeded']);
    const ends = (await office.recorded()).filter(({ type }) => type === 'DeliveryGivenUp');
    expect(
      new Map(ends.map(({ data }) => [(data['noticeIds'] as string[])[0], data['code']])),
    ).toEqual(codes);
  });

  it('sends no reminder any more once its day went by while a server put it off', async () => {
    await office.tell('p');
    const begunMs = office.nowMs;
    const isOver = (): boolean => office.nowMs - begunMs > 12 * HOUR;
    const channel = new TestChannel(() => (isOver() ? sent : later));
    const whyIdle = () => (isOver() ? ('day-is-past' as const) : undefined);
    await office.work([office.postman(channel, { whyIdle })], { forMs: 2 * DAY });
    expect(office.states()).toEqual({ p: ['unneeded'] });
    expect((await office.recorded()).at(-1)).toMatchObject({
      ...{ type: 'DeliveryGivenUp', data: { code: 'day-is-past' } },
    });
    expect(await outcomes()).not.toContain('sent');
  });

  it('sends nothing of an old log that is older than five days', async () => {
    await office.tell('old', 'never', { atMs: office.nowMs - 6 * DAY });
    await office.tell('new', 'never', { atMs: office.nowMs - 4 * DAY });
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)]);
    expect(channel.given.map(({ to }) => to.address)).toEqual(['new@example.org']);
    expect((await office.recorded()).map(({ recipientId }) => recipientId)).toEqual(['new']);
    // Nor, once it has begun, whoever goes on.
    await office.work([office.postman(channel)]);
    expect(channel.given).toHaveLength(1);
    expect(office.states()).toEqual({ new: ['sent'], old: ['waiting'] });
  });

  it('gives up what waited while nothing got through for five days, also when it is begun anew', async () => {
    await office.tell('p');
    await office.work([office.postman(new TestChannel(() => sent))]);
    await office.tell('late');
    await office.work([office.postman(new TestChannel(() => down))], { forMs: DAY });
    // The pauses of a channel are no whole milliseconds.
    const atMs = Math.round(office.nowMs + 2 * DAY);
    await office.tell('later', 'never', { atMs });
    office.nowMs += 4.5 * DAY; // the program stands still
    const healed = new TestChannel(() => sent);
    await office.work([office.postman(healed)]);
    expect(office.states()).toEqual({ p: ['sent'], late: ['given-up'], later: ['sent'] });
    const ends = (await office.recorded()).filter(({ type }) => type === 'DeliveryGivenUp');
    expect(ends).toMatchObject([{ recipientId: 'late', data: { code: 'expired' } }]);
    await office.work([office.postman(healed)]);
    expect(healed.given.map(({ to }) => to.address)).toEqual(['later@example.org']);
  });

  it('gives up nothing of a program in this way, which is given up as a whole', async () => {
    const program = () => Object.assign(new TestChannel(() => sent), { recipientId: 'p' });
    await office.tell('p');
    await office.work([office.postman(program())]);
    await office.tell('p');
    office.nowMs += 6 * DAY;
    await office.work([office.postman(program())]);
    expect(office.states()['p']?.toSorted()).toEqual(['sent', 'waiting']);
  });

  it('sends one mail a day to whoever wants one, in the morning of a working day', async () => {
    await office.post('p', {
      type: 'PreferencesChosen',
      data: { rules: {}, digest: true, language: 'it' },
    });
    office.nowMs = Date.parse('2024-02-23T15:00:00Z'); // a Friday
    const together = [await office.tell('p', 'may'), await office.tell('p', 'may')];
    const alone = await office.tell('p', 'never');
    const channel = new TestChannel(() => sent);
    const postman = office.postman(channel);
    await office.work([postman], { forMs: 2.5 * DAY });
    expect(channel.given.map(({ text }) => text)).toEqual([alone]);
    await office.work([postman], { forMs: DAY });
    expect(channel.given[1]?.text.split(' ').toSorted()).toEqual(together.toSorted());
    const [, digest] = await attempts();
    expect(new Date(digest!.atMs).toISOString()).toMatch(/^2024-02-26T07:1/);
  });

  it.each([
    ['at the end of the quiet hours', '20:00', '09:30', '2024-02-26T08:30'],
    ['at its hour where they are over by then', '20:00', '08:10', '2024-02-26T07:10'],
    ['on the morning after, where they begin before it', '08:00', '07:00', '2024-02-27T06:00'],
  ])('sends what it collects %s', async (_when, from, to, at) => {
    const quiet = { from, to };
    await office.post('p', {
      type: 'PreferencesChosen',
      data: { rules: {}, digest: true, quiet, language: 'it' },
    });
    office.nowMs = Date.parse('2024-02-25T21:00:00Z'); // a Sunday
    const noticeId = await office.tell('p', 'may');
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)], { forMs: 3 * DAY });
    expect(channel.given.map(({ text }) => text)).toEqual([noticeId]);
    const [digest] = await attempts();
    const lateMs = digest!.atMs - Date.parse(`${at}:00Z`);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(HOUR / 4);
  });

  it('tries nothing again in quiet hours, of whoever has some', async () => {
    const quiet = { from: '20:00', to: '07:30' };
    await office.post('p', {
      type: 'PreferencesChosen',
      data: { rules: {}, digest: false, quiet, language: 'it' },
    });
    office.nowMs = Date.parse('2024-02-20T18:30:00Z'); // half past seven in the evening
    await office.tell('p');
    await office.tell('q');
    const channel = new TestChannel(() => later);
    await office.work([office.postman(channel)], { forMs: 2 * DAY });
    const tried = await attempts();
    const isQuiet = ({ atMs }: { readonly atMs: number }): boolean => {
      const time = new Date(atMs + HOUR).toISOString().slice(11, 16); // Rome, in winter
      // What was due a moment before is on its way when they begin: the clock of this test moves by three minutes.
      return time >= '20:05' || time < quiet.to;
    };
    const of = (who: string) => tried.filter(({ recipientId }) => recipientId === who);
    expect(of('p').length).toBeGreaterThan(3);
    expect(of('p').filter(isQuiet)).toEqual([]);
    expect(of('q').filter(isQuiet)).not.toEqual([]);
  });

  it('has in the mail of a morning what is told from eight on, and not what comes once it is to leave', async () => {
    await office.post('p', {
      type: 'PreferencesChosen',
      data: { rules: {}, digest: true, language: 'it' },
    });
    office.nowMs = Date.parse('2024-02-23T07:00:05Z'); // a Friday, 08:00:05 in Rome
    const [ofTheMorning, justBefore, tooLate] = [
      await office.tell('p', 'may'),
      await office.tell('p', 'may', { atMs: Date.parse('2024-02-23T07:09:59Z') }),
      await office.tell('p', 'may', { atMs: Date.parse('2024-02-23T07:10:00Z') }),
    ];
    const channel = new TestChannel(() => sent);
    await office.work([office.postman(channel)], { forMs: HOUR });
    expect(channel.given.map(({ text }) => text.split(' ').toSorted())).toEqual([
      [ofTheMorning, justBefore].toSorted(),
    ]);
    await office.work([office.postman(channel)], { forMs: 3 * DAY });
    expect(channel.given.map(({ text }) => text).slice(1)).toEqual([tooLate]);
    const last = (await attempts()).at(-1);
    expect(new Date(last!.atMs).toISOString()).toMatch(/^2024-02-26T07:1/);
  });

  it('brings every notice to an end, each once, whatever the channel says', async () => {
    const answers = fc.array(
      fc.constantFrom<SendOutcome[]>(sent, later, down, refused, {
        ...{ kind: 'unknown', code: 'no-answer' },
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 1, max: 6 }), async (said, people) => {
        const here = new PostOffice();
        try {
          for (let number = 0; number < people; number++) await here.tell(`p${number}`);
          let turn = 0;
          // What a server has said once and again, until it takes everything.
          const channel = new TestChannel(() => said[turn++] ?? sent);
          await here.work([here.postman(channel), here.postman(channel)], { forMs: 9 * DAY });
          const ends = Object.values(here.states()).flat();
          expect(ends).toHaveLength(people);
          for (const end of ends) expect(['sent', 'refused', 'given-up']).toContain(end);
          const facts = await here.recorded();
          for (let number = 0; number < people; number++) {
            const of = facts.filter(({ recipientId }) => recipientId === `p${number}`);
            expect(of.filter(({ data }) => data['outcome'] === 'sent').length).toBeLessThan(2);
            expect(new Set(messagesTo(channel, `p${number}`)).size).toBe(1);
          }
        } finally {
          await here.leave();
        }
      }),
      { numRuns: 12 },
    );
  });
});
