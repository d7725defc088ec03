import { argon2, timingSafeEqual } from 'node:crypto';

/** What a guess costs (RFC 9106). */
export interface PasswordCost {
  readonly memoryKibibytes: number;
  readonly passes: number;
  readonly lanes: number;
}

/** A password as it is kept: the PHC string of argon2id, without the password. */
interface KeptPassword {
  readonly cost: PasswordCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** RFC 9106, 3.1 and 4. */
export const PASSWORD_SALT_BYTES = 16;
const HASH_BYTES = 32;

const written =
  /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{11,86})$/;

/** The PHC string of a password under a new salt. */
export async function hashPassword(
  password: string,
  salt: Buffer,
  cost: PasswordCost,
): Promise<string> {
  const hash = await derive(password, salt, cost, HASH_BYTES);
  const { memoryKibibytes, passes, lanes } = cost;
  const costs = `m=${memoryKibibytes},t=${passes},p=${lanes}`;
  return `$argon2id$v=19$${costs}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether this is the password of which only the PHC string is kept. */
export async function isPassword(password: string, phc: string): Promise<boolean> {
  const { cost, salt, hash } = readPassword(phc);
  return timingSafeEqual(await derive(password, salt, cost, hash.length), hash);
}

/**
 * What it costs to try a guess at this password.
 * @throws Error when the text is no PHC string of argon2id; its message does not hold it
 */
export function costOf(phc: string): PasswordCost {
  return readPassword(phc).cost;
}

function readPassword(phc: string): KeptPassword {
  const [, memory, passes, lanes, salt = '', hash = ''] = written.exec(phc) ?? [];
  if (memory === undefined) throw new Error('A password is not kept as a PHC string of argon2id');
  return {
    cost: { memoryKibibytes: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** In a thread of its own: the event loop goes on meanwhile. */
function derive(
  password: string,
  nonce: Buffer,
  { memoryKibibytes, passes, lanes }: PasswordCost,
  tagLength: number,
): Promise<Buffer> {
  const message = Buffer.from(password);
  const parameters = {
    ...{ message, nonce, tagLength },
    ...{ parallelism: lanes, memory: memoryKibibytes, passes },
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
