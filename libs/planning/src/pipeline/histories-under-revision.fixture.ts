import { addDays, romeDay } from '#calendar';
import type { CycleLife } from '../command/verb.js';
import { proposalOf, revisionUnderWay } from '../revision/revision.data.js';
import type { Draw, Somebody, Wish } from './wishes.fixture.js';

type Wishing = (by: Somebody, verb: string, more?: object) => Wish;
type Bodies = Readonly<Record<string, (draw: Draw, life: CycleLife | undefined) => object>>;

const scheda = (draw: Draw) => ({ schedaId: draw('S-1', 'S-2', 'S-3') });

/** Bodies for the verbs of a revision. */
export const bodiesUnderRevision: Bodies = {
  'open-revision': (draw) => ({
    scope: draw<readonly object[]>(
      [{ ...scheda(draw), what: draw('amend', 'amend', 'drop') }],
      [
        { schedaId: 'S-1', what: 'amend' },
        { schedaId: 'S-2', what: draw('amend', 'drop') },
      ],
      [],
    ),
  }),
  'drop-amendment': (draw, life) => {
    const [first] = (life && revisionUnderWay(life.data)?.scope) ?? [];
    return draw(first ? { schedaId: first.schedaId } : scheda(draw), scheda(draw));
  },
  'verify-revision': () => ({ leftOut: [] }),
  'drop-revision': () => ({}),
};

const coordinator: Somebody = { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' };
const director: Somebody = { role: 'DIR', personId: 'direttore' };
const secretariat: Somebody = { role: 'SEG', personId: 'segreteria' };

/**
 * What usually happens while a revision is under way: its schede are written and one is added; it is
 * verified, endorsed and deliberated, or given up.
 */
export function usuallyUnderRevision(
  life: CycleLife,
  schede: readonly Wish[],
  draw: Draw,
  wish: Wishing,
): Wish {
  const value = JSON.stringify(life.workflow.root.value(life.state));
  if (!value.includes('"revision":"open"')) {
    const approval = approving(life);
    return draw(approval, approval, wish(approval.by, approval.verb), returning(value, wish));
  }
  const free = ['S-3', 'S-4', 'S-5'].find((id) => !life.data.schede[id]);
  const unitId = draw('anziani', 'minori');
  const added = { schedaId: free, programmeId: 'P1', unitId, personId: `capo-${unitId}` };
  const { scope = [] } = revisionUnderWay(life.data) ?? {};
  const [first = wish(coordinator, 'verify-revision'), ...others] = schede;
  return draw(
    first,
    ...others,
    first,
    ...others,
    wish(coordinator, draw('verify-revision', 'verify-revision', 'drop-revision')),
    ...(scope.length > 1 ? [wish(coordinator, 'drop-amendment')] : []),
    ...(free === undefined || schede.length > 1 ? [] : [wish(coordinator, 'assign-scheda', added)]),
  );
}

function returning(value: string, wish: Wishing): Wish {
  return value.includes('"proposal"')
    ? wish(director, 'return-proposal')
    : wish(secretariat, 'cancel-session');
}

/** The shortest way from a proposal, be it of the plan or of a revision, to its approval. */
export function approving(life: CycleLife): Wish {
  const value = JSON.stringify(life.workflow.root.value(life.state));
  const { manifestHash } = proposalOf(life.data);
  const sessionOn = romeDay(Date.parse(life.data.lastRecordedAt));
  if (value.includes('"proposal"')) {
    return { verb: 'endorse-proposal', by: director, body: { manifestHash } };
  }
  const { sessions } = life.data;
  if (!value.includes('"convened"')) {
    const session = { sessionId: `seduta-${sessions.length + 1}`, organ: 'Conferenza', sessionOn };
    const body = { ...session, protocol: '12/2024', items: ['POA 2024'] };
    return { verb: 'convene-organ', by: secretariat, body };
  }
  return {
    verb: 'record-deliberation',
    by: secretariat,
    body: {
      ...{ sessionId: sessions.at(-1)?.sessionId, manifestHash, quorumThousandths: 501 },
      outcome: 'approvedWithPrescriptions',
      members: [{ body: 'Comune', present: true, quotaThousandths: 1000, vote: 'for' }],
      ...{ number: '12', actDate: sessions.at(-1)?.sessionOn ?? sessionOn },
      prescriptions: [{ text: 'Riparto', due: addDays(sessionOn, 1) }, { text: 'Indicatori' }],
    },
  };
}
