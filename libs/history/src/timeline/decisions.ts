import { verbByName } from '#planning';

/**
 * Besides what only a person may do who has just proved who they are: what opens, moves, publishes or ends the work of
 * a whole cycle, and what somebody grants or denies to somebody.
 */
const decided: ReadonlySet<string> = new Set([
  ...['CycleOpened', 'KickoffHeld', 'CycleSuspended', 'CycleResumed', 'TargetApprovalSet'],
  ...['ResponsiblePersonReplaced', 'VerificationOpened', 'VerificationClosed'],
  ...['CategoryExemptionDeclined', 'ParticipationCompleted', 'ParticipationGapOpened'],
  ...['CoProgrammingProposed', 'CoProgrammingOpened', 'CoProgrammingConcluded'],
  ...['NoticePublished', 'NoticeExtended', 'CoProgrammingReportIssued'],
  ...['CoProgrammingReportPublished', 'ApplicationAdmitted', 'ApplicationNotAdmitted'],
  ...['EditionReturned', 'EditionFrozen', 'EditionSuperseded', 'ProposalReturned'],
  ...['OrganConvened', 'SessionCancelled', 'PlanPublished', 'ProwebDepositRecorded'],
  ...['PrescriptionNotAccepted', 'RevisionOpened', 'RevisionVerified', 'RevisionDropped'],
  ...['CheckpointOpened', 'CheckpointClosed', 'FinalReportStarted', 'FinalReportReturned'],
  ...['DeadlineExtended', 'DeadlineShortened', 'DeadlineWaived', 'DeadlineCancelled'],
  ...['DeadlineProposalAccepted', 'DeadlineProposalDeclined', 'DeadlineMissed', 'DeadlineMet'],
  ...['SchedaLeftOut', 'SchedaWithdrawn', 'SchedaWithdrawalDenied', 'CycleMigrated'],
  ...['RecordCorrected', 'UnitClosed', 'OfficeSeatSet', 'PersonDeactivated'],
  ...['ZoneRegisterOpened', 'OrganisationOpened', 'CoDesignStateChanged', 'DocumentRegistered'],
]);

/**
 * Whether a fact is a decision: its type is one, or it came of a verb that decides.
 * @param rule by which it was allowed: `record-deliberation/UPc`
 */
export function isDecision(type: string, rule: string): boolean {
  const [verb = ''] = rule.split('/');
  return decided.has(type) || verbByName.get(verb)?.decisive === true;
}
