/** A word of the office, and what it is. */
export interface Term {
  readonly term: string;
  readonly it: string;
  readonly en: string;
}

/** The words that stand in the pages, in the order of the Italian alphabet. The glossary of docs/domain.md has them all. */
export const glossary: readonly Term[] = [
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
    term: 'Ciclo',
    it: 'Il programma operativo di un anno e di una zona, dalla bozza alla chiusura.',
    en: 'The operational programme of one year and zone, from its draft to its closing.',
  },
  {
    term: 'Partecipazione',
    it: 'L’ascolto delle sei categorie della LR Toscana 40/2005, articolo 15.',
    en: 'Hearing the six categories of LR Toscana 40/2005, article 15.',
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
