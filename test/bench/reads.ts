import { beginCycle } from './begin-cycle.js';
import { cycleOf, schedaId, unitHead } from './district.js';
import { HttpClient } from './http-client.js';
import { mintToken } from './mint-token.js';
import { openOffice } from './office.js';
import { Progress } from './progress.js';
import { ServerProcess } from './server-process.js';
import type { Sizes } from './sizes.js';
import { median, percentile } from './statistics.js';
import { ratePerSecond } from './stopwatch.js';
import { atLeast, atMost, shown, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const CLIENTS = 16;

/**
 * What it costs that a read is recorded before it is answered: the same scheda, read by the office and read by an
 * auditor, each of whose reads leaves a fact.
 */
export async function measureReads(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('reads');
  const cycleId = cycleOf(2024);
  const office = openOffice(folder);
  try {
    await beginCycle(office, cycleId);
  } finally {
    await office.close();
  }
  const { zone } = unitHead;
  const plain = mintToken(folder, { personId: 'operatore', role: 'UPo', zone });
  const recorded = mintToken(folder, { personId: 'revisore', role: 'AUD', zone });
  const server = await ServerProcess.traccia(folder);
  const client = new HttpClient(server.url, CLIENTS);
  const path = `/api/v1/cycles/${cycleId}/schede/${schedaId(0)}`;
  const read = async (token: string, latencies: number[]): Promise<void> => {
    let left = sizes.requests;
    const reader = async (): Promise<void> => {
      while (left-- > 0) {
        const sent = performance.now();
        const { status, body } = await client.get(path, { authorization: `Bearer ${token}` });
        if (status !== 200) throw new Error(`${status} ${body}`);
        latencies.push(performance.now() - sent);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, reader));
  };
  try {
    await read(plain, []);
    await read(recorded, []);
    const latencies: number[] = [];
    const rounds: { readonly plain: number; readonly recorded: number }[] = [];
    await Progress.during('Reads, recorded and not', sizes.rounds, async (step) => {
      for (let round = 1; round <= sizes.rounds; round++) {
        rounds.push({
          plain: await ratePerSecond(sizes.requests, () => read(plain, [])),
          recorded: await ratePerSecond(sizes.requests, () => read(recorded, latencies)),
        });
        step(round);
      }
    });
    const plainRate = median(rounds.map((round) => round.plain));
    return [
      atLeast({
        what: `Recorded reads, ${CLIENTS} clients`,
        value: median(rounds.map((round) => round.recorded)),
        unit: 'reads/s',
        limits: [
          {
            what: `the same unrecorded, ${shown(plainRate)}/s`,
            ratio: median(rounds.map((round) => round.recorded / round.plain)),
          },
        ],
      }),
      atMost({ what: '  99 % within', value: percentile(latencies, 99), unit: 'ms' }),
    ];
  } finally {
    client.close();
    await server.stop();
  }
}
