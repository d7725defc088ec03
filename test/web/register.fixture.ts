import { livornoRegister } from '../../apps/cli/src/import/register-data.js';
import { runRegisterImport } from '../../apps/cli/src/import/run-import.js';
import { TracciaClient } from '../../apps/cli/src/traccia-client.js';
import { ZONE, type TestServer } from '../server.fixture.js';

/** Opens the register of the zone with the forty rows of the document of 2024. */
export async function registerAtWork(server: TestServer): Promise<void> {
  const client = new TracciaClient(server.url, server.mint({ role: 'UPc' }).token);
  await runRegisterImport(client, `${ZONE}-registro-di-zona`, livornoRegister);
}
