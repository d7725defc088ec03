import { text } from 'node:stream/consumers';
import { createCommand, Option, type Command } from 'commander';
import { Oidc, readProviders, type AccessFile, type ProviderSettings } from '#access';
import { romeDay } from '#calendar';
import { forms } from '#planning';
import { accessOption, withAccessFile, type AccessPlace } from '../access/access-place.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';

interface IdentityOptions extends AccessPlace {
  readonly person: string;
  readonly oidc?: string;
  readonly issuer?: string;
}

/** Where a value that should be in no history of a shell is read from. */
type ReadSecret = () => Promise<string>;

/** `traccia identity`: by which names the identity providers know the people of this installation. */
export function identityCommand(
  terminal: Terminal,
  readSecret: ReadSecret = () => text(process.stdin),
): Command {
  return createCommand('identity')
    .description('con quali identità dei provider OpenID Connect entrano le persone')
    .addCommand(linkCommand(terminal, readSecret))
    .addCommand(listCommand(terminal))
    .addCommand(unlinkCommand(terminal));
}

/** An invitation code; or, of one provider, the value by which it will name the person. */
function linkCommand(terminal: Terminal, readSecret: ReadSecret): Command {
  return createCommand('link')
    .description(
      'invita una persona a collegare la sua identità, o dice da quale valore riconoscerla',
    )
    .requiredOption('--person <id>', 'la persona, per esempio operatore-up')
    .option(
      '--issuer <id>',
      'il provider (id del file TRACCIA_OIDC) che la riconoscerà dal suo linkClaim: il valore, ' +
        'per esempio il codice fiscale, si legge dall’ingresso standard',
    )
    .addOption(providersOption())
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async (options: IdentityOptions) => {
      const { person, issuer } = options;
      mustBePersonId(person);
      if (issuer !== undefined) {
        const provider = providerNamed(options, issuer);
        const { linkClaim: name } = provider;
        if (name === undefined) {
          throw new CommandFailed(
            `Il provider ${issuer} non ha un linkClaim nel file TRACCIA_OIDC.`,
          );
        }
        const value = (await readSecret()).trim();
        if (value === '')
          throw new CommandFailed('Dall’ingresso standard non è arrivato nessun valore.');
        await onIdentities(options, ({ identities }) =>
          identities.expectClaim(provider.issuer, { name, value }, person),
        );
        terminal.print(`Chi entra con ${issuer} e ha quel ${name} è ${person}.`);
        return;
      }
      const code = await onIdentities(options, ({ identities }) => identities.invite(person));
      terminal.print(code);
      terminal.note(
        `Codice per ${person}: collega l’identità con cui entra, una volta sola, entro 24 ore. Consegnalo a mano; ` +
          'un codice precedente non vale più, e questo non si potrà rivedere.',
      );
    });
}

function listCommand(terminal: Terminal): Command {
  return createCommand('list')
    .description('elenca le identità collegate a una persona; non i nomi che i provider le danno')
    .requiredOption('--person <id>', 'la persona')
    .option('--issuer <id>', 'solo di questo provider (id del file TRACCIA_OIDC)')
    .addOption(providersOption())
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async (options: IdentityOptions) => {
      const { person, issuer } = options;
      mustBePersonId(person);
      const only = issuer === undefined ? undefined : providerNamed(options, issuer).issuer;
      const linked = await onIdentities(options, ({ identities }) => identities.list(person));
      terminal.print(['numero', 'provider', 'collegata da', 'il', 'ultimo uso'].join('\t'));
      for (const each of linked.filter((one) => only === undefined || one.issuer === only)) {
        const by = each.linkedBy === 'invitation' ? 'invito' : 'valore atteso';
        terminal.print(
          [each.number, each.issuer, by, romeDay(each.linkedMs), romeDay(each.lastUsedMs)].join(
            '\t',
          ),
        );
      }
    });
}

function unlinkCommand(terminal: Terminal): Command {
  return createCommand('unlink')
    .description('scollega un’identità: la persona non entra più con quella')
    .argument('<numero>', 'il numero nell’elenco')
    .requiredOption('--person <id>', 'la persona, perché un numero sbagliato non tocchi un’altra')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async (typed: string, options: IdentityOptions) => {
      const number = Number(typed);
      const isUnlinked = await onIdentities(
        options,
        ({ identities }) =>
          identities.list(options.person).some((each) => each.number === number) &&
          identities.unlink(number),
      );
      if (!isUnlinked) {
        throw new CommandFailed(
          'Questa persona non ha un’identità con questo numero: cercalo con traccia identity list.',
        );
      }
      terminal.print(
        `Identità ${number} scollegata. Le sessioni già aperte durano fino alla loro fine.`,
      );
    });
}

const providersOption = (): Option =>
  new Option('--oidc <file>', 'il file dei provider, come al server').env('TRACCIA_OIDC');

function onIdentities<Result>(
  place: AccessPlace,
  work: (oidc: Oidc) => Result | Promise<Result>,
): Promise<Result> {
  return withAccessFile(place, (file) => work(identitiesIn(file)));
}

/** Nobody signs in here: what is only for that is never asked. */
function identitiesIn(file: AccessFile): Oidc {
  return new Oidc({ file, providers: [], redirectUri: () => '', endSession: () => undefined });
}

/** @throws CommandFailed, UnusableProviders */
function providerNamed({ oidc = '' }: IdentityOptions, issuer: string): ProviderSettings {
  if (oidc === '') throw new CommandFailed('Con --issuer serve anche --oidc, o TRACCIA_OIDC.');
  const providers = readProviders(oidc);
  const provider = providers.find(({ id }) => id === issuer);
  if (provider === undefined) {
    const known = providers.map(({ id }) => id).join(', ');
    throw new CommandFailed(`Il provider ${issuer} non è nel file; ci sono: ${known}.`);
  }
  return provider;
}

/** @throws CommandFailed */
function mustBePersonId(person: string): void {
  const { pattern, it } = forms.directoryId;
  if (!pattern.test(person)) throw new CommandFailed(`L’identificativo della persona ${it}.`);
}
