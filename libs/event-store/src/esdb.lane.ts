import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { Remote } from './esdb.connection.js';
import { uuid } from './esdb.events.js';
import { EsdbFailure, failureOf } from './esdb.failures.js';
import { persistent, shared } from './esdb.protocol.js';
import type { Persistent } from './esdb.protocol.js';

/** How long a lane that was left may take to end, in milliseconds. */
const LEAVE_MS = 1_000;

interface Waiting {
  readonly arrived: (event: Persistent.ReadResp.ReadEvent) => void;
  readonly failed: (failure: EsdbFailure) => void;
}

/**
 * A place in a group that holds one event at a time. The server gives an event to whoever has room, whether
 * or not he is waiting; so room is only made by those who wait: who holds two events has two lanes, and
 * who wants none has none.
 */
export class EsdbLane {
  readonly #call: ClientDuplexStream<Persistent.ReadReq, Persistent.ReadResp>;
  readonly #confirmed: Promise<void>;
  readonly #ended: Promise<void>;
  #arrived: Persistent.ReadResp.ReadEvent | undefined;
  #waiting: Waiting | undefined;
  #failure: EsdbFailure | undefined;
  #soon: { readonly id: string; readonly timer: NodeJS.Immediate } | undefined;

  constructor(remote: Remote, group: string) {
    const call = remote.groups.read(remote.metadata());
    this.#call = call;
    const confirmation = Promise.withResolvers<undefined>();
    const end = Promise.withResolvers<undefined>();
    this.#confirmed = confirmation.promise;
    this.#ended = end.promise;
    call.on('data', (message: Persistent.ReadResp) => {
      if (message.hasSubscriptionConfirmation()) confirmation.resolve(undefined);
      const event = message.getEvent();
      if (event === undefined) return;
      if (this.#waiting === undefined) this.#arrived = event;
      else this.#waiting.arrived(event);
      this.#waiting = undefined;
    });
    const finish = (failure: EsdbFailure): void => {
      this.#failure ??= failure;
      this.#waiting?.failed(this.#failure);
      this.#waiting = undefined;
      confirmation.reject(this.#failure);
      end.resolve(undefined);
    };
    call.on('error', (error) => {
      finish(failureOf(error));
    });
    call.on('end', () => {
      finish(new EsdbFailure('away', 'The server ended the call', undefined, undefined));
    });
    this.#confirmed.catch(() => undefined); // whoever opens the lane hears of it
    call.write(joining(group));
  }

  /** Resolves when the server has let us in. @throws EsdbFailure */
  confirmed(): Promise<void> {
    return this.#confirmed;
  }

  /** Resolves when nothing more comes or goes here. */
  ended(): Promise<void> {
    return this.#ended;
  }

  get isBroken(): boolean {
    return this.#failure !== undefined;
  }

  /** The next event given to this lane. @throws EsdbFailure when the lane ends */
  next(): Promise<Persistent.ReadResp.ReadEvent> {
    this.#settleNow();
    return new Promise((arrived, failed) => {
      if (this.#arrived !== undefined) {
        arrived(this.#arrived);
        this.#arrived = undefined;
      } else if (this.#failure !== undefined) failed(this.#failure);
      else this.#waiting = { arrived, failed };
    });
  }

  /**
   * Says that the event is done: together with the wish for another one, or, if there is none in this turn
   * of the event loop, with good-bye, so that the server does not hand over what nobody is waiting for.
   */
  acknowledgeSoon(id: string): void {
    const timer = setImmediate(() => {
      this.#settleNow();
      this.leave();
    });
    this.#soon = { id, timer };
  }

  /** Puts the event aside, and leaves. */
  park(id: string, reason: string): void {
    const { Action } = persistent.ReadReq.Nack;
    const nack = new persistent.ReadReq.Nack();
    nack.setIdsList([uuid(id)]);
    nack.setAction(Action.PARK);
    nack.setReason(reason);
    this.#call.write(new persistent.ReadReq().setNack(nack));
    this.leave();
  }

  /** Leaves once everything said here has been sent. */
  leave(): void {
    this.#settleNow();
    this.#failure ??= left();
    this.#call.end();
    const late = setTimeout(() => {
      this.#call.cancel();
    }, LEAVE_MS);
    void this.#ended.finally(() => {
      clearTimeout(late);
    });
  }

  /** Leaves at once: an event held here goes to somebody else. */
  drop(): void {
    this.#failure ??= left();
    this.#call.cancel();
  }

  #settleNow(): void {
    if (this.#soon === undefined) return;
    clearImmediate(this.#soon.timer);
    const ack = new persistent.ReadReq.Ack().setIdsList([uuid(this.#soon.id)]);
    this.#soon = undefined;
    if (this.#failure === undefined) this.#call.write(new persistent.ReadReq().setAck(ack));
  }
}

function left(): EsdbFailure {
  return new EsdbFailure('away', 'The consumer has left', undefined, undefined);
}

function joining(group: string): Persistent.ReadReq {
  const options = new persistent.ReadReq.Options();
  options.setAll(new shared.Empty());
  options.setGroupName(group);
  options.setBufferSize(1);
  options.setUuidOption(new persistent.ReadReq.Options.UUIDOption().setString(new shared.Empty()));
  return new persistent.ReadReq().setOptions(options);
}
