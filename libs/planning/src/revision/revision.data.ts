import type { ApprovalData, Proposal } from '../approval/approval.data.js';
import type { Objective, Programme } from '../cycle/cycle.facts.js';
import type { RevisedScheda } from './revision.facts.js';

/** What is remembered of revisions in the course of the year. */
export interface RevisionsData {
  /** Every one of them, oldest first. */
  readonly revisions: Revision[];
  /** While one is under way: the tree as it was before, and is again when that one is dropped. */
  treeBefore?: Tree;
}

/** The objectives, and the programmes with their links to them. */
export interface Tree {
  readonly objectives: Record<string, Objective>;
  readonly programmes: Record<string, Programme>;
}

/** A revision, and what it proposes: its manifest is the whole plan as it would be. */
export interface Revision extends Proposal {
  readonly number: number;
  readonly reason: string;
  /** The schede it takes up again; what leaves it is taken off. */
  scope: readonly RevisedScheda[];
  readonly openedOn: string;
  /** Once it is verified: what changes, goes and comes with it, by id. */
  amended?: readonly string[];
  added?: readonly string[];
  dropped?: readonly string[];
  outcome?: 'merged' | 'dropped';
}

export const beginRevisionsData = (): RevisionsData => ({ revisions: [] });

/** The revision that is neither merged nor dropped yet; there is at most one. */
export function revisionUnderWay({ revisions }: Readonly<RevisionsData>): Revision | undefined {
  const last = revisions.at(-1);
  return last?.outcome === undefined ? last : undefined;
}

/** What is before the director and the organ, or will be: the revision under way, or else the plan itself. */
export function proposalOf(cycle: ApprovalData & RevisionsData): Proposal {
  return revisionUnderWay(cycle) ?? cycle;
}
