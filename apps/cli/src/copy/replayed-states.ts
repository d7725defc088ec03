import { canonicalJson, categoryOf } from '#event-store';
import type { EventStore, Json } from '#event-store';
import { definitions, sha256 } from '#planning';
import type { LifeData } from '#planning';
import {
  AlteredDefinition,
  FactNotAccepted,
  replay,
  snapshotOf,
  UnknownDefinition,
  Workflows,
} from '#workflow';
import { CommandFailed } from '../failure.js';

/** Where the cycles and registers of a log stand once all their facts have been read again. */
export interface ReplayedStates {
  readonly cycles: number;
  readonly registers: number;
  /** SHA-256 (hex) over the fingerprint of each state, in the order of their streams. */
  readonly sha256: string;
}

/**
 * Replays every cycle and register among these streams.
 * @throws CommandFailed when one cannot be, because of its facts or because its definition is not installed
 */
export async function replayedStates(
  store: Pick<EventStore, 'read'>,
  streams: ReadonlySet<string>,
): Promise<ReplayedStates> {
  const workflows = new Workflows(definitions, sha256);
  const ofCategory = (category: string): readonly string[] =>
    [...streams].filter((stream) => categoryOf(stream) === category);
  const [cycles, registers] = [ofCategory('cycle'), ofCategory('register')];
  const fingerprints: (readonly [stream: string, fingerprint: string])[] = [];
  for (const stream of [...cycles, ...registers].sort())
    fingerprints.push([stream, await fingerprint(workflows, store, stream)]);
  return {
    cycles: cycles.length,
    registers: registers.length,
    sha256: sha256(canonicalJson(fingerprints)),
  };
}

/** The same as `/replay` of the server shows for a cycle. */
async function fingerprint(
  workflows: Workflows<LifeData>,
  store: Pick<EventStore, 'read'>,
  stream: string,
): Promise<string> {
  try {
    const life = await replay(workflows, store.read(stream));
    if (life === undefined) throw new CommandFailed(`Il flusso ${stream} non c’è più.`);
    return sha256(canonicalJson(JSON.parse(JSON.stringify(snapshotOf(life))) as Json));
  } catch (error) {
    const explained =
      error instanceof FactNotAccepted ||
      error instanceof UnknownDefinition ||
      error instanceof AlteredDefinition;
    if (!explained) throw error;
    throw new CommandFailed(`Lo stato di ${stream} non si può rileggere: ${error.message}`, {
      cause: error,
    });
  }
}
