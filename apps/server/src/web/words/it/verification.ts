/** The office looks at what was submitted: the queue, and the checklist of one scheda. */
export const verification = {
  title: 'Schede da verificare',
  titleOf: (code: string) => `Verifica di ${code}`,
  short: 'Verifica',
  queue: (count: number) =>
    count === 1 ? 'Una scheda aspetta la verifica.' : `${count} schede aspettano la verifica.`,
  empty: 'Nessuna scheda aspetta la verifica. Quando un’unità ne trasmette una, compare qui.',
  since: 'Aspetta da',
  days: (count: number) => (count === 0 ? 'oggi' : count === 1 ? 'un giorno' : `${count} giorni`),
  charge: 'In carico a',
  nobody: 'nessuno',
  you: 'te',
  submittedBy: 'Trasmessa da',
  take: 'Prendi in carico',
  takeLead:
    'Per verificarla o restituirla, prima prendila in carico: gli altri vedono che ci sei tu.',
  inCharge: (person: string) => `È in carico a ${person}, da`,
  goOn: 'Puoi andare avanti tu: nella storia resta chi ha fatto che cosa.',
  notNow: 'Questa scheda ora non è in verifica.',
  text: 'Che cosa dice',
  changed: 'cambiato da quando era stata restituita',
  changedCount: (count: number) =>
    count === 0
      ? 'Dall’ultima volta che l’unità l’ha ricevuta non è cambiato nulla.'
      : count === 1
        ? 'Dall’ultima volta che l’unità l’ha ricevuta è cambiato un campo: è segnato.'
        : `Dall’ultima volta che l’unità l’ha ricevuta sono cambiati ${count} campi: sono segnati.`,
  checklist: 'Lista di controllo',
  progress: (done: number, all: number) => `${done} di ${all}`,
  keys: 'Con la tastiera: 1 sì, 2 no, 3 non si applica.',
  answers: { si: 'sì', no: 'no', na: 'non si applica' },
  note: 'Che cosa manca',
  law: 'Norma:',
  look: 'Guarda:',
  more: 'Altro da dire all’unità',
  due: 'Da correggere entro',
  dueHint: 'Per esempio 20/3/2024. Se resta vuoto, vale la scadenza del ciclo.',
  dueWrong: 'Da correggere entro: scrivi un giorno del calendario, per esempio 20/3/2024.',
  rest: 'Rispondi sì a tutte le altre',
  return: 'Restituisci la scheda',
  returnWith: (count: number) =>
    count === 0
      ? 'Restituisci la scheda'
      : count === 1
        ? 'Restituisci con una nota'
        : `Restituisci con ${count} note`,
  verify: 'Verifica la scheda',
  blocked: (count: number) =>
    count === 1
      ? 'Verificare non si può: c’è un no.'
      : `Verificare non si può: ci sono ${count} no.`,
  blockedField: (item: string) =>
    `«${item}»: qui c’è un no. Restituisci la scheda, o cambia risposta.`,
  unanswered: (item: string) => `«${item}»: manca la risposta.`,
  nothingToReturn:
    'Per restituirla rispondi no dove qualcosa non va, oppure scrivi che cosa correggere.',
  composed: 'La nota che riceve l’unità',
  nextInQueue: 'La prossima:',
  toQueue: 'Tutte quelle da verificare',
  toScheda: 'Apri la scheda',
  items: {
    attivita: 'Titolo e descrizione dicono che cosa si fa',
    programma: 'Sta nel programma giusto',
    bisogno: 'È legata a un bisogno del Profilo di salute, o dice perché no',
    obiettivi: 'Gli obiettivi specifici sono chiari',
    destinatari: 'Dice per chi è, e dove',
    indicatori: 'Gli indicatori hanno valore atteso e fonte, o dice perché mancano',
    risorse: 'Le risorse hanno fonte e importo',
    tempi: 'I tempi stanno nell’anno del programma',
    titolare: 'Titolare, settore e tipo sono giusti',
    coprogettazione: 'Partner e co-progettazione sono dichiarati',
    pnrr: 'Se è PNRR, indica il progetto finanziato con il suo CUP',
    doppione: 'Non ripete un’altra scheda',
  },
} as const;
