type Texts = readonly [problemIt: string, problemEn: string, remedyIt: string, remedyEn: string];

/**
 * What can be wrong with a row that a file was read into: a stable code, what is wrong and what to do, in
 * Italian and English. `{name}` is filled in. They stand beside the codes of the file itself.
 */
const texts = {
  'value-refused': [
    'Il valore non è accettato: {it}.',
    'The value is not accepted: {en}.',
    'Correggi la cella.',
    'Correct the cell.',
  ],
  'content-refused': [
    '{label}: {it}.',
    '{label}: {en}.',
    'Correggi la cella, o svuotala e completa la scheda più tardi.',
    'Correct the cell, or empty it and complete the scheda later.',
  ],
  'programme-unknown': [
    '«{value}» non è un programma di questo ciclo.',
    '“{value}” is not a programme of this cycle.',
    'Scrivi il codice o il nome di uno di questi: {known}.',
    'Write the code or the name of one of these: {known}.',
  ],
  'programme-ambiguous': [
    'Più di un programma si chiama «{value}».',
    'More than one programme is called “{value}”.',
    'Scrivi il codice: {known}.',
    'Write the code: {known}.',
  ],
  'unit-unknown': [
    '«{value}» non è un’unità della zona.',
    '“{value}” is not a unit of the zone.',
    'Scrivi l’identificativo o il nome di un’unità attiva: {known}.',
    'Write the id or the name of an active unit: {known}.',
  ],
  'unit-ambiguous': [
    'Più di un’unità si chiama «{value}».',
    'More than one unit is called “{value}”.',
    'Scrivi l’identificativo: {known}.',
    'Write the id: {known}.',
  ],
  'unit-ended': [
    'L’unità «{value}» è confluita in un’altra o è chiusa.',
    'The unit “{value}” was merged into another or closed.',
    'Scrivi un’unità attiva: {known}.',
    'Write an active unit: {known}.',
  ],
  'roles-incompatible': [
    '«{value}» ha il ruolo di: {role}, e non può essere responsabile di un’unità.',
    '“{value}” is: {roleEn}, and cannot be the head of a unit.',
    'Scrivi un’altra persona, o revoca prima quel ruolo.',
    'Write another person, or revoke that role first.',
  ],
  'head-unsaid': [
    'La cella è vuota e per l’unità «{unit}» non risulta un responsabile.',
    'The cell is empty and no head is registered for the unit “{unit}”.',
    'Scrivi l’identificativo della persona responsabile.',
    'Write the id of the person responsible.',
  ],
  'id-malformed': [
    '«{value}» non è un identificativo.',
    '“{value}” is not an id.',
    'Scrivi lettere minuscole senza accenti, cifre e trattini, senza spazi: {example}.',
    'Write small letters without accents, digits and hyphens, without spaces: {example}.',
  ],
  'reference-malformed': [
    '«{value}» non è un identificativo.',
    '“{value}” is not an id.',
    'Scrivi lettere senza accenti, cifre, punti e trattini, senza spazi: {example}.',
    'Write letters without accents, digits, dots and hyphens, without spaces: {example}.',
  ],
  'code-malformed': [
    '«{value}» non è un codice del programma «{programme}» per il {year}.',
    '“{value}” is not a code of the programme “{programme}” for {year}.',
    'Scrivi un codice come {example}, o svuota la cella: il codice verrà assegnato.',
    'Write a code such as {example}, or empty the cell: a code will be given.',
  ],
  'code-doubled': [
    'Lo stesso valore «{value}» sta anche nella riga {other}.',
    'The same value “{value}” stands in row {other} too.',
    'Lascialo in una riga sola.',
    'Leave it in one row only.',
  ],
  'code-taken': [
    'Il codice «{value}» è già di una scheda di questo ciclo, forse ritirata: i codici non si riusano.',
    'The code “{value}” belongs to a scheda of this cycle already, perhaps a withdrawn one: codes are not reused.',
    'Se la scheda è nuova svuota la cella, altrimenti togli la riga.',
    'If the scheda is new empty the cell, otherwise remove the row.',
  ],
  'id-taken': [
    '«{value}» c’è già.',
    '“{value}” is there already.',
    'Togli la riga: ciò che c’è già si cambia dalla sua pagina.',
    'Remove the row: what is there already is changed on its page.',
  ],
  'id-of-taken-back': [
    '«{value}» era di una riga tolta con l’importazione di «{fileName}»: i codici non si riusano.',
    '“{value}” was that of a row taken back with the import of “{fileName}”: codes are never reused.',
    'Scegli un altro codice; se è quel foglio corretto, importalo con lo stesso nome.',
    'Choose another code; if this is that file put right, import it under the same name.',
  ],
  'need-unknown': [
    'Il bisogno «{value}» non è fra quelli del profilo di salute importati nel ciclo.',
    'The need “{value}” is not one of those of the health profile imported into the cycle.',
    'Scrivi uno di questi: {known}.',
    'Write one of these: {known}.',
  ],
  'row-unknown': [
    'La riga «{value}» non è nel registro e non è in questo file.',
    'The row “{value}” is neither in the register nor in this file.',
    'Scrivi il codice di una riga che c’è.',
    'Write the code of a row that is there.',
  ],
  'row-itself': [
    'La riga «{value}» rimanda a sé stessa.',
    'The row “{value}” points to itself.',
    'Scrivi il codice di un’altra riga, o svuota la cella.',
    'Write the code of another row, or empty the cell.',
  ],
  'row-circle': [
    'La riga «{value}» rimanda già a «{own}», da sé o attraverso altre righe.',
    'The row “{value}” points to “{own}” already, by itself or through other rows.',
    'Lascia il rimando da una parte sola: è la riga più recente che rinnova l’altra o vi aggiunge.',
    'Leave the link on one side only: the later row renews the other one, or adds to it.',
  ],
  'row-renewed': [
    'La riga «{value}» è già rinnovata da un’altra.',
    'The row “{value}” is renewed by another one already.',
    'Lascia il rinnovo in una riga sola.',
    'Leave the renewal in one row only.',
  ],
  'period-unreadable': [
    '«{value}» non è una data del calendario scritta con la precisione indicata.',
    '“{value}” is not a date of the calendar, written as exactly as the precision says.',
    'Scrivi un giorno (2027-06-01), un mese (2027-06) o un anno (2027), e la precisione che corrisponde.',
    'Write a day (2027-06-01), a month (2027-06) or a year (2027), and the precision that goes with it.',
  ],
  'dates-reversed': [
    'La fine ({value}) viene prima dell’inizio ({from}).',
    'The end ({value}) comes before the beginning ({from}).',
    'Correggi una delle due.',
    'Correct one of the two.',
  ],
  'batch-too-long': [
    'Da questa riga in poi c’è troppo testo per una volta sola.',
    'From this row on there is too much text for one time.',
    'Importa le righe precedenti, e queste in un secondo file.',
    'Import the rows before it, and these in a second file.',
  ],
} as const satisfies Readonly<Record<string, Texts>>;

export type RowFaultCode = keyof typeof texts;

export const rowFaultTexts: Readonly<Record<RowFaultCode, Texts>> = texts;
