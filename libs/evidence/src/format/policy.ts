import { sameBytes } from './bytes.js';
import type { Cryptography } from './cryptography.js';
import { keyTypes, readVerifierKey, type VerifierKey } from './note.js';

/** Whom a verifier believes (C2SP tlog-policy). */
export interface Policy {
  /** The keys of the log: the one of today, and those before it. */
  readonly logs: readonly VerifierKey[];
  readonly witnesses: ReadonlyMap<string, VerifierKey>;
  /** Whether these witnesses, by the names of the policy, are enough. */
  readonly isQuorum: (names: ReadonlySet<string>) => boolean;
}

/** A text is no policy; says in which line. */
export class InvalidPolicy extends Error {
  override readonly name = 'InvalidPolicy';
  constructor(line: number, why: string) {
    super(`policy, riga ${line} (line ${line}): ${why}`);
  }
}

type Members = (names: ReadonlySet<string>) => boolean;

/** Control characters, but for tabs and the ends of lines. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b-\x1f\x7f]/;

/**
 * Reads a policy as the specification has it, and nothing that it forbids: a witness that counts twice would make a
 * quorum of one.
 * @throws InvalidPolicy
 */
export async function readPolicy(text: string, cryptography: Cryptography): Promise<Policy> {
  const logs: VerifierKey[] = [];
  const witnesses = new Map<string, VerifierKey>();
  const members = new Map<string, Members>();
  const inGroups = new Set<string>();
  let quorum: Members | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const wrong = (why: string) => new InvalidPolicy(at + 1, why);
    if (FORBIDDEN.test(line)) throw wrong('a control character');
    const [word, ...rest] = line
      .replace(/^[ \t]+|[ \t]+$/g, '')
      .replace(/^#.*$/, '')
      .split(/[ \t]+/);
    const nameOfNew = (name = ''): string => {
      if (name === '' || name === 'none' || members.has(name)) throw wrong(`name «${name}»`);
      return name;
    };
    const member = (name = ''): Members => {
      const found = members.get(name);
      if (!found) throw wrong(`«${name}» is not declared`);
      return found;
    };
    switch (word) {
      case '':
      case undefined:
        break;
      case 'log': {
        const key = await readVerifierKey(rest[0] ?? '', cryptography);
        if (key === undefined || rest.length > 2) throw wrong('no verifier key');
        if (key.type === keyTypes.cosignature) throw wrong('the key of a witness');
        if (isAmong(logs, key)) throw wrong('the key of another log');
        logs.push(key);
        break;
      }
      case 'witness': {
        const name = nameOfNew(rest[0]);
        const key = await readVerifierKey(rest[1] ?? '', cryptography);
        if (key === undefined || key.type === keyTypes.ed25519 || rest.length > 3)
          throw wrong('no key of a witness');
        if (isAmong([...witnesses.values()], key)) throw wrong('the key of another witness');
        witnesses.set(name, key);
        members.set(name, (names) => names.has(name));
        break;
      }
      case 'group': {
        const [named, how = '', ...of] = rest;
        const name = nameOfNew(named);
        const each = of.map(member);
        for (const one of of) {
          if (inGroups.has(one)) throw wrong(`«${one}» is in a group already`);
          inGroups.add(one);
        }
        const least = how === 'all' ? each.length : how === 'any' ? 1 : decimalIn(how);
        if (least < 1 || least > each.length) throw wrong('group');
        members.set(name, (names) => each.filter((has) => has(names)).length >= least);
        break;
      }
      case 'quorum': {
        if (quorum !== undefined || rest.length !== 1) throw wrong('quorum');
        quorum = rest[0] === 'none' ? () => true : member(rest[0]);
        break;
      }
      default:
        throw wrong(`«${word}»`);
    }
  }
  if (logs.length === 0) throw new InvalidPolicy(1, 'no log');
  if (quorum === undefined) throw new InvalidPolicy(1, 'no quorum');
  return { logs, witnesses, isQuorum: quorum };
}

/** Whether a key is there already, under whatever name. */
function isAmong(keys: readonly VerifierKey[], { key }: VerifierKey): boolean {
  return keys.some((other) => sameBytes(other.key, key));
}

/** A number as it is written in one way only; 0 for anything else. */
function decimalIn(text: string): number {
  return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 0;
}
