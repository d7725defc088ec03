import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openWith, sealWith } from './data-key.js';
import { sealedIn, type PiiToken } from './sealed-text.js';
import { SubjectKeys, UnusableKeys } from './subject-keys.js';

const place = {
  stream: 'cycle-livornese-poa-annuale-2027',
  eventId: '0192f0a0-0000-8000-8000-000000000001',
  pointer: '/body',
};

let folder: string;
let opened: SubjectKeys[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  opened = [];
});
afterEach(() => {
  for (const each of opened) each.close();
  rmSync(folder, { recursive: true });
});

function open(at = folder, secret?: Buffer): SubjectKeys {
  const keys = SubjectKeys.open({
    file: join(at, 'keys.db'),
    wrappingKeyFile: join(at, 'keys.kek'),
    secret,
  });
  opened.push(keys);
  return keys;
}

function tokenOf(sealed: string): PiiToken {
  const found = sealedIn(sealed);
  if (!found) throw new Error('It is not sealed');
  return found.token;
}

function bytesOf(at: string): string {
  return readdirSync(at)
    .map((name) => readFileSync(join(at, name), 'latin1'))
    .join('\n');
}

describe('The form of a token', () => {
  // Key: 00 01 … 1f. IV: a0 a1 … ab. Worked out with another implementation of AES-GCM.
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  const iv = Buffer.from(Array.from({ length: 12 }, (_, index) => 0xa0 + index));
  const vector = sealWith(key, {
    subject: 'person/livornese/ente-1',
    text: 'Caritas è qui',
    place,
    iv,
  });

  it('is the one the documents describe', () => {
    expect(vector).toEqual({
      $pii: {
        s: 'person/livornese/ente-1',
        k: 'hVP0gstmz1bdlqKY4mkzucOUMdOkPa0c-mdzO_L2b_M',
        c: 'oKGio6SlpqeoqaqrpXkORDGqcZ-hzaeichPUnaVkG-CqqjV68T072W5K',
      },
    });
    expect(openWith(key, vector, place)).toBe('Caritas è qui');
  });

  it('opens in no other place: not in another stream, event or member', () => {
    for (const other of [
      { stream: 'cycle-livornese-poa-annuale-2028' },
      { eventId: '0192f0a0-0000-8000-8000-000000000002' },
      { pointer: '/document/title' },
    ]) {
      expect(openWith(key, vector, { ...place, ...other })).toBeUndefined();
    }
  });

  it('opens with no other key, also where the token was made to name that one', () => {
    const other = Buffer.alloc(32, 7);
    expect(openWith(other, vector, place)).toBeUndefined();
    const k = sealWith(other, { subject: 'x', text: 'x', place, iv }).$pii.k;
    expect(openWith(other, { $pii: { ...vector.$pii, k } }, place)).toBeUndefined();
    // And a text really sealed with the other key does not pass for one of this commitment.
    const swapped = sealWith(other, { subject: 'x', text: 'Un altro testo', place, iv });
    expect(openWith(other, { $pii: { ...swapped.$pii, k: vector.$pii.k } }, place)).toBeUndefined();
    expect(openWith(other, swapped, place)).toBe('Un altro testo');
  });

  it('opens with no bit changed: of IV, ciphertext or tag', () => {
    const bytes = Buffer.from(vector.$pii.c, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const c = changed.toString('base64url');
      expect(openWith(key, { $pii: { ...vector.$pii, c } }, place)).toBeUndefined();
    }
  });

  it.each(['', 'AA', 'A'.repeat(37), '=='.repeat(40), 'ü'.repeat(60)])('opens not as %j', (c) => {
    expect(openWith(key, { $pii: { ...vector.$pii, c } }, place)).toBeUndefined();
  });
});

describe('A text of somebody', () => {
  it('is sealed in another way each time, with the one key of its subject, and opens', () => {
    const keys = open();
    const [one, two] = [
      keys.seal('person/z/a', 'Uno', place),
      keys.seal('person/z/a', 'Uno', place),
    ];
    const other = keys.seal('person/z/b', 'Uno', place);
    expect(one).not.toBe(two);
    expect(tokenOf(one).$pii.k).toBe(tokenOf(two).$pii.k);
    expect(tokenOf(one).$pii.k).not.toBe(tokenOf(other).$pii.k);
    expect(keys.readable(`Dice: ${one} e ${other}.`)).toBe('Dice: Uno e Uno.');
    expect(open().open(tokenOf(two), place)).toEqual({ text: 'Uno' });
  });

  it('opens after a restart, for its owner alone to read from the disk', () => {
    const sealed = open().seal('person/z/a', 'Uno', place);
    opened.pop()?.close();
    expect(open().readable(sealed)).toBe('Uno');
    for (const name of ['keys.db', 'keys.kek']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('does not open without the secret that is kept elsewhere', () => {
    open(folder, Buffer.alloc(32, 1)).seal('person/z/a', 'Uno', place);
    expect(() => open(folder, Buffer.alloc(32, 2))).toThrow(UnusableKeys);
    expect(() => open()).toThrow(UnusableKeys);
    expect(open(folder, Buffer.alloc(32, 1)).keysOf('person/z/a')).toHaveLength(1);
  });

  it('is not what somebody typed to look like it', () => {
    const keys = open();
    expect(keys.readable('pii person/z/a k c s e /body')).toBe('pii person/z/a k c s e /body');
    const forged = keys.seal('person/z/a', 'Uno', place).replace('/body', '/title');
    expect(keys.readable(forged)).toBe('[non leggibile: manca la chiave · cannot be read: no key]');
  });
});

describe('Several texts', () => {
  it('are sealed each with the key of its subject, in their order', () => {
    const keys = open();
    const known = keys.seal('person/z/b', 'Prima', place);
    const sealed = keys.sealAll(
      ['a', 'b', 'a'].map((name, index) => ({
        ...{ subject: `person/z/${name}`, text: `Testo ${index}` },
        place: { ...place, pointer: `/attendance/${index}` },
      })),
    );
    expect(sealed.map((each) => keys.readable(each))).toEqual(['Testo 0', 'Testo 1', 'Testo 2']);
    const [a, b, again] = sealed.map((each) => tokenOf(each).$pii.k);
    expect([b, again]).toEqual([tokenOf(known).$pii.k, a]);
    expect(a).not.toBe(b);
    expect(keys.sealAll([])).toEqual([]);
  });
});

describe('Once a subject is erased', () => {
  it('their texts open no more, those of the others do, and the next text has another key', () => {
    const keys = open();
    const elsewhere = open();
    const [mine, other] = [
      keys.seal('person/z/a', 'Mio', place),
      keys.seal('person/z/b', 'Suo', place),
    ];
    keys.erase(keys.keysOf('person/z/a'), { on: '2027-03-01', by: 'direttore' });
    for (const each of [keys, elsewhere, open()]) {
      expect(each.readable(mine)).toBe(
        '[cancellato il 2027-03-01 da direttore · erased on 2027-03-01 by direttore]',
      );
      expect(each.readable(other)).toBe('Suo');
      expect(each.keysOf('person/z/a')).toEqual([]);
    }
    const again = elsewhere.seal('person/z/a', 'Di nuovo', place);
    expect(tokenOf(again).$pii.k).not.toBe(tokenOf(mine).$pii.k);
    expect(keys.readable(again)).toBe('Di nuovo');
  });

  it('neither their key, wrapped or not, nor the old wrapping key is in any file', () => {
    const drawn: Buffer[] = [];
    const randomBytes = (size: number): Buffer => {
      const bytes = createHash('sha512').update(`draw ${drawn.length}`).digest().subarray(0, size);
      drawn.push(bytes);
      return bytes;
    };
    const keys = SubjectKeys.open({
      file: join(folder, 'keys.db'),
      wrappingKeyFile: join(folder, 'keys.kek'),
      randomBytes,
    });
    opened.push(keys);
    keys.seal('person/z/a', 'Mio', place);
    keys.seal('person/z/b', 'Suo', place);
    const kek = readFileSync(join(folder, 'keys.kek'), 'latin1');
    const wrapped = wrappedKeyOf('person/z/a');
    expect(bytesOf(folder)).toContain(wrapped);
    keys.erase(keys.keysOf('person/z/a'), { on: '2027-03-01', by: 'direttore' });
    const left = bytesOf(folder);
    expect(left).not.toContain(wrapped);
    expect(left).not.toContain(kek);
    expect(readdirSync(folder).toSorted()).toEqual(['keys.db', 'keys.kek']);
  });

  it('an old copy of the keys opens nothing with the new wrapping key', () => {
    const keys = open();
    keys.seal('person/z/a', 'Mio', place);
    keys.seal('person/z/b', 'Suo', place);
    const copy = mkdtempSync(join(tmpdir(), 'keys-copy-'));
    try {
      copyFileSync(join(folder, 'keys.db'), join(copy, 'keys.db'));
      // The control: with the wrapping key of its time it would.
      copyFileSync(join(folder, 'keys.kek'), join(copy, 'keys.kek'));
      expect(open(copy).keysOf('person/z/a')).toHaveLength(1);
      opened.pop()?.close();
      keys.erase(keys.keysOf('person/z/a'), { on: '2027-03-01', by: 'direttore' });
      copyFileSync(join(folder, 'keys.kek'), join(copy, 'keys.kek'));
      expect(() => open(copy)).toThrow(UnusableKeys);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it('to erase again changes nothing, not even the wrapping key', () => {
    const keys = open();
    const mine = keys.seal('person/z/a', 'Mio', place);
    const k = [tokenOf(mine).$pii.k];
    keys.erase(k, { on: '2027-03-01', by: 'direttore' });
    const kek = readFileSync(join(folder, 'keys.kek'));
    keys.erase(k, { on: '2027-04-01', by: 'direttore' });
    expect(readFileSync(join(folder, 'keys.kek'))).toEqual(kek);
    expect(keys.readable(mine)).toContain('2027-03-01');
  });

  it('a kill before any step of the disk loses nobody else, and the next start finishes it', () => {
    const keys = open();
    const [mine, other] = [
      keys.seal('person/z/a', 'Mio', place),
      keys.seal('person/z/b', 'Suo', place),
    ];
    keys.close();
    opened = [];
    const { k } = tokenOf(mine).$pii;
    const old = readFileSync(join(folder, 'keys.kek'), 'latin1');
    const outcomes = new Set<string>();
    for (let step = 1; ; step++) {
      const at = mkdtempSync(join(tmpdir(), 'keys-killed-'));
      try {
        cpSync(folder, at, { recursive: true });
        const child = spawnSync(
          process.execPath,
          [
            ...['--no-warnings', '--experimental-transform-types'],
            ...[`${import.meta.dirname}/killable.fixture.js`, at, String(step), k],
          ],
          { encoding: 'utf8' },
        );
        const isKilled = child.signal === 'SIGKILL';
        expect([step, isKilled, child.stdout, child.stderr]).toEqual([
          step,
          isKilled,
          isKilled ? '' : 'done\n',
          '',
        ]);
        const after = open(at);
        const isErased = after.keysOf('person/z/a').length === 0;
        outcomes.add(`${isKilled ? 'killed' : 'done'}, ${isErased ? 'erased' : 'not yet'}`);
        expect(after.readable(other)).toBe('Suo');
        expect(after.readable(mine)).toBe(
          isErased
            ? '[cancellato il 2027-03-01 da direttore · erased on 2027-03-01 by direttore]'
            : 'Mio',
        );
        expect(bytesOf(at).includes(old)).toBe(!isErased);
        after.erase([k], { on: '2027-03-01', by: 'direttore' });
        expect(after.readable(mine)).toContain('cancellato');
        expect(after.readable(other)).toBe('Suo');
        expect(bytesOf(at)).not.toContain(old);
        expect(readdirSync(at).toSorted()).toEqual(['keys.db', 'keys.kek']);
        opened.pop()?.close();
        if (!isKilled) break;
      } finally {
        rmSync(at, { recursive: true });
      }
    }
    expect([...outcomes].toSorted()).toEqual(['done, erased', 'killed, erased', 'killed, not yet']);
  });
});

/** The wrapped key as it stands in the database, read by another connection. */
function wrappedKeyOf(subject: string): string {
  const database = new DatabaseSync(join(folder, 'keys.db'), { readOnly: true });
  try {
    const row = database.prepare('SELECT wrapped FROM dek WHERE subject = ?').get(subject);
    return Buffer.from(row?.['wrapped'] as Uint8Array).toString('latin1');
  } finally {
    database.close();
  }
}
