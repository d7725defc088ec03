import { createCommand, Option, type Command } from 'commander';
import { POLICY_VERSION, verbs, wholePolicy } from '#planning';
import type { Terminal } from '../terminal.js';
import { policyFormats, policyTable, type PolicyFormat } from './policy-table.js';

/** `traccia policy`: who may do what, as a table for whoever has to check it. */
export function policyCommand(terminal: Terminal): Command {
  return createCommand('policy')
    .description('scrive chi può fare che cosa, con la regola che lo permette')
    .addOption(
      new Option('--format <formato>', 'come scriverlo').choices(policyFormats).default('markdown'),
    )
    .action(({ format }: { readonly format: PolicyFormat }) => {
      for (const line of policyTable(wholePolicy(verbs), format)) terminal.print(line);
      terminal.note(`Politica ${POLICY_VERSION}`);
    });
}
