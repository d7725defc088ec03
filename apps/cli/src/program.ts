import { createCommand, type Command, type Option } from 'commander';
import { accountCommand } from './account/account.command.js';
import { askCommand } from './ask/ask.command.js';
import { attachmentsCommand } from './attachments/attachments.command.js';
import { backupCommand } from './backup/backup.command.js';
import { accessReportCommand } from './access-report/access-report.command.js';
import { restoreCommand } from './backup/restore.command.js';
import { copyCommand } from './copy/copy.command.js';
import { demoCommand } from './demo/demo.command.js';
import { emergencyCommand } from './emergency/emergency.command.js';
import { eventNodeCommand } from './event-node/event-node.command.js';
import { evidenceCommand } from './evidence/evidence.command.js';
import { verifyCommand } from './evidence/verify.command.js';
import { exportCommand } from './export/export.command.js';
import { identityCommand } from './identity/identity.command.js';
import { importCommand } from './import/import.command.js';
import { ledgerCommand } from './ledger/ledger.command.js';
import { mailCommand } from './mail/mail.command.js';
import { peopleCommand } from './people/people.command.js';
import { policyCommand } from './policy/policy.command.js';
import { rehearseCommand } from './rehearse/rehearse.command.js';
import { signInCommand } from './sign-in/sign-in.command.js';
import type { Terminal } from './terminal.js';
import { tokenListCommand } from './token/token-list.command.js';
import { tokenMintCommand } from './token/token-mint.command.js';
import { tokenRevokeCommand } from './token/token-revoke.command.js';
import { webhookCommand } from './webhook/webhook.command.js';
import { zoneCommand } from './zone/zone.command.js';

/** The `traccia` command with everything it can do. Every failure is thrown, none ends the process. */
export function tracciaProgram(terminal: Terminal): Command {
  const token = createCommand('token')
    .description('i token con cui le persone e i programmi accedono')
    .addCommand(tokenMintCommand(terminal))
    .addCommand(tokenListCommand(terminal))
    .addCommand(tokenRevokeCommand(terminal));
  const program = createCommand('traccia')
    .description('il ciclo di programmazione di una zona distretto, dalla riga di comando')
    .addCommand(token)
    .addCommand(signInCommand(terminal))
    .addCommand(zoneCommand(terminal))
    .addCommand(accountCommand(terminal))
    .addCommand(peopleCommand(terminal))
    .addCommand(identityCommand(terminal))
    .addCommand(emergencyCommand(terminal))
    .addCommand(mailCommand(terminal))
    .addCommand(webhookCommand(terminal))
    .addCommand(importCommand(terminal))
    .addCommand(policyCommand(terminal))
    .addCommand(accessReportCommand(terminal))
    .addCommand(askCommand(terminal))
    .addCommand(exportCommand(terminal))
    .addCommand(evidenceCommand(terminal))
    .addCommand(verifyCommand(terminal))
    .addCommand(demoCommand(terminal))
    .addCommand(eventNodeCommand(terminal))
    .addCommand(copyCommand(terminal))
    .addCommand(attachmentsCommand(terminal))
    .addCommand(backupCommand(terminal))
    .addCommand(restoreCommand(terminal))
    .addCommand(rehearseCommand(terminal))
    .addCommand(ledgerCommand(terminal));
  speakItalian(program, terminal);
  return program;
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argomenti:',
  'Options:': 'Opzioni:',
  'Commands:': 'Comandi:',
};

/** What commander says of an option besides its description, in Italian. */
function describe({ description, defaultValue, envVar, argChoices }: Option): string {
  const extra = [
    ...(argChoices ? [argChoices.join(' o ')] : []),
    ...(defaultValue === undefined ? [] : [`se manca: ${String(defaultValue)}`]),
    ...(envVar === undefined ? [] : [`variabile ${envVar}`]),
  ];
  return extra.length === 0 ? description : `${description} (${extra.join('; ')})`;
}

/** Settings that commander does not hand down to commands made elsewhere. */
function speakItalian(command: Command, terminal: Terminal): void {
  command
    .helpOption('-h, --help', "mostra l'aiuto")
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (usage) =>
        usage.replace('[options]', '[opzioni]').replace('[command]', '<comando>'),
      subcommandTerm: (subcommand) => subcommand.name(),
      optionDescription: describe,
    })
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.note(text.trimEnd());
      },
      // The sentence is written where the failure is reported.
      outputError: () => undefined,
    })
    .exitOverride();
  for (const child of command.commands) speakItalian(child, terminal);
}
