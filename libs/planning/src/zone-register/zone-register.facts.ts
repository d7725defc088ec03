import type { DefinitionReference } from '#workflow';

/** Facts about the register of a zone as a whole. Add to this list, never edit what is in it. */
export interface ZoneRegisterFact {
  readonly type: 'ZoneRegisterOpened';
  readonly data: {
    readonly cycleId: string;
    readonly zone: string;
    readonly title: string;
    readonly definition: DefinitionReference;
  };
}
