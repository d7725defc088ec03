import { ServerInterceptingCall } from '@grpc/grpc-js';
import type { ServerInterceptor } from '@grpc/grpc-js';

/** How many answers of a call may be on their way to the connection; each may be as large as an append. */
const MOST = 16;

/**
 * Lets the answers of a stream leave together. Otherwise each waits until the one before has left, and
 * costs a turn of the event loop and a write to the socket of its own.
 */
export const answersTogether: ServerInterceptor = (method, call) =>
  method.responseStream ? new CallInParts(call) : new ServerInterceptingCall(call);

class CallInParts extends ServerInterceptingCall {
  #underWay = 0;
  #goOn: (() => void) | undefined;

  override sendMessage(message: unknown, goOn: () => void): void {
    this.#underWay += 1;
    super.sendMessage(message, () => {
      this.#underWay -= 1;
      const waiting = this.#goOn;
      this.#goOn = undefined;
      waiting?.();
    });
    if (this.#underWay < MOST) goOn();
    else this.#goOn = goOn;
  }
}
