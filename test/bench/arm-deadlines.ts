import { v7 as uuidV7 } from 'uuid';
import { plainToInstance } from 'class-transformer';
import type { CycleCommand } from '#planning';
import { coordinator } from './district.js';
import { verbNamed, type Office } from './office.js';

/** As many as come together when an office sets its calendar from several places at once. */
const AT_ONCE = 200;

export interface DeadlinesToArm {
  readonly cycleIds: readonly string[];
  readonly ofEach: number;
  /** The last day of the deadline of a number. */
  readonly dueOf: (number: number) => string;
}

/**
 * Drafts cycles and sets deadlines in them, through the pipeline, by the clock of the office. Nothing says when
 * these are met (`OTHER`), so whoever coordinates is reminded of each.
 */
export async function armDeadlines(
  office: Office,
  { cycleIds, ofEach, dueOf }: DeadlinesToArm,
  step: (done: number) => void = () => undefined,
): Promise<void> {
  for (const cycleId of cycleIds)
    await perform(office, cycleId, 'draft-cycle', { title: 'Programma' });
  const waiting = cycleIds.flatMap((cycleId) =>
    Array.from({ length: ofEach }, (_, number) => ({ cycleId, number })),
  );
  const total = waiting.length;
  waiting.reverse();
  const set = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { cycleId, number } = next;
      const deadline = { deadlineId: `D${number}`, kind: 'OTHER', due: dueOf(number) };
      await perform(office, cycleId, 'set-deadline', { ...deadline, basis: 'OFFICE' });
      step(total - waiting.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, set));
}

async function perform(
  { pipeline }: Office,
  cycleId: string,
  name: string,
  body: object,
): Promise<void> {
  const verb = verbNamed(name);
  const command: CycleCommand = plainToInstance(verb.command, body);
  command.envelope = { commandId: uuidV7(), cycleId, person: coordinator };
  const answer = await pipeline.perform(verb, command);
  if (answer.kind === 'refused') throw new Error(`${name} was refused: ${answer.refusal.code}`);
}
