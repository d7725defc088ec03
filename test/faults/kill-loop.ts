import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiTokens } from '#people';
import { TracciaClient } from '../../apps/cli/src/traccia-client.js';
import { Progress } from '../bench/progress.js';
import { evidenceIn, type Evidence } from './evidence.js';
import { PersistentClient } from './persistent-client.js';
import { startPrograms, type Keeper, type Programs } from './programs.js';

const ZONE = 'livornese';
/** Fewer than the clients, so that some of them write to the same one. */
const YEARS = [2021, 2022, 2023, 2024];
/** Between two kills so many questions are answered, at least and at most. */
const ANSWERS = { least: 20, most: 160 };
/** When nothing is answered for so long, the programs are not coming back. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 2;

export interface KillLoop {
  readonly keeper: Keeper;
  readonly kills: number;
  readonly clients: number;
  /** Clients that draw a new command id at each attempt: what the loop is about must then go wrong. */
  readonly control: boolean;
}

/** What was done, and what came of it. */
export interface Killed extends Evidence {
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly repeated: number;
}

/** Kills the programs again and again while clients write, and then compares the log with what they were told. */
export async function killLoop({ keeper, kills, clients, control }: KillLoop): Promise<Killed> {
  const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'traccia-faults-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const token = mintToken(folder);
  const programs = await startPrograms(keeper, folder);
  try {
    const cycles = YEARS.map((year) => `${ZONE}-poa-annuale-${year}`);
    for (const cycleId of cycles)
      await new TracciaClient(programs.url, token).perform(cycleId, 'draft-cycle', {
        title: 'Programma operativo annuale',
      });
    const asking = Array.from({ length: clients }, (_, index) => {
      const cycleId = cycles[index % cycles.length]!;
      const where = { cycleId, token, url: () => programs.url };
      return new PersistentClient({ ...where, name: `Client ${index}`, forgetful: control });
    });
    let over = false;
    const asked = Promise.all(asking.map((client) => client.askUntil(() => over)));
    asked.catch(() => undefined); // awaited below, once the killing has ended
    try {
      const task = `${kills} kills under ${clients} clients, ${keeper}`;
      await Progress.during(task, kills, async (step) => {
        for (let kill = 1; kill <= kills; kill++) {
          await Promise.race([answered(asking), asked]);
          await programs.killNext();
          step(kill);
        }
        await Promise.race([answered(asking), asked]);
      });
    } finally {
      over = true;
    }
    await asked;
    return await compare(programs, asking);
  } finally {
    await programs.end();
  }
}

async function compare(programs: Programs, clients: readonly PersistentClient[]): Promise<Killed> {
  const acknowledged = clients.flatMap((client) => client.acknowledged);
  const store = await programs.openLog();
  try {
    return {
      acknowledged: acknowledged.length,
      unanswered: sum(clients.map(({ unanswered }) => unanswered)),
      repeated: sum(clients.map(({ repeated }) => repeated)),
      ...(await evidenceIn(store, acknowledged)),
    };
  } finally {
    await store.close();
  }
}

/** Waits until the clients got so many answers more: commands are then under way everywhere. */
async function answered(clients: readonly PersistentClient[]): Promise<void> {
  const answers = (): number => sum(clients.map(({ acknowledged }) => acknowledged.length));
  const { least, most } = ANSWERS;
  const enough = answers() + least + Math.floor(Math.random() * (most - least));
  const givesUpMs = Date.now() + PATIENCE_MS;
  while (answers() < enough) {
    if (Date.now() > givesUpMs) throw new Error('No command is answered any more');
    await pause(LOOK_MS);
  }
}

function mintToken(folder: string): string {
  const tokens = ApiTokens.open(join(folder, 'access.db'));
  try {
    const who = { personId: 'coordinatore', role: 'UPc', zone: ZONE } as const;
    return tokens.mint({ ...who, scopes: ['read', 'command'], expiresInDays: 1 }).token;
  } finally {
    tokens.close();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
