import { performance } from 'node:perf_hooks';
import type { handleBidiStreamingCall, ServerDuplexStream } from '@grpc/grpc-js';
import { callFailed, invalidArgument } from '../failures.js';
import { Outlet } from '../outlet.js';
import { persistent } from '../protocol.js';
import type { Persistent, Shared } from '../protocol.js';
import { idOf, recorded } from '../wire.js';
import type { IdForm } from '../wire.js';
import { Consumer } from './consumer.js';
import type { Caller } from './consumer.js';
import { keyOf } from './group-name.js';
import { groupName } from './group-request.js';
import type { Group, Refusal } from './group.js';
import type { Groups } from './groups.js';
import type { Message } from './message.js';

type Call = ServerDuplexStream<Persistent.ReadReq, Persistent.ReadResp>;

/** PersistentSubscriptions/Read: the options first, then an answer for each event that comes. */
export function consume(
  groups: Groups,
): handleBidiStreamingCall<Persistent.ReadReq, Persistent.ReadResp> {
  return (call) => {
    const outlet = new Outlet(call);
    let joined: { readonly group: Group; readonly consumer: Consumer } | undefined;
    const leave = () => {
      joined?.group.leave(joined.consumer);
    };
    call.on('data', (request: Persistent.ReadReq) => {
      if (outlet.closed) return;
      try {
        if (joined === undefined) joined = join(groups, request, call, outlet);
        else answer(joined.group, joined.consumer, request);
      } catch (error) {
        leave();
        outlet.fail(callFailed(error));
      }
    });
    call.on('cancelled', leave);
    call.on('end', () => {
      leave();
      outlet.end();
    });
  };
}

/** @throws CallFailed */
function join(
  groups: Groups,
  request: Persistent.ReadReq,
  call: Call,
  outlet: Outlet<Persistent.ReadResp>,
): { readonly group: Group; readonly consumer: Consumer } {
  const options = request.getOptions();
  if (options === undefined) throw invalidArgument('A consumer begins with its options');
  const name = groupName(options);
  const group = groups.group(name);
  const ids = options.getUuidOption()?.hasStructured() ? 'numbers' : 'text';
  const consumer = new Consumer(
    callerOf(call),
    Math.max(1, options.getBufferSize()),
    performance.now(),
    (message) => {
      outlet.push(eventMessage(message, ids)); // never more than there are slots
    },
    (failure) => {
      outlet.fail(failure);
    },
  );
  group.join(consumer);
  const confirmation = new persistent.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(keyOf(name));
  outlet.push(new persistent.ReadResp().setSubscriptionConfirmation(confirmation));
  return { group, consumer };
}

function answer(group: Group, consumer: Consumer, request: Persistent.ReadReq): void {
  const ack = request.getAck();
  if (ack !== undefined) {
    group.acknowledge(consumer, idsOf(ack));
    return;
  }
  const nack = request.getNack();
  if (nack === undefined) throw invalidArgument('A consumer answers with ack or nack');
  group.refuse(consumer, idsOf(nack), refusalOf(nack), nack.getReason());
}

function idsOf(message: { getIdsList(): Shared.UUID[] }): readonly string[] {
  return message.getIdsList().map(idOf);
}

function refusalOf(nack: Persistent.ReadReq.Nack): Refusal {
  const { Action } = persistent.ReadReq.Nack;
  switch (nack.getAction()) {
    case Action.PARK:
      return 'park';
    case Action.SKIP:
    case Action.STOP: // the server stops nothing, and forgets the event
      return 'skip';
    case Action.RETRY:
    case Action.UNKNOWN:
      return 'retry';
  }
}

function eventMessage({ resolved, retryCount }: Message, ids: IdForm): Persistent.ReadResp {
  const { ReadEvent } = persistent.ReadResp;
  const { event, link } = resolved;
  const message = new ReadEvent();
  if (event) message.setEvent(recorded(new ReadEvent.RecordedEvent(), event, ids));
  if (link) message.setLink(recorded(new ReadEvent.RecordedEvent(), link, ids));
  message.setCommitPosition(String((link ?? event)?.position));
  message.setRetryCount(retryCount);
  return new persistent.ReadResp().setEvent(message);
}

function callerOf(call: Call): Caller {
  const [authorization = ''] = call.metadata.get('authorization');
  const [, encoded = ''] = /^Basic +(\S+)$/iu.exec(String(authorization)) ?? [];
  const [name] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const [connectionName = '<unknown>'] = call.metadata.get('connection-name');
  return {
    from: call.getPeer(),
    username: name === undefined || name === '' ? 'anonymous' : name,
    connectionName: String(connectionName),
  };
}
