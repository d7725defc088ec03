import {
  approvalVerbs as toTheVote,
  monitoringVerbs as ofMonitoring,
  prescriptionVerbs as ofPrescriptions,
  publicationVerbs,
  reportVerbs as ofReport,
  revisionVerbs,
} from '#planning';

const names = (verbs: readonly { readonly name: string }[]): readonly string[] =>
  verbs.map(({ name }) => name);

/** What is done on the way of a plan to its act, and with the act. */
export const approvalVerbs: ReadonlySet<string> = new Set([
  ...names(toTheVote),
  ...names(publicationVerbs),
  ...names(revisionVerbs),
]);

/** What is done about what the organ asked for. */
export const prescriptionVerbs: ReadonlySet<string> = new Set(names(ofPrescriptions));

/** What is done while a plan is carried out. */
export const monitoringVerbs: ReadonlySet<string> = new Set(names(ofMonitoring));

/** What is done about the report on the year, up to its closing. */
export const reportVerbs: ReadonlySet<string> = new Set(names(ofReport));

/** What can be done with one sitting: it is called off, or its outcome recorded. */
export const sittingVerbs: ReadonlySet<string> = new Set(['record-deliberation', 'cancel-session']);
