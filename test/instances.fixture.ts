import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode, type EventNode } from '#event-node';
import { SqliteEventStore, type EventStore } from '#event-store';
import { ApiTokens, type Person, type Role } from '#people';
import { Client } from './client.fixture.js';
import { TestClock } from './clock.fixture.js';
import { TokenShown } from './credentials.fixture.js';
import { Program } from './program.fixture.js';
import { UNIT, ZONE } from './server.fixture.js';

/** One of several servers: a process of its own, with its own data folder and port. */
export class Instance {
  readonly folder = mkdtempSync(join(tmpdir(), 'traccia-'));
  readonly #clients = new Map<Role, Client>();
  #program: Program | undefined;
  #url = '';

  constructor(private readonly office: Instances) {}

  /** Starts on whatever is in the folder. */
  async start(): Promise<void> {
    const { eventStore, ledgerKey } = this.office;
    this.#program = await Program.start(this.folder, eventStore, {
      TRACCIA_LEDGER_KEY: ledgerKey,
    });
    this.#url = this.#program.url;
  }

  get url(): string {
    return this.#url;
  }

  /** The person who has this role, asking here. */
  as(role: Role): Client {
    let client = this.#clients.get(role);
    if (!client) {
      const { person, token } = this.office.admitted(role);
      client = new Client(person, token, () => this.#url, new TestClock());
      this.#clients.set(role, client);
    }
    return client;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#program?.kill();
    this.#program = undefined;
  }

  /** Stops it in the middle of whatever it does, until it resumes. */
  pause(): void {
    this.#program?.pause();
  }

  resume(): void {
    this.#program?.resume();
  }
}

/** Several servers on one event store. */
export class Instances {
  readonly #nodeFolder = mkdtempSync(join(tmpdir(), 'event-node-'));
  readonly #admitted = new Map<Role, { readonly person: Person; readonly token: TokenShown }>();
  #node: EventNode | undefined;
  #all: readonly Instance[] = [];

  /**
   * Starts so many, for people with these roles; every token is valid at each.
   * @param log the file of a log that is there already, if one is
   */
  static async start(number: number, roles: readonly Role[], log?: string): Promise<Instances> {
    const instances = new Instances();
    if (log !== undefined) copyFileSync(log, join(instances.#nodeFolder, 'log.db'));
    instances.#node = await startEventNode({ dataFolder: instances.#nodeFolder, port: 0 });
    instances.#all = Array.from({ length: number }, () => new Instance(instances));
    instances.#admit(roles);
    await Promise.all(instances.all.map((instance) => instance.start()));
    return instances;
  }

  get all(): readonly Instance[] {
    return this.#all;
  }

  /** The file of the key that they all sign with. */
  get ledgerKey(): string {
    return join(this.#nodeFolder, 'ledger.key');
  }

  get eventStore(): string {
    if (!this.#node) throw new Error('The event node is not running');
    return `esdb://127.0.0.1:${this.#node.port}?tls=false`;
  }

  admitted(role: Role): { readonly person: Person; readonly token: TokenShown } {
    const admitted = this.#admitted.get(role);
    if (!admitted) throw new Error(`Nobody was admitted as ${role}`);
    return admitted;
  }

  /** Ends every server, and looks at what they have left behind. */
  async readLog(look: (store: EventStore) => Promise<void>): Promise<void> {
    await Promise.all(this.#all.map((instance) => instance.kill()));
    await this.#node?.stop();
    this.#node = undefined;
    const store = SqliteEventStore.open({ file: join(this.#nodeFolder, 'log.db') });
    await look(store);
    await store.close();
  }

  /** Nothing is left. */
  async end(): Promise<void> {
    await Promise.all(this.#all.map((instance) => instance.kill()));
    await this.#node?.stop();
    for (const { folder } of this.#all) rmSync(folder, { recursive: true });
    rmSync(this.#nodeFolder, { recursive: true });
  }

  /** The tokens are in a file of each folder: they are minted in one, and the file is copied. */
  #admit(roles: readonly Role[]): void {
    const [first, ...others] = this.#all.map(({ folder }) => join(folder, 'access.db'));
    if (first === undefined) return;
    const tokens = ApiTokens.open(first);
    for (const role of roles) {
      const unitId = role === 'UH' || role === 'RF' ? UNIT : undefined;
      const personId = `persona-${role.toLowerCase()}`;
      const scopes = ['read', 'command'];
      const who = { personId, role, zone: ZONE, unitId };
      const { token } = tokens.mint({ ...who, scopes, expiresInDays: 1 });
      this.#admitted.set(role, {
        person: tokens.identify(token)!,
        token: new TokenShown(token),
      });
    }
    tokens.close();
    for (const other of others) copyFileSync(first, other);
  }
}
