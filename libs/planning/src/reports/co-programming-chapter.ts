import type { DatabaseSync } from 'node:sqlite';
import { noCoProgrammingMotivations } from '../value-sets.js';
import { accountFrame } from './account.projection.js';
import { actParagraph } from './act-paragraph.js';
import {
  because,
  byAndWhen,
  chapter,
  italianDay,
  listed,
  paragraph,
  plainly,
  quoted,
  unsourced,
  type Chapter,
  type Paragraph,
} from './chapter.js';
import { documentInWords } from './document-in-words.js';
import { every, last, toldFacts, type ToldAs } from './told-fact.js';
import { unsealed, type Words } from './unsealed.js';

const ofTheProcedure = [
  ...(['CoProgrammingOpened', 'CoProgrammingGivenUp', 'ResponsiblePersonReplaced'] as const),
  ...(['NoticePublished', 'NoticeExtended', 'NoticeClosed', 'ApplicationReceived'] as const),
  ...(['ApplicationAdmitted', 'ApplicationNotAdmitted', 'ApplicationLapsed'] as const),
  ...(['CoProgrammingSessionHeld', 'CoProgrammingReportIssued'] as const),
  ...(['CoProgrammingReportPublished'] as const),
] as const;
const ofTheProgramme = [
  ...ofTheProcedure,
  ...(['RegionalActLinked', 'CoProgrammingProposed'] as const),
  ...(['CoProgrammingActivated', 'CoProgrammingReferred'] as const),
  ...(['CoProgrammingConcluded', 'CoProgrammingNotActivated', 'PromiseMade'] as const),
  ...(['PromiseKept', 'PromiseBroken', 'PromiseWithdrawn'] as const),
] as const;
type Fact = ToldAs<(typeof ofTheProgramme)[number]>;

/**
 * The chapter on co-programming (d.lgs. 117/2017 art. 55; LR Toscana 65/2020 art. 9 and 10; DGRT 1237/2023):
 * the decision with its motivation and what it was put off to, or the procedure step by step, also where it
 * is one of its own. Undefined when there is no cycle of that id.
 * @param words what people read where a text is sealed: it is written down here, not in the answer
 */
export function coProgrammingChapter(
  database: DatabaseSync,
  cycleId: string,
  words: Words = (text) => text,
): Chapter | undefined {
  if (!accountFrame(database, cycleId)) return undefined;
  const own = toldFacts(database, cycleId, ofTheProgramme);
  const referred = every(own, 'CoProgrammingReferred').map(({ data }) => data.procedureCycleId);
  const facts = [
    ...own,
    ...[...new Set(referred)].flatMap((id) => toldFacts(database, id, ofTheProcedure)),
  ].map((fact) => unsealed(fact, words));
  const decided = facts.some(({ type }) => decisions.has(type));
  return chapter('Co-programmazione', [
    actParagraph(facts),
    unsourced('## Decisione (LR Toscana 65/2020 art. 9)'),
    ...(decided ? [] : [unsourced('La decisione sulla co-programmazione non è registrata.')]),
    ...facts.flatMap(decisionParagraphs),
    ...promiseParagraphs(facts),
    ...procedureParagraphs(facts),
  ]);
}

const decisions: ReadonlySet<string> = new Set([
  ...['CoProgrammingOpened', 'CoProgrammingActivated', 'CoProgrammingReferred'],
  ...['CoProgrammingNotActivated'],
]);

/** What the facts that decide say. */
const inWords: { readonly [Type in Fact['type']]?: (fact: ToldAs<Type>) => string } = {
  CoProgrammingOpened: (fact) => {
    const { act, purposes, object, requirements, participationMode } = fact.data;
    return [
      `Procedimento avviato ${byAndWhen(fact)} con l'atto: ${plainly(act)}.`,
      `Finalità: ${quoted(purposes)}. Oggetto: ${quoted(object)}.`,
      `Requisiti: ${quoted(requirements)}. Modalità di partecipazione: ${quoted(participationMode)}.`,
    ].join(' ');
  },
  CoProgrammingProposed: (fact) => {
    const { decision, text } = fact.data;
    const what = decision === 'activated' ? 'attivare' : 'non attivare';
    const words = text === undefined ? '' : ` ${quoted(text)}.`;
    return `Proposta di ${what} la co-programmazione avanzata ${byAndWhen(fact)}.${words}`;
  },
  CoProgrammingActivated: (fact) =>
    `Co-programmazione attivata ${byAndWhen(fact)}. Atto di avvio: ${plainly(fact.data.act)}.`,
  CoProgrammingReferred: (fact) =>
    `Co-programmazione attivata ${byAndWhen(fact)} in un procedimento proprio (${plainly(fact.data.procedureCycleId)}). Atto: ${plainly(fact.data.act)}.`,
  CoProgrammingConcluded: (fact) => {
    const { procedureCycleId, document, url } = fact.data;
    return `Preso atto dell'esito del procedimento ${plainly(procedureCycleId)} ${byAndWhen(fact)}: relazione motivata ${documentInWords(document)}, pubblicata: ${plainly(url)}.`;
  },
  CoProgrammingNotActivated: (fact) => {
    const { motivation, text, act, deferredTo, deferralDue } = fact.data;
    const due =
      deferralDue === undefined ? ', senza termine' : `, entro il ${italianDay(deferralDue)}`;
    return [
      `Co-programmazione non attivata, per decisione presa ${byAndWhen(fact)}.`,
      ...(act === undefined ? [] : [`Atto: ${plainly(act)}.`]),
      `Motivazione (${noCoProgrammingMotivations[motivation].toLowerCase()}): ${quoted(text)}.`,
      deferredTo === undefined
        ? 'La decisione dichiara che non vi è rinvio.'
        : `Rinviata a: ${quoted(deferredTo)}${due}.`,
    ].join(' ');
  },
  CoProgrammingGivenUp: (fact) => {
    const { act } = fact.data;
    const by = act === undefined ? 'atto non indicato' : `atto: ${plainly(act)}`;
    return `Procedimento non concluso: abbandonato ${byAndWhen(fact)}, ${by}.${because(fact.reason)}`;
  },
  ResponsiblePersonReplaced: (fact) =>
    `Responsabile del procedimento sostituito ${byAndWhen(fact)}.${because(fact.reason)}`,
};

function decisionParagraphs(fact: Fact): readonly Paragraph[] {
  // The words under a type take the fact of that type; TypeScript cannot follow the two together.
  const words = inWords[fact.type] as ((said: Fact) => string) | undefined;
  return words ? [paragraph(words(fact), fact)] : [];
}

/** What became of what was put off. */
function promiseParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  return every(facts, 'PromiseMade')
    .filter(({ data }) => data.about === 'CO_PROGRAMMING')
    .map((made) => {
      const { promiseId, text, due } = made.data;
      const its = facts.filter(({ data }) => 'promiseId' in data && data.promiseId === promiseId);
      const [kept, broken] = [last(its, 'PromiseKept'), last(its, 'PromiseBroken')];
      const withdrawn = last(its, 'PromiseWithdrawn');
      const by = due === undefined ? 'senza termine' : `entro il ${italianDay(due)}`;
      const became = kept
        ? `mantenuto il ${italianDay(kept.occurredOn)}: ${quoted(kept.data.text)}.`
        : broken
          ? `non mantenuto.${because(broken.reason)}`
          : withdrawn
            ? `superato il ${italianDay(withdrawn.occurredOn)}.`
            : 'esito non registrato.';
      return paragraph(
        `Impegno preso: ${quoted(text)}, ${by}; ${became}`,
        ...[made, kept, broken, withdrawn],
      );
    });
}

/** The procedure of LR Toscana 65/2020 art. 10, as far as it went. */
function procedureParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const activated = facts.some(
    ({ type }) => decisions.has(type) && type !== 'CoProgrammingNotActivated',
  );
  if (!activated) return [];
  return [
    unsourced('## Procedimento (LR Toscana 65/2020 art. 10)'),
    ...noticeParagraphs(facts),
    unsourced('### Soggetti che hanno aderito'),
    ...applicationParagraphs(facts),
    unsourced('### Sessioni'),
    ...sessionParagraphs(facts),
    unsourced('### Relazione motivata'),
    ...reportParagraphs(facts),
  ];
}

function noticeParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const published = every(facts, 'NoticePublished');
  const closed = every(facts, 'NoticeClosed');
  if (published.length === 0) return [unsourced("L'avviso pubblico non è registrato.")];
  return [
    ...published.map((fact) => {
      const { publishedOn, closesOn, days, url, requirements, derogation, proof } = fact.data;
      const derogated =
        derogation === undefined ? '' : ` Deroga al termine minimo: ${quoted(derogation)}.`;
      const proved =
        proof === undefined ? '' : ` Prova della pubblicazione: ${documentInWords(proof)}.`;
      return paragraph(
        `Avviso pubblicato dal ${italianDay(publishedOn)} al ${italianDay(closesOn)}, ${days} giorni: ${plainly(url)}. Requisiti: ${quoted(requirements)}.${derogated}${proved}`,
        fact,
      );
    }),
    ...every(facts, 'NoticeExtended').map((fact) =>
      paragraph(
        `Avviso prorogato dal ${italianDay(fact.data.from)} al ${italianDay(fact.data.to)}, ${fact.data.days} giorni.${because(fact.reason)}`,
        fact,
      ),
    ),
    ...closed.map((fact) => {
      const received = receivedUntil(fact, facts);
      return paragraph(
        `Avviso chiuso il ${italianDay(fact.occurredOn)}; domande pervenute: ${received.length}.`,
        ...[fact, ...received],
      );
    }),
    ...(closed.length === 0 ? [unsourced("La chiusura dell'avviso non è registrata.")] : []),
  ];
}

/**
 * The applications for a notice that came until it was closed. One that came in time may have been
 * registered after the closing, which does not name it then; a notice given up may be followed by another.
 */
function receivedUntil(
  closed: ToldAs<'NoticeClosed'>,
  facts: readonly Fact[],
): readonly ToldAs<'ApplicationReceived'>[] {
  const its = facts.filter(({ cycleId }) => cycleId === closed.cycleId);
  const notice = every(its, 'NoticePublished').findLast(
    ({ revision }) => revision < closed.revision,
  );
  return every(its, 'ApplicationReceived').filter(
    ({ data: { receivedOn } }) =>
      receivedOn >= (notice?.data.publishedOn ?? '') && receivedOn <= closed.occurredOn,
  );
}

function applicationParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const received = every(facts, 'ApplicationReceived');
  if (received.length === 0) return [unsourced('Nessuna domanda è registrata.')];
  return received.map((fact) => {
    const { applicationId, body, receivedOn, protocol } = fact.data;
    const its = facts.filter(
      ({ data }) => 'applicationId' in data && data.applicationId === applicationId,
    );
    const [admitted, not] = [last(its, 'ApplicationAdmitted'), last(its, 'ApplicationNotAdmitted')];
    const lapsed = last(its, 'ApplicationLapsed');
    const outcome = admitted
      ? 'ammessa.'
      : not
        ? `non ammessa.${because(not.reason)}`
        : lapsed
          ? 'non esaminata: il procedimento è stato abbandonato.'
          : 'esito non registrato.';
    return paragraph(
      `- ${plainly(body)}: domanda ricevuta il ${italianDay(receivedOn)}, protocollo ${plainly(protocol)}; ${outcome}`,
      ...[fact, admitted, not, lapsed],
    );
  });
}

function sessionParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const held = every(facts, 'CoProgrammingSessionHeld');
  if (held.length === 0) return [unsourced('Nessuna sessione è registrata.')];
  return held.map((fact) => {
    const { heldOn, theme, tables = [], attendance = [] } = fact.data;
    const themes = tables.map((table) => table.theme);
    return paragraph(
      `- ${italianDay(heldOn)}: ${plainly(theme)}. Tavoli: ${listed(themes, 'non indicati')}. Presenti: ${listed(attendance, 'non indicati')}.`,
      fact,
    );
  });
}

function reportParagraphs(facts: readonly Fact[]): readonly Paragraph[] {
  const issued = every(facts, 'CoProgrammingReportIssued');
  const published = every(facts, 'CoProgrammingReportPublished');
  return [
    ...(issued.length === 0 ? [unsourced('La relazione motivata non è registrata.')] : []),
    ...issued.map((fact) =>
      paragraph(
        `Relazione motivata del ${italianDay(fact.occurredOn)}: ${documentInWords(fact.data.document)}. Trasmessa a: ${listed(fact.data.sentTo, 'non indicato')}.`,
        fact,
      ),
    ),
    ...(published.length === 0
      ? [unsourced('La pubblicazione della relazione non è registrata.')]
      : []),
    ...published.map((fact) =>
      paragraph(`Pubblicata il ${italianDay(fact.occurredOn)}: ${plainly(fact.data.url)}.`, fact),
    ),
  ];
}
