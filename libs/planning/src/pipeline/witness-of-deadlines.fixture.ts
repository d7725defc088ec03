import { addDays, romeDay } from '#calendar';
import type { Envelope } from '../envelope.js';
import type { DataOf } from '../planning-fact.js';
import type { CycleHeard } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** Deadlines: how they are set, moved and missed. */
export function witnessOfDeadlines(heard: CycleHeard): Testimony {
  /** 11: a date moves from where it stands, with a reason and, where a law asks, an act. */
  const movesDeadline = (
    { deadlineId, from, to, act, unitId = '' }: DataOf<'DeadlineExtended'>,
    { reason, commandId }: Envelope,
  ): void => {
    const deadline = heard.deadlines.get(deadlineId);
    const own = deadline?.forUnits.get(unitId) ?? '';
    byRule(11, () => {
      if (commandId === heard.resumed?.commandId) {
        expect(to).toBe(addDays(from, heard.resumed.days));
      }
      expect(deadline && own > deadline.due ? own : deadline?.due).toBe(from);
      expect(reason).toMatch(/\S/);
      if (['LAW', 'REGIONAL_ACT'].includes(deadline?.basis ?? '')) expect(act).toBeDefined();
    });
    if (unitId !== '') deadline?.forUnits.set(unitId, to);
    else if (deadline) deadline.due = to;
  };

  const byWord = ['PRESERVATION_TRANSFER', 'ADMIN_ACCESS_CHECK', 'OTHER'];
  return {
    DeadlineSet: ({ deadlineId, kind, due, basis }, { occurredOn: setOn }) => {
      heard.takeId('deadline', deadlineId);
      heard.deadlines.set(deadlineId, { kind, setOn, due, basis, forUnits: new Map() });
    },
    TargetApprovalSet: ({ date, deadlineIds = [], givenBy }) => {
      for (const deadlineId of deadlineIds) {
        const deadline = heard.deadlines.get(deadlineId);
        byRule(11, () => {
          expect(givenBy).toBe('REGIONAL_ACT');
          expect(deadline?.due).toBe(date);
        });
        if (deadline) deadline.basis = 'REGIONAL_ACT';
      }
    },
    DeadlineMet: ({ deadlineId }, { occurredOn }) => {
      byRule(11, () => {
        const { kind, setOn = '' } = heard.deadlines.get(deadlineId) ?? {};
        expect(byWord).toContain(kind);
        expect(occurredOn >= setOn).toBe(true);
      });
      heard.deadlines.delete(deadlineId);
    },
    DeadlineWaived: ({ deadlineId }) => {
      heard.deadlines.delete(deadlineId); // 11: its date moves no more
    },
    DeadlineCancelled: ({ deadlineId }) => {
      heard.deadlines.delete(deadlineId);
    },
    DeadlineMissed: ({ deadlineId, due }, { recordedAt, actor }) => {
      byRule(11, () => {
        const deadline = heard.deadlines.get(deadlineId);
        const days = [deadline?.due ?? '', ...(deadline?.forUnits.values() ?? [])];
        expect(due).toBe(days.toSorted().at(-1)); // for whoever has most time
        expect(romeDay(Date.parse(recordedAt)) > due).toBe(true);
        expect(actor.role).toBe('SYS');
      });
    },
    ReminderSent: ({ reminderId, byHand }, { recordedAt }) => {
      if (reminderId === undefined) return;
      heard.takeId('reminder', reminderId);
      byRule(11, () => {
        expect(byHand).toBe(true);
      });
      heard.reminders.set(reminderId, Date.parse(recordedAt));
    },
    // One that somebody sent, once, and within ten seconds.
    ReminderTakenBack: ({ reminderId }, { recordedAt }) => {
      byRule(11, () => {
        const sentMs = heard.reminders.get(reminderId) ?? -Infinity;
        expect(Date.parse(recordedAt) - sentMs).toBeLessThan(10_000);
      });
      heard.reminders.delete(reminderId);
    },
    DeadlineExtended: movesDeadline,
    DeadlineShortened: movesDeadline,
  };
}
