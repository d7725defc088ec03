import type { Position } from './event-store.js';
import { streamIdentifier } from './esdb.connection.js';
import type { Remote } from './esdb.connection.js';
import { uuid, wholeNumber } from './esdb.events.js';
import { failureOf, tooLate } from './esdb.failures.js';
import { shared, streams } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';
import type { PreparedEvent } from './prepared-append.js';

/** What the server says of an append. */
export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: number; readonly position: Position | undefined }
  /** Nothing was written by this call; the last revision of the stream is this one (-1: not there). */
  | { readonly kind: 'wrong'; readonly current: number };

/**
 * One append on a call of its own, so that its failure is nobody else's. The bytes are sent as they are.
 * @param after the last revision of the stream (-1: not there); the server compares
 * @throws EsdbFailure: the outcome is then unknown, unless the kind says that it was refused
 */
export function sendAppend(
  remote: Remote,
  deadline: Date,
  stream: string,
  events: readonly PreparedEvent[],
  after: number,
): Promise<AppendAnswer> {
  return new Promise((resolve, reject) => {
    const call = remote.streams.append(remote.metadata(), { deadline }, (error, answer) => {
      if (error) reject(failureOf(error));
      else {
        try {
          resolve(meaning(answer));
        } catch (unreadable) {
          reject(failureOf(unreadable));
        }
      }
    });
    call.on('error', (error) => {
      reject(failureOf(error));
    });
    const options = new streams.AppendReq.Options();
    options.setStreamIdentifier(streamIdentifier(stream));
    if (after < 0) options.setNoStream(new shared.Empty());
    else options.setRevision(String(after));
    call.write(new streams.AppendReq().setOptions(options));
    for (const event of events)
      call.write(new streams.AppendReq().setProposedMessage(proposed(event)));
    call.end();
  });
}

function proposed({ id, type, data, metadata }: PreparedEvent): Streams.AppendReq.ProposedMessage {
  const message = new streams.AppendReq.ProposedMessage();
  message.setId(uuid(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(Buffer.from(data, 'utf8'));
  message.setCustomMetadata(Buffer.from(metadata, 'utf8'));
  return message;
}

function meaning(answer: Streams.AppendResp | undefined): AppendAnswer {
  const wrong = answer?.getWrongExpectedVersion();
  if (wrong !== undefined)
    return {
      kind: 'wrong',
      current: wrong.hasCurrentRevision() ? wholeNumber(wrong.getCurrentRevision()) : -1,
    };
  const success = answer?.getSuccess();
  if (success === undefined) throw tooLate(); // an answer that says nothing is none
  const position = success.getPosition();
  return {
    kind: 'written',
    revision: success.hasCurrentRevision() ? wholeNumber(success.getCurrentRevision()) : -1,
    position: position && wholeNumber(position.getCommitPosition()),
  };
}
