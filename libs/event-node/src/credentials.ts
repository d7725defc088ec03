import { createHash, timingSafeEqual } from 'node:crypto';
import { ServerInterceptingCall, status } from '@grpc/grpc-js';
import type { Metadata, ServerInterceptor } from '@grpc/grpc-js';
import { accessDenied, CallFailed } from './failures.js';

/** The one name and password with which clients may call this node. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** What clients need before they can show who they are. */
const OPEN_TO_ALL = /^\/event_store\.client\.(?:server_features|gossip)\./u;

/** Refuses every call that does not carry the credentials (RFC 7617), before its first message is read. */
export function credentialsRequired(credentials: Credentials): ServerInterceptor {
  const wanted = digest(`${credentials.name}:${credentials.password}`);
  return (method, call) =>
    new ServerInterceptingCall(call, {
      start: (next) => {
        next({
          onReceiveMetadata: (metadata, pass) => {
            const refusal = OPEN_TO_ALL.test(method.path) ? undefined : refused(metadata, wanted);
            if (refusal === undefined) pass(metadata);
            else call.sendStatus(refusal);
          },
        });
      },
    });
}

function refused(metadata: Metadata, wanted: Buffer): CallFailed | undefined {
  const [authorization] = metadata.get('authorization');
  if (authorization === undefined) return accessDenied();
  const [, encoded = ''] = /^Basic +(\S+)$/iu.exec(String(authorization)) ?? [];
  const given = digest(Buffer.from(encoded, 'base64').toString('utf8'));
  return timingSafeEqual(given, wanted)
    ? undefined
    : new CallFailed(status.UNAUTHENTICATED, 'Authentication failed');
}

/** Texts of any length become comparable in a time that tells nothing about them. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
