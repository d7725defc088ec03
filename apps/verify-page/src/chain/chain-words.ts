import type { Verified } from './verified-chain.js';

const it = {
  fetching: 'Scarico i fatti sigillati…',
  working: 'Ricalcolo le impronte…',
  proved: 'Catena integra',
  consistent: 'Coerente con sé stessa, ma non confrontata con nulla di esterno',
  refused: 'Catena rotta',
  failed: 'Verifica non riuscita',
  by: (facts: string, all: string, time: string) =>
    `${facts} fatti del ciclo (${all} nel registro), verificati da questo browser alle ${time}`,
  held: (size: string, covers: string) =>
    `il sigillo che hai dato (${size} fatti nel registro, ${covers} di questo ciclo)`,
  state: (size: string, covers: string) =>
    `il sigillo che questo browser aveva visto la volta prima (${size} fatti nel registro, ${covers} di questo ciclo)`,
  against: 'contro',
  and: 'e',
  keyGiven: 'Firmato con la chiave che hai dato.',
  keyOwn:
    'La chiave è quella che il servizio dice di avere: confrontala con quella stampata nell’atto.',
  keyBefore: 'Firmato con la chiave che questo browser aveva visto la volta prima.',
  notProof:
    'Chi ha registro e chiave potrebbe averlo riscritto tutto: incolla un sigillo avuto prima, o per altra via, che copra fatti di questo ciclo.',
  firstBad: (index: string, revision: number | undefined) =>
    revision === undefined
      ? `Il primo fatto che non va è al posto ${index} del registro.`
      : `Il primo fatto che non va è il n. ${revision} del ciclo (posto ${index} del registro).`,
  whatToDo: 'Che cosa fare',
  todo: [
    'Non usare queste pagine come prova finché non è chiarito.',
    'Conserva ciò che è arrivato, con il sigillo che avevi, e avvisa chi controlla e chi gestisce il servizio.',
    'Ripeti la verifica da un altro computer con «traccia verify», e con le copie che sono fuori dall’ufficio.',
  ],
  keep: 'Conserva ciò che è arrivato (tar)',
  steps: 'I passi della verifica',
  ok: 'a posto',
  bad: 'non va',
  notDone: 'non fatto',
  unsealed: (count: string) =>
    `La pagina mostra ${count} fatti in più, non ancora sigillati: non sono verificati.`,
  broken:
    'Ciò che è arrivato è a metà o non è un fascicolo: la rete si è interrotta, o qualcuno l’ha cambiato.',
  other: 'Ciò che è arrivato è il fascicolo di un altro ciclo o istante.',
  noCryptography:
    'Questo browser non ha le firme Ed25519 o non le dà a questa pagina: usane uno più recente, oppure «traccia verify».',
  noSeal:
    'Quel che hai dato non contiene un sigillo: tre righe con il nome del registro, il numero dei fatti e la radice. La storia non è stata controllata.',
  badKey: 'La chiave non è scritta come deve: nome, impronta e chiave, con un + in mezzo.',
  unreachable: 'Il servizio non risponde: riprova.',
};

const en: typeof it = {
  fetching: 'Downloading the sealed facts…',
  working: 'Working out the hashes…',
  proved: 'The chain is whole',
  consistent: 'Consistent with itself, but compared with nothing from outside',
  refused: 'The chain is broken',
  failed: 'The verification did not succeed',
  by: (facts, all, time) =>
    `${facts} facts of the cycle (${all} in the ledger), verified by this browser at ${time}`,
  held: (size, covers) =>
    `the seal you gave (${size} facts in the ledger, ${covers} of this cycle)`,
  state: (size, covers) =>
    `the seal this browser saw the last time (${size} facts in the ledger, ${covers} of this cycle)`,
  against: 'against',
  and: 'and',
  keyGiven: 'Signed with the key you gave.',
  keyOwn: 'The key is the one the service says it has: compare it with the one printed in the act.',
  keyBefore: 'Signed with the key this browser saw the last time.',
  notProof:
    'Whoever has log and key could have rewritten all of it: paste a seal you got before, or by another way, that covers facts of this cycle.',
  firstBad: (index, revision) =>
    revision === undefined
      ? `The first fact that is wrong stands at place ${index} of the ledger.`
      : `The first fact that is wrong is no. ${revision} of the cycle (place ${index} of the ledger).`,
  whatToDo: 'What to do',
  todo: [
    'Do not use these pages as evidence until this is cleared up.',
    'Keep what came, with the seal you had, and tell the auditors and whoever runs the service.',
    'Verify again on another computer with “traccia verify”, and with the copies outside the office.',
  ],
  keep: 'Keep what came (tar)',
  steps: 'The steps of the verification',
  ok: 'fine',
  bad: 'wrong',
  notDone: 'not done',
  unsealed: (count) => `The page shows ${count} more facts, not sealed yet: they are not verified.`,
  broken: 'What came is cut off or no bundle: the network broke, or somebody altered it.',
  other: 'What came is the bundle of another cycle or moment.',
  noCryptography:
    'This browser has no Ed25519 signatures or does not give them to this page: use a later one, or “traccia verify”.',
  noSeal:
    'What you gave holds no seal: three lines with the name of the ledger, the number of facts and the root. The history was not checked.',
  badKey: 'The key is not written as it must be: name, fingerprint and key with a + between them.',
  unreachable: 'The service does not answer: try again.',
};

export type ChainWords = typeof it;

/** In the language of the page. */
export const chainWords = (language: string): ChainWords => (language === 'en' ? en : it);

/** What a chain was held against, in words; empty for nothing. */
export function againstInWords(
  { seals }: Pick<Verified, 'seals'>,
  words: ChainWords,
  number: (count: number) => string,
): string {
  return seals
    .filter(({ covers }) => covers > 0)
    .map(({ kind, size, covers }) => words[kind](number(size), number(covers)))
    .join(` ${words.and} `);
}
