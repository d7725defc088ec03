import type { ApprovalData } from '../approval/approval.data.js';
import type { DataOf } from '../planning-fact.js';
import type { Remembers } from '../remember.js';
import type { SchedeData } from '../scheda/scheda.data.js';
import { scheda } from '../scheda/scheda.remember.js';
import { backToApproved } from './approved-version.js';
import {
  proposalOf,
  revisionUnderWay,
  type Revision,
  type RevisionsData,
  type Tree,
} from './revision.data.js';

type Data = RevisionsData & ApprovalData & SchedeData & Tree;

export const rememberRevisions: Remembers<Data> = {
  RevisionOpened: (cycle, { number, scope }, { reason = '', occurredOn }) => {
    cycle.revisions.push({ number, scope, reason, openedOn: occurredOn });
    const { objectives, programmes } = cycle;
    cycle.treeBefore = { objectives: { ...objectives }, programmes: { ...programmes } };
  },
  /** Who wrote what was approved stays an author: the text is amended, and is still theirs. */
  SchedaReopened: scheda((it) => {
    delete it.checkedBy;
    delete it.lastReturn;
  }),
  AmendmentDropped: scheda<DataOf<'AmendmentDropped'>, Data>((it, { schedaId }, _, cycle) => {
    backToApproved(it);
    leaveScope(cycle, schedaId);
  }),
  RevisionVerified: (cycle, { number: _number, ...verified }) => {
    const revision = revisionUnderWay(cycle);
    if (revision) Object.assign(revision, verified);
  },
  SchedaApproved: (cycle, { schedaId, version, contentHash }) => {
    const it = cycle.schede[schedaId];
    const session = cycle.sessions.at(-1);
    const { manifestHash } = proposalOf(cycle);
    if (!it || !session || manifestHash === undefined) return;
    const { content, authors, checkedBy } = it;
    (it.approvals ??= []).push({
      ...{ version, contentHash, content, authors: [...authors], manifestHash },
      ...(checkedBy !== undefined && { checkedBy }),
      sessionId: session.sessionId,
      ...(session.revision !== undefined && { revision: session.revision }),
    });
  },
  SchedaDropped: scheda<DataOf<'SchedaDropped'>, Data>((it, _fact, _, { sessions }) => {
    const approved = it.approvals?.at(-1);
    const session = sessions.at(-1);
    if (approved && session) approved.end = { how: 'dropped', sessionId: session.sessionId };
  }),
  RevisionMerged: (cycle, { number, manifestHash }) => {
    const revision = revisionUnderWay(cycle);
    const session = cycle.sessions.at(-1);
    if (!revision?.manifest || !session) return;
    const { manifest, endorsed } = revision;
    Object.assign(cycle, { manifest, manifestHash, ...(endorsed && { endorsed }) });
    cycle.plans.push({ manifest, manifestHash, sessionId: session.sessionId, revision: number });
    revision.outcome = 'merged';
    delete cycle.treeBefore;
  },
  RevisionDropped: (cycle) => {
    const revision = revisionUnderWay(cycle);
    if (revision) dropRevision(cycle, revision);
  },
};

/** A revision comes to nothing: what it planted never was in a plan, and is not to slip into the next one. */
export function dropRevision(cycle: RevisionsData & Tree, revision: Revision): void {
  revision.outcome = 'dropped';
  Object.assign(cycle, cycle.treeBefore);
  delete cycle.treeBefore;
}

/** What has left the revision, or the plan altogether, is not in its scope any more. */
export function leaveScope(cycle: RevisionsData, schedaId: string): void {
  const revision = revisionUnderWay(cycle);
  if (revision) revision.scope = revision.scope.filter((one) => one.schedaId !== schedaId);
}
