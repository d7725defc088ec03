import { v7 as uuidV7 } from 'uuid';
import { canonicalJson } from '#event-store';
import { idFrom, sha256 } from '#planning';
import { TracciaProblem } from '../traccia-problem.js';
import type { CycleView, TracciaClient } from '../traccia-client.js';
import { importCommands, type ImportCommand } from './import-commands.js';
import type { ProgrammeData } from './programme-data.js';

/** What an import needs of the API. */
export type ImportClient = Pick<TracciaClient, 'perform' | 'cycle'>;

/** What an import did. */
export interface ImportReport {
  /** Facts recorded now. */
  readonly facts: number;
  /** Of these, questions. */
  readonly questions: number;
  /** Steps that changed nothing, since their facts were there. */
  readonly alreadyThere: number;
}

/**
 * Brings the data of a programme into a cycle, step by step. The id of every command follows from the
 * data, the cycle and the step, so that a second import repeats the first one and changes nothing.
 * @throws TracciaProblem when a step is refused and its facts are not there; what came before it stays
 */
export async function runImport(
  client: ImportClient,
  cycleId: string,
  data: ProgrammeData,
): Promise<ImportReport> {
  // The plain form of the data, so that the ids do not depend on how the file is laid out.
  const digest = sha256(canonicalJson(data));
  const report = { facts: 0, questions: 0, alreadyThere: 0 };
  for (const command of importCommands(data)) {
    const commandId = idFrom(digest, `${cycleId}/${command.step}`);
    const recorded = await perform(client, cycleId, command, commandId);
    report.facts += recorded;
    if (recorded === 0) report.alreadyThere += 1;
    else if (command.verb === 'raise-question') report.questions += recorded;
  }
  return report;
}

/** How many facts a step recorded now; none when they were there. */
async function perform(
  client: ImportClient,
  cycleId: string,
  { verb, body, isThere }: ImportCommand,
  commandId: string,
): Promise<number> {
  try {
    const { facts, repeated } = await client.perform(cycleId, verb, body, { commandId });
    return repeated ? 0 : facts.length;
  } catch (error) {
    // Only a refusal of the domain names a rule.
    if (!(error instanceof TracciaProblem) || error.rule === undefined) throw error;
    const cycle = await cycleOrNone(client, cycleId);
    if (cycle && isThere(cycle)) return 0;
    // A refusal stands under its id for ever, and this one may be old: to another person, or of another
    // moment. Under a new id the same is asked anew.
    const { facts } = await client.perform(cycleId, verb, body, { commandId: uuidV7() });
    return facts.length;
  }
}

async function cycleOrNone(client: ImportClient, cycleId: string): Promise<CycleView | undefined> {
  try {
    return await client.cycle(cycleId);
  } catch (error) {
    if (error instanceof TracciaProblem && error.status === 404) return undefined;
    throw error;
  }
}
