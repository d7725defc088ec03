/** What stands around the form of a verb. */
export const actions = {
  more: (count: number) => (count === 1 ? 'Un’altra cosa da fare' : `Altre ${count} cose da fare`),
  blocked: (count: number) =>
    count === 1
      ? 'Una cosa che ora non si può fare, e perché'
      : `${count} cose che ora non si possono fare, e perché`,
  done: 'Fatto:',
  expected: 'Così come stanno le cose, la risposta sarebbe no.',
  where: 'Vai dove si rimedia',
  seeHow: 'Vedi a che punto è',
  back: 'Torna indietro senza fare nulla',
  law: 'Norma',
  decisive: 'È una decisione: vale da subito e resta registrata con il tuo nome.',
  recorded:
    'Resta registrato per sempre, con il tuo nome e l’ora. Ciò che è sbagliato si corregge, non si cancella.',
  proofTitle: 'Prima conferma che sei tu',
  proof: (minutes: number) =>
    `È una decisione: serve che tu abbia dimostrato chi sei da non più di ${minutes} minuti. Accedi di nuovo, poi torni qui.`,
  proofLink: 'Accedi di nuovo e torna qui',
  optional: 'facoltativo',
  choose: 'Scegli',
  yes: 'Sì',
  no: 'No',
  addRow: 'Aggiungi un’altra riga',
  row: (number: number) => `Riga ${number}`,
  rowsHint: 'Una riga lasciata vuota non conta.',
  linesHint: 'Uno per riga.',
  numbersHint: 'Numeri separati da spazi.',
  amountHint: 'In euro, per esempio 1.461.245,92.',
  decimalHint: 'Un numero, per esempio 12,5.',
  fingerprintHint: 'L’impronta SHA-256 del documento: 64 cifre esadecimali.',
  todayHint: 'Se lo lasci vuoto, oggi.',
  nothingThere: 'Qui non c’è ancora nulla da scegliere.',
  chooseFirst: 'Su che cosa?',
  noneToChoose: 'Ora non c’è nulla su cui si possa fare.',
  onBehalf: (personId: string) => `Lo fai per conto di ${personId}.`,
  moreFields: 'Data e motivazione, se servono',
};
