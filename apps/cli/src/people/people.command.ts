import { createCommand, type Command } from 'commander';
import type { Terminal } from '../terminal.js';
import { listCommand } from './list.command.js';
import { setUpCommand } from './set-up.command.js';

/** `traccia people`: who has which role in a zone. */
export function peopleCommand(terminal: Terminal): Command {
  return createCommand('people')
    .description('chi ha quale ruolo nella zona')
    .addCommand(setUpCommand(terminal))
    .addCommand(listCommand(terminal));
}
