import { closed, flag, instant, integer, listOf, oneOf, orNull, text } from '../api/schema.js';

const size = integer(0, Number.MAX_SAFE_INTEGER);
const sizeOf = (name: string): object => ({
  ...{ name, in: 'query', required: false },
  schema: size,
});
const hashes = { ...listOf(text), description: 'base64' };

const tile = (path: string) => ({
  path: `/api/v1/ledger/tile/{level}/{first}${path}`,
  summary: 'Impronte del registro, C2SP tlog-tiles / hashes of the ledger, C2SP tlog-tiles',
  parameters: [],
  open: true as const,
  answer: text,
  files: ['application/octet-stream'],
});

/** What anybody may ask of the ledger. */
export const ledgerQueries = [
  {
    path: '/api/v1/ledger/checkpoint',
    summary: 'L’ultimo sigillo, C2SP tlog-checkpoint / the last seal, C2SP tlog-checkpoint',
    parameters: [],
    open: true as const,
    answer: text,
    files: ['text/plain'],
  },
  ...['', '/{second}', '/{second}/{third}', '/{second}/{third}/{fourth}'].map(tile),
  {
    path: '/api/v1/ledger/proof/{eventId}',
    summary: 'La ricevuta di un fatto, C2SP tlog-proof / the receipt of a fact, C2SP tlog-proof',
    parameters: [],
    open: true as const,
    answer: text,
    files: ['text/plain'],
  },
  {
    path: '/api/v1/ledger/consistency',
    summary:
      'Che il registro è solo cresciuto, RFC 9162 2.1.4 / that the ledger has only grown, RFC 9162 2.1.4',
    parameters: [sizeOf('from'), sizeOf('to')],
    open: true as const,
    answer: closed({ from: size, to: size, proof: hashes }),
  },
  {
    path: '/api/v1/ledger/state',
    summary: 'Come sta il registro dei sigilli / how the ledger stands',
    parameters: [],
    answer: closed(
      {
        ...{ state: oneOf(['opening', 'sealing', 'broken']), keys: listOf(text) },
        ...{ hasKey: flag, isSigning: flag, size, sealedSize: size, root: orNull(text) },
      },
      { origin: text, lastAudit: closed({ at: instant, facts: size, tookMs: size }) },
    ),
  },
];
