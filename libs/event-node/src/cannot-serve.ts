/** The node cannot serve where, or as, it was asked to. The message says what to do, in Italian and English. */
export class CannotServe extends Error {
  override readonly name = 'CannotServe';
}

/** @param cause says whether the port is taken or the address is another machine's */
export function cannotListen(address: string, cause: unknown): CannotServe {
  return new CannotServe(
    `Non si può ascoltare su ${address}: liberare la porta, o scegliere un'altra porta o un indirizzo di ` +
      'questa macchina. / ' +
      `Nobody can listen on ${address}: free the port, or choose another one, or an address of this machine. ` +
      `(${reasonOf(cause)})`,
    { cause },
  );
}

export function unusableCertificate(cause: unknown): CannotServe {
  return new CannotServe(
    'Il certificato e la chiave del nodo non si possono usare: servono in PEM, e l’uno dell’altra. / ' +
      'The certificate and the key of the node cannot be used: they have to be PEM, and belong together. ' +
      `(${reasonOf(cause)})`,
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
