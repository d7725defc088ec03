/** Ciò che si fa con la tastiera. */
export const keyboard = {
  title: 'Scorciatoie da tastiera',
  lead: 'Ogni cosa si raggiunge con Tab e si apre con Invio. Questi tasti fanno prima.',
  key: 'Tasto',
  does: 'Che cosa fa',
  single: 'Usa i tasti singoli',
  singleHint:
    'Vale per questo browser. I tasti con Ctrl restano. Dove si scrive, una lettera è sempre una lettera.',
  noScript:
    'Le scorciatoie hanno bisogno di JavaScript, che in questo browser non è attivo. Le pagine funzionano comunque.',
  then: 'poi',
  or: 'oppure',
  control: 'Ctrl',
  enter: 'Invio',
  keys: {
    list: 'apre questa pagina',
    search: 'va alla casella di ricerca',
    desk: 'va alla scrivania',
    cycle: 'va al ciclo',
    history: 'va allo storico',
    next: 'al prossimo di un elenco o di una coda',
    previous: 'al precedente di un elenco o di una coda',
    nextChange: 'al prossimo cambiamento, in un confronto',
    previousChange: 'al cambiamento precedente, in un confronto',
    edit: 'modifica la scheda che si legge',
    save: 'salva la scheda che si compila',
    send: 'invia il modulo in cui si scrive',
  },
};
