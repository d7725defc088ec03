import type { Http2Session } from 'node:http2';

/** Who waits for the answer to a ping on a connection. */
interface Waiting {
  underWay: boolean;
  readonly callbacks: (() => void)[];
}

const waiting = new WeakMap<Http2Session, Waiting>();

/**
 * Calls back when the other end has answered a ping that was sent after this call; never if the connection
 * breaks. Who asks while a ping is under way shares the next one: there is never more than one.
 */
export function roundTrip(session: Http2Session, callback: () => void): void {
  const those = waiting.get(session) ?? { underWay: false, callbacks: [] };
  waiting.set(session, those);
  those.callbacks.push(callback);
  if (!those.underWay) ping(session, those);
}

function ping(session: Http2Session, those: Waiting): void {
  const callbacks = those.callbacks.splice(0);
  those.underWay = callbacks.length > 0 && !session.destroyed;
  if (!those.underWay) return;
  session.ping((error) => {
    if (error === null) for (const callback of callbacks) callback();
    ping(session, those);
  });
}
