import type { Migration } from '#workflow';

/**
 * That a cycle or a register goes on under a later version of its definition. No machine names it: it takes a life
 * from one machine to another.
 */
export interface MigrationFact {
  readonly type: 'DefinitionMigrated';
  readonly data: Migration & {
    /** The act that decided it, as people cite it. */
    readonly act?: string;
  };
}
