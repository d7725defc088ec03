import {
  finalReportNow,
  proposalOf,
  workingCalendarOf,
  yearlyProgramme,
  type AnyLife,
  type HealthProfile,
  type OrganisationOn,
} from '#planning';
import { proposalView } from '../../../api/deadlines-view.js';

/** Verbs that decide on the list of schede as it was proposed; all others speak of the plan in force. */
const onProposal: ReadonlySet<string> = new Set(['endorse-proposal', 'record-deliberation']);

/**
 * The fingerprints of what somebody decides on, as it is now: sent along with the form, so that a decision on something
 * that has changed meanwhile is refused. By the name of the field; empty for most verbs.
 */
export function givenFor(
  verb: string,
  life: Readonly<AnyLife>,
  organisation: OrganisationOn | undefined,
  today: string,
): ReadonlyMap<string, string> {
  const cycle = yearlyProgramme(life);
  const fields: Readonly<Record<string, () => string | undefined>> = {
    manifestHash: () =>
      cycle &&
      (onProposal.has(verb) ? proposalOf(cycle.data).manifestHash : cycle.data.manifestHash),
    reportHash: () =>
      cycle && (cycle.data.finalReport?.reportHash ?? finalReportNow(cycle).reportHash),
    proposal: () =>
      cycle && proposalOfDeadlines(proposalView(cycle, workingCalendarOf(organisation), today)),
    fingerprint: () => (life as HealthProfile).data.proposed?.fingerprint,
  };
  const values = (decidesOn[verb] ?? []).flatMap((field) => {
    const value = fields[field]?.();
    return value === undefined ? [] : [[field, value] as const];
  });
  return new Map(values);
}

const decidesOn: Readonly<Record<string, readonly string[]>> = {
  'endorse-proposal': ['manifestHash'],
  'record-deliberation': ['manifestHash'],
  'publish-plan': ['manifestHash'],
  'record-proweb-deposit': ['manifestHash'],
  'endorse-final-report': ['reportHash'],
  'approve-final-report': ['reportHash'],
  'close-cycle': ['manifestHash', 'reportHash'],
  'accept-deadline-proposal': ['proposal'],
  'decline-deadline-proposal': ['proposal'],
  'adopt-edition': ['fingerprint'],
};

function proposalOfDeadlines(view: object): string | undefined {
  const { proposal } = view as { readonly proposal?: unknown };
  return typeof proposal === 'string' ? proposal : undefined;
}
