import type { handleUnaryCall } from '@grpc/grpc-js';
import { accessDenied, callFailed, streamDeleted, wrongExpectedVersion } from './failures.js';
import type { Written } from './log-answers.js';
import { mayNotEnd } from './no-stream.js';
import type { NodeLog } from './node-log.js';
import { expectedRevision, expectedVersion } from './proposed-events.js';
import { streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { streamNameOf } from './wire.js';

type Options = Streams.DeleteReq.Options | Streams.TombstoneReq.Options;

/** Streams/Delete: what can be undone by writing to the stream again. */
export function deleteStream(log: NodeLog): handleUnaryCall<Streams.DeleteReq, Streams.DeleteResp> {
  return (call, answer) => {
    const options = call.request.getOptions() ?? new streams.DeleteReq.Options();
    ending(options, (stream, expected) => log.delete(stream, expected))
      .then((at) => {
        const position = new streams.DeleteResp.Position();
        position.setCommitPosition(at);
        position.setPreparePosition(at);
        answer(null, new streams.DeleteResp().setPosition(position));
      })
      .catch((error: unknown) => {
        answer(callFailed(error));
      });
  };
}

/** Streams/Tombstone: what cannot. */
export function tombstoneStream(
  log: NodeLog,
): handleUnaryCall<Streams.TombstoneReq, Streams.TombstoneResp> {
  return (call, answer) => {
    const options = call.request.getOptions() ?? new streams.TombstoneReq.Options();
    ending(options, (stream, expected) => log.tombstone(stream, expected))
      .then((at) => {
        const position = new streams.TombstoneResp.Position();
        position.setCommitPosition(at);
        position.setPreparePosition(at);
        answer(null, new streams.TombstoneResp().setPosition(position));
      })
      .catch((error: unknown) => {
        answer(callFailed(error));
      });
  };
}

/** @returns the position of what was written. @throws CallFailed if it may not be */
async function ending(
  options: Options,
  end: (stream: string, expected: ReturnType<typeof expectedRevision>) => Promise<Written>,
): Promise<string> {
  const stream = streamNameOf(options.getStreamIdentifier());
  if (mayNotEnd(stream)) throw accessDenied();
  const written = await end(
    stream,
    expectedRevision(options, options.hasRevision() && options.getRevision()),
  );
  if (written.kind === 'deleted') throw streamDeleted(stream);
  if (written.kind === 'wrong') {
    const expected = expectedVersion(options, options.getRevision());
    throw wrongExpectedVersion(stream, expected, written.current);
  }
  return String(written.position);
}
