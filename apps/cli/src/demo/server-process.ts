import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CommandFailed } from '../failure.js';

/** The built server, beside the built command line. */
const program = fileURLToPath(new URL('../../../server/src/main.js', import.meta.url));

/** How long the server may take to answer what is under way and close its files. */
const STOP_MS = 15_000;

/** A real server of our own, in a process of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Where it listens. */
    readonly url: string,
  ) {}

  /**
   * Starts the server on a data folder and any free port; what it logs goes to `server.log` there.
   * @throws CommandFailed when it ends before it listens
   */
  static async start(dataFolder: string): Promise<ServerProcess> {
    const log = openSync(join(dataFolder, 'server.log'), 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', program], {
      env: {
        ...process.env,
        TRACCIA_DATA: dataFolder,
        TRACCIA_PORT: '0',
        TRACCIA_HOST: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', log],
    });
    closeSync(log);
    // Whatever ends this process ends its server too.
    process.once('exit', () => child.kill());
    process.once('SIGINT', () => process.exit(128 + 2));
    process.once('SIGTERM', () => process.exit(128 + 15));
    const url = await addressOf(child);
    if (url === undefined) {
      throw new CommandFailed(
        `Il server non è partito: il motivo è in ${join(dataFolder, 'server.log')}.`,
      );
    }
    return new ServerProcess(child, url);
  }

  /** @throws CommandFailed when it does not end well */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit', { signal: AbortSignal.timeout(STOP_MS) });
      this.child.kill('SIGTERM');
      await ended;
    }
    if (this.child.exitCode !== 0) {
      throw new CommandFailed(
        `Il server è finito male (${this.child.exitCode ?? this.child.signalCode ?? 'senza codice'}).`,
      );
    }
  }
}

/** The address the server says it listens at; undefined when it ends without saying one. */
async function addressOf(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const [, url] = /(https?:\/\/\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    child.stdout.resume(); // what it says later is nobody's business, but must not fill the pipe
    return url;
  }
  return undefined;
}
