import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import fc from 'fast-check';
import type { EventStore, FollowedBatch, RecordedEvent } from '#event-store';
import { Projections } from '#projections';
import { opened, granted, roleGranted, unitAdded } from '../organisation/organisation.fixture.js';
import type { PlanningFact } from '../planning-fact.js';
import { assigned, inDraft } from '../testing.fixture.js';
import { NoticesProjection } from './notices.projection.js';
import { CYCLE, ORGANISATION, rowsOf, TellingLog, workflows } from './telling-log.fixture.js';

/** A log that hands each fact out several times, in batches of any size; nobody promises more than once at least. */
function redelivering(
  events: readonly RecordedEvent[],
  times: readonly number[],
  size: number,
): EventStore {
  const again = events.flatMap((event, index) =>
    Array.from({ length: times[index % times.length] ?? 1 }, () => event),
  );
  const end = events.at(-1)?.position ?? 0;
  const log: Pick<EventStore, 'end' | 'follow' | 'read'> = {
    end: () => Promise.resolve(end),
    // Nobody has been here before, so nothing is looked up.
    async *read(): AsyncGenerator<RecordedEvent> {
      await breathe();
      yield* [];
    },
    async *follow({ signal } = {}): AsyncGenerator<FollowedBatch> {
      for (let from = 0; from < again.length; from += size) {
        // A batch that begins with what the one before ended with.
        const batch = again.slice(Math.max(0, from - 2), from + size);
        const checkpoint = batch.at(-1)?.position ?? 0;
        yield { events: batch, checkpoint, caughtUp: checkpoint === end };
      }
      while (signal?.aborted !== true) await breathe();
    },
  };
  return log as EventStore;
}

const returned = (schedaId: string): PlanningFact => ({
  type: 'SchedaReturned',
  data: { schedaId, reasons: ['TEXT'], text: 'Più chiaro' },
});
const submitted = (schedaId: string): PlanningFact => ({
  type: 'SchedaSubmitted',
  data: { schedaId, version: 1, contentHash: 'a'.repeat(64) },
});
const reminder: PlanningFact = {
  type: 'ReminderSent',
  data: {
    ...{ deadlineId: 'D1', due: '2024-03-01', offsetDays: -7, level: 'owner' },
    told: [{ personId: 'responsabile', role: 'UH' }],
  },
};
const extended: PlanningFact = {
  type: 'DeadlineExtended',
  data: { deadlineId: 'D1', from: '2024-03-01', to: '2024-04-01' },
};

/** Something that happens, by a number that says what and to which notice. */
function happens(log: TellingLog, what: number, which: number): void {
  const schedaId = `S-${which % 3}`;
  const notices = log.noticesOf('responsabile');
  const noticeId = notices[which % Math.max(1, notices.length)]?.noticeId ?? '';
  const sent = { noticeIds: [noticeId], channel: 'email', messageId: `${noticeId}@host` } as const;
  const steps: readonly (() => void)[] = [
    () => {
      log.record(CYCLE, [returned(schedaId)]);
    },
    () => {
      log.record(CYCLE, [submitted(schedaId)]);
    },
    () => {
      log.record(CYCLE, [which % 2 === 0 ? reminder : extended]);
    },
    () => {
      log.record(ORGANISATION, [granted({ delegationId: `d-${log.events.length}` })]);
    },
    () => {
      log.post('responsabile', { type: 'NoticeRead', data: { noticeId } });
    },
    () => {
      const digest = which % 2 === 0;
      log.post('responsabile', {
        type: 'PreferencesChosen',
        data: { rules: { 'deadline-near': { email: digest } }, digest, language: 'it' },
      });
    },
    () => {
      const again = '2024-02-21T09:00:00Z';
      const data = {
        ...sent,
        attempt: 1 + which,
        outcome: 'deferred',
        code: '451',
        again,
      } as const;
      log.post('responsabile', { type: 'DeliveryAttempted', data });
    },
    () => {
      const outcome = which % 3 === 0 ? 'refused' : 'sent';
      log.post('responsabile', {
        type: 'DeliveryAttempted',
        data: { ...sent, attempt: 1 + which, outcome },
      });
    },
    () => {
      log.post('responsabile', { type: 'AddressChanged', data: { channel: 'email' } });
    },
    () => {
      log.post('responsabile', {
        type: 'DeliveryResendAsked',
        data: { noticeId, channel: 'email' },
      });
    },
  ];
  steps[what % steps.length]?.();
}

describe('Facts that are delivered more than once', () => {
  it('leave notices and deliveries as if each had come once', async () => {
    const step = fc.tuple(fc.nat(9), fc.nat(9));
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (steps, times, size) => {
          const log = new TellingLog();
          log.record(ORGANISATION, [opened, unitAdded('anziani'), roleGranted('upc', 'UPc')]);
          log.record(CYCLE, [...inDraft, ...['S-0', 'S-1', 'S-2'].map((id) => assigned(id))]);
          for (const [what, which] of steps) happens(log, what, which);
          const folder = mkdtempSync(join(tmpdir(), 'twice-'));
          const projections = new Projections(redelivering(log.events, times, size), folder);
          try {
            projections.start([new NoticesProjection(workflows)]);
            const projector = projections.of(NoticesProjection);
            await projector.reached(log.events.length, { timeoutMs: 10_000 });
            expect(projector.parked()).toEqual([]);
            expect(projector.read(rowsOf)).toEqual(rowsOf(log.database));
          } finally {
            await projections.stop();
            rmSync(folder, { recursive: true });
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
