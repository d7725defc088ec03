import { canonicalJson } from '#event-store';
import type { CycleLife } from '../command/verb.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { ReportedScheda } from './report.facts.js';
import { notReportedYet, reportedSchede } from './reported-schede.js';

/** The final report as it stands: what the director reads before endorsing it. */
export interface FinalReportNow {
  /** What `endorse-final-report` names: SHA-256 of the canonical JSON of `schede`. */
  readonly reportHash: string;
  /** What it says of each scheda that was accepted or excused, by code. */
  readonly schede: readonly ReportedScheda[];
  /** The schede of the plan of which it says nothing yet; while there are any it is not endorsed. */
  readonly waiting: readonly { readonly schedaId: string; readonly code: string }[];
}

/** The final report as it stands; empty before a plan is in force. Pure. */
export function finalReportNow(life: Readonly<CycleLife>): FinalReportNow {
  const fingerprint = (value: unknown): string => sha256(canonicalJson(value));
  const schede = reportedSchede(life, fingerprint);
  const waiting = notReportedYet(life).map(({ schedaId, code }) => ({ schedaId, code }));
  return { reportHash: fingerprint(schede), schede, waiting };
}
