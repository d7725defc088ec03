import type { KeyObject } from 'node:crypto';
import { sha256 } from './merkle/hash.js';
import { rawPublicKey } from './note/verifier-key.js';

/**
 * What a ledger calls itself in its first epoch: `traccia.ente.example/registro/1`. Where no host is known,
 * a name made of the key.
 */
export function firstOrigin(host: string | undefined, key: KeyObject): string {
  const name = host ?? `traccia-${Buffer.from(sha256(rawPublicKey(key))).toString('hex', 0, 4)}`;
  return `${name}/registro/1`;
}

/** The name of the epoch after one. @throws RangeError for a name without an epoch */
export function nextOrigin(origin: string): string {
  const [, name, epoch] = /^(.+)\/([1-9]\d{0,8})$/.exec(origin) ?? [];
  if (name === undefined || epoch === undefined)
    throw new RangeError(`«${origin}» does not end in the number of an epoch`);
  return `${name}/${Number(epoch) + 1}`;
}
