type Texts = readonly [problemIt: string, problemEn: string, remedyIt: string, remedyEn: string];

/**
 * Everything that can be wrong with a file: a stable code, what is wrong and what to do, in Italian and
 * English. `{name}` is filled in. docs/decisions/spreadsheets.md lists the codes; a test keeps them alike.
 */
const texts = {
  // The file
  'file-empty': [
    'Il file è vuoto.',
    'The file is empty.',
    'Scarica il modello, compilalo e carica quello.',
    'Download the template, fill it in and upload that.',
  ],
  'file-too-large': [
    'Il file è di {size} MB: il massimo è {limit} MB.',
    'The file has {size} MB: at most {limit} MB are taken.',
    'Togli immagini e fogli che non servono, o dividilo in più file.',
    'Remove pictures and sheets that are not needed, or split it into several files.',
  ],
  'not-a-table': [
    'Il file non è né una cartella di lavoro XLSX né un CSV.',
    'The file is neither an XLSX workbook nor a CSV.',
    'Aprilo con il foglio di calcolo e salvalo come XLSX o come CSV UTF-8.',
    'Open it with the spreadsheet program and save it as XLSX or as CSV UTF-8.',
  ],
  'old-excel': [
    'Il file è nel vecchio formato Excel (.xls).',
    'The file is in the old Excel format (.xls).',
    'Aprilo con Excel e salvalo come «Cartella di lavoro di Excel (.xlsx)».',
    'Open it with Excel and save it as “Excel Workbook (.xlsx)”.',
  ],
  'encrypted-file': [
    'Il file è protetto da una password.',
    'The file is protected by a password.',
    'Togli la password (File, Informazioni, Proteggi cartella di lavoro) e salvalo di nuovo.',
    'Remove the password (File, Info, Protect Workbook) and save it again.',
  ],
  'has-macros': [
    'La cartella di lavoro contiene macro.',
    'The workbook holds macros.',
    'Salvala come «Cartella di lavoro di Excel (.xlsx)», che non ne contiene.',
    'Save it as “Excel Workbook (.xlsx)”, which holds none.',
  ],
  'binary-workbook': [
    'Il file è una cartella di lavoro binaria (.xlsb).',
    'The file is a binary workbook (.xlsb).',
    'Salvala come «Cartella di lavoro di Excel (.xlsx)».',
    'Save it as “Excel Workbook (.xlsx)”.',
  ],
  'open-document': [
    'Il file è un foglio OpenDocument (.ods).',
    'The file is an OpenDocument spreadsheet (.ods).',
    'Salvalo come «Excel 2007-365 (.xlsx)» o come CSV UTF-8.',
    'Save it as “Excel 2007-365 (.xlsx)” or as CSV UTF-8.',
  ],
  'external-links': [
    'La cartella di lavoro prende dati da altri file o da altre fonti.',
    'The workbook takes data from other files or other sources.',
    'Interrompi i collegamenti (Dati, Modifica collegamenti) e togli le connessioni, poi salvala di nuovo.',
    'Break the links (Data, Edit Links) and remove the connections, then save it again.',
  ],
  'damaged-file': [
    'Il file è danneggiato o incompleto.',
    'The file is damaged or incomplete.',
    'Aprilo con il foglio di calcolo, salvalo di nuovo e ricaricalo.',
    'Open it with the spreadsheet program, save it again and upload it again.',
  ],
  'inconsistent-zip': [
    'Il contenuto del file non è quello che il file dichiara.',
    'The file does not hold what it declares.',
    'Aprilo con il foglio di calcolo, salvalo di nuovo e ricaricalo. Se non sai da dove viene, non aprirlo.',
    'Open it with the spreadsheet program, save it again and upload it again. If you do not know where it comes from, do not open it.',
  ],
  'too-many-parts': [
    'La cartella di lavoro è fatta di {count} parti: il massimo è {limit}.',
    'The workbook is made of {count} parts: at most {limit} are taken.',
    'Copia i dati in una cartella di lavoro nuova, con un solo foglio.',
    'Copy the data to a new workbook with one sheet.',
  ],
  'unpacks-too-large': [
    'Aperta, la cartella di lavoro occupa più di {limit} MB.',
    'Unpacked, the workbook takes more than {limit} MB.',
    'Copia i soli dati in una cartella di lavoro nuova, o dividili in più file.',
    'Copy only the data to a new workbook, or split them into several files.',
  ],
  'doctype-in-xml': [
    'Il file contiene una dichiarazione DOCTYPE, che una cartella di lavoro non ha.',
    'The file holds a DOCTYPE declaration, which no workbook has.',
    'Copia i dati in una cartella di lavoro nuova. Se non sai da dove viene il file, non aprirlo.',
    'Copy the data to a new workbook. If you do not know where the file comes from, do not open it.',
  ],
  'no-visible-sheet': [
    'La cartella di lavoro non ha fogli visibili.',
    'The workbook has no visible sheet.',
    'Metti i dati in un foglio visibile: quelli nascosti non si leggono.',
    'Put the data on a visible sheet: hidden ones are not read.',
  ],
  'sheet-not-found': [
    'Il foglio «{sheet}» non c’è. Fogli visibili: {found}.',
    'There is no sheet “{sheet}”. Visible sheets: {found}.',
    'Rinomina «{sheet}» il foglio con i dati.',
    'Rename the sheet with the data “{sheet}”.',
  ],
  'sheet-not-chosen': [
    'La cartella di lavoro ha più fogli: {found}. Non è chiaro quale leggere.',
    'The workbook has several sheets: {found}. It is not clear which one to read.',
    'Lascia visibile solo il foglio con i dati.',
    'Leave only the sheet with the data visible.',
  ],
  // The table
  'no-header': [
    'Manca la riga dei titoli. I titoli sono: {titles}.',
    'The row of titles is missing. The titles are: {titles}.',
    'Metti i titoli nella prima riga, come nel modello.',
    'Put the titles in the first row, as in the template.',
  ],
  'column-missing': [
    'Manca la colonna «{title}».',
    'The column “{title}” is missing.',
    'Aggiungi la colonna con questo titolo, anche se resta vuota.',
    'Add the column with this title, even if it stays empty.',
  ],
  'column-unknown': [
    'La colonna «{title}» non è prevista.',
    'The column “{title}” is not foreseen.',
    'Correggi il titolo o togli la colonna.',
    'Correct the title or remove the column.',
  ],
  'column-doubled': [
    'La colonna «{title}» c’è due volte: anche in {other}.',
    'The column “{title}” is there twice: in {other} too.',
    'Tieni una sola delle due colonne.',
    'Keep only one of the two columns.',
  ],
  'too-many-rows': [
    'La tabella ha più di {limit} righe.',
    'The table has more than {limit} rows.',
    'Dividila in più file.',
    'Split it into several files.',
  ],
  'too-many-columns': [
    'La tabella ha più di {limit} colonne.',
    'The table has more than {limit} columns.',
    'Togli le colonne che non sono nel modello.',
    'Remove the columns that are not in the template.',
  ],
  'merged-cells': [
    'Le celle {range} sono unite.',
    'The cells {range} are merged.',
    'Dividile (Home, Unisci e allinea al centro) e scrivi il valore in ogni cella.',
    'Unmerge them (Home, Merge & Center) and write the value in each cell.',
  ],
  'cell-outside-columns': [
    'La cella contiene «{value}» ma la colonna non ha un titolo.',
    'The cell holds “{value}” but its column has no title.',
    'Vuota la cella o dai un titolo alla colonna. In un CSV controlla le virgolette e il separatore.',
    'Empty the cell or give the column a title. In a CSV check the quotes and the separator.',
  ],
  'quote-not-closed': [
    'Le virgolette aperte in questa cella non si chiudono più.',
    'The quotes opened in this cell are never closed.',
    'Chiudi le virgolette; quelle dentro il testo si scrivono due volte ("").',
    'Close the quotes; those within the text are written twice ("").',
  ],
  'quote-misplaced': [
    'Dopo le virgolette di chiusura c’è altro testo: «{value}».',
    'There is more text after the closing quotes: “{value}”.',
    'Racchiudi tutto il testo fra virgolette; quelle dentro il testo si scrivono due volte ("").',
    'Put the whole text within quotes; those within the text are written twice ("").',
  ],
  // The cell, whatever its column
  formula: [
    'La cella contiene una formula.',
    'The cell holds a formula.',
    'Copiala e usa Incolla speciale, Valori: si leggono solo valori.',
    'Copy it and use Paste Special, Values: only values are read.',
  ],
  'error-cell': [
    'La cella contiene un errore: {value}.',
    'The cell holds an error: {value}.',
    'Scrivi il valore giusto o vuota la cella.',
    'Write the right value or empty the cell.',
  ],
  'cell-too-long': [
    'Il testo ha {length} caratteri: una cella ne tiene {limit}.',
    'The text has {length} characters: a cell holds {limit}.',
    'Accorcia il testo.',
    'Shorten the text.',
  ],
  'control-character': [
    'Il testo contiene un carattere di controllo ({character}), invisibile.',
    'The text holds a control character ({character}), which is invisible.',
    'Riscrivi il testo, o incollalo come testo semplice.',
    'Write the text again, or paste it as plain text.',
  ],
  'value-missing': [
    'La cella è vuota e «{title}» è obbligatorio.',
    'The cell is empty and “{title}” is required.',
    'Scrivi il valore, o vuota l’intera riga.',
    'Write the value, or empty the whole row.',
  ],
  // The cell, for what its column holds
  'text-too-long': [
    'Il testo ha {length} caratteri: il massimo è {limit}.',
    'The text has {length} characters: at most {limit} are taken.',
    'Accorcia il testo.',
    'Shorten the text.',
  ],
  'line-break': [
    'Il testo va su più righe.',
    'The text takes several lines.',
    'Scrivilo su una riga sola.',
    'Write it on one line.',
  ],
  'date-not-expected': [
    'La cella contiene una data ({value}) e qui non va una data.',
    'The cell holds a date ({value}) and no date belongs here.',
    'Dai alla cella il formato Testo e riscrivi il valore: forse il programma lo ha cambiato in data.',
    'Format the cell as Text and write the value again: the program may have turned it into a date.',
  ],
  'boolean-not-expected': [
    'La cella contiene il valore logico {value} e qui va altro.',
    'The cell holds the logical value {value} and something else belongs here.',
    'Dai alla cella il formato Testo e riscrivi il valore.',
    'Format the cell as Text and write the value again.',
  ],
  'number-lost-digits': [
    'Il numero {value} ha più cifre di quante una cella numerica ne conservi.',
    'The number {value} has more digits than a numeric cell keeps.',
    'Dai alla cella il formato Testo e riscrivi il numero per intero.',
    'Format the cell as Text and write the whole number again.',
  ],
  'not-an-option': [
    '«{value}» non è fra i valori ammessi: {options}.',
    '“{value}” is not one of the values: {options}.',
    'Scrivi uno dei valori ammessi, o sceglilo dall’elenco della cella nel modello.',
    'Write one of the values, or choose it from the list of the cell in the template.',
  ],
  'too-many-items': [
    'La cella elenca {count} valori: il massimo è {limit}.',
    'The cell lists {count} values: at most {limit} are taken.',
    'Togli i valori in più.',
    'Remove the values that are too many.',
  ],
  'not-a-whole-number': [
    '«{value}» non è un numero intero.',
    '“{value}” is not a whole number.',
    'Scrivi solo cifre, per esempio 1250, senza punti né virgole.',
    'Write only digits, for example 1250, without points or commas.',
  ],
  'number-too-small': [
    'Il numero {value} è troppo piccolo: il minimo è {limit}.',
    'The number {value} is too small: the least is {limit}.',
    'Correggi il numero.',
    'Correct the number.',
  ],
  'number-too-large': [
    'Il numero {value} è troppo grande: il massimo è {limit}.',
    'The number {value} is too large: the most is {limit}.',
    'Correggi il numero.',
    'Correct the number.',
  ],
  'not-an-amount': [
    '«{value}» non è un importo.',
    '“{value}” is not an amount.',
    'Scrivilo come 1.234,56 oppure 1234,56.',
    'Write it as 1.234,56 or 1234.56.',
  ],
  'ambiguous-amount': [
    '«{value}» si può leggere in due modi: il punto separa le migliaia o i decimali?',
    '“{value}” can be read in two ways: does the point separate thousands or decimals?',
    'Scrivi i decimali (1.234,00) o togli il punto (1234).',
    'Write the decimals (1.234,00) or leave out the point (1234).',
  ],
  'too-many-decimals': [
    'L’importo {value} ha più di {limit} decimali.',
    'The amount {value} has more than {limit} decimals.',
    'Arrotondalo tu: qui non si arrotonda niente.',
    'Round it yourself: nothing is rounded here.',
  ],
  'negative-amount': [
    'L’importo {value} è negativo.',
    'The amount {value} is negative.',
    'Scrivi un importo da zero in su.',
    'Write an amount of zero or more.',
  ],
  'amount-too-large': [
    'L’importo {value} ha più di {limit} cifre: un foglio di calcolo non le conserva tutte.',
    'The amount {value} has more than {limit} digits: a spreadsheet does not keep them all.',
    'Controlla l’importo.',
    'Check the amount.',
  ],
  'not-a-day': [
    '«{value}» non è una data.',
    '“{value}” is not a date.',
    'Scrivila come giorno/mese/anno con quattro cifre per l’anno, per esempio 31/12/2027.',
    'Write it as day/month/year with four digits for the year, for example 31/12/2027.',
  ],
  'no-such-day': [
    'Il giorno {value} non esiste nel calendario.',
    'The day {value} is not in the calendar.',
    'Correggi la data.',
    'Correct the date.',
  ],
  'number-not-a-date': [
    'La cella contiene il numero {value} e non una data.',
    'The cell holds the number {value} and not a date.',
    'Dai alla cella il formato Data e riscrivila, per esempio 31/12/2027.',
    'Format the cell as Date and write it again, for example 31/12/2027.',
  ],
  'time-in-day': [
    'Oltre al giorno la cella contiene un’ora.',
    'Besides the day the cell holds a time.',
    'Scrivi solo il giorno, per esempio 31/12/2027.',
    'Write only the day, for example 31/12/2027.',
  ],
  'not-yes-or-no': [
    '«{value}» non è né sì né no.',
    '“{value}” is neither yes nor no.',
    'Scrivi Sì oppure No.',
    'Write Sì or No.',
  ],
} as const satisfies Readonly<Record<string, Texts>>;

export type FaultCode = keyof typeof texts;

export const faultTexts: Readonly<Record<FaultCode, Texts>> = texts;
