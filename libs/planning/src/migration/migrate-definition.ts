import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { inheritanceOf, inWords, migrationOf, MIGRATION } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { EndingData } from '../ending/ending.data.js';
import type { LifeData } from '../life-data.js';

/**
 * Lets a cycle or a register go on under a later version of its definition. What was recorded stays as it is, under
 * the version it was recorded under; what comes follows the machines, deadlines and notices of the later one.
 */
export class MigrateDefinition extends CycleCommand {
  /** The version to go on under, which is installed and follows the one of today. */
  @IsInt()
  @Min(2)
  @Max(1_000_000)
  readonly toVersion!: number;

  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const migrateDefinition = verb<MigrateDefinition, LifeData>({
  name: 'migrate-definition',
  command: MigrateDefinition,
  title: {
    it: 'Continua con una nuova versione delle regole',
    en: 'Go on under a later version of the rules',
  },
  // The office decides under which rules it works; whoever runs the system only installs them.
  who: roles('UPc', 'DIR'),
  decisive: true,
  reason: 'required',
  facts: [MIGRATION],
  decide(life, { toVersion, act }) {
    const { workflow, state } = life;
    const later = workflow.successions.find(({ to }) => to.reference.version === toVersion);
    if (!later) {
      const { it, en } = workflow.definition.title;
      return refuse('no-later-version', { version: toVersion, definition: it, definitionEn: en });
    }
    // Of one that ended before its time some things can be recorded still; its rules change no more.
    const { ended } = life.data as Partial<EndingData>;
    const migration = ended ? undefined : migrationOf(life, later);
    if (!migration) {
      const { root } = workflow;
      const words = { state: inWords(root, state, 'it'), stateEn: inWords(root, state, 'en') };
      return refuse('over-not-migrated', words);
    }
    const taken = inheritanceOf(life, later.to, migration, life.data.lastRecordedAt);
    if ('fault' in taken) {
      return refuse('cannot-inherit', { version: toVersion, fault: taken.fault });
    }
    return [{ type: MIGRATION, data: { ...migration, ...present({ act }) } }];
  },
});
