import { createCommand, type Command } from 'commander';
import {
  clientOf,
  serverOption,
  sessionOption,
  tokenOption,
  type CredentialOptions,
} from '../access/credential-options.js';
import { CommandEnded, CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { answerText } from './answer-text.js';
import type { AuditAnswerView } from './audit-answer.js';

interface AskOptions extends CredentialOptions {
  readonly cycle?: string;
  readonly at?: string;
  readonly scheda?: string;
  readonly json: boolean;
}

/** How the process ends where the answer is not that everything is in order, and what that means. */
const endings: Readonly<
  Record<Exclude<AuditAnswerView['verdict'], 'in-order'>, readonly [number, string]>
> = {
  findings: [3, 'C’è qualcosa da guardare.'],
  'not-known': [4, 'I fatti registrati non lo dicono.'],
};

/** `traccia ask`: one of the fifteen questions of an audit, or without one the list of them. */
export function askCommand(terminal: Terminal): Command {
  return createCommand('ask')
    .description(
      'le domande di chi controlla, con la risposta ricavata dai fatti; esce con 0 se è in ordine, 3 se c’è da guardare, 4 se non si sa',
    )
    .argument('[domanda]', 'il numero o il nome della domanda; se manca, l’elenco')
    .option('--cycle <id>', 'di quale ciclo')
    .option('--at <istante>', 'com’era a un istante, come 2024-03-20T12:00:00+01:00')
    .option('--scheda <id>', 'di una sola scheda, dove la domanda è sulle schede')
    .option('--json', 'la risposta come la dà il server', false)
    .addOption(serverOption())
    .addOption(sessionOption())
    .addOption(tokenOption())
    .action(async (question: string | undefined, options: AskOptions) => {
      const { cycle, at, scheda, json, ...asked } = options;
      const client = clientOf(asked);
      if (question === undefined) {
        const questions = await client.auditQuestions();
        if (json) terminal.print(JSON.stringify(questions));
        else {
          for (const { number, key, question: words } of questions) {
            terminal.print(`${String(number).padStart(2)}  ${key}\n    ${words.it}`);
          }
        }
        return;
      }
      if (cycle === undefined) {
        throw new CommandFailed('Di quale ciclo? --cycle livornese-poa-annuale-2026');
      }
      const answer = await client.auditAnswer(cycle, question, {
        ...(at !== undefined && { at }),
        ...(scheda !== undefined && { scheda }),
      });
      if (json) terminal.print(JSON.stringify(answer));
      else for (const line of answerText(answer)) terminal.print(line);
      if (answer.verdict === 'in-order') return;
      throw new CommandEnded(...endings[answer.verdict]);
    });
}
