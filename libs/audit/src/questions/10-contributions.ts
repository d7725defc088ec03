import { valueSets, type DataOf } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf, together } from './tables.js';

export const contributions: AuditQuestion = {
  number: 10,
  key: 'contributions',
  text: {
    it: 'Che cosa hanno detto gli enti del Terzo settore e che cosa ha risposto l’ufficio?',
    en: 'What did the third-sector bodies say and what did the office answer?',
  },
  source: 'LR Toscana 40/2005 art. 15; d.lgs. 117/2017 art. 55',
  looksAt: ['procedures'],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const referred = inquiry.of('CoProgrammingReferred').map(({ data }) => data.procedureCycleId);
  const ids = [inquiry.cycleId, ...new Set(referred)];
  const facts = ids.flatMap((cycleId) =>
    inquiry.ofLife(cycleId, 'ContributionReceived', 'ContributionAnswered', 'ContributionPlaced'),
  );
  const rows = facts
    .filter(({ type }) => type === 'ContributionReceived')
    .map((received) => {
      const { contributionId, body, document } = received.data as DataOf<'ContributionReceived'>;
      const its = facts.filter(
        ({ stream, data }) => stream === received.stream && data.contributionId === contributionId,
      );
      const answered = its.findLast(({ type }) => type === 'ContributionAnswered');
      const said = answered?.data as DataOf<'ContributionAnswered'> | undefined;
      const places = its.flatMap(({ type, data }) =>
        type === 'ContributionPlaced' ? [data as DataOf<'ContributionPlaced'>] : [],
      );
      return {
        ...{ contributionId, body, receivedOn: received.occurredOn, document: document.title },
        ...{ protocol: document.protocol ?? null, sha256: document.sha256 },
        answer: said ? valueSets.contributionAnswers[said.answer] : null,
        text: said?.text ?? null,
        answeredOn: answered?.occurredOn ?? null,
        by: answered?.by ?? null,
        place: together(places.map(({ text }) => text)),
      };
    });
  const open = rows.filter((row) => row.answer === null);
  return {
    verdict: open.length > 0 ? 'findings' : rows.length === 0 ? 'not-known' : 'in-order',
    sentence:
      rows.length === 0
        ? { it: 'Nessun contributo è registrato.', en: 'No contribution is recorded.' }
        : {
            it: `${counted(rows.length, 'contributo ricevuto', 'contributi ricevuti')}, ${open.length} senza risposta.`,
            en: `${counted(rows.length, 'contribution was', 'contributions were')} received, ${open.length} without an answer.`,
          },
    tables: [
      tableOf(
        { it: 'Contributi e risposte', en: 'Contributions and answers' },
        {
          contributionId: ['Contributo', 'Contribution'],
          body: ['Di', 'From'],
          receivedOn: ['Ricevuto il', 'Received on'],
          document: ['Documento', 'Document'],
          protocol: ['Protocollo', 'Protocol'],
          sha256: ['Impronta', 'Fingerprint'],
          answer: ['Risposta', 'Answer'],
          text: ['Con le parole', 'In words'],
          answeredOn: ['Il', 'On'],
          by: ['Di chi', 'By'],
          place: ['Posto nel piano', 'Place in the plan'],
        },
        rows,
      ),
    ],
    facts: referencesTo(facts),
    notKnown: [],
  };
}
