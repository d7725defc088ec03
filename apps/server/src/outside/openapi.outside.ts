import { sealKinds } from '#ledger';
import { closed, fingerprint, instant, integer, listOf, oneOf, text, uuid } from '../api/schema.js';

const size = integer(0, Number.MAX_SAFE_INTEGER);
const query = (name: string, schema: object): object => ({
  ...{ name, in: 'query', required: false, schema },
});

/** What may be asked of the copies outside. */
export const outsideQueries = [
  {
    path: '/api/v1/ledger/seals',
    summary: 'I sigilli esterni, dal più recente / the seals outside, the newest first',
    parameters: [query('limit', integer(1, 200)), query('before', size)],
    answer: closed(
      {
        items: listOf(
          closed({
            ...{ eventId: uuid, recordedAt: instant, size, root: text, kind: oneOf(sealKinds) },
            ...{ reference: text, sha256: fingerprint, at: instant, evidence: text },
          }),
        ),
      },
      { next: size },
    ),
  },
  {
    path: '/api/v1/cycles/{cycleId}/deliberations/{sessionId}/seal',
    summary:
      'Il sigillo da riportare sull’atto, anche come codice QR / the seal to print on the act, also as a QR code',
    parameters: [],
    answer: closed({
      ...{ eventId: uuid, manifestHash: fingerprint, origin: text, size, root: text, text },
      qr: { ...text, description: 'SVG' },
    }),
  },
];
