import type { RecordedFact } from '#workflow';
import { handsOf } from '../command/hands.js';
import type { Envelope } from '../envelope.js';
import type { Remembers } from '../remember.js';
import type { Scheda, SchedeData } from './scheda.data.js';

export const rememberSchede: Remembers<SchedeData> = {
  SchedaAssigned: (
    cycle,
    { schema, demonstration, ...assigned },
    { actor, recordedAt },
    recorded,
  ) => {
    cycle.schede[assigned.schedaId] = {
      ...assigned,
      schema,
      demonstration: demonstration ?? false,
      content: { title: assigned.title },
      version: 0,
      contentHash: '',
      authors: [],
      returns: 0,
      moved: {
        revision: recorded.revision,
        type: recorded.type,
        by: actor.personId,
        at: recordedAt,
      },
    };
    noteNumber(cycle, assigned.programmeId, assigned.code);
  },
  SchedaReassigned: scheda((it, { toUnitId, toPersonId }) => {
    it.unitId = toUnitId;
    it.personId = toPersonId;
  }),
  SchedaRevised: scheda((it, { version, changes, contentHash }, { actor }) => {
    it.content = withChanges(it.content, changes);
    it.version = version;
    it.contentHash = contentHash;
    if (typeof changes['title'] === 'string') it.title = changes['title'];
    noteAuthors(it, actor);
  }),
  SchedaSubmitted: scheda((it, _fact, { actor }) => {
    noteAuthors(it, actor);
  }),
  SchedaTakenInCharge: scheda(() => undefined),
  // What these say is remembered elsewhere; that the scheda moved, here.
  ProgressRecorded: scheda(() => undefined),
  SchedaReported: scheda(() => undefined),
  ReportAccepted: scheda(() => undefined),
  ReportReturned: scheda(() => undefined),
  SchedaExcused: scheda(() => undefined),
  SchedaMoved: scheda((it, { toProgrammeId }) => {
    it.programmeId = toProgrammeId;
  }),
  SchedaReturned: scheda((it, { reasons, text, due }) => {
    it.returns += 1;
    it.lastReturn = { reasons, text, ...(due !== undefined && { due }) };
    delete it.checkedBy;
    delete it.leftOutReason;
  }),
  SchedaChecked: scheda((it, _fact, { actor }) => {
    it.checkedBy = actor.personId;
  }),
  SchedaWithdrawalRequested: scheda((it, _fact, { actor }) => {
    it.withdrawalRequestedBy = actor.personId;
  }),
  SchedaWithdrawalDenied: scheda((it) => {
    delete it.withdrawalRequestedBy;
  }),
  SchedaWithdrawn: scheda((it) => {
    delete it.withdrawalRequestedBy;
  }),
  SchedaLeftOut: scheda((it, { reason }) => {
    it.leftOutReason = reason;
  }),
  SchedaApproved: scheda((it, approved) => {
    it.approved = approved;
  }),
};

/** Takes note of the number a code ends with, so that no other scheda of the programme gets it. */
export function noteNumber(cycle: SchedeData, programmeId: string, code: string): void {
  const number = Number(code.slice(code.lastIndexOf('-') + 1));
  cycle.lastNumber[programmeId] = Math.max(cycle.lastNumber[programmeId] ?? 0, number);
}

/** The whole content after a change; `null` empties a field. */
export function withChanges(
  content: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...content, ...changes }).filter(([, value]) => value !== null),
  );
}

/** What a fact about a scheda does to it; and that it moved, which `If-Match` looks at. */
export function scheda<
  Fact extends { readonly schedaId: string },
  Data extends SchedeData = SchedeData,
>(change: (it: Scheda, fact: Fact, envelope: Envelope, cycle: Data) => void) {
  return (cycle: Data, fact: Fact, envelope: Envelope, recorded: RecordedFact): void => {
    const it = cycle.schede[fact.schedaId];
    if (!it) return;
    change(it, fact, envelope, cycle);
    it.moved = {
      revision: recorded.revision,
      type: recorded.type,
      by: envelope.actor.personId,
      at: envelope.recordedAt,
    };
  };
}

/** Written on behalf of somebody, it has two authors: the hand, and whom it was written for. */
function noteAuthors(it: Scheda, actor: Envelope['actor']): void {
  for (const hand of handsOf(actor)) if (!it.authors.includes(hand)) it.authors.push(hand);
}
