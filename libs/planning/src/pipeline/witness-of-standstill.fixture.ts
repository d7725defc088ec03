import { daysBetween } from '#calendar';
import type { CycleHeard } from './cycle-heard.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** Cycles that stand still or end before their time. */
export const witnessOfStandstill = (heard: CycleHeard): Testimony => ({
  CycleSuspended: ({ deadlines }, { occurredOn, reason }) => {
    expect(reason).toMatch(/\S/);
    heard.suspended = { from: occurredOn, deadlines };
  },
  CycleResumed: ({ days }, { occurredOn, commandId }) => {
    const { from = '', deadlines } = heard.suspended ?? {};
    expect(days).toBe(daysBetween(from, occurredOn));
    heard.resumed = { commandId, days: deadlines === 'stop' ? days : 0 };
    heard.suspended = undefined;
  },
  CycleAnnulled: (annulled, envelope) => {
    heard.isGrounded(annulled, envelope);
    ends(heard);
  },
  CycleRevoked: (revoked, envelope) => {
    heard.isGrounded(revoked, envelope);
    ends(heard);
  },
  CycleAbandoned: ({ ground }) => {
    expect(ground).toMatch(/\S/);
    expect(heard.plan).toBeUndefined(); // what is approved is annulled or revoked
    ends(heard);
  },
});

function ends(heard: CycleHeard): void {
  heard.ended = true;
  heard.suspended = undefined;
}
