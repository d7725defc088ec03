import { rmSync, writeFileSync } from 'node:fs';
import { createCommand, type Command } from 'commander';
import { serverOption } from '../access/credential-options.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { Door } from './door.js';
import { processQuestions, type Questions } from './questions.js';

interface SignInOptions {
  readonly login?: string;
  readonly sessionFile: string;
  readonly server: string;
  readonly invitation?: true;
  readonly first?: true;
  readonly emergency?: true;
  readonly reason?: string;
  readonly person?: string;
  readonly zone?: string;
}

/** What an invitation shows before the account is made. Secret. */
interface Opened {
  readonly step: string;
  readonly personId: string;
  readonly login: string;
  readonly app: { readonly typed: string };
}

/**
 * `traccia sign-in`: the session of a person, in a file for the commands that want one. With an invitation it
 * makes the account first; with the code of the first start, or of a further zone, that of the first administrator. With two sealed
 * codes it is nobody's: the emergency access.
 */
export function signInCommand(
  terminal: Terminal,
  questions: () => Questions = processQuestions,
): Command {
  return createCommand('sign-in')
    .description('entra con il tuo account e scrive la sessione in un file per gli altri comandi')
    .option('--login <nome>', 'il nome di accesso; non serve con --invitation e --emergency')
    .option('--session-file <file>', 'dove scrivere la sessione', 'traccia.session')
    .option('--invitation', 'crea prima l’account, con il codice di un invito')
    .option(
      '--first',
      'crea prima l’account del primo amministratore, con il codice del primo avvio o di traccia zone begin',
    )
    .option('--emergency', 'apre l’accesso di emergenza con i codici di due buste, per 60 minuti')
    .option(
      '--reason <motivo>',
      'con --emergency: perché, senza nomi di persone: lo leggeranno i revisori, e resta per sempre',
    )
    .option('--person <id>', 'con --first: chi sei, per esempio amministratore')
    .option('--zone <zona>', 'con --first e --emergency: la zona, per esempio livornese')
    .addOption(serverOption())
    .action(async (options: SignInOptions) => {
      const door = new Door(options.server);
      const asked = questions();
      try {
        const session = await enter(options, door, asked, terminal);
        keep(options.sessionFile, session);
      } finally {
        asked.close();
      }
      terminal.note(
        `Sessione scritta in ${options.sessionFile}: finisce dopo 30 minuti senza richieste, se è di ` +
          'emergenza comunque dopo 60. ' +
          'Chi ha il file è te: cancellalo quando hai finito.',
      );
    });
}

function enter(
  options: SignInOptions,
  door: Door,
  questions: Questions,
  terminal: Terminal,
): Promise<string> {
  const { login, first, invitation, person: personId, zone } = options;
  if (first === true) {
    if (login === undefined || personId === undefined || zone === undefined) {
      throw new CommandFailed('Con --first servono anche --person, --login e --zone.');
    }
    const enrolment = { path: '/first-administrator', more: { personId, login }, last: { zone } };
    return enrol(enrolment, door, questions, terminal);
  }
  if (options.emergency === true) return openEmergency(options, door, questions);
  if (invitation === true) {
    return enrol({ path: '/invitation', more: {}, last: {} }, door, questions, terminal);
  }
  if (login === undefined) throw new CommandFailed('Manca --login, o --invitation.');
  return signIn(login, door, questions);
}

async function signIn(login: string, door: Door, questions: Questions): Promise<string> {
  const password = await questions.secret('Password');
  const { body } = await door.pass<{ readonly step: string }>('', { login, password });
  const code = await questions.secret('Codice dell’app, o di recupero');
  const { session } = await door.pass('/second-factor', { step: body.step, code });
  return mustBeThere(session);
}

async function openEmergency(
  { zone, reason }: SignInOptions,
  door: Door,
  questions: Questions,
): Promise<string> {
  if (zone === undefined || reason === undefined) {
    throw new CommandFailed('Con --emergency servono anche --zone e --reason.');
  }
  const codes = [
    await questions.secret('Codice della prima busta'),
    await questions.secret('Codice della seconda, o della console'),
  ];
  const { session } = await door.pass('/emergency', { codes, reason, zone });
  return mustBeThere(session);
}

/** Makes an account with a password and an app, and tells its recovery codes, once. */
async function enrol(
  { path, more, last }: { readonly path: string; readonly more: object; readonly last: object },
  door: Door,
  questions: Questions,
  terminal: Terminal,
): Promise<string> {
  const invitation = await questions.secret('Codice dell’invito');
  const { body: opened } = await door.pass<Opened>(path, { code: invitation, ...more });
  terminal.note(`Account di ${opened.personId}, nome di accesso ${opened.login}.`);
  terminal.note(`Nell’app per i codici scrivi questa chiave: ${opened.app.typed}`);
  const password = await questions.secret('Scegli una password di almeno 15 caratteri');
  if (password !== (await questions.secret('Ancora la stessa'))) {
    throw new CommandFailed('Le due password non sono uguali: ricomincia, l’invito vale ancora.');
  }
  const code = await questions.secret('Codice che l’app mostra adesso');
  const proofs = { step: opened.step, password, code, ...last };
  const { body, session } = await door.pass<{ readonly recoveryCodes: readonly string[] }>(
    `${path}/password`,
    proofs,
  );
  for (const recovery of body.recoveryCodes) terminal.print(recovery);
  terminal.note(
    'Questi sono i codici di recupero, ognuno per una volta: stampali ora, non si potranno rivedere.',
  );
  return mustBeThere(session);
}

function mustBeThere(session: string | undefined): string {
  if (session === undefined) throw new CommandFailed('Il server non ha aperto nessuna sessione.');
  return session;
}

/** Only its owner can read it; what stood there before is replaced, and so are its permissions. */
function keep(file: string, session: string): void {
  try {
    writeFileSync(file, `${session}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new CommandFailed(`Il file ${file} non si può scrivere: controlla nome e permessi.`, {
        cause: error,
      });
    }
    rmSync(file);
    keep(file, session);
  }
}
