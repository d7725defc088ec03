import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What `npm start` gives to Node. */
const nodeOptions = ['--enable-source-maps', '--max-semi-space-size=8'];

/** A server in a process of its own, as whoever runs Traccia has it. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Where clients find it. */
    readonly url: string,
  ) {}

  /**
   * Traccia itself on a data folder and a free port; answers once it says where it listens.
   * @param eventStore address of the event store, if the log is not in the folder
   * @param settings what else is set, by the names of the environment
   */
  static traccia(
    dataFolder: string,
    eventStore = '',
    settings: Record<string, string> = {},
  ): Promise<ServerProcess> {
    return ServerProcess.#start('../../apps/server/src/main.js', {
      TRACCIA_DATA: dataFolder,
      TRACCIA_PORT: '0',
      TRACCIA_EVENTSTORE: eventStore,
      // Nobody in an office asks as fast as this does.
      TRACCIA_RATE_LIMITS: '1000',
      ...settings,
    });
  }

  /** An event node on a folder; its URL is a connection string. */
  static async eventNode(dataFolder: string, port = 0): Promise<ServerProcess> {
    const options = ['event-node', '--data', dataFolder, '--port', String(port)];
    const script = '../../apps/cli/src/main.js';
    const { child, url } = await ServerProcess.#start(script, {}, options, /127\.0\.0\.1:\d+/);
    return new ServerProcess(child, `esdb://${url}?tls=false`);
  }

  /** The least an HTTP server can do; see `bare-server.ts`. */
  static bare(answerBytes: number): Promise<ServerProcess> {
    return ServerProcess.#start('./bare-server.js', { ANSWER_BYTES: String(answerBytes) });
  }

  static async #start(
    script: string,
    environment: Record<string, string>,
    options: readonly string[] = [],
    listensAt = /http:\/\/\S+/,
  ): Promise<ServerProcess> {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const child = spawn(process.execPath, [...nodeOptions, path, ...options], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4_000);
    });
    return new Promise((resolve, reject) => {
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const url = listensAt.exec(output)?.[0];
        if (url !== undefined) resolve(new ServerProcess(child, url));
      });
      child.once('exit', (code) => {
        reject(new Error(`${script} ended with ${code}:\n${errors}`));
      });
    });
  }

  /** What it holds in memory now, in MB; undefined where the system has no /proc to tell. */
  residentMb(): number | undefined {
    const status = `/proc/${this.child.pid}/status`;
    if (!existsSync(status)) return undefined;
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8')) ?? [];
    return Number(kilobytes) / 1_000;
  }

  /** What of the processor it has used up to now, in milliseconds; undefined as above. */
  processorMs(): number | undefined {
    const stat = `/proc/${this.child.pid}/stat`;
    if (!existsSync(stat)) return undefined;
    // After the name, which may hold anything; in steps of 10 ms, of its own and of the system for it.
    const fields = readFileSync(stat, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
