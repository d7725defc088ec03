import type { RecordedEvent } from '#event-store';
import type { Envelope } from '#planning';
import { aroundOf } from './around.js';
import type { Inquiry, LedgerSays } from './inquiry.js';
import type { Answer, AuditQuestion, Words } from './question.js';
import { counted, referencesTo, tableOf } from './tables.js';

export const wholeHistory: AuditQuestion = {
  number: 15,
  key: 'whole-history',
  text: {
    it: 'Questa è la storia intera e inalterata?',
    en: 'Is this the whole, unaltered history?',
  },
  source: 'CAD art. 20 e 41; Reg. UE 910/2014 art. 41',
  looksAt: [],
  answer,
};

function answer(inquiry: Inquiry): Answer {
  const { ledger, replays } = inquiry.given;
  const facts = inquiry.facts();
  const changed = new Set(ledger?.changed);
  const changedFacts = facts.filter(({ revision }) => changed.has(revision));
  const faults = [...gapsIn(facts), ...clockJumpsIn(facts), ...changedFacts];
  const isBroken = ledger?.state === 'broken';
  const isFound = faults.length > 0 || changed.size > 0 || !replays || isBroken;
  return {
    verdict: isFound
      ? 'findings'
      : ledger?.state !== 'sealing' || ledger.withoutProof > 0
        ? 'not-known'
        : 'in-order',
    sentence: sentenceOf(facts.length, isFound, ledger),
    tables: [
      tableOf(
        { it: 'Registro dei sigilli', en: 'Ledger' },
        {
          state: ['Stato', 'State'],
          origin: ['Nome', 'Origin'],
          size: ['Fatti nell’albero', 'Facts in the tree'],
          sealedSize: ['Sigillati', 'Sealed'],
          withoutProof: ['Del ciclo senza prova', 'Of the cycle without a proof'],
          changed: ['Diversi da come furono sigillati', 'Other than they were sealed'],
          auditedAt: ['Riletto per intero', 'Read again as a whole'],
          outsideSeals: ['Sigilli esterni', 'Seals from outside'],
          failure: ['Guasto', 'Failure'],
        },
        ledger ? [ledgerRow(ledger)] : [],
      ),
      tableOf(
        { it: 'Confronto con la storia rigiocata', en: 'Compared with the history replayed' },
        {
          facts: ['Fatti', 'Facts'],
          replays: ['Stessa situazione', 'The same standing'],
          gaps: ['Salti di revisione', 'Gaps in the revisions'],
          clockJumps: ['Orologio all’indietro', 'Clock going back'],
        },
        [
          {
            ...{ facts: facts.length, replays, gaps: gapsIn(facts).length },
            clockJumps: clockJumpsIn(facts).length,
          },
        ],
      ),
      tableOf(
        { it: 'Da che cosa fu scritta', en: 'By what it was written' },
        {
          definition: ['Definizione', 'Definition'],
          policy: ['Regole', 'Policy'],
          facts: ['Fatti', 'Facts'],
          from: ['Dal', 'From'],
          to: ['Al', 'To'],
        },
        writers(facts),
      ),
    ],
    facts: referencesTo([facts[0], facts.at(-1), ...faults]),
    notKnown: [
      ...(ledger ? [] : [noLedger]),
      ...(ledger?.auditedAt === null ? [notAudited] : []),
      ...(ledger?.outsideSeals === 0 ? [noWitness] : []),
    ],
  };
}

const noLedger: Words = {
  it: 'Il registro dei sigilli non si è potuto interrogare.',
  en: 'The ledger could not be asked.',
};
const notAudited: Words = {
  it: 'Da quando il servizio è acceso si sono rilette le prove di questo ciclo, e non ancora quelle di tutti gli altri fatti.',
  en: 'Since the service was started the proofs of this cycle were read again, and those of all other facts not yet.',
};
const noWitness: Words = {
  it: 'Nessuno fuori ha ancora un sigillo di questo registro: chi avesse la chiave potrebbe riscriverlo per intero.',
  en: 'Nobody outside holds a seal of this ledger yet: whoever has the key could write all of it anew.',
};

const ledgerRow = (says: LedgerSays) => ({
  state: says.state,
  origin: says.origin,
  size: says.size,
  sealedSize: says.sealedSize,
  withoutProof: says.withoutProof,
  changed: says.changed.length,
  auditedAt: says.auditedAt,
  outsideSeals: says.outsideSeals,
  failure: says.failure,
});

/** Facts before which others are missing. */
const gapsIn = (facts: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  facts.filter(({ revision }, index) => revision !== index);

/** Facts that say they were recorded before the one before them. */
const clockJumpsIn = (facts: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  facts.filter((fact, index) => {
    const before = facts[index - 1];
    return before !== undefined && aroundOf(fact).recordedAt < aroundOf(before).recordedAt;
  });

/** Under which definition and policy how many facts were written. */
function writers(facts: readonly RecordedEvent[]) {
  const written = Map.groupBy(facts, ({ metadata }) => {
    const { definition, policy } = metadata as unknown as Partial<Envelope>;
    return `${definition?.id ?? ''}@${definition?.version ?? ''}\t${policy ?? ''}`;
  });
  return [...written].map(([key, its]) => {
    const [definition = '', policy = ''] = key.split('\t');
    const [first, last] = [its[0], its.at(-1)];
    return {
      ...{ definition, policy: policy === '' ? null : policy, facts: its.length },
      from: first ? aroundOf(first).recordedAt : null,
      to: last ? aroundOf(last).recordedAt : null,
    };
  });
}

function sentenceOf(facts: number, isFound: boolean, ledger: LedgerSays | undefined): Words {
  const all = { it: counted(facts, 'fatto', 'fatti'), en: counted(facts, 'fact', 'facts') };
  if (isFound) {
    return {
      it: `No: fra ${all.it} c’è qualcosa che non torna; vedi le tabelle.`,
      en: `No: among ${all.en} something does not fit; see the tables.`,
    };
  }
  if (ledger?.state !== 'sealing' || ledger.withoutProof > 0) {
    return {
      it: `${all.it}, senza salti, rigiocati con lo stesso esito; non tutti sono ancora sigillati.`,
      en: `${all.en}, without gaps, replayed with the same result; not all of them are sealed yet.`,
    };
  }
  return {
    it: `Sì, per quanto si vede da qui: ${all.it} senza salti, sigillati e rigiocati con lo stesso esito. Chi non si fida usi traccia verify.`,
    en: `Yes, as far as can be seen from here: ${all.en} without gaps, sealed, and replayed with the same result. Who trusts nobody uses traccia verify.`,
  };
}
