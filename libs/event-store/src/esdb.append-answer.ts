import type { Position } from './event-store.js';
import { wholeNumber } from './esdb.events.js';
import { EsdbFailure, tooLate } from './esdb.failures.js';
import type { FailureKind } from './esdb.failures.js';
import { codes, shared } from './esdb.protocol.js';
import type { Status, Streams } from './esdb.protocol.js';

/** What the server says of an append. */
export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: number; readonly position: Position | undefined }
  /** Nothing was written by this append; the last revision of the stream is this one (-1: not there). */
  | { readonly kind: 'wrong'; readonly current: number }
  /** Nothing was written, and nothing will be by asking again. */
  | { readonly kind: 'refused'; readonly failure: EsdbFailure };

/** Failures of an append that say that nothing was written. All others leave its outcome unknown. */
const DEFINITE: ReadonlySet<FailureKind> = new Set(['denied', 'stream-deleted', 'too-large']);

/** The names of the errors that the server answers an append with. */
const kinds: Readonly<Record<string, FailureKind>> = {
  StreamDeleted: 'stream-deleted',
  AccessDenied: 'denied',
  MaximumAppendSizeExceeded: 'too-large',
  Timeout: 'late',
};
const PACKAGE = 'event_store.client.';
const { Code } = codes;
const WRONG = `${PACKAGE}WrongExpectedVersion`;

/** What the answer to an append on a call of its own means. @throws EsdbFailure, RangeError */
export function meaningOfAnswer(answer: Streams.AppendResp | undefined): AppendAnswer {
  const wrong = answer?.getWrongExpectedVersion();
  if (wrong !== undefined)
    return {
      kind: 'wrong',
      current: wrong.hasCurrentRevision() ? wholeNumber(wrong.getCurrentRevision()) : -1,
    };
  return written(answer?.getSuccess());
}

/** What the answer to an append among others means. @throws EsdbFailure, RangeError */
export function meaningOfSharedAnswer(answer: Streams.BatchAppendResp): AppendAnswer {
  const error = answer.getError();
  return error === undefined ? written(answer.getSuccess()) : meaningOfError(error);
}

/** A failure as an answer where it is one. @throws the failure where it leaves the outcome unknown */
export function refusal(failure: EsdbFailure): AppendAnswer & { readonly kind: 'refused' } {
  if (DEFINITE.has(failure.kind)) return { kind: 'refused', failure };
  throw failure;
}

function written(
  success: Streams.AppendResp.Success | Streams.BatchAppendResp.Success | undefined,
): AppendAnswer {
  if (success === undefined) throw tooLate(); // an answer that says nothing is none
  return {
    kind: 'written',
    revision: success.hasCurrentRevision() ? wholeNumber(success.getCurrentRevision()) : -1,
    position: success.hasPosition()
      ? wholeNumber(success.getPosition()?.getCommitPosition() ?? '')
      : undefined,
  };
}

function meaningOfError(error: Status): AppendAnswer {
  const details = error.getDetails();
  const wrong = details?.unpack(
    (bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes),
    WRONG,
  );
  if (wrong)
    return {
      kind: 'wrong',
      current: wrong.hasCurrentStreamRevision()
        ? wholeNumber(wrong.getCurrentStreamRevision())
        : -1,
    };
  const name = details?.getTypeName().replace(PACKAGE, '') ?? '';
  const kind = kinds[name] ?? (error.getCode() === Code.UNAVAILABLE ? 'away' : 'other');
  return refusal(new EsdbFailure(kind, error.getMessage() || name, undefined, undefined));
}
