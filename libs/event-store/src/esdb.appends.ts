import { status } from '@grpc/grpc-js';
import { refusal } from './esdb.append-answer.js';
import type { AppendAnswer } from './esdb.append-answer.js';
import { AppendCall } from './esdb.append-call.js';
import { lengthOfAll } from './esdb.append-request.js';
import type { AppendRequest } from './esdb.append-request.js';
import { sendAppend } from './esdb.append.js';
import type { StreamCalls } from './esdb.append.js';
import { failureOf } from './esdb.failures.js';
import type { EsdbFailure } from './esdb.failures.js';

/** Larger appends, in letters of text, have a call to themselves: they hold up nobody else's. */
const MAX_SHARED_LENGTH = 262_144;

/**
 * The appends of this process to one node. They share one call, since a call of its own costs an append
 * more than all the rest; after a break the next one opens another.
 */
export class EsdbAppends {
  #call: AppendCall | undefined;
  /** Set for a server that is too old to let appends share a call (before 21.10). */
  #unshared = false;

  constructor(private readonly node: StreamCalls) {}

  /** @throws EsdbFailure: the outcome is then unknown */
  send(request: AppendRequest, deadline: Date): Promise<AppendAnswer> {
    if (this.#unshared) return this.#sendAlone(request, deadline);
    const isLarge = lengthOfAll(request) > MAX_SHARED_LENGTH;
    const call = isLarge ? this.#open() : (this.#call ??= this.#open());
    const answer = call.send(request, deadline);
    if (isLarge) call.leave();
    return answer;
  }

  /** Nothing more is sent to this node. */
  leave(): void {
    this.#call?.leave();
  }

  async #sendAlone(request: AppendRequest, deadline: Date): Promise<AppendAnswer> {
    const { stream, events, after } = request;
    try {
      return await sendAppend(this.node, deadline, stream, events, after);
    } catch (error) {
      return refusal(failureOf(error));
    }
  }

  #open(): AppendCall {
    const shared = this.node.streams.batchAppend(this.node.metadata());
    const call = new AppendCall(shared, (failure) => {
      if (this.#call === call) this.#call = undefined;
      if (saysUnknownCall(failure)) this.#unshared = true;
    });
    return call;
  }
}

function saysUnknownCall({ cause }: EsdbFailure): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === status.UNIMPLEMENTED;
}
