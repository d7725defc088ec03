import { BrokenHistory, LedgerNotReady, NotYetSealed, UnusableLedgerKey } from '#ledger';
import { Problem, type ProblemDescription } from '../http/problem.js';

/** What is answered no to because of the ledger. The same codes stand in docs/errors.md. */
export const ledgerProblems = {
  'not-yet-sealed': {
    status: 503,
    headers: { 'retry-after': '1' },
    it: {
      title: 'Registrato, ma non ancora sigillato',
      detail:
        'Il fatto è registrato e sarà sigillato: ripeti lo stesso comando con lo stesso Idempotency-Key per avere la ricevuta.',
    },
    en: {
      title: 'Recorded, but not sealed yet',
      detail:
        'The fact is recorded and will be sealed: repeat the same command with the same Idempotency-Key to get the receipt.',
    },
  },
  'ledger-broken': {
    status: 503,
    it: {
      title: 'Il registro non è più quello che fu sigillato',
      detail:
        'Nessuna decisione si registra finché chi gestisce il servizio non ha guardato: vedi /health/ready.',
    },
    en: {
      title: 'The history is no longer what was sealed',
      detail:
        'No decision is recorded until whoever runs the service has looked: see /health/ready.',
    },
  },
  'ledger-not-ready': {
    status: 503,
    headers: { 'retry-after': '5' },
    it: {
      title: 'Il registro dei sigilli non è ancora aperto',
      detail: 'Riprova fra qualche secondo.',
    },
    en: { title: 'The ledger is not open yet', detail: 'Try again in a few seconds.' },
  },
  'not-in-ledger': {
    status: 404,
    it: {
      title: 'Non c’è nel registro',
      detail: 'Nessun fatto sigillato ha questo identificativo, o l’albero non è così grande.',
    },
    en: {
      title: 'It is not in the ledger',
      detail: 'No sealed fact has this id, or the tree has not grown so far.',
    },
  },
} as const satisfies Readonly<Record<string, Omit<ProblemDescription, 'code'>>>;

/** @param cause what it follows from, for the log */
export function ledgerProblem(code: keyof typeof ledgerProblems, cause?: unknown): Problem {
  return new Problem({ ...ledgerProblems[code], code }, { cause });
}

/** What somebody is told whom the ledger keeps waiting; undefined for errors that are not of the ledger. */
export function problemOfLedger(error: unknown): Problem | undefined {
  if (error instanceof NotYetSealed) return ledgerProblem('not-yet-sealed', error);
  if (error instanceof BrokenHistory || error instanceof UnusableLedgerKey)
    return ledgerProblem('ledger-broken', error);
  if (error instanceof LedgerNotReady) return ledgerProblem('ledger-not-ready', error);
  return undefined;
}
