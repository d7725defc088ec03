import { randomUUID } from 'node:crypto';
import type { handleUnaryCall } from '@grpc/grpc-js';
import { gossip } from './protocol.js';
import type { Gossip, Shared } from './protocol.js';
import { ticks, uuid } from './wire.js';

/** Where clients reach this node. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Gossip/Read: a cluster of one member, which leads. */
export function readGossip(
  address: () => Address,
  nowMs: () => number,
): handleUnaryCall<Shared.Empty, Gossip.ClusterInfo> {
  const instance = randomUUID();
  return (_call, answer) => {
    const { host, port } = address();
    const endPoint = new gossip.EndPoint();
    endPoint.setAddress(host);
    endPoint.setPort(port);
    const member = new gossip.MemberInfo();
    member.setInstanceId(uuid(instance, 'numbers'));
    member.setTimeStamp(ticks(nowMs()));
    member.setState(gossip.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    answer(null, new gossip.ClusterInfo().setMembersList([member]));
  };
}
