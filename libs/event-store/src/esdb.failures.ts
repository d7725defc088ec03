import { StoreUnavailable } from './event-store.js';
import {
  convertToCommandError,
  ErrorType,
  isCommandError,
  NotLeaderError,
} from './esdb.protocol.js';
import type { EndPoint } from './esdb.protocol.js';

/** Why a call to the store failed, as far as we tell the reasons apart. */
export type FailureKind =
  /** Nobody answers there, or the connection broke. */
  | 'away'
  /** No answer within the time the call had. */
  | 'late'
  | 'not-leader'
  | 'denied'
  /** The two ends do not trust each other's certificates. */
  | 'untrusted'
  /** The stream was ended for ever by an administrator. */
  | 'stream-deleted'
  | 'too-large'
  | 'no-group'
  | 'group-exists'
  | 'other';

const kinds: Partial<Record<ErrorType, FailureKind>> = {
  [ErrorType.UNAVAILABLE]: 'away',
  [ErrorType.CANCELLED]: 'away',
  [ErrorType.DEADLINE_EXCEEDED]: 'late',
  [ErrorType.TIMEOUT]: 'late',
  [ErrorType.NOT_LEADER]: 'not-leader',
  [ErrorType.ACCESS_DENIED]: 'denied',
  [ErrorType.STREAM_DELETED]: 'stream-deleted',
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED]: 'too-large',
  [ErrorType.PERSISTENT_SUBSCRIPTION_DOES_NOT_EXIST]: 'no-group',
  [ErrorType.PERSISTENT_SUBSCRIPTION_EXISTS]: 'group-exists',
};

/** What TLS says when the certificate, the name in it or the authority is not the expected one. */
const OF_CERTIFICATES =
  /certificate|self[- ]signed|altnames|unable to (?:get|verify)|\bSSL\b|\bTLS\b|wrong version number/iu;

/** A call to the store failed. Stays inside the adapter: callers get what the port promises. */
export class EsdbFailure extends Error {
  override readonly name = 'EsdbFailure';
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly leader: EndPoint | undefined,
    override readonly cause: unknown,
  ) {
    super(message);
  }

  /** Whether trying again, perhaps elsewhere, may help. */
  get mayPass(): boolean {
    return this.kind === 'away' || this.kind === 'late' || this.kind === 'not-leader';
  }
}

/** Tells why a call failed by what it threw. */
export function failureOf(thrown: unknown): EsdbFailure {
  if (thrown instanceof EsdbFailure) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const known = convertToCommandError(error);
  let kind: FailureKind = 'other';
  if (isCommandError(known)) kind = kinds[known.type] ?? 'other';
  if (kind === 'away' && OF_CERTIFICATES.test(error.message)) kind = 'untrusted';
  // A call that a break ended without any status of the server's.
  if (/RST_STREAM|ended without gRPC status/u.test(error.message)) kind = 'away';
  // When no member answers, finding the cluster ends in an error without a code.
  if (error.message.startsWith('Failed to discover')) kind = 'away';
  const leader = known instanceof NotLeaderError ? known.leader : undefined;
  return new EsdbFailure(kind, error.message, leader, error);
}

/** A call that got no answer in the time we give it. */
export function tooLate(): EsdbFailure {
  return new EsdbFailure('late', 'No answer in time', undefined, undefined);
}

const advice: Partial<Record<FailureKind, string>> = {
  away:
    'Il deposito degli eventi non risponde: verificare che sia acceso e raggiungibile da qui ' +
    '(TRACCIA_EVENTSTORE). / The event store does not answer: check that it runs and can be reached from here.',
  late:
    'Il deposito degli eventi non ha risposto in tempo: verificare il suo carico e la rete. / ' +
    'The event store did not answer in time: check its load and the network.',
  'not-leader':
    'Il deposito degli eventi non ha un nodo che accetti scritture: verificare lo stato del cluster. / ' +
    'No node of the event store takes writes: check the state of the cluster.',
  denied:
    'Il deposito degli eventi rifiuta le credenziali: verificare utente, password e permessi in ' +
    'TRACCIA_EVENTSTORE. / The event store refuses the credentials: check user, password and permissions.',
  untrusted:
    'Il certificato del deposito degli eventi non è attendibile: verificare tls, tlsCAFile e il nome del nodo ' +
    'in TRACCIA_EVENTSTORE. / The certificate of the event store is not trusted: check tls, tlsCAFile and the name.',
  'stream-deleted':
    'Il flusso è stato cancellato per sempre dal deposito degli eventi: ripristinarlo da una copia. / ' +
    'The stream was deleted for ever from the event store: restore it from a backup.',
};

/** The failure as the port tells it. */
export function unavailable(thrown: unknown): StoreUnavailable {
  if (thrown instanceof StoreUnavailable) return thrown;
  const failure = failureOf(thrown);
  const text =
    advice[failure.kind] ??
    'Il deposito degli eventi ha risposto con un errore inatteso. / The event store answered with an unexpected error.';
  return new StoreUnavailable(`${text} (${failure.message})`, { cause: failure });
}

/** Nobody knows whether the append was kept. */
export function outcomeUnknown(failure: unknown): StoreUnavailable {
  return new StoreUnavailable(
    'Non si sa se la scrittura è avvenuta: ripetere la stessa richiesta, non sarà scritta due volte. / ' +
      'It is not known whether the append was kept: repeat the same request, it will not be written twice. ' +
      `(${failureOf(failure).message})`,
    { cause: failure },
  );
}

export function closed(): StoreUnavailable {
  return new StoreUnavailable('Il deposito degli eventi è chiuso / The event store is closed');
}
