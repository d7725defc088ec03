import type { Metadata } from '@grpc/grpc-js';
import { meaningOfAnswer } from './esdb.append-answer.js';
import type { AppendAnswer } from './esdb.append-answer.js';
import { appendMessages } from './esdb.append-request.js';
import { failureOf } from './esdb.failures.js';
import type { StreamsClient } from './esdb.protocol.js';
import type { PreparedEvent } from './prepared-append.js';

/** How streams of a node are called. */
export interface StreamCalls {
  readonly streams: InstanceType<typeof StreamsClient>;
  /** What goes with every call. */
  metadata(): Metadata;
}

/**
 * One append on a call of its own, so that its failure is nobody else's.
 * @param after the last revision of the stream (-1: not there); the server compares
 * @throws EsdbFailure: the outcome is then unknown, unless the kind says that it was refused
 */
export function sendAppend(
  node: StreamCalls,
  deadline: Date,
  stream: string,
  events: readonly PreparedEvent[],
  after: number,
): Promise<AppendAnswer> {
  return new Promise((resolve, reject) => {
    const call = node.streams.append(node.metadata(), { deadline }, (error, answer) => {
      if (error) reject(failureOf(error));
      else {
        try {
          resolve(meaningOfAnswer(answer));
        } catch (unreadable) {
          reject(failureOf(unreadable));
        }
      }
    });
    call.on('error', (error) => {
      reject(failureOf(error));
    });
    for (const message of appendMessages({ stream, events, after })) call.write(message);
    call.end();
  });
}
