import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = join(import.meta.dirname, '../dist/apps/server/src/main.js');

/** The built server in a process of its own, as it runs in the office, so that a test can kill it. */
export class Program {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  /**
   * Starts on a folder and waits until it listens.
   * @param eventStore address of the event store, if the log is not in the folder
   * @param settings what else is set
   * @throws with what it said, when it ends instead
   */
  static async start(
    folder: string,
    eventStore = '',
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Program> {
    const child = spawn(process.execPath, [main], {
      env: {
        ...{ TRACCIA_DATA: folder, TRACCIA_PORT: '0', TRACCIA_EVENTSTORE: eventStore },
        TRACCIA_RATE_LIMITS: '1000',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complained = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
    for await (const line of createInterface(child.stdout)) {
      const url = /http:\S+/.exec(line)?.[0];
      if (url !== undefined) return new Program(child, url);
    }
    const [code] = (await once(child, 'close')) as [number | null];
    throw new Error(`The program ended with ${code}: ${complained}`);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await once(this.process, 'close');
  }

  /** Stops it in the middle of whatever it does, its connections open, until it resumes. */
  pause(): void {
    this.process.kill('SIGSTOP');
  }

  resume(): void {
    this.process.kill('SIGCONT');
  }

  /** Asks it to end, as whoever keeps the service does. @returns its exit code */
  async end(): Promise<number | null> {
    this.process.kill('SIGTERM');
    const [code] = (await once(this.process, 'close')) as [number | null];
    return code;
  }
}
