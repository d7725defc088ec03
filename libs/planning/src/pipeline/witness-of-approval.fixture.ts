import { daysBetween } from '#calendar';
import { handsOf } from '../command/hands.js';
import { categories, codes } from '../value-sets.js';
import type { CycleHeard, Proposed } from './cycle-heard.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** The way of a proposal to the organ, and what the organ decides. */
export const witnessOfApproval = (heard: CycleHeard): Testimony => ({
  VerificationOpened: () => {
    gatesAreMet(heard);
  },
  VerificationClosed: (closed, { actor }) => {
    heard.isSealed(closed);
    heard.firstHands.set('proposal', handsOf(actor));
  },
  ProposalEndorsed: ({ manifestHash }, envelope) => {
    heard.looksAgain('proposal', envelope);
    byRule(9, () => {
      expect(manifestHash).toBe(heard.manifest?.hash);
    });
    heard.endorsed = manifestHash;
  },
  ProposalReturned: () => {
    heard.manifest = undefined;
  },
  OrganConvened: ({ sessionId }) => {
    heard.takeId('session', sessionId);
    byRule(19, () => {
      expect(heard.endorsed).toBe(heard.manifest?.hash); // nothing goes to the organ unendorsed
    });
    heard.convened = sessionId;
  },
  DeliberationRecorded: ({ sessionId, outcome, manifestHash, text }) => {
    byRule(9, () => {
      expect(sessionId).toBe(heard.convened);
      expect(manifestHash).toBe(heard.manifest?.hash);
    });
    heard.convened = '';
    if (outcome === 'rejected') {
      byRule(19, () => {
        expect(text).toMatch(/\S/); // the words of the organ
      });
      heard.manifest = undefined;
      heard.endorsed = '';
    }
    if (outcome !== 'approved' && outcome !== 'approvedWithPrescriptions') return;
    gatesAreMet(heard);
    if (heard.manifest) isApproved(heard, heard.manifest);
  },
  SchedaApproved: ({ schedaId, version, contentHash }) => {
    heard.pays('SchedaApproved', schedaId, version, contentHash);
    const scheda = heard.scheda(schedaId);
    const { content, authors } = scheda;
    Object.assign(scheda, {
      checked: false,
      approved: { content, version, authors: new Set(authors) },
    });
  },
  PrescriptionSet: ({ prescriptionId, due }) => {
    heard.takeId('prescription', prescriptionId);
    heard.prescriptions.set(prescriptionId, {
      ...(due !== undefined && { due }),
      metOn: '',
    });
  },
  PrescriptionMet: ({ prescriptionId }, { occurredOn, actor }) => {
    heard.firstHands.set(`prescription ${prescriptionId}`, handsOf(actor));
    const prescription = heard.prescriptions.get(prescriptionId);
    expect(prescription?.metOn).toBe('');
    if (prescription) prescription.metOn = occurredOn;
  },
  PrescriptionNotAccepted: ({ prescriptionId }) => {
    const prescription = heard.prescriptions.get(prescriptionId);
    expect(prescription?.metOn).not.toBe('');
    if (prescription) prescription.metOn = '';
  },
  PrescriptionAccepted: ({ prescriptionId, daysLate }, envelope) => {
    heard.looksAgain(`prescription ${prescriptionId}`, envelope);
    const { due, metOn = '' } = heard.prescriptions.get(prescriptionId) ?? {};
    const late = due === undefined || metOn <= due ? 0 : daysBetween(due, metOn);
    expect(daysLate).toBe(late);
  },
});

/** 4: everybody was heard, with minutes, or exempted; and co-programming is decided. */
function gatesAreMet(heard: CycleHeard): void {
  const listenedTo = [...heard.meetings.values()]
    .filter(({ minuted }) => minuted)
    .flatMap((meeting) => meeting.categories);
  const missing = codes(categories).filter(
    (category) => !listenedTo.includes(category) && !heard.exempted.has(category),
  );
  byRule(4, () => {
    expect(missing).toEqual([]);
    expect(['not activated', 'published']).toContain(heard.coProgramming);
  });
}

/** What the approval of the proposal brings about has to follow at once, and nothing else. */
function isApproved(heard: CycleHeard, { manifest, hash }: Proposed): void {
  const written = manifest.schede.filter(({ schedaId }) => heard.scheda(schedaId).checked);
  for (const { schedaId, version, contentHash } of written) {
    heard.owes('SchedaApproved', schedaId, version, contentHash);
  }
  if (heard.revision) {
    const { number, scope } = heard.revision;
    for (const [id, what] of scope) if (what === 'drop') heard.owes('SchedaDropped', id);
    heard.owes('RevisionMerged', number, hash);
  } else {
    byRule(18, () => {
      expect(heard.plan).toBeUndefined(); // approved once
    });
    heard.plan = { manifest, hash };
  }
  heard.merged = heard.manifest;
  heard.manifest = undefined;
}
