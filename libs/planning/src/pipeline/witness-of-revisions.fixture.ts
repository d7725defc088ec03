import { handsOf } from '../command/hands.js';
import type { CycleHeard } from './cycle-heard.fixture.js';
import { sha256 } from './fingerprint.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** Revisions of a plan in force, and what is annulled of it. */
export const witnessOfRevisions = (heard: CycleHeard): Testimony => ({
  SchedaAnnulled: ({ schedaId, act, ground, manifestHash }, envelope) => {
    heard.isGrounded({ act, ground }, envelope);
    expect(heard.idsInPlan()).toContain(schedaId);
    heard.isAsApproved(schedaId);
    if (!heard.plan) return;
    const schede = heard.inPlan().filter((one) => one.schedaId !== schedaId);
    const manifest = { ...heard.plan.manifest, schede };
    heard.plan = { manifest, hash: manifestHash };
    byRule(9, () => {
      expect(manifestHash).toBe(sha256(manifest)); // what is left is in force
    });
  },
  RevisionOpened: ({ number, scope }, { reason }) => {
    expect(reason).toMatch(/\S/);
    expect(heard.plan).toBeDefined();
    expect(heard.revision).toBeUndefined();
    byRule(18, () => {
      expect(number).toBe((heard.revisions += 1)); // numbered within the cycle
    });
    heard.revision = { number, scope: new Map(scope.map((one) => [one.schedaId, one.what])) };
    for (const { schedaId, what } of scope) {
      expect(heard.idsInPlan()).toContain(schedaId);
      if (what === 'amend') heard.owes('SchedaReopened', schedaId);
    }
  },
  SchedaReopened: ({ schedaId }) => {
    heard.pays('SchedaReopened', schedaId);
    Object.assign(heard.scheda(schedaId), { authors: new Set(), checked: false });
  },
  AmendmentDropped: ({ schedaId }, { reason }) => {
    expect(reason).toMatch(/\S/);
    byRule(8, () => {
      expect(heard.revision?.scope.has(schedaId)).toBe(true);
    });
    heard.isAsApproved(schedaId);
  },
  RevisionVerified: (verified, { actor }) => {
    heard.isSealed(verified);
    heard.firstHands.set('proposal', handsOf(actor));
    const { number, manifestHash, amended, added, dropped } = verified;
    const scope = [...(heard.revision?.scope ?? [])];
    const ids = (what: string) => scope.filter((one) => one[1] === what).map(([id]) => id);
    expect(number).toBe(heard.revision?.number);
    expect(manifestHash).not.toBe(heard.plan?.hash);
    expect(new Set(amended)).toEqual(new Set(ids('amend')));
    expect(new Set(dropped)).toEqual(new Set(ids('drop')));
    for (const id of added) expect(heard.scheda(id).approved).toBeUndefined();
  },
  RevisionMerged: ({ number, manifestHash }) => {
    heard.pays('RevisionMerged', number, manifestHash);
    expect(heard.merged?.hash).toBe(manifestHash);
    heard.plan = heard.merged;
    heard.revision = undefined;
  },
  RevisionDropped: ({ number }, { reason }) => {
    expect(reason).toMatch(/\S/);
    expect(number).toBe(heard.revision?.number);
    expect([...(heard.revision?.scope.values() ?? [])]).not.toContain('amend');
    heard.revision = undefined;
  },
  SchedaDropped: ({ schedaId }) => {
    heard.pays('SchedaDropped', schedaId);
  },
});
