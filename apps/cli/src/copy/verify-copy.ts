import { logDigest } from '#event-store';
import type { EventStore, StoredLog } from '#event-store';
import { definitions, sha256, type LifeData } from '#planning';
import { Workflows } from '#workflow';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { replayedStates } from './replayed-states.js';

type Log = Pick<EventStore, 'read'> & Pick<StoredLog, 'readStored'>;

/**
 * Reads both logs again and says, in three lines, whether they hold the same.
 * @throws CommandFailed when they do not, or when a state cannot be replayed
 */
export async function verifyCopy(
  from: Log,
  to: Log,
  terminal: Terminal,
  workflows = new Workflows<LifeData>(definitions, sha256),
): Promise<void> {
  const [source, target] = [await logDigest(from.readStored()), await logDigest(to.readStored())];
  const [before, after] = [
    await replayedStates(from, source.streams, workflows),
    await replayedStates(to, target.streams, workflows),
  ];
  const { cycles, registers, notReplayed } = after;
  const lines = [
    compared('Fatti', source.facts, target.facts),
    compared('Impronta SHA-256 di tutti i fatti', source.sha256, target.sha256),
    compared(
      `Stati riletti (cicli ${cycles}, registri ${registers}), impronta SHA-256`,
      ...([before.sha256, after.sha256] as const),
    ),
  ];
  for (const { line } of lines) terminal.print(line);
  for (const each of notReplayed)
    terminal.print(
      `Non riletto qui, i fatti sono confrontati come gli altri (--definitions FILE): ${each}`,
    );
  if (lines.some(({ same }) => !same))
    throw new CommandFailed(
      'I due depositi non contengono lo stesso. Se intanto qualcuno ha scritto in quello di partenza, ' +
        'fermalo e riprendi con --resume; altrimenti non usare la copia.',
    );
}

function compared(
  what: string,
  source: string | number,
  target: string | number,
): { readonly line: string; readonly same: boolean } {
  if (source === target) return { line: `${what}: ${source}, uguale`, same: true };
  return { line: `${what}: DIVERSO, partenza ${source}, arrivo ${target}`, same: false };
}
