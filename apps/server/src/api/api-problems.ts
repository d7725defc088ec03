import type { RequestProblem } from '#planning';
import { Problem, type ProblemDescription } from '../http/problem.js';

/** What the API itself answers no to, before the domain is asked. The same codes stand in docs/errors.md. */
export const apiProblems = {
  'request-invalid': {
    status: 400,
    it: {
      title: 'La richiesta ha campi da correggere',
      detail: 'Uno o più campi mancano o non hanno la forma prevista: vedi l’elenco in problems.',
    },
    en: {
      title: 'The request has fields to correct',
      detail: 'One or more fields are missing or malformed: see the list in problems.',
    },
  },
  'idempotency-key-missing': {
    status: 400,
    it: {
      title: 'Manca l’identificativo del comando',
      detail: 'Aggiungi l’intestazione Idempotency-Key con un UUID nuovo per ogni comando.',
    },
    en: {
      title: 'The command id is missing',
      detail: 'Add the header Idempotency-Key with a new UUID for every command.',
    },
  },
  'if-match-malformed': {
    status: 400,
    it: {
      title: 'If-Match non è leggibile',
      detail: 'If-Match porta la revisione letta, fra virgolette: If-Match: "12".',
    },
    en: {
      title: 'If-Match cannot be read',
      detail: 'If-Match carries the revision you read, in quotes: If-Match: "12".',
    },
  },
  'on-behalf-of-malformed': {
    status: 400,
    it: {
      title: 'On-Behalf-Of non è leggibile',
      detail: 'On-Behalf-Of porta l’identificativo della persona per cui si agisce.',
    },
    en: {
      title: 'On-Behalf-Of cannot be read',
      detail: 'On-Behalf-Of carries the id of the person on whose behalf it is done.',
    },
  },
  'verb-unknown': {
    status: 404,
    it: {
      title: 'Comando sconosciuto',
      detail: 'Questo comando non esiste: l’elenco è in /api/v1/openapi.json.',
    },
    en: {
      title: 'Unknown command',
      detail: 'There is no such command: the list is in /api/v1/openapi.json.',
    },
  },
  'verb-takes-file': {
    status: 404,
    it: {
      title: 'Questo comando si dà con un file',
      detail:
        'Un’importazione registra l’impronta del file che il server ha letto: invia il file a …/spreadsheets/{tabella}/import.',
    },
    en: {
      title: 'This command is given with a file',
      detail:
        'An import records the fingerprint of the file the server has read: send the file to …/spreadsheets/{table}/import.',
    },
  },
  'definition-not-installed': {
    status: 404,
    it: {
      title: 'Definizione sconosciuta',
      detail: 'La definizione chiesta non è installata: l’elenco è in /api/v1/definitions.',
    },
    en: {
      title: 'Unknown definition',
      detail: 'The definition asked for is not installed: the list is in /api/v1/definitions.',
    },
  },
  'not-yet-projected': {
    status: 503,
    headers: { 'retry-after': '1' },
    it: {
      title: 'La lettura non è ancora aggiornata',
      detail:
        'Il fatto è registrato, ma la vista chiesta non ci è ancora arrivata: riprova fra un secondo.',
    },
    en: {
      title: 'The view has not caught up yet',
      detail:
        'The fact is recorded, but the view asked for has not reached it yet: try again in a second.',
    },
  },
  'view-unavailable': {
    status: 503,
    headers: { 'retry-after': '10' },
    it: {
      title: 'La vista non è leggibile',
      detail:
        'I fatti sono al sicuro, ma questa vista non si può leggere ora: riprova, o avvisa chi gestisce il servizio.',
    },
    en: {
      title: 'The view cannot be read',
      detail:
        'The facts are safe, but this view cannot be read now: try again, or tell whoever runs the service.',
    },
  },
  'audit-question-unknown': {
    status: 404,
    it: {
      title: 'Domanda sconosciuta',
      detail: 'Le domande di chi controlla sono quindici: l’elenco è in /api/v1/audit/questions.',
    },
    en: {
      title: 'Unknown question',
      detail: 'The questions of an audit are fifteen: the list is in /api/v1/audit/questions.',
    },
  },
  'export-too-long': {
    status: 422,
    it: {
      title: 'L’elenco è troppo lungo per un foglio',
      detail:
        'Un foglio di calcolo ne contiene al massimo {most} righe: chiedi il formato csv o ndjson, o filtra l’elenco.',
    },
    en: {
      title: 'The list is too long for a workbook',
      detail:
        'A workbook is written with at most {most} rows: ask for csv or ndjson, or filter the list.',
    },
  },
  'export-does-not-fit': {
    status: 422,
    it: {
      title: 'Un testo non sta in una cella',
      detail:
        'Il foglio avrebbe una cella che nessun programma può contenere: vedi column e row. Accorcia quel testo, o filtra l’elenco.',
    },
    en: {
      title: 'A text does not fit into a cell',
      detail:
        'The spreadsheet would have a cell that no program can hold: see column and row. Shorten that text, or filter the list.',
    },
  },
  'too-busy': {
    status: 503,
    headers: { 'retry-after': '1' },
    it: {
      title: 'Troppe scritture insieme',
      detail:
        'Altri hanno scritto sullo stesso ciclo: ripeti lo stesso comando con lo stesso Idempotency-Key.',
    },
    en: {
      title: 'Too many writes at once',
      detail:
        'Others were writing to the same cycle: repeat the same command with the same Idempotency-Key.',
    },
  },
  'definition-altered': {
    status: 500,
    it: {
      title: 'La definizione del ciclo è cambiata o manca',
      detail:
        'Il ciclo è nato con una definizione che qui non c’è più identica: reinstalla la versione originale.',
    },
    en: {
      title: 'The definition of the cycle was altered or is missing',
      detail:
        'The cycle began with a definition that is not installed here unaltered: install the original again.',
    },
  },
} as const satisfies Record<string, Omit<ProblemDescription, 'code'>>;

export type ApiProblemCode = keyof typeof apiProblems;

/** The problem of this code, with further members of the document if there are any. */
export function apiProblem(
  code: ApiProblemCode,
  extensions: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): Problem {
  return new Problem({ ...apiProblems[code], code, extensions }, { cause });
}

/** The fields of a request that are wrong. */
export function invalidRequest(problems: readonly RequestProblem[]): Problem {
  return apiProblem('request-invalid', { problems });
}
