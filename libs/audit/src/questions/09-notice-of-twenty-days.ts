import { addDays } from '#calendar';
import type { FactOf, Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { referencesTo, tableOf } from './tables.js';

/** Calendar days (LR Toscana 65/2020 art. 10 c. 2). */
const NOTICE_DAYS = 20;

export const noticeOfTwentyDays: AuditQuestion = {
  number: 9,
  key: 'notice-of-twenty-days',
  text: {
    it: 'L’avviso di venti giorni è stato rispettato (date, pubblicazione, luogo)?',
    en: 'Was the 20-day notice respected (dates, publication, place)?',
  },
  source: 'LR Toscana 65/2020 art. 10 c. 2',
  looksAt: ['procedures'],
  answer,
};

type NoticeFact = FactOf<
  'NoticePublished' | 'NoticeExtended' | 'NoticeClosed' | 'CoProgrammingGivenUp'
>;

function answer(inquiry: Inquiry): Answer {
  const rows = procedureIds(inquiry).flatMap((cycleId) =>
    noticesIn(
      cycleId,
      inquiry.ofLife(
        cycleId,
        ...(['NoticePublished', 'NoticeExtended', 'NoticeClosed', 'CoProgrammingGivenUp'] as const),
      ),
    ),
  );
  const short = rows.filter(({ respected }) => !respected);
  const unproved = rows.filter(({ proof }) => proof === null);
  return {
    verdict: rows.length === 0 ? 'not-known' : short.length > 0 ? 'findings' : 'in-order',
    sentence:
      rows.length === 0
        ? { it: 'Nessun avviso è registrato.', en: 'No notice is recorded.' }
        : short.length > 0
          ? {
              it: `No: ${short.map(({ publishedOn, days }) => `l’avviso del ${publishedOn} è durato ${days} giorni`).join('; ')}.`,
              en: `No: ${short.map(({ publishedOn, days }) => `the notice of ${publishedOn} lasted ${days} days`).join('; ')}.`,
            }
          : {
              it: `Sì: ${rows.map(({ publishedOn, days, derogation }) => `l’avviso del ${publishedOn}, ${days} giorni${derogation === null ? '' : ', in deroga'}`).join('; ')}.`,
              en: `Yes: ${rows.map(({ publishedOn, days, derogation }) => `the notice of ${publishedOn}, ${days} days${derogation === null ? '' : ', by derogation'}`).join('; ')}.`,
            },
    tables: [
      tableOf(
        { it: 'Avvisi', en: 'Notices' },
        {
          cycleId: ['Procedimento', 'Procedure'],
          publishedOn: ['Pubblicato il', 'Published on'],
          closesOn: ['Scade il', 'Closes on'],
          days: ['Giorni', 'Days'],
          closedOn: ['Chiuso il', 'Closed on'],
          url: ['Dove', 'Where'],
          proof: ['Prova della pubblicazione', 'Proof of publication'],
          proofSha256: ['Impronta della prova', 'Fingerprint of the proof'],
          derogation: ['Deroga', 'Derogation'],
          respected: ['Rispettato', 'Respected'],
        },
        rows,
      ),
    ],
    facts: referencesTo(
      procedureIds(inquiry).flatMap((cycleId) =>
        inquiry.ofLife(cycleId, 'NoticePublished', 'NoticeExtended', 'NoticeClosed'),
      ),
    ),
    notKnown:
      unproved.length === 0
        ? []
        : [
            {
              it: 'Della pubblicazione è registrato l’indirizzo, non un documento che la provi.',
              en: 'Of the publication the address is recorded, and no document that proves it.',
            },
          ],
  };
}

/** The cycle itself, and the procedures of their own that it was put into. */
function procedureIds(inquiry: Inquiry): readonly string[] {
  const referred = inquiry.of('CoProgrammingReferred').map(({ data }) => data.procedureCycleId);
  return [inquiry.cycleId, ...new Set(referred)];
}

/** Each notice as it was extended, until the next one. */
function noticesIn(cycleId: string, facts: readonly NoticeFact[]) {
  return facts.flatMap((fact, index) => {
    if (fact.type !== 'NoticePublished') return [];
    const {
      publishedOn,
      url,
      derogation = null,
      proof,
    } = fact.data as FactOf<'NoticePublished'>['data'];
    const rest = facts.slice(index + 1);
    const next = rest.findIndex(({ type }) => type === 'NoticePublished');
    const its = next === -1 ? rest : rest.slice(0, next);
    const last = its.findLast(({ type }) => type === 'NoticeExtended') ?? fact;
    const { days } = last.data as { readonly days: number };
    const closesOn = addDays(publishedOn, days);
    const closedOn = its.find(({ type }) => type === 'NoticeClosed')?.occurredOn ?? null;
    const isEarly = closedOn !== null && closedOn < closesOn;
    return [
      {
        ...{ cycleId, publishedOn, closesOn, days, closedOn, url },
        ...{ proof: proof?.title ?? null, proofSha256: proof?.sha256 ?? null, derogation },
        respected: !isEarly && (days >= NOTICE_DAYS || derogation !== null),
      },
    ];
  });
}
