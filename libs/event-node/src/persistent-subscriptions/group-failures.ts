import { status } from '@grpc/grpc-js';
import { CallFailed } from '../failures.js';
import type { GroupName } from './group-name.js';

export function groupDoesNotExist(name: GroupName): CallFailed {
  return failure(status.NOT_FOUND, 'does-not-exist', name, 'does not exist.');
}

export function groupExists(name: GroupName): CallFailed {
  return failure(status.ALREADY_EXISTS, 'exists', name, 'exists.');
}

export function groupFailed(name: GroupName, reason: string): CallFailed {
  return failure(status.INTERNAL, 'failed', name, `failed: '${reason}'`, { reason });
}

/** The end of a consumer whose group goes on without it. */
export function consumerDropped(name: GroupName): CallFailed {
  return failure(status.CANCELLED, 'dropped', name, 'was dropped.');
}

export function tooManyConsumers(name: GroupName): CallFailed {
  const { stream, group } = name;
  return new CallFailed(
    status.FAILED_PRECONDITION,
    `Maximum subscriptions reached for subscription group ${group} on stream ${stream}.`,
    { exception: 'maximum-subscribers-reached', 'stream-name': stream, 'group-name': group },
  );
}

function failure(
  code: status,
  exception: string,
  { stream, group }: GroupName,
  text: string,
  more: Readonly<Record<string, string>> = {},
): CallFailed {
  return new CallFailed(code, `Subscription group ${group} on stream ${stream} ${text}`, {
    exception: `persistent-subscription-${exception}`,
    'stream-name': stream,
    'group-name': group,
    ...more,
  });
}
