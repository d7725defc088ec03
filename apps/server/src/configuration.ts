import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readProviders, UnusableProviders, type ProviderSettings } from '#access';
import type { ClamdAddress } from '#attachments';
import { storeAddress, UnusableStoreAddress } from '#event-store';
import {
  isMailAddress,
  mailSender,
  readWebhooks,
  smtpRelay,
  UnusableRelay,
  UnusableWebhooks,
  type SmtpSettings,
  type WebhookEndpoint,
} from '#notifications';
import { verbs } from '#planning';
import { dutyNames, type DutiesTaken, type DutyName } from './duties-taken.js';
import { NamedProxies, UnusableProxy } from './http/named-proxies.js';
import { readTls, UnusableTls, type TlsIdentity } from './http/tls.js';
import type { Outgoing } from './notifications/outgoing.js';
import { PublicInformation } from './web/pages/legal/public-information.js';
import { outsideFrom, UnusableOutside, type Outside } from './outside/outside.js';

/** Everything the environment decides, read once and checked. Nothing else reads `process.env`. */
export interface Configuration {
  /** Folder of the log, the read models and the tokens. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Files that bring further versions of definitions. */
  readonly definitionFiles: readonly string[];
  /** Address of an EventStoreDB or KurrentDB server that keeps the log; without it, a file of the folder. */
  readonly eventStore: string | undefined;
  /** The origin people open, such as `https://traccia.ente.example`; never with a slash at the end. */
  readonly publicUrl: string | undefined;
  /** The identity providers people may sign in with; with any, publicUrl is there. */
  readonly providers: readonly ProviderSettings[];
  /** The file of accounts, sessions and tokens; instances on one machine share it. */
  readonly accessFile: string;
  /** The folder of the directory and of the keys of personal data; instances on one machine share it. */
  readonly peopleFolder: string;
  /** The file of the key that signs the ledger; instances of one log share it. */
  readonly ledgerKeyFile: string;
  /** Whether a second line is signed that quantum computers do not forge. */
  readonly ledgerPostQuantum: 'on' | 'off';
  /** What the key that wraps those keys is made of besides its file. */
  readonly keySecret: Buffer | undefined;
  /** The certificate with which the server speaks TLS itself. */
  readonly tls: TlsIdentity | undefined;
  /** The proxy whose word on who asks is believed. */
  readonly proxies: NamedProxies;
  /** By how much the limits on requests are multiplied. */
  readonly rateLimits: number;
  /** Of what it takes its turn that one instance does for all. */
  readonly duties: DutiesTaken;
  /** What people and programs are told by besides the inbox; with any, publicUrl is there. */
  readonly outgoing: Outgoing;
  /** By whom roots of the ledger are kept or signed outside. */
  readonly outside: Outside;
  /** Whether anybody may read, without a sign-in, how far the cycles have come. */
  readonly publicPages: 'on' | 'off';
  /** What the office says of itself to everybody. */
  readonly publicInformation: PublicInformation;
  /** Whether this is an environment to try things in, whose data mean nothing: every page says so. */
  readonly trial: 'on' | 'off';
  /** For how many days the files are kept that somebody had made as a job. */
  readonly exportDays: number;
  /** The folder of the documents that are kept; instances on one machine share it. */
  readonly attachmentsFolder: string;
  /** Bytes of the largest document that is kept. */
  readonly attachmentBytes: number;
  /** Where the antivirus listens that looks at each; undefined for none. */
  readonly clamd: ClamdAddress | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting cannot be used; says which, what it was and what it should be. */
export class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration';
}

/** @throws InvalidConfiguration */
export function configurationFrom(environment: Environment): Configuration {
  const dataFolder = resolve(environment['TRACCIA_DATA'] ?? 'data');
  const port = Number(environment['TRACCIA_PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidConfiguration(
      `TRACCIA_PORT è «${environment['TRACCIA_PORT'] ?? ''}»: serve un numero da 0 a 65535 ` +
        '(TRACCIA_PORT must be a number from 0 to 65535).',
    );
  }
  const publicUrl = publicUrlFrom(environment['TRACCIA_PUBLIC_URL']);
  const providers = providersFrom(environment['TRACCIA_OIDC']);
  if (providers.length > 0 && publicUrl === undefined) {
    throw new InvalidConfiguration(
      'TRACCIA_OIDC vuole anche TRACCIA_PUBLIC_URL: i provider rimandano lì le persone ' +
        '(TRACCIA_PUBLIC_URL is needed too: the providers send people back there).',
    );
  }
  const outgoing = outgoingFrom(environment, publicUrl);
  return Object.freeze({
    dataFolder,
    host: environment['TRACCIA_HOST'] ?? '127.0.0.1',
    port,
    definitionFiles: filesIn(environment['TRACCIA_DEFINITIONS']),
    eventStore: eventStoreFrom(environment),
    publicUrl,
    providers,
    accessFile: accessFileFrom(environment['TRACCIA_ACCESS'], dataFolder),
    peopleFolder: folderFrom(environment['TRACCIA_PEOPLE'], dataFolder),
    ledgerKeyFile: ledgerKeyFrom(environment, dataFolder),
    ledgerPostQuantum: onOrOff(
      'TRACCIA_LEDGER_POST_QUANTUM',
      environment['TRACCIA_LEDGER_POST_QUANTUM'],
    ),
    keySecret: keySecretFrom(environment['TRACCIA_KEK_FILE']),
    tls: tlsFrom(environment['TRACCIA_TLS_CERT'], environment['TRACCIA_TLS_KEY']),
    proxies: proxiesFrom(environment['TRACCIA_PROXY']),
    rateLimits: rateLimitsFrom(environment['TRACCIA_RATE_LIMITS']),
    duties: dutiesFrom(environment['TRACCIA_DUTIES'] ?? 'on'),
    outgoing,
    outside: outsideIn(environment, outgoing),
    publicPages: onOrOff('TRACCIA_PUBLIC_PAGES', environment['TRACCIA_PUBLIC_PAGES']),
    publicInformation: publicInformationFrom(environment, outgoing),
    trial: onOrOff('TRACCIA_TRIAL', environment['TRACCIA_TRIAL']),
    exportDays: exportDaysFrom(environment['TRACCIA_EXPORT_DAYS']),
    attachmentsFolder: folderFrom(
      environment['TRACCIA_ATTACHMENTS'],
      join(dataFolder, 'attachments'),
    ),
    attachmentBytes: attachmentBytesFrom(environment['TRACCIA_ATTACHMENT_MIB']),
    clamd: clamdFrom(environment['TRACCIA_CLAMD']),
  });
}

/** As long as the office may say whom to call. */
const LONGEST_CONTACT = 300;

function publicInformationFrom(environment: Environment, outgoing: Outgoing): PublicInformation {
  const contact = environment['TRACCIA_OFFICE_CONTACT'] ?? '';
  const statement = environment['TRACCIA_ACCESSIBILITY'] ?? '';
  const feedbackTo = environment['TRACCIA_FEEDBACK_MAIL'] ?? '';
  if (contact.length > LONGEST_CONTACT) {
    throw new InvalidConfiguration(
      `TRACCIA_OFFICE_CONTACT: al massimo ${LONGEST_CONTACT} caratteri ` +
        `(TRACCIA_OFFICE_CONTACT: ${LONGEST_CONTACT} characters at most).`,
    );
  }
  if (statement !== '' && !(URL.canParse(statement) && statement.startsWith('https://'))) {
    throw new InvalidConfiguration(
      `TRACCIA_ACCESSIBILITY è «${statement}»: serve un indirizzo https ` +
        '(TRACCIA_ACCESSIBILITY must be an https address).',
    );
  }
  if (feedbackTo !== '' && !isMailAddress(feedbackTo)) {
    throw new InvalidConfiguration(
      'TRACCIA_FEEDBACK_MAIL: serve un indirizzo di posta (TRACCIA_FEEDBACK_MAIL must be a mail address).',
    );
  }
  if (feedbackTo !== '' && outgoing.mail === undefined) {
    throw new InvalidConfiguration(
      'TRACCIA_FEEDBACK_MAIL vuole anche TRACCIA_SMTP: le segnalazioni partono da lì ' +
        '(TRACCIA_SMTP is needed too: reports are sent from there).',
    );
  }
  return new PublicInformation({
    ...(contact !== '' && { contact }),
    ...(statement !== '' && { statement }),
    ...(feedbackTo !== '' && { feedbackTo }),
  });
}

/** Files in one text, separated by commas. */
function filesIn(text = ''): readonly string[] {
  return text
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '')
    .map((file) => resolve(file));
}

function outsideIn(environment: Environment, outgoing: Outgoing): Outside {
  const written = {
    reach: environment['TRACCIA_OUTSIDE_REACH'] ?? '',
    witnesses: environment['TRACCIA_WITNESSES'] ?? '',
    timestamps: environment['TRACCIA_TIMESTAMPS'] ?? '',
    authorities: environment['TRACCIA_TIMESTAMPS_CA'] ?? '',
    mailTo: environment['TRACCIA_CHECKPOINT_MAIL'] ?? '',
    certifiedMailTo: environment['TRACCIA_CHECKPOINT_PEC'] ?? '',
  };
  try {
    return outsideFrom(written, outgoing);
  } catch (error) {
    if (!(error instanceof UnusableOutside)) throw error;
    throw new InvalidConfiguration(error.message, { cause: error });
  }
}

function outgoingFrom(environment: Environment, publicUrl: string | undefined): Outgoing {
  const mail = mailFrom({
    names: ['TRACCIA_SMTP', 'TRACCIA_SMTP_PASSWORD_FILE', 'TRACCIA_MAIL_FROM'],
    relay: environment['TRACCIA_SMTP'],
    passwordFile: environment['TRACCIA_SMTP_PASSWORD_FILE'],
    from: environment['TRACCIA_MAIL_FROM'],
  });
  const certifiedMail = mailFrom({
    names: ['TRACCIA_PEC', 'TRACCIA_PEC_PASSWORD_FILE', 'TRACCIA_PEC_FROM'],
    relay: environment['TRACCIA_PEC'],
    passwordFile: environment['TRACCIA_PEC_PASSWORD_FILE'],
    from: environment['TRACCIA_PEC_FROM'],
  });
  const receiptsFolder = folderBeside(certifiedMail, {
    ...{ name: 'TRACCIA_PEC_RECEIPTS', folder: environment['TRACCIA_PEC_RECEIPTS'] },
    needs: 'TRACCIA_PEC',
    it: 'le ricevute sono di ciò che si manda da lì',
    en: 'the receipts are of what is sent from there',
  });
  const returnsFolder = folderBeside(mail, {
    ...{ name: 'TRACCIA_BOUNCES', folder: environment['TRACCIA_BOUNCES'] },
    needs: 'TRACCIA_SMTP',
    it: 'torna indietro ciò che si manda da lì',
    en: 'what comes back is what is sent from there',
  });
  const webhooks = webhooksFrom(environment['TRACCIA_WEBHOOKS']);
  if ((mail ?? certifiedMail ?? webhooks[0]) !== undefined && publicUrl === undefined) {
    throw new InvalidConfiguration(
      'TRACCIA_SMTP, TRACCIA_PEC e TRACCIA_WEBHOOKS vogliono anche TRACCIA_PUBLIC_URL: i messaggi rimandano lì ' +
        '(TRACCIA_PUBLIC_URL is needed too: messages send people there).',
    );
  }
  return Object.freeze({ mail, certifiedMail, receiptsFolder, returnsFolder, webhooks });
}

interface WrittenFolder {
  readonly name: string;
  readonly folder: string | undefined;
  /** The setting without which nothing comes into it, and why, in Italian and English. */
  readonly needs: string;
  readonly it: string;
  readonly en: string;
}

/** A folder that another program fills with what comes back of what is sent. */
function folderBeside(
  sent: SmtpSettings | undefined,
  { name, folder = '', needs, it, en }: WrittenFolder,
): string | undefined {
  if (folder === '') return undefined;
  if (sent) return resolve(folder);
  throw new InvalidConfiguration(
    `${name} vuole anche ${needs}: ${it} (${needs} is needed too: ${en}).`,
  );
}

interface WrittenMail {
  /** Of the three settings, for whoever reads what is wrong. */
  readonly names: readonly [relay: string, passwordFile: string, from: string];
  readonly relay: string | undefined;
  readonly passwordFile: string | undefined;
  readonly from: string | undefined;
}

function mailFrom({
  names,
  relay = '',
  passwordFile = '',
  from = '',
}: WrittenMail): SmtpSettings | undefined {
  const [relayName, passwordName, fromName] = names;
  if (relay === '' && passwordFile === '' && from === '') return undefined;
  const password =
    passwordFile === '' ? undefined : passwordIn(passwordName, resolve(passwordFile));
  return Object.freeze({
    relay: usableMail(relayName, () => smtpRelay(relay, password)),
    from: usableMail(fromName, () => mailSender(from)),
  });
}

function usableMail<Setting>(name: string, read: () => Setting): Setting {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnusableRelay)) throw error;
    throw new InvalidConfiguration(`${name}: ${error.message}.`, { cause: error });
  }
}

/** Read and write for whoever is neither the owner nor of the group. */
const OTHERS = 0o007;

function passwordIn(setting: string, file: string): string {
  const password = contentFor(setting, file, () => readFileSync(file, 'utf8')).trim();
  if (password === '' || (statSync(file).mode & OTHERS) !== 0) {
    throw new InvalidConfiguration(
      `${setting}: il file ${file} è vuoto, oppure lo legge chiunque: chmod o= ` +
        '(it is empty, or anybody may read it: chmod o=).',
    );
  }
  return password;
}

function webhooksFrom(file = ''): readonly WebhookEndpoint[] {
  if (file === '') return [];
  try {
    return readWebhooks(resolve(file), new Set(verbs.flatMap(({ facts }) => facts)));
  } catch (error) {
    if (!(error instanceof UnusableWebhooks)) throw error;
    throw new InvalidConfiguration(error.message, { cause: error });
  }
}

function dutiesFrom(text: string): DutiesTaken {
  if (text === 'on' || text === 'off') return text;
  const names = text.split(',').map((name) => name.trim());
  if (names.every(isDuty)) return names;
  const known = dutyNames.join(', ');
  throw new InvalidConfiguration(
    `TRACCIA_DUTIES è «${text}»: serve on, off, oppure alcuni tra ${known} ` +
      `(TRACCIA_DUTIES must be on or off, or some of ${known}).`,
  );
}

const isDuty = (name: string): name is DutyName => (dutyNames as readonly string[]).includes(name);

function accessFileFrom(file: string | undefined, dataFolder: string): string {
  return file === undefined || file === '' ? join(dataFolder, 'access.db') : resolve(file);
}

function folderFrom(folder: string | undefined, dataFolder: string): string {
  return folder === undefined || folder === '' ? dataFolder : resolve(folder);
}

/** Beside the other keys, unless it is kept elsewhere. */
function ledgerKeyFrom(environment: Environment, dataFolder: string): string {
  const file = environment['TRACCIA_LEDGER_KEY'] ?? '';
  if (file !== '') return resolve(file);
  return join(folderFrom(environment['TRACCIA_PEOPLE'], dataFolder), 'ledger.key');
}

function onOrOff(setting: string, text = 'off'): 'on' | 'off' {
  if (text === 'on' || text === 'off') return text;
  throw new InvalidConfiguration(
    `${setting} è «${text}»: serve on oppure off (${setting} must be on or off).`,
  );
}

/** Fewer bytes could be tried one after the other. */
const MIN_SECRET_BYTES = 16;

function keySecretFrom(file = ''): Buffer | undefined {
  if (file === '') return undefined;
  const secret = contentFor('TRACCIA_KEK_FILE', file, () => readFileSync(file));
  if (secret.length >= MIN_SECRET_BYTES) return secret;
  throw new InvalidConfiguration(
    `TRACCIA_KEK_FILE: il file ${file} ha meno di ${MIN_SECRET_BYTES} byte (has fewer than ${MIN_SECRET_BYTES} bytes).`,
  );
}

function tlsFrom(certificate = '', key = ''): TlsIdentity | undefined {
  if (certificate === '' && key === '') return undefined;
  if (certificate === '' || key === '') {
    throw new InvalidConfiguration(
      'TRACCIA_TLS_CERT e TRACCIA_TLS_KEY servono insieme (give both of them, or none).',
    );
  }
  try {
    return readTls(resolve(certificate), resolve(key));
  } catch (error) {
    if (!(error instanceof UnusableTls)) throw error;
    throw new InvalidConfiguration(`TRACCIA_TLS_CERT, TRACCIA_TLS_KEY: ${error.message}.`, {
      cause: error,
    });
  }
}

function proxiesFrom(addresses = ''): NamedProxies {
  const named = addresses.split(',').map((each) => each.trim());
  try {
    return new NamedProxies(named.filter((each) => each !== ''));
  } catch (error) {
    if (!(error instanceof UnusableProxy)) throw error;
    throw new InvalidConfiguration(
      `TRACCIA_PROXY nomina «${error.message}»: servono indirizzi IP, o reti come 10.1.2.0/24, separati da virgole ` +
        '(TRACCIA_PROXY must name IP addresses, or networks such as 10.1.2.0/24, separated by commas).',
      { cause: error },
    );
  }
}

function rateLimitsFrom(written = '1'): number {
  const times = Number(written);
  if (Number.isInteger(times) && times >= 1 && times <= 1_000) return times;
  throw new InvalidConfiguration(
    `TRACCIA_RATE_LIMITS è «${written}»: serve un numero intero da 1 a 1000 ` +
      '(TRACCIA_RATE_LIMITS must be a whole number from 1 to 1000).',
  );
}

function exportDaysFrom(written = '30'): number {
  const days = Number(written);
  if (Number.isInteger(days) && days >= 1 && days <= 366) return days;
  throw new InvalidConfiguration(
    `TRACCIA_EXPORT_DAYS è «${written}»: serve un numero intero di giorni, da 1 a 366 ` +
      '(TRACCIA_EXPORT_DAYS must be a whole number of days from 1 to 366).',
  );
}

const MEBIBYTE = 1_048_576;

function attachmentBytesFrom(written = '25'): number {
  const mebibytes = Number(written);
  if (Number.isInteger(mebibytes) && mebibytes >= 1 && mebibytes <= 200) {
    return mebibytes * MEBIBYTE;
  }
  throw new InvalidConfiguration(
    `TRACCIA_ATTACHMENT_MIB è «${written}»: serve un numero intero di MiB, da 1 a 200 ` +
      '(TRACCIA_ATTACHMENT_MIB must be a whole number of MiB from 1 to 200).',
  );
}

/** `127.0.0.1:3310`, `[::1]:3310`, or the file of a socket, `/run/clamav/clamd.ctl`. */
function clamdFrom(written = ''): ClamdAddress | undefined {
  if (written === '') return undefined;
  if (written.startsWith('/')) return { path: written };
  const [, bracketed, plain, digits] =
    /^(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(written) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port };
  throw new InvalidConfiguration(
    `TRACCIA_CLAMD è «${written}»: serve host:porta, come 127.0.0.1:3310, o il file di un socket ` +
      '(TRACCIA_CLAMD must be host:port, or the file of a socket).',
  );
}

/** Browsers let HTTP without TLS pass for secure on this very machine only, for trials. */
function publicUrlFrom(address: string | undefined): string | undefined {
  if (address === undefined || address === '') return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isTrial = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname);
  if (url === undefined || !(url.protocol === 'https:' || isTrial) || url.href !== `${url.origin}/`)
    throw new InvalidConfiguration(
      'TRACCIA_PUBLIC_URL deve essere https e un nome, senza altro: https://traccia.ente.example ' +
        '(must be https and a name, nothing else).',
    );
  return url.origin;
}

function providersFrom(file: string | undefined): readonly ProviderSettings[] {
  if (file === undefined || file === '') return [];
  try {
    return readProviders(resolve(file));
  } catch (error) {
    if (!(error instanceof UnusableProviders)) throw error;
    throw new InvalidConfiguration(error.message, { cause: error });
  }
}

/** The address itself, or what a file says: an address that holds a password belongs in no environment. */
function eventStoreFrom(environment: Environment): string | undefined {
  const address = environment['TRACCIA_EVENTSTORE'] ?? '';
  const file = environment['TRACCIA_EVENTSTORE_FILE'] ?? '';
  if (address !== '' && file !== '') {
    throw new InvalidConfiguration(
      'TRACCIA_EVENTSTORE e TRACCIA_EVENTSTORE_FILE dicono la stessa cosa: ne serve una sola (give one of them, not both).',
    );
  }
  // An empty file is no address: whoever names one does not mean the embedded log.
  if (file !== '') return usable('TRACCIA_EVENTSTORE_FILE', contentOf(file).trim());
  return address === '' ? undefined : usable('TRACCIA_EVENTSTORE', address);
}

function usable(setting: string, address: string): string {
  try {
    return storeAddress(address);
  } catch (error) {
    if (!(error instanceof UnusableStoreAddress)) throw error;
    throw new InvalidConfiguration(`${setting}: ${error.message}`, { cause: error });
  }
}

function contentOf(file: string): string {
  return contentFor('TRACCIA_EVENTSTORE_FILE', file, () => readFileSync(file, 'utf8'));
}

/** What a file holds. @throws InvalidConfiguration when it cannot be read */
function contentFor<Content>(setting: string, file: string, read: () => Content): Content {
  try {
    return read();
  } catch (error) {
    throw new InvalidConfiguration(
      `${setting}: il file ${file} non si legge (the file ${file} cannot be read).`,
      { cause: error },
    );
  }
}
