import { AccountProjection, leftOutAndChanges, namedSchede } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const checkedAndApproved: AuditQuestion = {
  number: 4,
  key: 'checked-and-approved',
  text: {
    it: 'Che cosa è cambiato fra ciò che l’ufficio ha verificato e ciò che la Conferenza ha approvato?',
    en: 'What changed between what the office checked and what the Conferenza approved?',
  },
  source: 'LR Toscana 40/2005 art. 12 bis',
  looksAt: ['organisation'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const view = inquiry.view(AccountProjection);
  const { approvals } = leftOutAndChanges(view, inquiry.cycleId);
  const names = namedSchede(view, inquiry.cycleId);
  const differences = approvals.flatMap((approval) =>
    approval.differences.map(({ schedaId, what, checked, verified, approved }) => ({
      ...{ on: approval.on, schedaId, code: names.get(schedaId)?.code ?? null, what },
      checked: checked?.version ?? null,
      verified: verified?.version ?? null,
      approved: approved?.version ?? null,
    })),
  );
  const hashes = approvals.map(
    ({ on, revision, actNumber, verifiedHash, approvedHash, schede }) => ({
      ...{ on, revision, act: actNumber, schede, verifiedHash, approvedHash },
      same: verifiedHash === approvedHash,
    }),
  );
  const isOther = differences.length > 0 || hashes.some(({ same }) => !same);
  return {
    verdict: approvals.length === 0 ? 'not-known' : isOther ? 'findings' : 'in-order',
    sentence:
      approvals.length === 0
        ? { it: 'Nessun piano è stato approvato.', en: 'No plan was approved.' }
        : isOther
          ? {
              it: `${counted(differences.length, 'scheda è stata approvata', 'schede sono state approvate')} diversamente da come erano state verificate.`,
              en: `${counted(differences.length, 'scheda was', 'schede were')} approved otherwise than they were checked.`,
            }
          : {
              it: 'Niente: è stato approvato ciò che era stato verificato, scheda per scheda.',
              en: 'Nothing: what was approved is what was checked, scheda by scheda.',
            },
    tables: [
      tableOf(
        { it: 'Approvazioni', en: 'Approvals' },
        {
          on: ['Il', 'On'],
          revision: ['Revisione', 'Revision'],
          act: ['Atto', 'Act'],
          schede: ['Schede', 'Schede'],
          verifiedHash: ['Impronta verificata', 'Fingerprint verified'],
          approvedHash: ['Impronta approvata', 'Fingerprint approved'],
          same: ['Uguale', 'The same'],
        },
        hashes,
      ),
      tableOf(
        { it: 'Differenze', en: 'Differences' },
        {
          on: ['Approvazione del', 'Approval of'],
          schedaId: ['Scheda', 'Scheda'],
          code: ['Codice', 'Code'],
          what: ['Che cosa', 'What'],
          checked: ['Versione controllata', 'Version checked'],
          verified: ['Versione verificata', 'Version verified'],
          approved: ['Versione approvata', 'Version approved'],
        },
        differences,
      ),
    ],
    facts: referencesTo(approvals.flatMap(({ sources }) => sources)),
    notKnown: [],
  };
}
