import { streamOf, yearlyProgramme } from '#planning';
import { beginCycle } from './begin-cycle.js';
import { cycleOf, unitHead } from './district.js';
import { HttpClient, HttpWriter } from './http-client.js';
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

/** The same commands over HTTP, from 16 clients at once, to a real server process. */
export async function measureHttp(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('http');
  const cycleId = cycleOf(2024);
  const schede = await prepare(folder, cycleId);
  const token = mintToken(folder, unitHead);
  const server = await ServerProcess.traccia(folder);
  const client = new HttpClient(server.url, CLIENTS);
  const writers = schede.map(
    ({ schedaId, revision }) => new HttpWriter(client, token, cycleId, schedaId, revision),
  );
  const answerBytes = Buffer.byteLength((await writers[0]!.save()).body);
  const bare = await ServerProcess.bare(answerBytes);
  const bareClient = new HttpClient(bare.url, CLIENTS);
  const bareWriters = schede.map(
    ({ schedaId }) => new HttpWriter(bareClient, token, cycleId, schedaId, 0),
  );
  try {
    const latencies: number[] = [];
    const rounds: { readonly bare: number; readonly traccia: number }[] = [];
    await atOnce(writers, sizes.requests, []);
    await atOnce(bareWriters, sizes.requests, []);
    await Progress.during('Commands over HTTP', sizes.rounds, async (step) => {
      for (let round = 1; round <= sizes.rounds; round++) {
        rounds.push({
          bare: await ratePerSecond(sizes.requests, () => atOnce(bareWriters, sizes.requests, [])),
          traccia: await ratePerSecond(sizes.requests, () =>
            atOnce(writers, sizes.requests, latencies),
          ),
        });
        step(round);
      }
    });
    const bareRate = median(rounds.map((round) => round.bare));
    return [
      atLeast({
        what: `HTTP, ${CLIENTS} clients`,
        value: median(rounds.map((round) => round.traccia)),
        unit: 'commands/s',
        target: 1_000,
        limits: [
          {
            what: `bare node:http ${shown(bareRate)}/s`,
            ratio: median(rounds.map((round) => round.traccia / round.bare)),
          },
        ],
      }),
      atMost({ what: '  half of them within', value: percentile(latencies, 50), unit: 'ms' }),
      atMost({ what: '  99 % within', value: percentile(latencies, 99), unit: 'ms', target: 25 }),
    ];
  } finally {
    client.close();
    bareClient.close();
    await server.stop();
    await bare.stop();
  }
}

/** Begins the cycle, and says which schede the clients will write and where they stand. */
async function prepare(
  folder: string,
  cycleId: string,
): Promise<readonly { readonly schedaId: string; readonly revision: number }[]> {
  const office = openOffice(folder);
  try {
    await beginCycle(office, cycleId);
    const live = await office.lives.get(streamOf(cycleId));
    return Object.values(yearlyProgramme(live?.life)!.data.schede)
      .slice(0, CLIENTS)
      .map(({ schedaId, moved }) => ({ schedaId, revision: moved.revision }));
  } finally {
    await office.close();
  }
}

/** Every client at once, each waiting for its own answers only; notes the milliseconds of each. */
async function atOnce(
  writers: readonly HttpWriter[],
  requests: number,
  latencies: number[],
): Promise<void> {
  await Promise.all(
    writers.map(async (writer) => {
      for (let index = 0; index < requests / writers.length; index++) {
        const start = performance.now();
        await writer.save();
        latencies.push(performance.now() - start);
      }
    }),
  );
}
