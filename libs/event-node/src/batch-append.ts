import { status } from '@grpc/grpc-js';
import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import type { Message } from 'google-protobuf';
import type { RawEvent } from '#event-store';
import { callFailed } from './failures.js';
import type { NodeLog, Written } from './node-log.js';
import { bytesOfEvent, expectedRevision, proposedEvent } from './proposed-events.js';
import { codes, shared, statuses, streams } from './protocol.js';
import type { Codes, Shared, Streams } from './protocol.js';
import { idOf, revisionText, streamIdentifier, streamNameOf } from './wire.js';

const { Code } = codes;
type Answer = Streams.BatchAppendResp;
type Options = Streams.BatchAppendReq.Options;

/** An append of which only some parts have come yet. */
interface Unfinished {
  readonly correlation: Shared.UUID;
  readonly options: Options;
  readonly events: RawEvent[];
  bytes: number;
  failure?: Answer;
}

/**
 * Streams/BatchAppend: many appends on one call, each in one or more parts, answered as they become
 * durable. An append that fails is answered like any other: an error of the call itself would end all
 * those under way. Errors travel in the answer as google.rpc.Status.
 */
export function batchAppend(
  log: NodeLog,
  maxAppendBytes: number,
): handleBidiStreamingCall<Streams.BatchAppendReq, Streams.BatchAppendResp> {
  return (call) => {
    const unfinished = new Map<string, Unfinished>();
    let underWay = 0;
    let ended = false;

    const finish = () => {
      if (ended && underWay === 0) call.end();
    };
    const receive = (request: Streams.BatchAppendReq) => {
      const append = partOf(request);
      if (append === undefined) return;
      for (const proposed of request.getProposedMessagesList()) {
        if (append.failure !== undefined) break;
        try {
          const event = proposedEvent(proposed);
          append.bytes += bytesOfEvent(event);
          append.events.push(event);
          if (append.bytes > maxAppendBytes) append.failure = tooLarge(append, maxAppendBytes);
        } catch (error) {
          append.failure = badRequest(append, callFailed(error).details);
        }
      }
      if (!request.getIsFinal()) return;
      unfinished.delete(idOf(append.correlation));
      underWay++;
      void outcome(log, append).then((answer) => {
        underWay--;
        if (call.writable) call.write(answer);
        finish();
      });
    };
    /** The append that a part belongs to. Its first part brings the options. */
    const partOf = (request: Streams.BatchAppendReq): Unfinished | undefined => {
      const correlation = request.getCorrelationId();
      if (correlation === undefined) return undefined; // nobody could be answered
      const id = idOf(correlation);
      const known = unfinished.get(id);
      if (known !== undefined) return known;
      const options = request.getOptions() ?? new streams.BatchAppendReq.Options();
      const append = { correlation, options, events: [], bytes: 0 };
      unfinished.set(id, append);
      return append;
    };

    call.on('data', receive);
    call.on('error', () => {
      unfinished.clear(); // the client has gone
    });
    call.on('end', () => {
      ended = true;
      finish();
    });
  };
}

async function outcome(log: NodeLog, append: Unfinished): Promise<Answer> {
  if (append.failure !== undefined) return append.failure;
  const { options, events } = append;
  const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
  if (deadline < Date.now())
    return failed(append, Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
  const stream = streamNameOf(options.getStreamIdentifier());
  try {
    const expected = expectedRevision(options, options.getStreamPosition());
    return written(append, await log.append(stream, events, expected));
  } catch (error) {
    const { code, details } = callFailed(error);
    const away = code === status.UNAVAILABLE;
    return failed(append, away ? Code.UNAVAILABLE : Code.UNKNOWN, details, new shared.Unknown());
  }
}

function written(append: Unfinished, result: Written): Answer {
  if (result.kind === 'wrong') return wrong(append, result.current);
  if (result.kind === 'deleted') {
    const details = new shared.StreamDeleted();
    details.setStreamIdentifier(append.options.getStreamIdentifier());
    return failed(append, Code.FAILED_PRECONDITION, 'StreamDeleted', details);
  }
  const success = new streams.BatchAppendResp.Success();
  if (result.revision < 0) success.setNoStream(nothing());
  else success.setCurrentRevision(revisionText(result.revision));
  if (result.position === 0) success.setNoPosition(nothing());
  else {
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(String(result.position));
    position.setPreparePosition(String(result.position));
    success.setPosition(position);
  }
  return answerTo(append).setSuccess(success);
}

function wrong(append: Unfinished, current: number): Answer {
  const { options } = append;
  const details = new shared.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(nothing());
  else details.setCurrentStreamRevision(revisionText(current));
  if (options.hasAny()) details.setExpectedAny(nothing());
  else if (options.hasStreamExists()) details.setExpectedStreamExists(nothing());
  else if (options.hasNoStream()) details.setExpectedNoStream(nothing());
  else details.setExpectedStreamPosition(options.getStreamPosition());
  return failed(append, Code.FAILED_PRECONDITION, 'WrongExpectedVersion', details);
}

function tooLarge(append: Unfinished, maxBytes: number): Answer {
  const details = new shared.MaximumAppendSizeExceeded();
  details.setMaxappendsize(maxBytes);
  append.events.length = 0;
  return failed(append, Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details);
}

function badRequest(append: Unfinished, message: string): Answer {
  append.events.length = 0;
  const details = new shared.BadRequest().setMessage(message);
  return failed(append, Code.INVALID_ARGUMENT, message, details);
}

/** The last part of the name of the message says which error it is. */
function failed(append: Unfinished, code: Codes, message: string, details: Message): Answer {
  const packed = new anyMessages.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${nameOf(details)}`);
  const error = new statuses.Status();
  error.setCode(code);
  error.setMessage(message);
  error.setDetails(packed);
  return answerTo(append).setError(error);
}

function nameOf(details: Message): string {
  const messages = [
    'WrongExpectedVersion',
    'StreamDeleted',
    'Timeout',
    'MaximumAppendSizeExceeded',
    'BadRequest',
  ] as const;
  return messages.find((name) => details instanceof shared[name]) ?? 'Unknown';
}

function answerTo({ correlation, options }: Unfinished): Answer {
  const answer = new streams.BatchAppendResp();
  answer.setCorrelationId(correlation);
  answer.setStreamIdentifier(options.getStreamIdentifier() ?? streamIdentifier(''));
  if (options.hasAny()) answer.setAny(nothing());
  else if (options.hasStreamExists()) answer.setStreamExists(nothing());
  else if (options.hasNoStream()) answer.setNoStream(nothing());
  else answer.setStreamPosition(options.getStreamPosition());
  return answer;
}

function nothing(): InstanceType<typeof emptyMessages.Empty> {
  return new emptyMessages.Empty();
}
