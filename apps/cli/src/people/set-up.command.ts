import { createCommand, type Command } from 'commander';
import { loginOf } from '#access';
import { roles } from '#people';
import type { Account, OrganisationView, Self } from '../access/access-views.js';
import {
  clientOf,
  serverOption,
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { Narrator } from '../demo/narrator.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import type { TracciaClient } from '../traccia-client.js';
import { TracciaProblem } from '../traccia-problem.js';
import { faultsOf, placed, type RowFault } from './file-faults.js';
import { InvitationFile } from './invitation-file.js';
import { isWhole, type PeopleFile, type WholeRow } from './people-file.js';
import { planInWords } from './plan-in-words.js';
import { faultsInWords, readPeopleFile } from './read-people-file.js';
import { registerFaults } from './register-faults.js';
import { patiently, runSetUp } from './run-set-up.js';
import { planSetUp, type SetUpPlan } from './set-up-plan.js';

interface SetUpOptions extends CredentialOptions {
  readonly apply?: true;
  readonly revokeMissing?: true;
  readonly reason?: string;
  readonly invitations?: string;
}

/** `traccia people set-up`: makes the register say who has which role as a file does, and invites people. */
export function setUpCommand(terminal: Terminal): Command {
  return createCommand('set-up')
    .description(
      'confronta con il registro un file di persone e ruoli (CSV, XLSX o JSON); con --apply lo applica',
    )
    .argument('<file>', 'il file, per esempio docs/people.sample.csv')
    .option('--apply', 'dà e revoca i ruoli; senza, mostra soltanto che cosa cambierebbe')
    .option('--revoke-missing', 'revoca anche i ruoli che il file non ha')
    .option('--reason <motivo>', 'perché dei ruoli sono revocati o cambiati; resta nella storia')
    .option(
      '--invitations <file>',
      'invita chi ha un nome di accesso e non un account, e scrive qui i codici (vuole una sessione)',
    )
    .addOption(serverOption())
    .addOption(tokenOption())
    .addOption(sessionOption())
    .action(async (path: string, options: SetUpOptions) => {
      await setUp(path, options, terminal);
    });
}

async function setUp(path: string, options: SetUpOptions, terminal: Terminal): Promise<void> {
  const file = await readPeopleFile(path);
  const client = clientOf(options);
  const self = await client.self();
  mustAdminister(self);
  const organisation = await organisationOf(client, self.zone);
  const rows = file.rows.filter(isWhole);
  const whole = planSetUp(rows, organisation, self);
  const accounts = await accountsFor(rows, self, client);
  const found = [
    ...faultsOf(file),
    ...registerFaults(whole, organisation, self),
    ...accountFaults(rows, accounts),
  ];
  tellFaults(file, found, terminal);
  const toInvite = withoutAccount(rows, accounts);
  for (const line of planInWords(
    whole,
    toInvite.map(({ values }) => values),
  ))
    terminal.print(line);
  if (options.apply !== true) {
    terminal.note('Prova: non è cambiato niente. Per applicare: --apply.');
    return;
  }
  const plan = options.revokeMissing === true ? whole : { ...whole, toRevoke: [] };
  const leftOut = whole.toRevoke.length - plan.toRevoke.length;
  if (leftOut > 0) {
    terminal.note(
      `Ruoli che il file non ha, e che restano: ${leftOut}. Per revocarli: --revoke-missing.`,
    );
  }
  const invitations = invitationsInto(options.invitations, toInvite, self, terminal);
  try {
    await apply(plan, { client, self, organisation, reason: reasonFor(plan, options) }, terminal);
    if (invitations) await invite(toInvite, client, invitations, terminal);
  } finally {
    invitations?.close();
  }
}

/** @throws CommandFailed */
function mustAdminister({ role }: Self): void {
  if (role === 'ADM' || role === 'UPc') return;
  const [who, other] = [roles.ADM.it, roles.UPc.it];
  throw new CommandFailed(`I ruoli li dà chi è: ${who}; i soli referenti, chi è: ${other}.`);
}

/** @throws CommandFailed where the zone keeps no register yet */
async function organisationOf(client: TracciaClient, zone: string): Promise<OrganisationView> {
  try {
    return await client.organisation(zone);
  } catch (error) {
    if (!(error instanceof TracciaProblem) || error.status !== 404) throw error;
    throw new CommandFailed(
      `La zona ${zone} non ha ancora il registro dell’organizzazione: lo apre il primo amministratore, o open-organisation.`,
      { cause: error },
    );
  }
}

/** Who has an account, as far as it matters; undefined for whoever may not know. */
async function accountsFor(
  rows: readonly WholeRow[],
  { role }: Self,
  client: TracciaClient,
): Promise<readonly Account[] | undefined> {
  const isAsked = rows.some(({ values }) => values.login !== undefined);
  return isAsked && role === 'ADM' ? client.accounts() : undefined;
}

function accountFaults(
  rows: readonly WholeRow[],
  accounts: readonly Account[] | undefined,
): readonly RowFault[] {
  return rows.flatMap(({ row, values: { personId, login } }): readonly RowFault[] => {
    if (login === undefined || accounts === undefined) return [];
    const taken = accounts.find((each) => each.login === loginOf(login));
    if (taken !== undefined && taken.personId !== personId) {
      const it = 'Questo nome di accesso è già di un’altra persona.';
      return [{ row, member: 'login', it, en: 'This login is another person’s already.' }];
    }
    const own = accounts.find((each) => each.personId === personId);
    if (own === undefined || own.login === loginOf(login)) return [];
    const it = `Questa persona entra già come ${own.login}.`;
    return [{ row, member: 'login', it, en: `This person signs in as ${own.login} already.` }];
  });
}

/** @throws CommandFailed when there are faults, after all of them were told */
function tellFaults(file: PeopleFile, found: readonly RowFault[], terminal: Terminal): void {
  const faults = [...file.faults, ...placed(found, file)].toSorted(
    (one, other) => (one.row ?? 0) - (other.row ?? 0),
  );
  if (faults.length === 0) return;
  for (const line of faultsInWords(faults, file.more)) terminal.note(line);
  throw new CommandFailed(
    'Il file va corretto: non è cambiato niente. (The file needs correction: nothing was changed.)',
  );
}

/** One row of each person who is to sign in and cannot yet. */
function withoutAccount(
  rows: readonly WholeRow[],
  accounts: readonly Account[] | undefined,
): readonly WholeRow[] {
  if (accounts === undefined) return [];
  const known = new Set(accounts.map(({ personId }) => personId));
  return rows.filter(({ values: { personId, login } }) => {
    if (login === undefined || known.has(personId)) return false;
    known.add(personId);
    return true;
  });
}

/** Where the codes go, before anything is changed: undefined where nobody is to be invited. @throws CommandFailed */
function invitationsInto(
  file: string | undefined,
  toInvite: readonly WholeRow[],
  { session, role }: Self,
  terminal: Terminal,
): InvitationFile | undefined {
  if (role !== 'ADM' && file !== undefined) {
    throw new CommandFailed(`Gli inviti li manda chi è: ${roles.ADM.it}. Togli --invitations.`);
  }
  if (toInvite.length === 0) return undefined;
  if (file === undefined) {
    terminal.note(`Persone senza un account: ${toInvite.length}. Per invitarle: --invitations.`);
    return undefined;
  }
  if (session === null) {
    throw new CommandFailed(
      'Gli inviti vogliono la sessione di una persona: --session, non un token.',
    );
  }
  return new InvitationFile(file);
}

/** @throws CommandFailed when roles are taken back and nobody says why */
function reasonFor({ toChange, toRevoke }: SetUpPlan, { reason = '' }: SetUpOptions): string {
  if (reason === '' && toChange.length + toRevoke.length > 0) {
    throw new CommandFailed('Dei ruoli sono revocati o cambiati: di’ perché, con --reason.');
  }
  return reason;
}

async function apply(
  plan: SetUpPlan,
  parts: Omit<Parameters<typeof runSetUp>[1], 'step'>,
  terminal: Terminal,
): Promise<void> {
  const revoked = plan.toChange.flatMap(({ grants }) => grants).length + plan.toRevoke.length;
  const total = plan.toGrant.length + plan.toChange.length + revoked;
  if (total === 0) return;
  await new Narrator(terminal).progress('Ruoli', total, async (step) => {
    const report = await runSetUp(plan, { ...parts, step });
    terminal.print(`Ruoli dati: ${report.granted}; revocati: ${report.revoked}.`);
    if (report.refused.length === 0) return;
    for (const { what, problem } of report.refused) {
      terminal.note(`${what}: ${problem.it} [${problem.code}]`);
      terminal.note(`  (${problem.en})`);
    }
    throw new CommandFailed(
      `${report.refused.length} comandi sono stati rifiutati; il resto è fatto. Correggi e ripeti.`,
    );
  });
}

async function invite(
  toInvite: readonly WholeRow[],
  client: TracciaClient,
  file: InvitationFile,
  terminal: Terminal,
): Promise<void> {
  const waiting = toInvite.filter(({ values }) => !file.has(values.personId));
  await new Narrator(terminal).progress('Inviti', waiting.length, async (step) => {
    for (const { values } of waiting) {
      const { personId, login = '' } = values;
      const code = await patiently(() => client.invite(personId, login));
      file.add({ personId, login: loginOf(login), code });
      step();
    }
  });
  const before = toInvite.length - waiting.length;
  const already = before > 0 ? `; ${before} hanno già un codice che vale` : '';
  terminal.print(`Inviti scritti: ${waiting.length}${already}.`);
  if (waiting.length > 0) {
    terminal.note(
      'Ogni codice vale 24 ore e una volta sola: consegnalo a mano, poi cancella il file.',
    );
  }
}
