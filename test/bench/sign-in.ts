import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ACCESS_KEY_BYTES, AccessFile } from '#access';
import { AccessKey } from '../../libs/access/src/access-key.js';
import { Accounts } from '../../libs/access/src/accounts/accounts.js';
import { hashPassword, PASSWORD_SALT_BYTES } from '../../libs/access/src/accounts/password-hash.js';
import { PASSWORD_COST } from '../../libs/access/src/accounts/passwords.js';
import { Totp } from '../../libs/access/src/accounts/totp.js';
import { beginCycle } from './begin-cycle.js';
import { cycleOf, schedaId, unitHead } from './district.js';
import { HttpClient } from './http-client.js';
import { mintToken } from './mint-token.js';
import { openOffice } from './office.js';
import { Progress } from './progress.js';
import { ServerProcess } from './server-process.js';
import type { Sizes } from './sizes.js';
import { median, percentile } from './statistics.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

/** How many come in at once: the office, at nine. */
const SIGN_INS = 50;
/** How many others are at work meanwhile, each asking again as soon as it was answered. */
const AT_WORK = 8;
/** Twenty wait for their turn; whoever hears that it is too busy comes back. */
const COMES_BACK_MS = 200;
const PASSWORD = 'quattro gatti sul tetto';

/** What those at work notice of fifty passwords that are verified, two at a time. */
export async function measureSignIn(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('sign-in');
  const cycleId = cycleOf(2024);
  const office = openOffice(folder);
  try {
    await beginCycle(office, cycleId);
  } finally {
    await office.close();
  }
  const offices = await addAccounts(folder, sizes.rounds);
  const token = mintToken(folder, { ...unitHead, personId: 'operatore', role: 'UPo' });
  const server = await ServerProcess.traccia(folder);
  const client = new HttpClient(server.url, AT_WORK);
  const door = new HttpClient(server.url, SIGN_INS);
  const path = `/api/v1/cycles/${cycleId}/schede/${schedaId(0)}`;
  const workDuring = async (event: Promise<unknown>, latencies: number[]): Promise<void> => {
    let isOver = false;
    const over = event.finally(() => {
      isOver = true;
    });
    const work = async (): Promise<void> => {
      while (!isOver) {
        const sent = performance.now();
        const { status, body } = await client.get(path, { authorization: `Bearer ${token}` });
        if (status !== 200) throw new Error(`${status} ${body}`);
        latencies.push(performance.now() - sent);
      }
    };
    await Promise.all([over, ...Array.from({ length: AT_WORK }, work)]);
  };
  try {
    const [quiet, busy, rates]: [number[], number[], number[]] = [[], [], []];
    await workDuring(pause(1_000), []);
    await Progress.during('Work during sign-ins', sizes.rounds, async (step) => {
      for (const [round, logins] of offices.entries()) {
        await workDuring(pause(1_000), quiet);
        const began = performance.now();
        await workDuring(Promise.all(logins.map((login) => signIn(door, login))), busy);
        rates.push((SIGN_INS / (performance.now() - began)) * 1_000);
        step(round + 1);
      }
    });
    return [
      atMost({
        what: `${SIGN_INS} sign-ins at once: of other requests 99 % within`,
        value: percentile(busy, 99),
        unit: 'ms',
        target: 250,
      }),
      atMost({ what: '  half of them within', value: percentile(busy, 50), unit: 'ms' }),
      atMost({ what: '  99 % without sign-ins within', value: percentile(quiet, 99), unit: 'ms' }),
      atLeast({ what: '  first steps of sign-ins', value: median(rates), unit: 'per s' }),
    ];
  } finally {
    client.close();
    door.close();
    await server.stop();
  }
}

/** The first step, the dear one; whoever is told that it is too busy comes back. */
async function signIn(door: HttpClient, login: string): Promise<void> {
  for (;;) {
    const sent = JSON.stringify({ login, password: PASSWORD });
    const { status, body } = await door.post('/api/v1/sign-in', { 'sec-fetch-site': 'none' }, sent);
    if (status === 200) return;
    if (status !== 503) throw new Error(`${status} ${body}`);
    await pause(COMES_BACK_MS);
  }
}

/**
 * For each round as many accounts, with one password that costs what any costs; its hash is computed once. New ones
 * each time, since who does not go on to the second step is soon kept waiting.
 */
async function addAccounts(
  folder: string,
  rounds: number,
): Promise<readonly (readonly string[])[]> {
  const hash = await hashPassword(PASSWORD, randomBytes(PASSWORD_SALT_BYTES), PASSWORD_COST);
  const file = AccessFile.open(join(folder, 'access.db'));
  try {
    const accounts = new Accounts(file);
    // Nobody gets as far as showing a code: that there is an app is all that is asked.
    const apps = new Totp(file, new AccessKey(randomBytes(ACCESS_KEY_BYTES)), 'Traccia');
    return Array.from({ length: rounds }, (_office, round) =>
      Array.from({ length: SIGN_INS }, (_person, index) => {
        const [personId, login] = [`persona-${round}-${index}`, `persona.${round}.${index}`];
        accounts.add({ personId, login }, hash);
        apps.keep(personId, apps.propose(personId, login).sealed, 0);
        return login;
      }),
    );
  } finally {
    file.close();
  }
}
