import { status } from '@grpc/grpc-js';
import type { handleBidiStreamingCall } from '@grpc/grpc-js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import type { Message } from 'google-protobuf';
import type { RawEvent } from '#event-store';
import { AppendSize } from './append-size.js';
import { callFailed } from './failures.js';
import type { Written } from './log-answers.js';
import { isNoStream } from './no-stream.js';
import type { NodeLog } from './node-log.js';
import { expectedRevision, proposedEvent } from './proposed-events.js';
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
  readonly size: AppendSize;
}

/**
 * Streams/BatchAppend: many appends on one call, each in one or more parts, answered as they become
 * durable, or as soon as a part shows that they cannot be written. An append that fails is answered like
 * any other: an error of the call itself would end all those under way. Errors travel in the answer as
 * google.rpc.Status.
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
      const refusal = refusalOf(append, request.getProposedMessagesList(), maxAppendBytes);
      if (refusal === undefined && !request.getIsFinal()) return;
      unfinished.delete(idOf(append.correlation));
      underWay++;
      void Promise.resolve(refusal ?? outcome(log, append)).then((answer) => {
        underWay--;
        if (call.writable) call.write(answer);
        finish();
      });
    };
    /** The append that a part belongs to. The part with the options begins it. */
    const partOf = (request: Streams.BatchAppendReq): Unfinished | undefined => {
      const correlation = request.getCorrelationId();
      if (correlation === undefined) return undefined; // nobody could be answered
      const id = idOf(correlation);
      const known = unfinished.get(id);
      const options = request.getOptions();
      // Without options it is the rest of an append that is refused already.
      if (known !== undefined || options === undefined) return known;
      const append = { correlation, options, events: [], size: new AppendSize(maxAppendBytes) };
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

/** Adds a part to its append, unless there is no use in waiting for the others. */
function refusalOf(
  append: Unfinished,
  proposed: readonly Streams.BatchAppendReq.ProposedMessage[],
  maxBytes: number,
): Answer | undefined {
  const { options, events, size } = append;
  if (!options.hasStreamIdentifier()) return badRequest(append, 'An append names its stream');
  if (isNoStream(streamNameOf(options.getStreamIdentifier()))) return denied(append);
  if (isLate(options)) return timedOut(append);
  try {
    expectedBy(options);
    for (const message of proposed) {
      const event = proposedEvent(message);
      size.add(event);
      events.push(event);
      if (size.tooLarge) return tooLarge(append, maxBytes);
    }
  } catch (error) {
    return badRequest(append, callFailed(error).details);
  }
  return undefined;
}

/** @throws CallFailed if nothing is expected */
function expectedBy(options: Options): ReturnType<typeof expectedRevision> {
  return expectedRevision(options, options.hasStreamPosition() && options.getStreamPosition());
}

function isLate(options: Options): boolean {
  const deadline = options.getDeadline();
  return deadline !== undefined && deadline.toDate().getTime() <= Date.now();
}

async function outcome(log: NodeLog, append: Unfinished): Promise<Answer> {
  const { options, events } = append;
  const stream = streamNameOf(options.getStreamIdentifier());
  try {
    return written(append, await log.append(stream, events, expectedBy(options)));
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
  return failed(append, Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details);
}

function denied(append: Unfinished): Answer {
  return failed(append, Code.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());
}

function timedOut(append: Unfinished): Answer {
  return failed(append, Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
}

function badRequest(append: Unfinished, message: string): Answer {
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
    'AccessDenied',
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
