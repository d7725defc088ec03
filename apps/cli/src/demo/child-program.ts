import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandFailed } from '../failure.js';

/** How long a program may take to answer what is under way and close its files. */
const STOP_MS = 15_000;

interface StartProgram {
  /** What a person calls it, «Il server». */
  readonly name: string;
  readonly script: string;
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What is loaded into it before anything else: the address of a module. */
  readonly preloaded?: string;
  /** File for what it logs. */
  readonly log: string;
  /** Finds where it listens in the line by which it says so. */
  readonly listensAt: RegExp;
}

/** One of the built programs, in a process of its own that ends with this one. */
export class ChildProgram {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
    /** Where it listens. */
    readonly address: string,
  ) {}

  /** @throws CommandFailed when it ends before it listens */
  static async start(program: StartProgram): Promise<ChildProgram> {
    const { name, script, environment, preloaded, log, listensAt } = program;
    const logFile = openSync(log, 'a');
    const child = spawn(
      process.execPath,
      [
        '--enable-source-maps',
        ...(preloaded === undefined ? [] : ['--import', preloaded]),
        script,
        ...(program.arguments ?? []),
      ],
      { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', logFile, 'ipc'] },
    );
    closeSync(logFile);
    endWithUs(child);
    const address = await addressOf(child, listensAt);
    if (address === undefined)
      throw new CommandFailed(`${name} non è partito: il motivo è in ${log}.`);
    return new ChildProgram(name, child, address);
  }

  /** Tells something to what was loaded into it, and waits until that has said the same. */
  async tell(message: object): Promise<void> {
    const answered = once(this.child, 'message', { signal: AbortSignal.timeout(STOP_MS) });
    this.child.send(message);
    await answered;
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
        `${this.name} è finito male (${this.child.exitCode ?? this.child.signalCode ?? 'senza codice'}).`,
      );
    }
  }
}

/** Whatever ends this process ends the child too. */
function endWithUs(child: ChildProcess): void {
  process.once('exit', () => child.kill());
  process.once('SIGINT', () => process.exit(128 + 2));
  process.once('SIGTERM', () => process.exit(128 + 15));
}

/** The address a program says it listens at; undefined when it ends without saying one. */
async function addressOf(child: ChildProcess, listensAt: RegExp): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const [, address] = listensAt.exec(line) ?? [];
    if (address === undefined) continue;
    child.stdout.resume(); // what it says later is nobody's business, but must not fill the pipe
    return address;
  }
  return undefined;
}
