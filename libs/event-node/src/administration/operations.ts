import type { handleUnaryCall } from '@grpc/grpc-js';
import { callFailed } from '../failures.js';
import type { Groups } from '../persistent-subscriptions/groups.js';
import { shared } from '../protocol.js';
import type { Operations, Shared } from '../protocol.js';

/**
 * What an operator may ask of a node. Of a node that is alone, with an index that needs no merging, most
 * of it is done as soon as it is asked. Not to be had: scavenging, and stopping the node from afar.
 */
export function operations(groups: Groups) {
  return {
    restartPersistentSubscriptions: done<Shared.Empty>(() => groups.restart()),
    mergeIndexes: done<Shared.Empty>(),
    resignNode: done<Shared.Empty>(),
    setNodePriority: done<Operations.SetNodePriorityReq>(),
  };
}

function done<Request>(
  act: () => Promise<void> = () => Promise.resolve(),
): handleUnaryCall<Request, Shared.Empty> {
  return (_call, answer) => {
    act().then(
      () => {
        answer(null, new shared.Empty());
      },
      (error: unknown) => {
        answer(callFailed(error));
      },
    );
  };
}
