import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS } from '#access-log';
import { USUAL_MOST_BYTES } from '#attachments';
import { MAX_APPEND_BYTES } from '#event-store';
import { MAILBOX } from '#notifications';
import { PROOF_COUNTS_MS } from '#people';
import { usualLimits } from '#spreadsheet';
import { rateLimits } from '../../apps/server/src/http/rate-limits.js';
import {
  FREE_FAILURES_OF_ACCOUNT,
  FREE_FAILURES_OF_NETWORK,
  MAX_WAIT_SECONDS,
} from '../../libs/access/src/accounts/attempts.js';
import { BOOTSTRAP_MS, INVITATION_MS } from '../../libs/access/src/accounts/invitations.js';
import {
  SECOND_FACTOR_MS,
  SECOND_FACTOR_TRIES,
} from '../../libs/access/src/accounts/local-accounts.js';
import {
  PASSWORD_MAX_CHARACTERS,
  PASSWORD_MIN_CHARACTERS,
} from '../../libs/access/src/accounts/password-rules.js';
import { PASSWORDS_AT_ONCE, PASSWORDS_WAITING } from '../../libs/access/src/accounts/passwords.js';
import {
  EMERGENCY_SESSION_MS,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
  SESSIONS_PER_PERSON,
} from '../../libs/access/src/sessions/sessions.js';
import { pageText } from '../docs/generated-part.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The rows of a part of the page, without its header. */
function rowsUnder(title: string): readonly (readonly string[])[] {
  const [, part = ''] = pageText('docs/security.md').split(`## ${title}\n`);
  return (part.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** A number that stands in a file as a product, such as `25 * 1_024`. */
function productIn(file: string, name: string): number {
  const [, product = ''] = new RegExp(`const ${name} = ([\\d_ *]+);`).exec(read(file)) ?? [];
  return product
    .split('*')
    .map((factor) => Number(factor.trim().replaceAll('_', '') || NaN))
    .reduce((all, factor) => all * factor, 1);
}

/** The kinds of streams besides those of cycles and registers. */
const streamsBeside = ['refusals', ACCESS, MAILBOX];

const minutes = (ms: number): string => `${ms / 60_000} minutes`;

describe('docs/security.md', () => {
  it('names each way to come in, and no other', () => {
    const [, union = ''] =
      /export type AuthMethod =([^;]*);/.exec(read('libs/people/src/person.ts')) ?? [];
    const methods = [...union.matchAll(/'([\w-]+)'/g)].map(([, method]) => `\`${method}\``);
    expect(methods.length).toBeGreaterThan(5);
    expect(
      rowsUnder('Ways to come in')
        .map(([way]) => way)
        .sort(),
    ).toEqual(methods.sort());
  });

  it('has the numbers of the program', () => {
    expect(rowsUnder('Numbers').map(([, number]) => number)).toEqual([
      minutes(SESSION_IDLE_MS),
      minutes(SESSION_ABSOLUTE_MS),
      minutes(EMERGENCY_SESSION_MS),
      String(SESSIONS_PER_PERSON),
      minutes(PROOF_COUNTS_MS),
      String(FREE_FAILURES_OF_ACCOUNT),
      String(FREE_FAILURES_OF_NETWORK),
      `${MAX_WAIT_SECONDS} seconds`,
      String(SECOND_FACTOR_TRIES),
      minutes(SECOND_FACTOR_MS),
      String(PASSWORD_MIN_CHARACTERS),
      String(PASSWORD_MAX_CHARACTERS),
      String(PASSWORDS_AT_ONCE),
      String(PASSWORDS_WAITING),
      minutes(INVITATION_MS),
      minutes(BOOTSTRAP_MS),
      // Not exported: it is one of the options of the HTTP server.
      String(productIn('apps/server/src/http/fastify.ts', 'MAX_BODY_BYTES')),
      String(usualLimits.fileBytes),
      String(usualLimits.parts),
      String(usualLimits.partBytes),
      String(usualLimits.unpackedBytes),
      String(usualLimits.columns),
      String(USUAL_MOST_BYTES),
      // Neither is exported: nobody else needs them.
      String(productIn('apps/server/src/web/commands/form-with-files.ts', 'LONG_FILE_BYTES')),
      String(productIn('libs/attachments/src/attachments.ts', 'MOST_WAITING')),
      String(MAX_APPEND_BYTES),
    ]);
  });

  it('names the settings that name a peer, and few files open a connection', () => {
    const named = rowsUnder('Whom it speaks to').flatMap(([, by = '']) =>
      [...by.matchAll(/`(\w+)`/g)].map(([, setting]) => setting),
    );
    const configuration = read('apps/server/src/configuration.ts');
    for (const setting of named) expect(configuration).toContain(`'${setting}'`);
    const opening = globSync('{apps/server,libs/*}/src/**/*.ts', { cwd: root })
      .filter((file) => !/\.(spec|fixture|contract)\.ts$/.test(file))
      // What runs in a browser asks this host alone: the policy of content of every page says so.
      .filter((file) => !file.startsWith('apps/server/src/web/islands/'))
      .filter((file) =>
        /(?<![.#\w])fetch\(|import \{[^}]*\b(connect|request|createConnection)\b[^}]*\} from 'node:|EventStoreDBClient[.(]/.test(
          read(file),
        ),
      );
    expect(opening.toSorted()).toEqual([
      'libs/access/src/oidc/bounded-fetch.ts',
      'libs/attachments/src/clamd.ts',
      'libs/notifications/src/webhook/webhook.channel.ts',
      'libs/outside-copies/src/call-outside.ts',
    ]);
  });

  it('lists each log: every kind of stream, and both kinds of lines', () => {
    const [logs, places] = [0, 2].map((column) =>
      rowsUnder('What is logged').map((row) => row[column] ?? ''),
    );
    expect(logs).toHaveLength(7);
    for (const cell of rowsUnder('What is logged').flat()) expect(cell).not.toBe('');
    const named = (places ?? []).flatMap((place) => /streams `(\w+)`/.exec(place)?.[1] ?? []);
    expect(named.toSorted()).toEqual(streamsBeside.toSorted());
    expect((places ?? []).filter((place) => place.startsWith('the error stream'))).toHaveLength(2);
  });

  it('says what holds back what costs most, by the names of the limits', () => {
    const buckets = rowsUnder('What costs most').flatMap(([, by = '']) =>
      [...by.matchAll(/`(\w+)`/g)].map(([, bucket]) => bucket),
    );
    expect(buckets).toEqual(['imports', 'exports']);
    expect(Object.keys(rateLimits)).toEqual(expect.arrayContaining(buckets));
  });

  it('says how the sessions here and at a provider end, and how soon faults are repaired', () => {
    expect(rowsUnder('Sessions here and at a provider')).toHaveLength(8);
    expect(pageText('docs/security.md')).toMatch(
      /critical within 7 days, high within 30, the others within 90/,
    );
  });

  it('asks for a host name of its own', () => {
    expect(pageText('docs/security.md')).toMatch(/Traccia has a host name to itself/);
  });
});
