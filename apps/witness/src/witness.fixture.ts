import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  base64Of,
  checkpointText,
  consistencyProof,
  GrowingTree,
  leafHash,
  noteText,
  NoteSigner,
  rootOf,
  signatureTypes,
  type WholeSubtrees,
} from '#ledger';
import { WitnessMemory } from './witness-memory.js';
import { witnessServer } from './witness-server.js';
import { Witness } from './witness.js';

export const ORIGIN = 'piano.example/registro/1';

/** A key of a log. */
export function logSigner(name = ORIGIN): NoteSigner {
  const { privateKey } = generateKeyPairSync('ed25519');
  return new NoteSigner(
    name,
    signatureTypes.ed25519,
    createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),
  );
}

/** A log of so many entries; another word makes another history. */
export class TestLog {
  readonly #nodes = new Map<string, Uint8Array>();
  readonly subtrees: WholeSubtrees = (level, index) => {
    const hash = this.#nodes.get(`${level}/${index}`);
    if (!hash) throw new RangeError(`No subtree ${index} of level ${level}`);
    return hash;
  };

  constructor(
    size: number,
    readonly signers: readonly NoteSigner[],
    word = 'entry',
    readonly origin = ORIGIN,
  ) {
    const tree = GrowingTree.empty();
    for (let index = 0; index < size; index++)
      for (const node of tree.push(leafHash(Buffer.from(`${word} ${index}`))))
        this.#nodes.set(`${node.level}/${node.index}`, node.hash);
  }

  root(size: number): Uint8Array {
    return rootOf(this.subtrees, size);
  }

  note(size: number, signers = this.signers): string {
    const text = checkpointText({ origin: this.origin, size, root: this.root(size) });
    return noteText({ text, signatures: signers.map((signer) => signer.sign(text, 0)) });
  }

  /** The body of a request to a witness. */
  request(oldSize: number, size: number, signers = this.signers): string {
    const proof = consistencyProof(this.subtrees, Math.min(oldSize, size), size).map(base64Of);
    return [`old ${oldSize}`, ...proof, '', this.note(size, signers)].join('\n');
  }
}

/** What came back over a socket. */
export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
}

export async function post(
  url: string,
  body: string | Uint8Array,
  method = 'POST',
): Promise<Answer> {
  const asked = request(url, { method, agent: false });
  asked.on('error', () => undefined); // what is refused early need not be read to its end
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: Record<string, string> },
  ];
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece);
  return {
    status: response.statusCode,
    type: response.headers['content-type'],
    body: Buffer.concat(pieces).toString(),
  };
}

/** A witness that listens on a free port, in a folder of its own. */
export class RunningWitness {
  readonly folder = mkdtempSync(join(tmpdir(), 'witness-'));
  readonly signer = new NoteSigner(
    'revisori.example/w1',
    signatureTypes.ed25519Cosignature,
    generateKeyPairSync('ed25519').privateKey,
  );
  readonly alarms: string[] = [];
  readonly notes: string[] = [];
  readonly memory = new WitnessMemory(join(this.folder, 'witness.db'));
  nowMs = Date.parse('2026-05-04T08:00:00Z');
  readonly #server;

  constructor(logs: readonly NoteSigner[]) {
    const witness = new Witness({
      logs: logs.map(({ key }) => key),
      memory: this.memory,
      signer: this.signer,
      nowMs: () => this.nowMs,
      alarm: (origin) => this.alarms.push(origin),
    });
    this.#server = witnessServer(witness, (line) => this.notes.push(line));
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/add-checkpoint`;
  }

  leave(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.memory.close();
    rmSync(this.folder, { recursive: true });
  }
}
