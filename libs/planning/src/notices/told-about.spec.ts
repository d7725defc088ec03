import type { PlanningFact } from '../planning-fact.js';
import { opened, roleGranted, unitAdded } from '../organisation/organisation.fixture.js';
import { assigned, inDraft } from '../testing.fixture.js';
import { CYCLE, ORGANISATION, TellingLog } from './telling-log.fixture.js';
import { toldAbout, type ToldQuery } from './told-about.js';

const returned: PlanningFact = {
  type: 'SchedaReturned',
  data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Più chiaro' },
};
const nowMs = Date.parse('2100-01-01T00:00:00Z');

/** A scheda that was given out, and returned to its unit. */
function told(): TellingLog {
  const log = new TellingLog();
  log.record(ORGANISATION, [opened, unitAdded('anziani'), roleGranted('upc', 'UPc')]);
  log.record(CYCLE, [...inDraft, assigned('S-1'), assigned('S-2'), returned]);
  return log;
}
const asked = (log: TellingLog, query: Partial<ToldQuery> = {}) =>
  toldAbout(log.database, { cycleId: CYCLE, nowMs, ...query });

describe('Whom the notices of a cycle reached', () => {
  const log = told();
  const about = { kind: 'scheda', id: 'S-1' } as const;
  const rows = asked(log, { about }).rows;
  const ofReturn = rows.find(({ cause }) => cause.type === 'SchedaReturned')!;

  it('is told of those about a thing, the oldest first, and of no other', () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.about)).toEqual(rows.map(() => about));
    expect(rows.map(({ shownAt }) => shownAt)).toEqual(
      rows.map(({ shownAt }) => shownAt).toSorted(),
    );
    expect(asked(log).total).toBeGreaterThan(rows.length);
    expect(asked(log, { about: { kind: 'scheda', id: 'S-3' } })).toMatchObject({ total: 0 });
    expect(asked(log, { cycleId: ORGANISATION, about })).toMatchObject({ total: 0 });
  });

  it('is told of a fact by its id, whatever it is about', () => {
    const other = { kind: 'scheda', id: 'S-3' };
    const { eventId: causeEventId } = ofReturn.cause;
    expect(asked(log, { about: other, causeEventId }).rows).toContainEqual(ofReturn);
  });

  it('is told of one person, where one is asked for', () => {
    const { recipientId } = ofReturn;
    expect(asked(log, { about, recipientId }).rows).toContainEqual(ofReturn);
    expect(asked(log, { about, recipientId: 'nessuno' }).rows).toEqual([]);
  });

  it('goes on page by page', () => {
    const seen = [];
    let after: string | undefined;
    do {
      const page = asked(log, { limit: 1, after });
      seen.push(...page.rows);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(asked(log).rows);
  });

  it('says when it was sent for the first time, and when it was read', () => {
    const { noticeId, recipientId } = ofReturn;
    const attempt = (outcome: 'sent' | 'deferred', number: number, at: string): void => {
      const message = { noticeIds: [noticeId], channel: 'email', messageId: 'm@x' } as const;
      const data = { ...message, attempt: number, outcome };
      log.post(recipientId, { type: 'DeliveryAttempted', data }, at);
    };
    expect(ofReturn).toMatchObject({ sent: [], readAt: null, acknowledgedAt: null });
    attempt('deferred', 1, '2024-02-21T08:00:00.000Z');
    attempt('sent', 2, '2024-02-21T09:00:00.000Z');
    log.post(recipientId, { type: 'NoticeRead', data: { noticeId } }, '2024-02-22T08:00:00.000Z');
    const row = asked(log, { about }).rows.find((each) => each.noticeId === noticeId);
    expect(row).toMatchObject({
      sent: [{ channel: 'email', at: '2024-02-21T09:00:00.000Z' }],
      readAt: '2024-02-22T08:00:00.000Z',
    });
  });

  it('leaves out what is not to be seen yet', () => {
    expect(asked(log, { nowMs: 0 })).toMatchObject({ rows: [], total: 0 });
  });
});
