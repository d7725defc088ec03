import type { handleUnaryCall } from '@grpc/grpc-js';
import { callFailed } from '../failures.js';
import { persistent, shared } from '../protocol.js';
import type { Persistent, Shared } from '../protocol.js';
import { streamNameOf } from '../wire.js';
import { groupDoesNotExist, groupFailed } from './group-failures.js';
import { groupInfo } from './group-info.js';
import { ALL } from './group-name.js';
import { groupName, wantedGroup } from './group-request.js';
import type { Group } from './group.js';
import type { Groups } from './groups.js';

/** The calls about groups that are answered once: PersistentSubscriptions without Read. */
export function groupCalls(groups: Groups) {
  return {
    create: answered(async (request: Persistent.CreateReq) => {
      await groups.create(wantedGroup(request));
      return new persistent.CreateResp();
    }),
    update: answered(async (request: Persistent.UpdateReq) => {
      await groups.update(wantedGroup(request));
      return new persistent.UpdateResp();
    }),
    delete: answered(async (request: Persistent.DeleteReq) => {
      await groups.delete(groupName(request.getOptions()));
      return new persistent.DeleteResp();
    }),
    getInfo: answered((request: Persistent.GetInfoReq) => {
      const group = groups.group(groupName(request.getOptions()));
      return new persistent.GetInfoResp().setSubscriptionInfo(groupInfo(group));
    }),
    list: answered((request: Persistent.ListReq) => {
      const listed = listedGroups(groups, request.getOptions());
      return new persistent.ListResp().setSubscriptionsList(listed.map(groupInfo));
    }),
    replayParked: answered((request: Persistent.ReplayParkedReq) => {
      const options = request.getOptions();
      const name = groupName(options);
      const stopAt = options?.hasStopAt() ? Number(options.getStopAt()) : Infinity;
      if (stopAt < 0) throw groupFailed(name, 'A replay cannot stop before the first parked event');
      groups.group(name).replayParked(stopAt);
      return new persistent.ReplayParkedResp();
    }),
    restartSubsystem: answered<Shared.Empty, Shared.Empty>(async (): Promise<Shared.Empty> => {
      await groups.restart();
      return new shared.Empty();
    }),
  };
}

/** @throws CallFailed if a stream is asked for that has no group */
function listedGroups(
  groups: Groups,
  options: Persistent.ListReq.Options | undefined,
): readonly Group[] {
  const asked = options?.getListForStream();
  if (asked === undefined) return groups.all;
  const stream = asked.hasAll() ? ALL : streamNameOf(asked.getStream());
  const listed = groups.all.filter(({ configured }) => configured.name.stream === stream);
  if (listed.length === 0) throw groupDoesNotExist({ stream, group: '' });
  return listed;
}

function answered<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, done) => {
    new Promise<Response>((resolve) => {
      resolve(answer(call.request));
    })
      .then((response) => {
        done(null, response);
      })
      .catch((error: unknown) => {
        done(callFailed(error));
      });
  };
}
