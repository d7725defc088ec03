import type { RefusalDetails } from '#workflow';
import { approvalRefusals } from './approval/approval.refusals.js';
import { carryOverRefusals } from './carry-over/carry-over.refusals.js';
import { coDesignRefusals } from './co-design/co-design.refusals.js';
import { coProgrammingRefusals } from './co-programming/co-programming.refusals.js';
import { commandRefusals } from './command/command.refusals.js';
import { correctionRefusals } from './correction/correction.refusals.js';
import { cycleRefusals } from './cycle/cycle.refusals.js';
import { deadlineRefusals } from './deadline/deadline.refusals.js';
import { decisiveRefusals } from './command/decisive.refusals.js';
import { delegationRefusals } from './organisation/delegation.refusals.js';
import { erasureRefusals } from './personal-data/erasure.refusals.js';
import { fourEyesRefusals } from './four-eyes/four-eyes.refusals.js';
import { fundedProjectRefusals } from './funded-project/funded-project.refusals.js';
import { healthProfileRefusals } from './health-profile/health-profile.refusals.js';
import { knowledgeRefusals } from './knowledge/knowledge.refusals.js';
import { migrationRefusals } from './migration/migration.refusals.js';
import { monitoringRefusals } from './monitoring/monitoring.refusals.js';
import { organisationRefusals } from './organisation/organisation.refusals.js';
import { participationRefusals } from './participation/participation.refusals.js';
import { planDocumentRefusals } from './plan-document/plan-document.refusals.js';
import { prescriptionRefusals } from './prescription/prescription.refusals.js';
import { promiseRefusals } from './promise/promise.refusals.js';
import { publicationRefusals } from './publication/publication.refusals.js';
import { questionRefusals } from './question/question.refusals.js';
import { reportRefusals } from './report/report.refusals.js';
import { revisionRefusals } from './revision/revision.refusals.js';
import { roleRefusals } from './organisation/roles.refusals.js';
import { schedaRefusals } from './scheda/scheda.refusals.js';
import { spreadsheetRefusals } from './spreadsheet/spreadsheet.refusals.js';
import { zoneRegisterRefusals } from './zone-register/zone-register.refusals.js';
import { cycleName } from './cycle/cycle-id.js';
import type { RefusalText } from './refusal-text.js';

export type { RefusalText } from './refusal-text.js';

/**
 * Every "no" of the domain: a stable code, a sentence a person can act on in Italian and English, and the
 * legal reference that imposes it. Each area says its own (`<folder>/<area>.refusals.ts`); here they come
 * together, and a code belongs to one of them only. docs/errors.md lists them and a test keeps the two alike.
 */
const catalogue = {
  ...commandRefusals,
  ...decisiveRefusals,
  ...cycleRefusals,
  ...participationRefusals,
  ...coProgrammingRefusals,
  ...schedaRefusals,
  ...approvalRefusals,
  ...carryOverRefusals,
  ...migrationRefusals,
  ...monitoringRefusals,
  ...prescriptionRefusals,
  ...publicationRefusals,
  ...reportRefusals,
  ...revisionRefusals,
  ...correctionRefusals,
  ...promiseRefusals,
  ...coDesignRefusals,
  ...zoneRegisterRefusals,
  ...fundedProjectRefusals,
  ...planDocumentRefusals,
  ...deadlineRefusals,
  ...questionRefusals,
  ...knowledgeRefusals,
  ...spreadsheetRefusals,
  ...organisationRefusals,
  ...roleRefusals,
  ...delegationRefusals,
  ...fourEyesRefusals,
  ...erasureRefusals,
  ...healthProfileRefusals,
};

export type RefusalCode = keyof typeof catalogue;

export const refusalTexts: Readonly<Record<RefusalCode, RefusalText>> = catalogue;

/** The sentence of a refusal in both languages, filled in. */
export function refusalSentence(
  code: string,
  details: RefusalDetails,
): { readonly it: string; readonly en: string; readonly law?: string } {
  const text = (refusalTexts as Readonly<Record<string, RefusalText | undefined>>)[code];
  if (!text) return { it: code, en: code };
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => wordOf(details[name]) ?? `{${name}}`);
  const { it, en } = (isOfRegister(details) ? text.ofRegister : undefined) ?? text;
  return { it: fill(it), en: fill(en), ...(text.law !== undefined && { law: text.law }) };
}

/** Whether a refusal is about a register: it has no year, where a cycle has one. */
function isOfRegister({ cycleId }: RefusalDetails): boolean {
  const name = typeof cycleId === 'string' ? cycleName(cycleId) : undefined;
  return name !== undefined && name.year === undefined;
}

function wordOf(detail: RefusalDetails[string] | undefined): string | undefined {
  return typeof detail === 'object' ? undefined : detail?.toString();
}
