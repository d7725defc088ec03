import type { JsonObject, RecordedEvent } from '#event-store';
import type { CycleData } from '#planning';
import { documentsOf, presentDocument } from './frozen-documents.js';

const manifest = (schede: number): JsonObject => ({
  schede: Array.from({ length: schede }, () => ({})),
});

type Happened = readonly [type: string, data: JsonObject];

/** Facts as they are recorded, as far as is read of them: one after the other, a day each. */
async function* recorded(...facts: readonly Happened[]): AsyncIterable<RecordedEvent> {
  for (const [revision, [type, data]] of facts.entries()) {
    const metadata = {
      actor: { personId: `p${revision}` },
      occurredOn: `2024-03-0${revision + 1}`,
    };
    yield await Promise.resolve({ type, data, revision, metadata } as unknown as RecordedEvent);
  }
}

const read = (data: object, ...facts: readonly Happened[]) =>
  documentsOf(recorded(...facts), { plans: [], redactions: [], ...data } as unknown as CycleData);

const closed: Happened = ['VerificationClosed', { manifest: manifest(2), manifestHash: 'aa' }];
const convened: Happened = ['OrganConvened', { sessionId: 's1' }];
const ended = (outcome: string): Happened => [
  'DeliberationRecorded',
  { sessionId: 's1', outcome, manifestHash: 'aa' },
];

describe('The documents of a cycle', () => {
  it('are none before something is frozen', async () => {
    expect(await read({}, ['CycleDrafted', {}])).toMatchObject({ documents: [], steps: [] });
  });

  it('are numbered in the order in which they were frozen, with who froze and who proposed them', async () => {
    const { documents, steps } = await read({}, closed, ['ProposalReturned', {}], closed, [
      'ProposalEndorsed',
      {},
    ]);
    expect(documents).toMatchObject([
      { number: 1, at: 0, by: 'p0', on: '2024-03-01', fate: 'returned', endorsed: undefined },
      { number: 2, at: 2, by: 'p2', fate: 'endorsed', endorsed: { by: 'p3', on: '2024-03-04' } },
    ]);
    expect(steps.map(({ at }) => at)).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ['approved', 'approved'],
    ['approvedWithPrescriptions', 'approved'],
    ['rejected', 'rejected'],
    // It comes before the organ again as it is.
    ['postponed', 'onAgenda'],
    ['noQuorum', 'onAgenda'],
  ])('become, by a sitting that ended as %s, %s', async (outcome, fate) => {
    const { documents, before, deliberatedAt } = await read({}, closed, convened, ended(outcome));
    expect(documents).toMatchObject([{ fate }]);
    expect([...before]).toEqual([['s1', 1]]);
    expect([...deliberatedAt]).toEqual([['s1', 2]]);
  });

  it('are also those of revisions, and what the annulment of a scheda leaves', async () => {
    const left = { schedaId: 'S-1', act: 'Determina 9', on: '2024-03-05' };
    const { documents } = await read(
      { plans: [{ manifest: manifest(1), manifestHash: 'cc', annulled: left }] },
      closed,
      convened,
      ended('approved'),
      ['RevisionVerified', { manifest: manifest(3), manifestHash: 'bb', number: 1 }],
      ['SchedaAnnulled', { schedaId: 'S-1', manifestHash: 'cc' }],
      ['ProposalEndorsed', {}],
    );
    expect(documents).toMatchObject([
      { hash: 'aa', planRevision: undefined },
      { hash: 'bb', planRevision: 1, fate: 'endorsed' },
      { hash: 'cc', without: 'S-1', fate: 'approved', manifest: { schede: [{}] } },
    ]);
    // The revision is what waits to be decided on, though something came after it.
    expect(presentDocument({ documents })).toMatchObject({ hash: 'bb' });
    expect(presentDocument({ documents: documents.slice(0, 1) })).toMatchObject({ hash: 'aa' });
    expect(presentDocument({ documents: [] })).toBeUndefined();
  });
});
