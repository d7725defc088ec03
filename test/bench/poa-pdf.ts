import { beginCycle } from './begin-cycle.js';
import { coordinator, cycleOf, SCHEDE } from './district.js';
import { mintToken } from './mint-token.js';
import { openOffice } from './office.js';
import { ServerProcess } from './server-process.js';
import { timeMs } from './stopwatch.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

/** How often the memory of the server is looked at. */
const LOOK_MS = 20;

/** The document of a plan as tagged PDF, as a server makes it while it is sent: how fast, and with how much memory. */
export async function measurePlanPdf(workspace: Workspace): Promise<Line[]> {
  const folder = workspace.folder('poa-pdf');
  const cycleId = cycleOf(2024);
  const office = openOffice(folder);
  await beginCycle(office, cycleId);
  await office.close();
  const token = mintToken(folder, coordinator);
  const server = await ServerProcess.traccia(folder);
  try {
    const ask = async (): Promise<Buffer> => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${server.url}/api/v1/cycles/${cycleId}/exports/poa-pdf`, {
        headers,
      });
      if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    };
    // The first one loads the writer and its fonts.
    await ask();
    const before = server.residentMb() ?? 0;
    let highest = before;
    const looking = setInterval(() => {
      highest = Math.max(highest, server.residentMb() ?? 0);
    }, LOOK_MS);
    let pages = 0;
    const tookMs = await timeMs(async () => {
      pages = (await ask()).toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;
    });
    clearInterval(looking);
    return [
      atLeast({
        what: `poa-pdf: ${pages} pages of ${SCHEDE} schede, laid out and written`,
        ...{ value: (pages / tookMs) * 1_000, unit: 'pages/s' },
      }),
      atMost({
        what: 'memory of the server meanwhile, beyond what it had',
        ...{ value: highest - before, unit: 'MB' },
      }),
    ];
  } finally {
    await server.stop();
  }
}
