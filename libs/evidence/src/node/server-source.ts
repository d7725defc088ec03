import type { EvidenceSource } from '../check/evidence-source.js';
import { hexOf } from '../format/bytes.js';
import { nodeCryptography } from './node-cryptography.js';

/** A server did not give what it was asked for. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
  constructor(
    readonly path: string,
    readonly status: number,
  ) {
    super(`Il server non dà ${path} (stato ${status}). (The server does not give it.)`);
  }
}

/** A ledger that a server serves as C2SP tlog-tiles. */
export class ServerSource implements EvidenceSource {
  /**
   * @param prefix address below which `checkpoint` and `tile/…` are
   * @param headers that say who asks: entries are for auditors
   */
  constructor(
    private readonly prefix: string,
    private readonly headers: readonly (readonly [name: string, value: string])[] = [],
  ) {}

  /** @throws ServerRefused, TypeError where nobody answers */
  async read(path: string): Promise<Uint8Array | undefined> {
    const address = `${this.prefix.replace(/\/+$/, '')}/${path}`;
    const response = await fetch(address, { headers: this.headers.map(([...each]) => each) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new ServerRefused(path, response.status);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** A ledger has tiles, and no file that would be too large to be read at once. */
  chunks(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async sha256(path: string): Promise<string | undefined> {
    const bytes = await this.read(path);
    const [hash] = bytes ? await nodeCryptography.sha256([bytes]) : [];
    return hash && hexOf(hash);
  }

  /** A server lists nothing. */
  list(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
