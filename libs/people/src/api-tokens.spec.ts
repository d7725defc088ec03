import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { ApiTokens } from './api-tokens.js';
import { tokenId, writeToken } from './token-text.js';

const day = 86_400_000;
const described = { personId: 'operatore-1', role: 'UPo', zone: 'zona1' };
const scopes = ['command', 'read'];
const request = { ...described, scopes, expiresInDays: 30 };
const person = { ...described, authMethod: 'api-token', scopes };

let folder: string;
let file: string;
let nowMs: number;
let drawn: number;
let opened: ApiTokens[];
let tokens: ApiTokens;

/** Another connection to the same file, as the command line has one while the server runs. */
function open(): ApiTokens {
  const randomBytes = (size: number) => {
    drawn += 1;
    return createHash('sha256').update(`draw ${drawn}`).digest().subarray(0, size);
  };
  const another = ApiTokens.open(file, { nowMs: () => nowMs, randomBytes });
  opened.push(another);
  return another;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'people-'));
  file = join(folder, 'access.db');
  nowMs = Date.UTC(2027, 0, 4, 8);
  drawn = 0;
  opened = [];
  tokens = open();
});

afterEach(() => {
  for (const each of opened) each.close();
  rmSync(folder, { recursive: true });
});

describe('A token', () => {
  it('says whose it is, to the process that made it and to any other', () => {
    const { token } = tokens.mint(request);
    expect(tokens.identify(token)).toEqual(person);
    expect(tokens.identify(token)).toEqual(person);
    expect(open().identify(token)).toEqual(person);
  });

  it('remembers the unit', () => {
    const { token } = tokens.mint({ ...request, unitId: 'anziani' });
    expect(tokens.identify(token)).toEqual({ ...person, unitId: 'anziani' });
  });

  it('is for what it was made for, each thing once', () => {
    const { token } = tokens.mint({ ...request, scopes: ['raise-question', 'read', 'read'] });
    expect(tokens.identify(token)?.scopes).toEqual(['raise-question', 'read']);
    expect(open().identify(token)?.scopes).toEqual(['raise-question', 'read']);
  });

  it('of a file from before there were scopes is for nothing', () => {
    const { token } = tokens.mint(request);
    tokens.close();
    const before = new DatabaseSync(file);
    before.exec('ALTER TABLE api_token DROP COLUMN scopes');
    before.close();
    opened = [];
    tokens = open();
    expect(tokens.identify(token)).toEqual({ ...person, scopes: [] });
    expect(tokens.list()[0]).toMatchObject({ scopes: [] });
    expect(open().identify(tokens.mint(request).token)).toEqual(person);
  });

  it('is written as prefix, id, secret and checksum', () => {
    const { id, token } = tokens.mint(request);
    expect(token).toMatch(/^traccia_[0-9a-f]{12}_[\w-]{43}_[\w-]{6}$/);
    expect(tokenId(token)).toBe(id);
  });

  it('survives a restart', () => {
    const { token } = tokens.mint(request);
    tokens.close();
    opened = [];
    expect(open().identify(token)).toEqual(person);
  });

  it('is kept only as its SHA-256', () => {
    const { id, token } = tokens.mint(request);
    tokens.identify(token);
    const secret = token.slice(`traccia_${id}_`.length, -7);
    const written = [file, `${file}-wal`].map((name) => readFileSync(name, 'latin1')).join('');
    expect(written).not.toContain(secret);
    expect(written).not.toContain(Buffer.from(secret, 'base64url').toString('latin1'));
    expect(written).toContain(createHash('sha256').update(token).digest().toString('latin1'));
  });
});

describe('Nobody is identified by', () => {
  it('a wrong secret under a right id', () => {
    const { id, token } = tokens.mint(request);
    expect(tokens.identify(token)).toBeDefined();
    expect(tokens.identify(writeToken(id, Buffer.alloc(32, 7)))).toBeUndefined();
  });

  it('an unknown id', () => {
    expect(tokens.identify(writeToken('000000000000', Buffer.alloc(32, 7)))).toBeUndefined();
  });

  it.each([
    ['nothing', () => ''],
    ['another kind of token', () => 'eyJhbGciOiJub25lIn0.e30.'],
    ['a token without its checksum', (token: string) => token.slice(0, -7)],
    ['a token with a space after it', (token: string) => `${token} `],
    ['a token with a newline after it', (token: string) => `${token}\n`],
    ['a token in capitals', (token: string) => token.toUpperCase()],
    ['a megabyte', () => 'traccia_'.repeat(131_072)],
  ])('%s', (_, damage) => {
    const { token } = tokens.mint(request);
    expect(tokens.identify(damage(token))).toBeUndefined();
  });

  it('a token from the moment it expires', () => {
    const { token } = tokens.mint(request);
    nowMs += 30 * day - 1;
    expect(tokens.identify(token)).toEqual(person);
    nowMs += 1;
    expect(tokens.identify(token)).toBeUndefined();
    expect(open().identify(token)).toBeUndefined();
  });

  it('a token revoked here', () => {
    const { id, token } = tokens.mint(request);
    expect(tokens.identify(token)).toEqual(person);
    expect(tokens.revoke(id)).toBe(true);
    expect(tokens.identify(token)).toBeUndefined();
  });

  it('a token revoked by another process a second ago', () => {
    const { id, token } = tokens.mint(request);
    expect(tokens.identify(token)).toEqual(person);
    open().revoke(id);
    nowMs += 1_000;
    expect(tokens.identify(token)).toBeUndefined();
  });

  it('a revoked token after the clock was set back', () => {
    const { id, token } = tokens.mint(request);
    expect(tokens.identify(token)).toEqual(person);
    open().revoke(id);
    nowMs -= 2 * day;
    expect(tokens.identify(token)).toBeUndefined();
  });

  it('a token with a typo: the checksum sees any one wrong character', () => {
    const { token } = tokens.mint(request);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.stringMatching(/^[\w-]$/), (at, typed) => {
        fc.pre(typed !== token[at]);
        expect(tokenId(token.slice(0, at) + typed + token.slice(at + 1))).toBeUndefined();
      }),
    );
  });
});

it('Of a person who is erased no token is left, of the others all are', () => {
  const { token } = tokens.mint({ ...request, note: 'Canarino' });
  const other = tokens.mint({ ...request, personId: 'operatore-2' });
  tokens.identify(token);
  tokens.forget('operatore-1');
  expect(tokens.identify(token)).toBeUndefined();
  expect(tokens.list().map(({ id }) => id)).toEqual([other.id]);
});

describe('The list', () => {
  it('shows everything but the secret', () => {
    const { id, token } = tokens.mint({ ...request, note: 'Esportazione notturna' });
    expect(tokens.list()).toEqual([
      {
        id,
        person,
        scopes,
        note: 'Esportazione notturna',
        createdMs: nowMs,
        expiresMs: nowMs + 30 * day,
        revokedMs: undefined,
        lastUsedMs: undefined,
      },
    ]);
    expect(JSON.stringify(tokens.list())).not.toContain(token.slice(21, 64));
  });

  it('says when a token was last used, to the minute', () => {
    const { token } = tokens.mint(request);
    const first = nowMs;
    tokens.identify(token);
    nowMs += 59_999;
    tokens.identify(token);
    expect(tokens.list()[0]?.lastUsedMs).toBe(first);
    nowMs += 1;
    tokens.identify(token);
    expect(tokens.list()[0]?.lastUsedMs).toBe(first + 60_000);
  });

  it('keeps the moment of the first revocation', () => {
    const { id } = tokens.mint(request);
    const first = nowMs;
    tokens.revoke(id);
    nowMs += day;
    expect(tokens.revoke(id)).toBe(true);
    expect(tokens.list()[0]?.revokedMs).toBe(first);
  });

  it('does not know a token that never was', () => {
    expect(tokens.revoke('000000000000')).toBe(false);
  });
});

describe('A token is not made', () => {
  it.each([
    ['expiry-out-of-range', { expiresInDays: 0 }],
    ['expiry-out-of-range', { expiresInDays: 366 }],
    ['expiry-out-of-range', { expiresInDays: 1.5 }],
    ['expiry-out-of-range', { expiresInDays: Number.NaN }],
    ['scope-missing', { scopes: [] }],
    ['scope-malformed', { scopes: ['read', ''] }],
    ['scope-malformed', { scopes: ['Read'] }],
    ['scope-malformed', { scopes: ['read command'] }],
    ['scope-malformed', { scopes: Array.from({ length: 201 }, (_, at) => `verb-${at}`) }],
    ['note-too-long', { note: 'n'.repeat(201) }],
    ['role-unknown', { role: 'sindaco' }],
    ['zone-malformed', { zone: 'zona-1' }],
  ])('%s: %j', (code, wrong) => {
    expect(() => tokens.mint({ ...request, ...wrong })).toThrow(expect.objectContaining({ code }));
    expect(tokens.list()).toEqual([]);
  });
});

it('Who cannot have the use noted is let in all the same, and the log says so', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  const { id, token } = tokens.mint(request);
  const saboteur = new DatabaseSync(file);
  saboteur.exec(`CREATE TRIGGER full BEFORE UPDATE ON api_token
                 BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  saboteur.close();
  expect(tokens.identify(token)).toEqual(person);
  expect(warn).toHaveBeenCalledWith(expect.stringMatching(`${id}.*disk is full`));
  warn.mockRestore();
});

it('Identifies more tokens than it remembers', () => {
  const minted = Array.from({ length: 1_002 }, () => tokens.mint(request).token);
  for (const token of [...minted, ...minted]) expect(tokens.identify(token)).toEqual(person);
});
