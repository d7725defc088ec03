import type { handleClientStreamingCall } from '@grpc/grpc-js';
import type { RawEvent } from '#event-store';
import { AppendSize } from './append-size.js';
import {
  accessDenied,
  appendTooLarge,
  callFailed,
  internal,
  invalidArgument,
  streamDeleted,
} from './failures.js';
import type { CallFailed } from './failures.js';
import type { Written } from './log-answers.js';
import type { NodeLog } from './node-log.js';
import { isNoStream } from './no-stream.js';
import { expectedRevision, proposedEvent } from './proposed-events.js';
import { shared, streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { endOfRequest } from './whole-request.js';
import { revisionText, streamNameOf } from './wire.js';

/**
 * Streams/Append: the options first, then the events one by one, then one answer. All of them are written
 * when the client has sent them all, and none if it broke off.
 */
export function append(
  log: NodeLog,
  maxAppendBytes: number,
): handleClientStreamingCall<Streams.AppendReq, Streams.AppendResp> {
  return (call, answer) => {
    let options: Streams.AppendReq.Options | undefined;
    let failure: CallFailed | undefined;
    const size = new AppendSize(maxAppendBytes);
    const events: RawEvent[] = [];
    call.on('data', (request: Streams.AppendReq) => {
      if (failure !== undefined) return;
      options ??= request.getOptions();
      const proposed = request.getProposedMessage();
      if (proposed === undefined) return;
      try {
        const event = proposedEvent(proposed);
        size.add(event);
        if (size.tooLarge) throw appendTooLarge(maxAppendBytes);
        events.push(event);
      } catch (error) {
        failure = callFailed(error);
        events.length = 0;
      }
    });
    call.on('error', () => {
      events.length = 0; // the client has gone: nobody waits for an answer
    });
    call.on('end', () => {
      void endOfRequest(call.metadata).then((end) => {
        if (end === 'whole') finish();
        else if (end === 'cut short') answer(internal('The last message is incomplete'));
      });
    });
    const finish = () => {
      if (failure !== undefined) {
        answer(failure);
        return;
      }
      if (options === undefined) {
        answer(invalidArgument('An append begins with its options'));
        return;
      }
      write(log, options, events)
        .then((response) => {
          answer(null, response);
        })
        .catch((error: unknown) => {
          answer(callFailed(error));
        });
    };
  };
}

async function write(
  log: NodeLog,
  options: Streams.AppendReq.Options,
  events: readonly RawEvent[],
): Promise<Streams.AppendResp> {
  const stream = streamNameOf(options.getStreamIdentifier());
  if (isNoStream(stream)) throw accessDenied();
  const expected = expectedRevision(options, options.hasRevision() && options.getRevision());
  const written = await log.append(stream, events, expected);
  if (written.kind === 'deleted') throw streamDeleted(stream);
  return response(written, options);
}

function response(
  written: Exclude<Written, { kind: 'deleted' }>,
  asked: Streams.AppendReq.Options,
): Streams.AppendResp {
  const answer = new streams.AppendResp();
  if (written.kind === 'wrong')
    return answer.setWrongExpectedVersion(wrong(written.current, asked));
  const success = new streams.AppendResp.Success();
  if (written.revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(revisionText(written.revision));
  if (written.position === 0) return answer.setSuccess(success.setNoPosition(new shared.Empty()));
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(written.position));
  position.setPreparePosition(String(written.position));
  return answer.setSuccess(success.setPosition(position));
}

/** Says it twice, since clients before 20.10 read other members. */
function wrong(
  current: number,
  asked: Streams.AppendReq.Options,
): Streams.AppendResp.WrongExpectedVersion {
  const empty = new shared.Empty();
  const answer = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) {
    answer.setCurrentNoStream(empty);
    answer.setNoStream2060(empty);
  } else {
    answer.setCurrentRevision(revisionText(current));
    answer.setCurrentRevision2060(current);
  }
  if (asked.hasAny()) {
    answer.setExpectedAny(empty);
    answer.setAny2060(empty);
  } else if (asked.hasStreamExists()) {
    answer.setExpectedStreamExists(empty);
    answer.setStreamExists2060(empty);
  } else if (asked.hasNoStream()) {
    answer.setExpectedNoStream(empty);
  } else {
    answer.setExpectedRevision(asked.getRevision());
    const revision = Number(asked.getRevision());
    if (Number.isSafeInteger(revision)) answer.setExpectedRevision2060(revision);
  }
  return answer;
}
