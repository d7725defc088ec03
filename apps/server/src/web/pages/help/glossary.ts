/** A word of the office, and what it is. */
export interface Term {
  readonly term: string;
  readonly it: string;
  readonly en: string;
}

/** The words that stand in the pages, in the order of the Italian alphabet. The glossary of docs/domain.md has them all. */
export const glossary: readonly Term[] = [
  {
    term: 'Ciclo',
    it: 'Il programma operativo di un anno e di una zona, dalla bozza alla chiusura.',
    en: 'The operational programme of one year and zone, from its draft to its closing.',
  },
  {
    term: 'CIG',
    it: 'Codice identificativo di gara: il numero di un affidamento (L. 136/2010).',
    en: 'The number of a procurement (L. 136/2010).',
  },
  {
    term: 'Co-progettazione',
    it: 'La realizzazione di un intervento insieme a enti del Terzo settore (d.lgs. 117/2017, articolo 55).',
    en: 'Carrying something out together with bodies of the third sector (d.lgs. 117/2017, article 55).',
  },
  {
    term: 'Co-programmazione',
    it: 'Il terzo settore coinvolto nel dire quali sono i bisogni e come rispondervi; si attiva, o si dice perché no (LR Toscana 65/2020, articolo 9).',
    en: 'Involving the third sector in saying what is needed and how to answer it; it is activated, or the office says why not (LR Toscana 65/2020, article 9).',
  },
  {
    term: 'Conferenza dei sindaci',
    it: 'La Conferenza zonale integrata: l’organo che delibera il programma.',
    en: 'The mayors’ conference: the organ that deliberates on the programme.',
  },
  {
    term: 'CUP',
    it: 'Codice unico di progetto: il numero di un investimento pubblico (L. 3/2003, articolo 11).',
    en: 'The number of a public investment project (L. 3/2003, article 11).',
  },
  {
    term: 'ETS',
    it: 'Ente del Terzo settore (d.lgs. 117/2017).',
    en: 'A body of the third sector (d.lgs. 117/2017).',
  },
  {
    term: 'Partecipazione',
    it: 'L’ascolto delle sei categorie della LR Toscana 40/2005, articolo 15.',
    en: 'Hearing the six categories of LR Toscana 40/2005, article 15.',
  },
  {
    term: 'PIS',
    it: 'Piano integrato di salute: il piano pluriennale della zona, da cui viene il POA (LR Toscana 40/2005, articolo 21).',
    en: 'The zone’s plan of several years, which the POA comes from (LR Toscana 40/2005, article 21).',
  },
  {
    term: 'POA',
    it: 'Programmazione operativa annuale: ciò che la zona farà in un anno, in schede.',
    en: 'The yearly operational programme: what the zone will do in a year, in schede.',
  },
  {
    term: 'Profilo di salute',
    it: 'L’analisi annuale della zona da cui il programma parte.',
    en: 'The yearly analysis of the zone from which the programme starts.',
  },
  {
    term: 'Proposta',
    it: 'Ciò su cui la verifica si è chiusa, e che l’organo è chiamato ad approvare.',
    en: 'What verification has closed on and the organ is asked to approve.',
  },
  {
    term: 'Proweb',
    it: 'Il sistema della Regione in cui il programma viene depositato.',
    en: 'The system of the Region in which the programme is deposited.',
  },
  {
    term: 'PSSIR',
    it: 'Piano sanitario e sociale integrato regionale: il piano della Regione a cui la zona risponde (LR Toscana 40/2005, articolo 18).',
    en: 'The Region’s integrated plan, to which the zone answers (LR Toscana 40/2005, article 18).',
  },
  {
    term: 'Restituita',
    it: 'Di una scheda: rimandata alla sua unità con ciò che c’è da integrare.',
    en: 'Of a scheda: sent back to its unit with what is to be mended.',
  },
  {
    term: 'Scheda',
    it: 'Il foglio di un’attività: l’unità di lavoro di chi compila.',
    en: 'The sheet of one activity: the unit of work of whoever fills it in.',
  },
  {
    term: 'Sigillo',
    it: 'La firma sull’impronta di tutta la storia: chi ne ha uno può provare che nulla è cambiato da allora.',
    en: 'The signature on the fingerprint of the whole history: whoever has one can prove that nothing has changed since.',
  },
  {
    term: 'Verificata',
    it: 'Di una scheda: in ordine, nella versione che ha.',
    en: 'Of a scheda: in order, in the version it has.',
  },
];
