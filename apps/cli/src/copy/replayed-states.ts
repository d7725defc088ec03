import { canonicalJson, categoryOf } from '#event-store';
import type { EventStore, Json } from '#event-store';
import { sha256 } from '#planning';
import type { LifeData } from '#planning';
import {
  AlteredDefinition,
  FactNotAccepted,
  replay,
  snapshotOf,
  UnknownDefinition,
  type Workflows,
} from '#workflow';
import { CommandFailed } from '../failure.js';

/** Where the cycles and registers of a log stand once all their facts have been read again. */
export interface ReplayedStates {
  readonly cycles: number;
  readonly registers: number;
  /** Of those that follow a definition that is not installed here: which, and why. Their facts are compared as all others. */
  readonly notReplayed: readonly string[];
  /** SHA-256 (hex) over the fingerprint of each state, in the order of their streams. */
  readonly sha256: string;
}

/**
 * Replays every cycle and register among these streams whose definition is installed here.
 * @throws CommandFailed when one cannot be, because of its facts
 */
export async function replayedStates(
  store: Pick<EventStore, 'read'>,
  streams: ReadonlySet<string>,
  workflows: Workflows<LifeData>,
): Promise<ReplayedStates> {
  const lives = [...streams].filter((stream) => ['cycle', 'register'].includes(categoryOf(stream)));
  const fingerprints: (readonly [stream: string, fingerprint: string])[] = [];
  const notReplayed: string[] = [];
  for (const stream of lives.sort()) {
    try {
      fingerprints.push([stream, await fingerprint(workflows, store, stream)]);
    } catch (error) {
      if (!(error instanceof UnknownDefinition) || error.asked?.id === undefined) throw error;
      const { id, version = '?' } = error.asked;
      notReplayed.push(`${stream} segue ${id} versione ${version}`);
    }
  }
  const replayed = (category: string): number =>
    fingerprints.filter(([stream]) => categoryOf(stream) === category).length;
  return {
    ...{ cycles: replayed('cycle'), registers: replayed('register'), notReplayed },
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
      (error instanceof UnknownDefinition && error.asked?.id === undefined) ||
      error instanceof AlteredDefinition;
    if (!explained) throw error;
    throw new CommandFailed(`Lo stato di ${stream} non si può rileggere: ${error.message}`, {
      cause: error,
    });
  }
}
