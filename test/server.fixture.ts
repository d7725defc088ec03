import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Sessions } from '#access';
import { ApiTokens, theProgram, type Person, type Role } from '#people';
import { startServer, type RunningServer, type ServerOptions } from '../apps/server/src/server.js';
import { Client } from './client.fixture.js';
import { TestClock } from './clock.fixture.js';
import { SessionShown, TokenShown } from './credentials.fixture.js';

/** The zone whose people `as` names. */
export const ZONE = 'livornese';

/** The unit of the head and of the contact person. */
export const UNIT = 'anziani';

/** Somebody: by default of the usual zone, and of the usual unit where the role has one. */
export interface Somebody {
  readonly role: Role;
  readonly personId?: string;
  readonly zone?: string;
  readonly unitId?: string;
}

/** A program that acts for somebody, with a token. */
export interface SomeProgram extends Somebody {
  /** False for a token that ran out yesterday. */
  readonly valid?: boolean;
  /** What the token is for. Default: whatever a token can be for. */
  readonly scopes?: readonly string[];
  /** Where it asks, if not at this server itself. */
  readonly url?: () => string;
}

/** A token, and as whom it opens. */
export interface MintedToken {
  readonly person: Person;
  readonly token: string;
}

const names: Readonly<Record<Role, string>> = {
  UPc: 'coordinatore',
  UPo: 'operatore',
  UH: 'responsabile',
  RF: 'referente',
  DIR: 'direttore',
  SEG: 'segreteria',
  AUD: 'revisore',
  ETS: 'portatore-di-interesse',
  ADM: 'amministratore',
  SYS: 'traccia',
};

/** Opens as the program itself, in a test alone: nothing outside of one gets in as that. */
const PROGRAM_TOKEN = 'programma';

/** The real server on a folder of its own, asked over a real socket. */
export class TestServer {
  readonly clock = new TestClock();
  /** What was told to whoever watches over security. */
  readonly securityLines: string[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'traccia-'));
  readonly #clients = new Map<string, Client>();
  #running: RunningServer | undefined;

  /**
   * @param eventStore address of the server that keeps the log, if not a file of the folder
   * @param more what else is otherwise than usual
   */
  constructor(
    private readonly eventStore?: string,
    private readonly more: Partial<ServerOptions> = {},
  ) {}

  static async start(more: Partial<ServerOptions> = {}): Promise<TestServer> {
    const server = new TestServer(undefined, more);
    await server.start();
    return server;
  }

  /** Starts on whatever is in the folder. */
  async start(): Promise<void> {
    const { folder: dataFolder, clock, eventStore } = this;
    const where = {
      dataFolder,
      eventStore,
      host: '127.0.0.1',
      port: 0,
      rateLimits: 'off' as const,
      // What the tests let happen is all that happens; those of the deadlines let the keeper work.
      duties: 'off' as const,
      accessRounds: 'off' as const,
      passwordCost: { memoryKibibytes: 16, passes: 1, lanes: 1 },
      writeSecurityLine: (line: string) => void this.securityLines.push(line),
    };
    this.#running = await startServer({ ...where, clock, ...this.more });
    const tokens = this.application.get(ApiTokens);
    const identify = tokens.identify.bind(tokens);
    tokens.identify = (token): Person | undefined => {
      const [name, zone] = token.split('-');
      return name === PROGRAM_TOKEN ? theProgram(zone ?? ZONE) : identify(token);
    };
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  /** Stops for good: nothing is left. */
  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  get application(): NestFastifyApplication {
    if (!this.#running) throw new Error('The server is not running');
    return this.#running.application;
  }

  /** The code the console shows while nobody has an account. */
  firstCode(): string {
    const code = this.#running?.firstCode();
    if (code === undefined) throw new Error('There is an account already');
    return code;
  }

  get url(): string {
    if (!this.#running) throw new Error('The server is not running');
    return this.#running.url;
  }

  /** The one person of a zone, by default of the usual one, who has this role. */
  as(role: Role, zone: string = ZONE): Client {
    const name = `${zone} ${role}`;
    let client = this.#clients.get(name);
    if (!client) {
      client = role === 'SYS' ? this.#theProgram(zone) : this.admit({ role, zone });
      this.#clients.set(name, client);
    }
    return client;
  }

  /** Lets somebody in, as if at a page of this server: they prove who they are whenever it has to be fresh. */
  admit(somebody: Somebody): Client {
    const { role, ...rest } = described(somebody);
    const person = { role, ...rest, authMethod: 'passkey' } as const;
    const sessions = (): Sessions => this.application.get(Sessions, { strict: false });
    const url = (): string => this.url;
    return new Client(person, new SessionShown(person, sessions, url, this.clock), url, this.clock);
  }

  /** Gives somebody a token, for a program of theirs. */
  admitProgram(program: SomeProgram): Client {
    const { person, token } = this.mint(program);
    return new Client(person, new TokenShown(token), program.url ?? (() => this.url), this.clock);
  }

  /** A token for a program of somebody. */
  mint({ valid = true, scopes = ['read', 'command'], ...somebody }: SomeProgram): MintedToken {
    const mintedMs = Date.now() - (valid ? 0 : 2 * 86_400_000);
    const tokens = ApiTokens.open(join(this.folder, 'access.db'), { nowMs: () => mintedMs });
    try {
      const { token } = tokens.mint({ ...described(somebody), scopes, expiresInDays: 1 });
      const person = tokens.identify(token);
      if (!person) throw new Error('The token does not open');
      return { person, token };
    } finally {
      tokens.close();
    }
  }

  #theProgram(zone: string): Client {
    const token = new TokenShown(`${PROGRAM_TOKEN}-${zone}`);
    return new Client(theProgram(zone), token, () => this.url, this.clock);
  }
}

function described({ role, personId = names[role], zone = ZONE, unitId }: Somebody) {
  const unit = unitId ?? (role === 'UH' || role === 'RF' ? UNIT : undefined);
  return { personId, role, zone, ...(unit !== undefined && { unitId: unit }) };
}
