import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode } from '#event-node';
import type { EventNode, StartEventNode } from '#event-node';
import { selfSignedCertificate } from '../../../test/certificate.fixture.js';

/** An event node in this process, with data of its own. */
export interface NodeUnderTest {
  readonly port: number;
  readonly dataFolder: string;
  /** Where a client finds it; another port leads there through a proxy. */
  address(port?: number): string;
  /** Stops it as it is, keeping its data. */
  stop(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

/** How clients reach the node. */
export type Transport = 'plain' | 'tls';

/** Starts a node. Over TLS it asks for a name and a password. */
export async function eventNode(transport: Transport = 'plain'): Promise<NodeUnderTest> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'event-node-'));
  const options: Omit<StartEventNode, 'port'> = {
    dataFolder,
    maxAppendBytes: 2_097_152, // an append of 1 MiB, and the names of its types
    ...(transport === 'tls'
      ? {
          tls: selfSignedCertificate(),
          credentials: { name: 'traccia', password: 'una prova: @/?' },
        }
      : {}),
  };
  const authority = join(dataFolder, 'ca.crt');
  if (options.tls) await writeFile(authority, options.tls.certificate);
  let node: EventNode = await startEventNode({ ...options, port: 0 });
  const { port } = node;
  return {
    port,
    dataFolder,
    address: (at = port) =>
      transport === 'plain'
        ? `esdb://127.0.0.1:${at}?tls=false`
        : `kurrentdb://traccia:${encodeURIComponent('una prova: @/?')}@127.0.0.1:${at}?tlsCAFile=${encodeURIComponent(authority)}`,
    stop: () => node.stop(),
    start: async () => {
      node = await startEventNode({ ...options, port });
    },
    dispose: async () => {
      await node.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}
