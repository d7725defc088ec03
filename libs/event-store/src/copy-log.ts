import { NotCanonical } from './canonical-json.js';
import { CopyRefused } from './copy-refused.js';
import { AppendTooLarge, START, WrongExpectedRevision } from './event-store.js';
import type { EventStore, NewEvent, Position } from './event-store.js';
import { factLine } from './fact-line.js';
import { prepareAppend } from './prepared-append.js';
import { jsonObject, stored } from './stored-bytes.js';
import type { StoredEvent, StoredLog } from './stored-event.js';

/** One append holds at most so many facts and, unless it is a single one, bytes. */
const MAX_RUN_FACTS = 500;
const MAX_RUN_BYTES = 524_288;
/** A turn ends when it holds so many bytes. */
const MAX_TURN_BYTES = 8_388_608;

export interface CopyLog {
  readonly from: StoredLog;
  readonly to: Pick<EventStore, 'append'> & StoredLog;
  /** Go on where an interrupted copy ended. Otherwise the target must be empty. */
  readonly resume: boolean;
  /** Called before the first fact is written, and as it goes on. */
  readonly progress: (copied: number, total: number) => void;
}

/** What was copied. */
export interface CopiedLog {
  /** Facts of the source. */
  readonly facts: number;
  /** Facts that an earlier copy had brought already. */
  readonly alreadyThere: number;
}

/**
 * Copies every fact of a log into another one: in log order, each at its revision, its bytes unchanged.
 * What is in the target at any moment is a beginning of the source, so that it says by itself where an
 * interrupted copy goes on. Before anything is written, all of the source is read, and all of the target
 * compared with it. The places of the facts in the log, and the instants at which the store wrote them,
 * are those of the target.
 * @throws CopyRefused, StoreUnavailable
 */
export async function copyLog(copy: CopyLog): Promise<CopiedLog> {
  const { from, to, progress } = copy;
  const { facts, alreadyThere, copiedUpTo } = await survey(copy);
  let copied = alreadyThere;
  progress(copied, facts);
  let turn: Run[] = [];
  const write = async (): Promise<void> => {
    await Promise.all(turn.map((run) => writeRun(to, run)));
    for (const { events } of turn) copied += events.length;
    turn = [];
    progress(copied, facts);
  };
  let turnBytes = 0;
  for await (const run of runs(from.readStored(copiedUpTo))) {
    turn.push(run);
    turnBytes += run.bytes;
    if (turn.length < to.appendsPerTurn && turnBytes < MAX_TURN_BYTES) continue;
    await write();
    turnBytes = 0;
  }
  if (turn.length > 0) await write();
  return { facts, alreadyThere };
}

interface Survey extends CopiedLog {
  /** Position in the source of the last fact that the target holds. */
  readonly copiedUpTo: Position;
}

/** Reads all of both. @throws CopyRefused */
async function survey({ from, to, resume }: CopyLog): Promise<Survey> {
  const revisions = new Map<string, number>();
  const target = to.readStored()[Symbol.asyncIterator]();
  let facts = 0;
  let alreadyThere = 0;
  let copiedUpTo = START;
  try {
    let copied = await target.next();
    if (copied.done !== true && !resume) throw new CopyRefused('copy-target-not-empty');
    for await (const fact of from.readStored()) {
      mustBeCopyable(fact, revisions);
      facts++;
      if (copied.done === true) continue;
      if (!factLine(copied.value).equals(factLine(fact)))
        throw new CopyRefused('copy-target-differs', placeOf(fact));
      alreadyThere++;
      copiedUpTo = fact.position;
      copied = await target.next();
    }
    if (copied.done !== true) throw new CopyRefused('copy-target-longer');
  } finally {
    await target.return?.();
  }
  return { facts, alreadyThere, copiedUpTo };
}

/** Whether another store would keep the very same bytes at the same revision. @throws CopyRefused */
function mustBeCopyable(fact: StoredEvent, revisions: Map<string, number>): void {
  const { stream, revision } = fact;
  if (revision !== (revisions.get(stream) ?? -1) + 1)
    throw new CopyRefused('copy-gap', placeOf(fact));
  revisions.set(stream, revision);
  try {
    const [prepared] = prepareAppend(stream, [newEvent(fact)], 'any').events;
    const same =
      fact.json &&
      prepared !== undefined &&
      Buffer.from(prepared.data).equals(fact.data) &&
      Buffer.from(prepared.metadata).equals(fact.metadata);
    if (!same) throw new CopyRefused('copy-not-a-fact', placeOf(fact));
  } catch (error) {
    if (error instanceof NotCanonical || error instanceof AppendTooLarge)
      throw new CopyRefused('copy-not-a-fact', placeOf(fact), { cause: error });
    throw error;
  }
}

/** Facts that follow one another in the log and in one stream. */
interface Run {
  readonly stream: string;
  /** The revision that the first of them follows. */
  readonly after: number;
  readonly events: NewEvent[];
  bytes: number;
}

async function* runs(facts: AsyncIterable<StoredEvent>): AsyncGenerator<Run> {
  let run: Run | undefined;
  for await (const fact of facts) {
    const bytes = fact.data.byteLength + fact.metadata.byteLength;
    const goesOn =
      run?.stream === fact.stream &&
      run.events.length < MAX_RUN_FACTS &&
      run.bytes + bytes <= MAX_RUN_BYTES;
    if (run !== undefined && !goesOn) yield run;
    if (run === undefined || !goesOn)
      run = { stream: fact.stream, after: fact.revision - 1, events: [], bytes: 0 };
    run.events.push(newEvent(fact));
    run.bytes += bytes;
  }
  if (run !== undefined) yield run;
}

async function writeRun(to: CopyLog['to'], { stream, after, events }: Run): Promise<void> {
  try {
    const { revision } = await to.append(stream, events, after);
    if (revision === after + events.length) return;
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
    throw new CopyRefused('copy-target-in-use', stream, { cause: error });
  }
  throw new CopyRefused('copy-target-in-use', stream);
}

function newEvent({ id, type, data, metadata }: StoredEvent): NewEvent {
  return { id, type, data: jsonObject(stored(data)), metadata: jsonObject(stored(metadata)) };
}

function placeOf({ stream, revision }: StoredEvent): string {
  return `${stream}, revisione/revision ${revision}`;
}
