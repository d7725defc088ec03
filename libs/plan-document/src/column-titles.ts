/** What the columns of the tables in a scheda are called: its schema names the field, and not these. */
export const columnTitles = {
  name: 'Nome',
  unit: 'Unità di misura',
  baseline: 'Valore di partenza',
  target: 'Valore atteso',
  source: 'Fonte',
  measuredWhen: 'Quando si misura',
  fund: 'Fondo',
  amount: 'Importo',
  note: 'Nota',
  title: 'Titolo',
  sha256: 'Impronta SHA-256',
} as const;

/** What the codes of a scheda mean that stand in no value set. */
export const codeMeanings = {
  day: 'al giorno',
  month: 'al mese',
  year: 'all’anno',
  AUSL: 'Azienda USL',
  COMUNE: 'Comune',
  REGIONE: 'Regione',
  STATO: 'Stato',
  UE: 'Unione europea',
  ALTRO: 'Altro',
} as const;
