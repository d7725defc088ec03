import type { Http2Server, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { ServerCredentials } from '@grpc/grpc-js';
import type { Server } from '@grpc/grpc-js';
import { answerHttp2 } from './plain-requests.js';

/** Of a server the library shows how connections are given to it; what comes by them it keeps in a member. */
interface Inside {
  readonly http2Servers?: ReadonlyMap<Http2Server, unknown>;
}

type OnStream = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number) => void;

/**
 * Gives the library connections of HTTP/2 that others have accepted, and decrypted. Every call of gRPC is a POST;
 * any other request is answered before the library turns it away for its content type, because programs that
 * speak HTTP/2 whenever they can (curl over TLS is one) ask that way whether the node is there.
 * @throws Error if another version of the library is built otherwise
 */
export function grpcConnections(server: Server): (connection: Socket) => void {
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const [connections, ...others] = (server as object as Inside).http2Servers?.keys() ?? [];
  const [call, ...more] = (connections?.listeners('stream') ?? []) as OnStream[];
  if (connections === undefined || call === undefined || others.length + more.length > 0)
    throw new Error('This version of the library receives calls elsewhere');
  connections.removeAllListeners('stream');
  connections.on('stream', (stream, headers, flags) => {
    if (headers[':method'] === 'POST') call(stream, headers, flags);
    else answerHttp2(stream, headers);
  });
  return (connection) => {
    injector.injectConnection(connection);
  };
}
