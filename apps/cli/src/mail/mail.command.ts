import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createCommand, Option, type Command } from 'commander';
import { v7 as uuidV7 } from 'uuid';
import {
  mailSender,
  SmtpChannel,
  smtpRelay,
  UnusableRelay,
  type SendOutcome,
  type SmtpSettings,
} from '#notifications';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';

interface MailOptions {
  readonly to: string;
  readonly smtp?: string;
  readonly passwordFile?: string;
  readonly from?: string;
}

/** A way to send a mail: a relay, or for a test something else that behaves like one. */
type Open = (settings: SmtpSettings) => Pick<SmtpChannel, 'send' | 'close'>;

/** `traccia mail`: whether mail can leave with the settings of the server. */
export function mailCommand(
  terminal: Terminal,
  open: Open = (settings) => new SmtpChannel('email', settings),
): Command {
  return createCommand('mail')
    .description('la posta con cui Traccia avvisa')
    .addCommand(tryCommand(terminal, open));
}

/** Sends one mail, which tells nothing, and says what became of it and what to see to. */
function tryCommand(terminal: Terminal, open: Open): Command {
  return createCommand('try')
    .description('manda una mail di prova con le impostazioni del server, e dice che cosa non va')
    .requiredOption('--to <indirizzo>', 'a chi mandarla')
    .addOption(new Option('--smtp <indirizzo>', 'il relay, come al server').env('TRACCIA_SMTP'))
    .addOption(
      new Option('--password-file <file>', 'il file con la password, come al server').env(
        'TRACCIA_SMTP_PASSWORD_FILE',
      ),
    )
    .addOption(
      new Option('--from <mittente>', 'il mittente, come al server').env('TRACCIA_MAIL_FROM'),
    )
    .action(async (options: MailOptions) => {
      const settings = settingsIn(options);
      const channel = open(settings);
      try {
        const outcome = await channel.send(
          trialTo(options.to, settings),
          new AbortController().signal,
        );
        if (outcome.kind !== 'sent') throw new CommandFailed(inWords(outcome));
        terminal.print(
          `Il relay ${settings.relay.host} ha preso la mail per ${options.to} (${outcome.code ?? '250'}). ` +
            'Se non arriva, torna indietro a chi la manda.',
        );
      } finally {
        channel.close();
      }
    });
}

/** @throws CommandFailed when a setting cannot be used; no secret is repeated */
function settingsIn({ smtp = '', passwordFile = '', from = '' }: MailOptions): SmtpSettings {
  if (smtp === '') throw new CommandFailed('Manca il relay: TRACCIA_SMTP, oppure --smtp.');
  if (from === '') throw new CommandFailed('Manca il mittente: TRACCIA_MAIL_FROM, oppure --from.');
  const password = passwordFile === '' ? undefined : passwordIn(resolve(passwordFile));
  return {
    relay: usable('TRACCIA_SMTP', () => smtpRelay(smtp, password)),
    from: usable('TRACCIA_MAIL_FROM', () => mailSender(from)),
  };
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new CommandFailed(`TRACCIA_SMTP_PASSWORD_FILE: il file ${file} non si legge.`, { cause });
  }
}

function usable<Setting>(name: string, read: () => Setting): Setting {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnusableRelay)) throw error;
    throw new CommandFailed(`${name}: ${error.message}.`, { cause: error });
  }
}

function trialTo(address: string, { from }: SmtpSettings) {
  const text = 'Questa è una prova: Traccia può mandare avvisi a questo indirizzo.';
  return {
    to: { address },
    messageId: `prova.${uuidV7()}@${from.address.split('@')[1] ?? 'localhost'}`,
    ...{ subject: 'Prova di Traccia', text, html: `<p>${text}</p>`, causeEventIds: [] },
  };
}

/** What each code means, and what to see to. */
const advice: Readonly<Record<string, string>> = {
  unreachable: 'a quell’indirizzo e a quella porta non risponde nessuno: controlla TRACCIA_SMTP',
  'host-unknown': 'quel nome non esiste nel DNS: controlla TRACCIA_SMTP',
  'tls-failed':
    'il certificato non è creduto, o il relay non offre TLS: per un’autorità dell’ente serve NODE_EXTRA_CA_CERTS',
  'login-failed':
    'utente o password non vanno: controlla TRACCIA_SMTP e TRACCIA_SMTP_PASSWORD_FILE',
  'address-invalid': 'l’indirizzo di --to non è un indirizzo',
  'no-answer': 'il relay ha smesso di rispondere a metà: la mail può essere arrivata',
  'connection-lost': 'il relay ha chiuso a metà: la mail può essere arrivata',
};

function inWords({ kind, code = '' }: SendOutcome): string {
  const why =
    advice[code] ??
    (kind === 'refused'
      ? 'il relay non accetta questo destinatario, o questo mittente'
      : 'il relay non la prende adesso');
  return `La mail non è partita (${code}): ${why}.`;
}
