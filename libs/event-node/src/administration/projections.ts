import { status } from '@grpc/grpc-js';
import type { handleServerStreamingCall } from '@grpc/grpc-js';
import { CallFailed } from '../failures.js';
import type { Projections } from '../protocol.js';

/** Projections/Statistics: how projections are doing, and there are none. */
export function projectionStatistics(): handleServerStreamingCall<
  Projections.StatisticsReq,
  Projections.StatisticsResp
> {
  return (call) => {
    const options = call.request.getOptions();
    if (options?.hasName() === true)
      call.emit('error', new CallFailed(status.NOT_FOUND, `No projection ${options.getName()}`));
    else call.end();
  };
}
