/** Le pagine che si aggiornano da sole. */
export const live = {
  updatedAt: 'Aggiornato alle',
  /** Su carta: la carta si guarda un altro giorno. */
  updatedOn: (day: string) => `del ${day}`,
  live: 'in diretta',
  paused: 'sospeso',
  broken: 'interrotto: ricarica la pagina per vedere le novità',
  pause: 'Sospendi',
  resume: 'Riprendi',
  changed: 'Pagina aggiornata alle',
  one: '1 novità',
  /** The script puts the number in the place of `{n}`. */
  many: '{n} novità',
  show: 'mostra',
  loading: 'La pagina sta arrivando',
};
