import type { Manifest } from '../approval/approval.facts.js';
import type { RevisedScheda } from './revision.facts.js';

/** What is remembered of revisions in the course of the year. */
export interface RevisionsData {
  /** Every one of them, oldest first. */
  readonly revisions: Revision[];
}

export interface Revision {
  readonly number: number;
  readonly reason: string;
  readonly scope: RevisedScheda[];
  readonly openedOn: string;
  manifest?: Manifest;
  manifestHash?: string;
  outcome?: 'merged' | 'dropped';
}

export const beginRevisionsData = (): RevisionsData => ({ revisions: [] });
