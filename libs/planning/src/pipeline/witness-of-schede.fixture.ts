import { handsOf } from '../command/hands.js';
import type { Envelope } from '../envelope.js';
import type { CycleHeard } from './cycle-heard.fixture.js';
import { sha256 } from './fingerprint.fixture.js';
import { byRule } from './rule-broken.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** Schede: who writes and who checks them, and files of them. */
export const witnessOfSchede = (heard: CycleHeard): Testimony => ({
  SchedaAssigned: ({ schedaId, code, unitId, personId, title }, { commandId }) => {
    heard.takeId('scheda', schedaId);
    heard.takeId('code', code);
    heard.schede.set(schedaId, {
      ...{ code, content: { title }, version: 0, highest: 0, unitId, head: personId },
      ...{ authors: new Set(), checked: false, cameWith: commandId, touched: false },
    });
  },
  SchedaCarriedOver: (carried, { commandId }) => {
    const { schedaId, code, unitId, personId, authors, carriedFrom } = carried;
    const { content, contentHash, notCopied } = carried;
    heard.takeId('scheda', schedaId);
    heard.takeId('code', code);
    heard.isOfAnEarlierYear(carriedFrom.cycleId);
    byRule(9, () => {
      expect(contentHash).toBe(sha256(content));
      expect(carriedFrom.contentHash).toBe(sha256({ ...content, ...notCopied }));
    });
    heard.schede.set(schedaId, {
      ...{ code, content, version: 1, highest: 1, unitId, head: personId },
      ...{ authors: new Set(authors), checked: false, cameWith: commandId, touched: false },
    });
  },
  SchedaReassigned: ({ schedaId, fromUnitId, toUnitId, fromPersonId, toPersonId }) => {
    const scheda = heard.scheda(schedaId);
    expect([scheda.unitId, scheda.head]).toEqual([fromUnitId, fromPersonId]);
    Object.assign(scheda, { unitId: toUnitId, head: toPersonId });
  },
  SchedaRevised: ({ schedaId, version, changes, contentHash }, { actor }) => {
    const scheda = heard.scheda(schedaId);
    const kept = Object.entries({ ...scheda.content, ...changes }).filter(([, it]) => it !== null);
    scheda.content = Object.fromEntries(kept);
    scheda.version = scheda.highest += 1;
    for (const hand of handsOf(actor)) scheda.authors.add(hand);
    byRule(9, () => {
      expect([version, contentHash]).toEqual([scheda.version, sha256(scheda.content)]);
    });
  },
  SchedaSubmitted: ({ schedaId }, { actor }) => {
    for (const hand of handsOf(actor)) heard.scheda(schedaId).authors.add(hand);
  },
  SchedaTakenInCharge: ({ schedaId }, envelope) => {
    mayCheck(heard, schedaId, envelope);
  },
  SchedaReturned: ({ schedaId }, envelope) => {
    // The coordinator asks for fixes of what is checked; by itself a scheda is returned by its checker.
    if (heard.fixes !== envelope.commandId) mayCheck(heard, schedaId, envelope);
    heard.scheda(schedaId).checked = false;
  },
  SchedaChecked: ({ schedaId, version, contentHash }, envelope) => {
    const scheda = heard.scheda(schedaId);
    mayCheck(heard, schedaId, envelope);
    byRule(9, () => {
      expect([version, contentHash]).toEqual([scheda.version, sha256(scheda.content)]);
    });
    scheda.checked = true;
  },
  SchedaWithdrawalRequested: ({ schedaId }, { actor }) => {
    heard.firstHands.set(`withdrawal ${schedaId}`, handsOf(actor));
  },
  SchedaWithdrawalDenied: ({ schedaId }, envelope) => {
    heard.looksAgain(`withdrawal ${schedaId}`, envelope);
  },
  SchedaWithdrawn: ({ schedaId }, envelope) => {
    byRule(12, () => {
      expect(envelope.reason).toMatch(/\S/);
    });
    heard.looksAgain(`withdrawal ${schedaId}`, envelope);
    heard.scheda(schedaId).checked = false;
    heard.owed.delete(`SchedaWithdrawn ${schedaId}`);
  },
  SchedaLeftOut: ({ schedaId, reason }) => {
    byRule(12, () => {
      expect(reason).toMatch(/\S/);
    });
    heard.scheda(schedaId).checked = false;
  },
  SpreadsheetImported: ({ spreadsheetImportId, sha256: file, ids }, { commandId }) => {
    heard.takeId('import', spreadsheetImportId);
    for (const id of ids) expect(heard.scheda(id).cameWith).toBe(commandId);
    const inForce = [...heard.imports.values()].filter(({ undone }) => !undone);
    expect(inForce.map((one) => one.sha256)).not.toContain(file);
    heard.imports.set(spreadsheetImportId, { sha256: file, ids, undone: false });
  },
  SpreadsheetImportUndone: ({ spreadsheetImportId }, { reason }) => {
    const imported = heard.imports.get(spreadsheetImportId);
    expect(imported?.undone).toBe(false);
    expect(reason).toMatch(/\S/);
    if (imported) imported.undone = true;
    for (const id of imported?.ids ?? []) {
      byRule(12, () => {
        expect(heard.scheda(id).touched).toBe(false);
      });
      heard.owes('SchedaWithdrawn', id); // nothing is removed
    }
  },
  FixesRequested: (_fixes, { commandId }) => {
    heard.fixes = commandId;
  },
});

/** 7: who checks is neither an author nor the head, be it the one named or the one of today. */
function mayCheck(heard: CycleHeard, schedaId: string, envelope: Envelope): void {
  heard.hasOtherHands([...heard.scheda(schedaId).authors, ...heard.heads(schedaId)], envelope);
}
