import { CoverageProjection, coverageOf, valueSets } from '#planning';
import type { Inquiry } from './inquiry.js';
import type { Answer, AuditQuestion } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const categoriesHeard: AuditQuestion = {
  number: 2,
  key: 'categories-heard',
  text: {
    it: 'Quali delle sei categorie dell’art. 15 sono state sentite, in quale incontro, con quale verbale?',
    en: 'Which of the six categories of art. 15 were heard, at which meeting, with what minutes?',
  },
  source: 'LR Toscana 40/2005 art. 15',
  looksAt: [],
  answer,
};

/** The matrix as it was at the instant: what was heard later is a gap then. */
function answer(inquiry: Inquiry): Answer {
  const coverage = coverageOf(inquiry.view(CoverageProjection), inquiry.cycleId);
  const { categories = [], meetings = [], gaps = [] } = coverage ?? {};
  const minutes = new Map(
    inquiry.of('MinutesRecorded').map(({ data }) => [data.meetingId, data.document]),
  );
  const heard = categories.flatMap(({ category, label, standing }) => {
    const its = meetings.filter(({ cells }) => (cells[category] ?? 'none') !== 'none');
    const none = { meeting: null, heldOn: null, minutes: null, protocol: null, sha256: null };
    const rows = its.map(({ meetingId, title, heldOn }) => {
      const document = minutes.get(meetingId);
      return {
        ...{ meeting: title, heldOn, minutes: document?.title ?? null },
        ...{ protocol: document?.protocol ?? null, sha256: document?.sha256 ?? null },
      };
    });
    return (rows.length === 0 ? [none] : rows).map((row) => ({
      ...{ category, label, standing },
      ...row,
    }));
  });
  const exemptions = categories.flatMap(({ label, exemption }) =>
    exemption === null
      ? []
      : [
          {
            ...{ label, proposedBy: exemption.proposed.by, why: exemption.proposed.reason },
            decidedBy: exemption.decided?.by ?? null,
            decidedAt: exemption.decided?.at ?? null,
            because: exemption.decided?.reason ?? null,
          },
        ],
  );
  const missing = gaps.map((category) => valueSets.categories[category]).join(', ');
  return {
    verdict: categories.length === 0 ? 'not-known' : gaps.length > 0 ? 'findings' : 'in-order',
    sentence:
      categories.length === 0
        ? {
            it: 'Questo ciclo non chiede di sentire nessuna categoria.',
            en: 'This cycle asks for no category to be heard.',
          }
        : gaps.length === 0
          ? {
              it: 'Tutte le categorie sono state sentite con verbale, o esentate con motivo.',
              en: 'Every category was heard with minutes, or exempted with a reason.',
            }
          : {
              it: `${counted(gaps.length, 'categoria manca', 'categorie mancano')}: ${missing}.`,
              en: `${counted(gaps.length, 'category is missing', 'categories are missing')}: ${gaps.join(', ')}.`,
            },
    tables: [
      tableOf(
        { it: 'Categorie e incontri', en: 'Categories and meetings' },
        {
          category: ['Categoria', 'Category'],
          label: ['Nome', 'Name'],
          standing: ['Stato', 'Standing'],
          meeting: ['Incontro', 'Meeting'],
          heldOn: ['Tenuto il', 'Held on'],
          minutes: ['Verbale', 'Minutes'],
          protocol: ['Protocollo', 'Protocol'],
          sha256: ['Impronta del verbale', 'Fingerprint of the minutes'],
        },
        heard,
      ),
      tableOf(
        { it: 'Esenzioni', en: 'Exemptions' },
        {
          label: ['Categoria', 'Category'],
          proposedBy: ['Proposta da', 'Proposed by'],
          why: ['Perché', 'Why'],
          decidedBy: ['Decisa da', 'Decided by'],
          decidedAt: ['Decisa il', 'Decided at'],
          because: ['Motivo', 'Reason'],
        },
        exemptions,
      ),
    ],
    facts: referencesTo(
      inquiry.of(
        ...(['MeetingHeld', 'CategoriesAttributed', 'MinutesRecorded'] as const),
        ...(['CategoryExemptionProposed', 'CategoryExempted', 'ParticipationCompleted'] as const),
      ),
    ),
    notKnown: [],
  };
}
