import { v7 as uuidV7 } from 'uuid';
import { canonicalJson } from '#event-store';
import { idFrom, sha256 } from '#planning';
import { TracciaProblem } from '../traccia-problem.js';
import type { CycleView, RegisterView, TracciaClient } from '../traccia-client.js';
import { importCommands, type ImportCommand } from './import-commands.js';
import type { ProgrammeData } from './programme-data.js';
import { registerCommands } from './register-commands.js';
import type { RegisterData } from './register-data.js';

/** What an import needs of the API. */
export type ImportClient = Pick<TracciaClient, 'perform' | 'cycle' | 'register'>;

/** What an import did. */
export interface ImportReport {
  /** Facts recorded now. */
  readonly facts: number;
  /** Of these, questions. */
  readonly questions: number;
  /** Steps that changed nothing, since their facts were there. */
  readonly alreadyThere: number;
}

/** When what is imported happened, where that was not today, and why it comes only now. */
export interface ImportedLate {
  readonly occurredOn: string;
  readonly lateReason: string;
}

/**
 * Brings the data of a programme into a cycle, step by step.
 * @param late of a year that is taken up when it is already under way: what is recorded of it afterwards
 * cannot have happened before the cycle was set up
 * @throws TracciaProblem when a step is refused and its facts are not there; what came before it stays
 */
export function runImport(
  client: ImportClient,
  cycleId: string,
  data: ProgrammeData,
  late?: ImportedLate,
): Promise<ImportReport> {
  return runSteps<CycleView>(client, cycleId, data, importCommands(data), late, () =>
    client.cycle(cycleId),
  );
}

/** The same for the data of a register of a zone. @throws TracciaProblem, as `runImport` */
export function runRegisterImport(
  client: ImportClient,
  registerId: string,
  data: RegisterData,
  late?: ImportedLate,
): Promise<ImportReport> {
  return runSteps<RegisterView>(client, registerId, data, registerCommands(data), late, () =>
    client.register(registerId),
  );
}

/**
 * The id of every command follows from the data, the cycle or register and the step, so that a second import
 * repeats the first one and changes nothing.
 */
async function runSteps<View>(
  client: ImportClient,
  id: string,
  data: object,
  commands: readonly ImportCommand<View>[],
  late: ImportedLate | undefined,
  view: () => Promise<View>,
): Promise<ImportReport> {
  // The plain form of the data, so that the ids do not depend on how the file is laid out.
  const digest = sha256(canonicalJson(late === undefined ? data : { data, late }));
  const report = { facts: 0, questions: 0, alreadyThere: 0 };
  for (const command of commands) {
    const commandId = idFrom(digest, `${id}/${command.step}`);
    const dated = { ...command, body: { ...command.body, ...late } };
    const recorded = await perform(client, id, dated, commandId, view);
    report.facts += recorded;
    if (recorded === 0) report.alreadyThere += 1;
    else if (command.verb === 'raise-question') report.questions += recorded;
  }
  return report;
}

/** How many facts a step recorded now; none when they were there. */
async function perform<View>(
  client: ImportClient,
  id: string,
  { verb, body, isThere }: ImportCommand<View>,
  commandId: string,
  view: () => Promise<View>,
): Promise<number> {
  try {
    const { facts, repeated } = await client.perform(id, verb, body, { commandId });
    return repeated ? 0 : facts.length;
  } catch (error) {
    // Only a refusal of the domain names a rule.
    if (!(error instanceof TracciaProblem) || error.rule === undefined) throw error;
    const there = await viewOrNone(view);
    if (there !== undefined && isThere(there)) return 0;
    // A refusal stands under its id for ever, and this one may be old: to another person, or of another
    // moment. Under a new id the same is asked anew.
    const { facts } = await client.perform(id, verb, body, { commandId: uuidV7() });
    return facts.length;
  }
}

async function viewOrNone<View>(view: () => Promise<View>): Promise<View | undefined> {
  try {
    return await view();
  } catch (error) {
    if (error instanceof TracciaProblem && error.status === 404) return undefined;
    throw error;
  }
}
