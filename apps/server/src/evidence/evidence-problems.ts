import { Problem, type ProblemDescription } from '../http/problem.js';

/** Why no evidence is handed out. The same codes stand in docs/errors.md. */
export const evidenceProblems = {
  'nothing-sealed': {
    status: 404,
    it: {
      title: 'Non è ancora sigillato',
      detail:
        'Di quel che chiedi non è sigillato alcun fatto: aspetta un secondo, o controlla il ciclo.',
    },
    en: {
      title: 'It is not sealed yet',
      detail: 'No fact of what you ask for is sealed: wait a second, or check the cycle.',
    },
  },
  'evidence-elsewhere': {
    status: 409,
    it: {
      title: 'Questo server non ha la chiave del registro',
      detail: 'Il fascicolo va firmato: chiedilo al server che firma i sigilli.',
    },
    en: {
      title: 'This server does not have the key of the ledger',
      detail: 'A bundle is signed: ask the server that signs the seals.',
    },
  },
  'evidence-of-others': {
    status: 403,
    it: {
      title: 'Nel registro ci sono anche altre zone',
      detail:
        'Il fascicolo di tutto il registro porterebbe fuori i loro fatti: chiedi quello di un ciclo.',
    },
    en: {
      title: 'Other zones are in the log, too',
      detail: 'The bundle of the whole log would carry their facts away: ask for that of a cycle.',
    },
  },
} as const satisfies Readonly<Record<string, Omit<ProblemDescription, 'code'>>>;

/** @param cause what it follows from, for the log */
export function evidenceProblem(code: keyof typeof evidenceProblems, cause?: unknown): Problem {
  return new Problem({ ...evidenceProblems[code], code }, { cause });
}
