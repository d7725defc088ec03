import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { everyFact, recorded, type ShownFact } from './client.fixture.js';
import { Instances, type Instance } from './instances.fixture.js';
import { ZONE } from './server.fixture.js';

/** The real clock: the programs have no other. */
const year = new Date().getFullYear() + 1;
const cycleId = `${ZONE}-poa-annuale-${year}`;

/** Within this time another instance has the duties of one that died or stands still, in milliseconds. */
const TAKEN_OVER_MS = 10_000;
/** And has recorded what was missed, on a machine that has other work to do. */
const RECORDED_MS = 10_000;

let office: Instances;

beforeAll(async () => {
  office = await Instances.start(3, ['UPc', 'UPo', 'AUD', 'ADM']);
});
afterAll(() => office.end(), 30_000);

async function until<Thing>(
  found: () => Promise<Thing | undefined>,
  withinMs: number,
): Promise<Thing> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const thing = await found();
    if (thing !== undefined) return thing;
    if (performance.now() > endMs) throw new Error(`Not within ${withinMs} ms`);
    await pause(50);
  }
}

/** What an instance says of the duties. */
async function dutiesAt(at: Instance): Promise<string> {
  const { body } = await at.as('ADM').get<{
    readonly checks: readonly { readonly name: string; readonly detail: string }[];
  }>('/health/ready');
  return body.checks.find(({ name }) => name === 'duties')?.detail ?? '';
}

/** The one of some instances that does the duties, once one does. */
const onDuty = (among: readonly Instance[]): Promise<Instance> =>
  until(async () => {
    const said = await Promise.all(among.map(dutiesAt));
    const holders = among.filter((_, index) => said[index]?.startsWith('done by this one'));
    expect(holders.length).toBeLessThanOrEqual(1);
    return holders[0];
  }, TAKEN_OVER_MS);

const history = (at: Instance): Promise<readonly ShownFact[]> => everyFact(at.as('AUD'), cycleId);

/** Sets a deadline whose day is long over, and waits until it was recorded that it is missed. */
async function miss(at: Instance, deadlineId: string): Promise<void> {
  const deadline = { deadlineId, kind: 'APPROVAL', due: `${year - 2}-06-30`, basis: 'OFFICE' };
  recorded(await at.as('UPc').perform(cycleId, 'set-deadline', deadline));
  await until(async () => {
    const facts = await history(at);
    return facts.find(
      ({ type, data }) => type === 'DeadlineMissed' && data['deadlineId'] === deadlineId,
    );
  }, RECORDED_MS);
}

/** Asks questions, now here and now there, until it is told that it is enough. */
async function load(among: readonly Instance[], isOver: () => boolean): Promise<void> {
  for (let number = 0; !isOver(); number++) {
    const at = among[number % among.length]!;
    const body = { subject: 'cycle', text: `Domanda ${randomUUID()}` };
    // Whoever is gone answers nothing, and that is what this is about.
    await at
      .as('UPo')
      .perform(cycleId, 'raise-question', body)
      .catch(() => pause(20));
  }
}

describe('Three servers on one event store, under load', () => {
  it('do the duties by one of them, then another when that one is killed, then another when that one stands still', async () => {
    const [one] = office.all;
    recorded(await one!.as('UPc').perform(cycleId, 'draft-cycle', { title: 'Programma' }));
    const first = await onDuty(office.all);
    const others = office.all.filter((each) => each !== first);
    const [witness] = others;
    let isOver = false;
    const loads = [load(others, () => isOver), load(others, () => isOver)];
    try {
      await miss(witness!, 'D-all');
      await first.kill();
      const second = await onDuty(others);
      const last = others.find((each) => each !== second)!;
      await miss(last, 'D-killed');

      second.pause();
      expect(await onDuty([last])).toBe(last);
      await miss(last, 'D-standing');
      second.resume();
      await until(
        async () => ((await dutiesAt(second)).startsWith('done by this one') ? undefined : true),
        TAKEN_OVER_MS,
      );
      await miss(last, 'D-resumed');
      await first.start();
      await miss(first, 'D-started');
      expect(await onDuty([first, second, last])).toBe(last);
    } finally {
      isOver = true;
      for (const each of others) each.resume();
      await Promise.all(loads);
    }
    const facts = await history(witness!);
    const missed = facts.filter(({ type }) => type === 'DeadlineMissed');
    expect(missed.map(({ data }) => data['deadlineId'])).toEqual([
      ...['D-all', 'D-killed', 'D-standing', 'D-resumed', 'D-started'],
    ]);
    expect(facts.map(({ revision }) => revision)).toEqual(facts.map((_, index) => index));
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });
});
