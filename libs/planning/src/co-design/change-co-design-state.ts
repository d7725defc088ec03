import { IsIn, IsOptional } from 'class-validator';
import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { codes, coDesignStates, type CoDesignState } from '../value-sets.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { rowNotFound } from './co-design.decisions.js';

/** Says that a co-design has moved on. Withdrawing and suspending ask for a reason. */
export class ChangeCoDesignState extends CycleCommand {
  @IsId()
  readonly coDesignRowId!: string;

  @IsIn(codes(coDesignStates))
  readonly to!: CoDesignState;

  /** The very word of the source for it. */
  @IsOptional()
  @IsText(300)
  readonly stateText?: string;
}

const needReason: ReadonlySet<CoDesignState> = new Set(['withdrawn', 'suspended']);

export const changeCoDesignState = verb<ChangeCoDesignState, ZoneRegisterData>({
  name: 'change-co-design-state',
  command: ChangeCoDesignState,
  title: { it: 'Aggiorna lo stato', en: 'Change the state' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignStateChanged'],
  about: 'coDesignRow',
  decide(life, { coDesignRowId, to, stateText, reason = '' }) {
    if (!life.data.coDesignRows[coDesignRowId]) return rowNotFound(coDesignRowId);
    const machine = life.workflow.part('coDesignRow');
    const standing = stateOfPart(life, 'coDesignRow', coDesignRowId);
    // The states of the machine are the codes of the value set.
    const from = standing as CoDesignState;
    const fact = {
      type: 'CoDesignStateChanged',
      data: { coDesignRowId, from, outcome: to, ...present({ stateText }) },
    } as const;
    if (machine.step(standing, fact) === undefined) {
      const possible = codes(coDesignStates).filter(
        (outcome) => machine.step(standing, { type: fact.type, data: { outcome } }) !== undefined,
      );
      const inWords = (states: readonly CoDesignState[]): string =>
        states.map((state) => coDesignStates[state]).join(', ');
      return refuse('co-design-step-not-possible', {
        from: inWords([from]),
        to: inWords([to]),
        possible: inWords(possible) || '—',
      });
    }
    if (needReason.has(to) && reason.trim() === '') return refuse('reason-needed');
    return [fact];
  },
});
