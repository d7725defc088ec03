import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Access, type PasswordCost, type ProviderSettings } from '#access';
import { USUAL_MOST_BYTES, type ClamdAddress } from '#attachments';
import { InstanceLock } from '#event-store';
import { Ledger } from '#ledger';
import { definitions, definitionsWith, SystemClock, type Clock } from '#planning';
import { MappingNotTotal } from '#workflow';
import { AppModule } from './app.module.js';
import type { DutiesTaken } from './duties-taken.js';
import { closeInTime } from './http/close-in-time.js';
import { createFastifyAdapter } from './http/fastify.js';
import type { NamedProxies } from './http/named-proxies.js';
import { SecurityLog } from './http/security-log.js';
import type { TlsIdentity } from './http/tls.js';
import { CannotBePublished } from './cannot-be-published.js';
import { KnownDefinitions } from './known-definitions.js';
import type { PublicInformation } from './web/pages/legal/public-information.js';
import { nothingGoesOut, type Outgoing } from './notifications/outgoing.js';
import { nobodyOutside, type Outside } from './outside/outside.js';
import { StderrLogger } from './stderr-logger.js';

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly application: NestFastifyApplication;
  /** The code by which the first account is made, good for an hour; undefined once there is one. */
  firstCode(): string | undefined;
  /** Answers what is under way, for a while, stops following the log, closes the files. */
  stop(): Promise<void>;
}

/** Where and on what a server runs. */
export interface ServerOptions {
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock?: Clock;
  /** Files that bring further versions of definitions; each is code that runs with all rights of the server. */
  readonly definitionFiles?: readonly string[];
  /**
   * Address of an EventStoreDB or KurrentDB server that keeps the log. It may be away at the start: until it
   * answers the views show what they hold, and the service is not ready.
   */
  readonly eventStore?: string | undefined;
  /** The file of accounts, sessions and tokens; default `access.db` in the data folder. */
  readonly accessFile?: string;
  /** The folder of the directory and of the keys of personal data; default the data folder. */
  readonly peopleFolder?: string;
  /** The file of the key that signs the ledger; default `ledger.key` in the folder of people. */
  readonly ledgerKeyFile?: string;
  /** Whether a second line is signed that quantum computers do not forge; default off. */
  readonly ledgerPostQuantum?: 'on' | 'off';
  /** What the key that wraps those keys is made of besides its file. */
  readonly keySecret?: Buffer | undefined;
  /** The certificate with which it speaks TLS itself; without one, in clear. */
  readonly tls?: TlsIdentity | undefined;
  /** The proxy in front whose word on who asks is believed; default none. */
  readonly proxies?: NamedProxies;
  /** By how much the limits on requests are multiplied, default 1; 'off' for those who only try it out. */
  readonly rateLimits?: number | 'off';
  /** Of what it takes its turn that one instance does for all, such as keeping deadlines; default on. */
  readonly duties?: DutiesTaken;
  /**
   * Whether it records by itself, every minute, refused sign-ins, new tokens and what the store was away for;
   * default on. If not, only when the report of accesses is asked for.
   */
  readonly accessRounds?: 'on' | 'off';
  /** The origin people open, such as `https://traccia.ente.example`; passkeys are bound to its host. */
  readonly publicUrl?: string | undefined;
  /** The identity providers people sign in with. */
  readonly providers?: readonly ProviderSettings[];
  /** By what people and programs are told besides the inbox; default by nothing. */
  readonly outgoing?: Outgoing;
  /** By whom roots of the ledger are kept or signed outside; default by nobody. */
  readonly outside?: Outside;
  /** Whether anybody may read, without a sign-in, how far the cycles have come; default off. */
  readonly publicPages?: 'on' | 'off';
  /** What the office says of itself to everybody; default nothing. */
  readonly publicInformation?: Partial<PublicInformation>;
  /** Whether every page says that this is an environment to try things in. */
  readonly trial?: 'on' | 'off';
  /** For how many days the files are kept that somebody had made as a job; default 30. */
  readonly exportDays?: number;
  /** The folder of the documents that are kept; default `attachments` in the data folder. */
  readonly attachmentsFolder?: string;
  /** Bytes of the largest document that is kept; default 25 MiB. */
  readonly attachmentBytes?: number;
  /** Where the antivirus listens that looks at each; default none. */
  readonly clamd?: ClamdAddress | undefined;
  /** Where the lines about security go; default the error stream. */
  readonly writeSecurityLine?: (line: string) => void;
  /** Only a test leaves the keys of persons to no chance. */
  readonly keyBytes?: (size: number) => Buffer;
  /** Only a test makes guesses at passwords cheaper. */
  readonly passwordCost?: PasswordCost;
}

/**
 * Starts the whole application on a data folder, which it holds alone.
 * @throws AlreadyRunning when another process holds the folder; DamagedLog when the log is not whole;
 * NoDefinition, CannotBePublished for what a file brings; UnfitDefinitions when it asks for definitions that are not installed; UnusableStoreAddress; BrokenHistory when what
 * was sealed is not what is there; UnusableLedgerKey
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, host, port, clock = new SystemClock(), eventStore, tls, proxies } = options;
  const { accessFile = join(dataFolder, 'access.db'), rateLimits = 1, duties = 'on' } = options;
  const { accessRounds = 'on', trial = 'off' } = options;
  const { peopleFolder = dataFolder, keySecret, keyBytes } = options;
  const { ledgerKeyFile = join(peopleFolder, 'ledger.key'), ledgerPostQuantum = 'off' } = options;
  const { publicUrl, providers = [], outgoing = nothingGoesOut, passwordCost } = options;
  const { outside = nobodyOutside, publicPages = 'off', exportDays = 30 } = options;
  const { attachmentsFolder = join(dataFolder, 'attachments'), clamd } = options;
  const { attachmentBytes = USUAL_MOST_BYTES } = options;
  const { writeSecurityLine = (line: string) => process.stderr.write(line) } = options;
  const installed = await definitionsWith(options.definitionFiles ?? [], definitions);
  const securityLog = new SecurityLog(writeSecurityLine, () => clock.nowMs());
  mkdirSync(dataFolder, { recursive: true });
  mkdirSync(dirname(accessFile), { recursive: true });
  mkdirSync(peopleFolder, { recursive: true });
  const ledger = {
    file: join(dataFolder, 'ledger.db'),
    keyFile: ledgerKeyFile,
    postQuantumKeyFile: ledgerPostQuantum === 'on' ? secondKeyBeside(ledgerKeyFile) : undefined,
  };
  const lock = InstanceLock.take(dataFolder);
  try {
    const application = await NestFactory.create<NestFastifyApplication>(
      AppModule.forRoot({
        ...{
          dataFolder,
          clock,
          definitions: installed,
          eventStore,
          accessFile,
          peopleFolder,
          ledger,
          keySecret,
          keyBytes,
          rateLimits,
          duties,
          accessRounds,
        },
        ...{
          publicUrl,
          providers,
          outgoing,
          outside,
          publicPages,
          publicInformation: options.publicInformation,
          exportDays,
          attachments: { folder: attachmentsFolder, mostBytes: attachmentBytes, clamd },
          securityLog,
          ...(passwordCost && { passwordCost }),
        },
      }),
      createFastifyAdapter({ tls, isTrial: trial === 'on', ...(proxies && { proxies }) }),
      { logger: new StderrLogger(), abortOnError: false },
    );
    try {
      // Before anything follows the log: a view cannot apply what a wrong definition does not know.
      await application.get(KnownDefinitions).look(eventStore !== undefined);
      // Before anybody is answered: what was sealed must still be what it was.
      await application.get(Ledger).begin(eventStore !== undefined);
      await application.listen(port, host);
    } catch (error) {
      await application.close();
      throw error;
    }
    return {
      url: await application.getUrl(),
      application,
      firstCode: () => application.get(Access, { strict: false }).invitations.bootstrap(),
      stop: async () => {
        await closeInTime(application);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error instanceof MappingNotTotal ? new CannotBePublished(error) : error;
  }
}

/** Where the key of the second line is, beside that of the first. */
function secondKeyBeside(keyFile: string): string {
  return `${keyFile.replace(/\.key$/, '')}.ml-dsa-44.key`;
}
