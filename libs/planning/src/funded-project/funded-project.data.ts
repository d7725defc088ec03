import type { Protocol } from '../zone-register/protocol.js';
import type { SchedaReference } from '../zone-register/scheda-reference.js';
import type { FundedProject } from './funded-project.facts.js';

/** What is remembered of funded projects. */
export interface FundedProjectsData {
  readonly fundedProjects: Record<string, KeptProject>;
}

/** A project with what it was linked to and what it has to report. */
export interface KeptProject extends FundedProject {
  schede: SchedaReference[];
  coDesignRowIds: string[];
  readonly reportings: Record<string, Reporting>;
}

/** Something a funder wants to see by a day. */
export interface Reporting {
  readonly reportingId: string;
  text: string;
  due: string;
  /** The days it was due before, with why they moved. */
  readonly history: { readonly from: string; readonly to: string; readonly reason: string }[];
  done?: { readonly on: string; readonly protocol?: Protocol; readonly sha256?: string };
}

export const beginFundedProjectsData = (): FundedProjectsData => ({ fundedProjects: {} });
