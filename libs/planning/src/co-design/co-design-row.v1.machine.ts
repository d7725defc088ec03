import { setup } from 'xstate';
import { outcome, permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** The edge to a state for a fact that says it leads there. */
const to = <State extends string>(state: State) =>
  ({ guard: { type: 'outcome', params: { is: state } }, target: state }) as const;

/** A row that comes from elsewhere begins where it stands. */
const begins = [
  to('award_started'),
  to('ongoing'),
  to('suspended'),
  to('concluded'),
  to('withdrawn'),
  to('planned'),
] as const;

/** What may happen to a row wherever it stands. */
const always = {
  ...permits('CoDesignRowCompleted', 'CoDesignRowLinked', 'CoDesignRowUnlinked'),
  CoDesignRowTakenBack: 'takenBack',
} as const;
/** What may follow from a convention once there is one. */
const onceUnderWay = permits('CoDesignRowRenewed', 'CoDesignAddendumAdded');

/**
 * A row of the register of co-design: planned, its award started, ongoing, concluded. One that comes from
 * elsewhere begins where it stands. No day moves it: that it ran past its end is found when it is read.
 */
export const coDesignRowMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
  guards: { outcome },
}).createMachine({
  id: 'coDesignRow',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non iscritta', 'not in the register'),
      on: { CoDesignRowAdded: begins },
    },
    takenBack: {
      meta: named('iscritta per errore', 'added by mistake'),
      on: { CoDesignRowAdded: begins },
    },
    planned: {
      meta: named('in programma', 'planned'),
      on: { ...always, CoDesignStateChanged: [to('award_started'), to('withdrawn')] },
    },
    award_started: {
      meta: named("avviato l'iter per l'affidamento", 'award started'),
      on: { ...always, CoDesignStateChanged: [to('ongoing')] },
    },
    ongoing: {
      meta: named('in corso', 'ongoing'),
      on: {
        ...always,
        ...onceUnderWay,
        ...permits('CoDesignExpiryReviewed'),
        CoDesignStateChanged: [to('concluded'), to('suspended')],
      },
    },
    suspended: {
      meta: named('sospesa', 'suspended'),
      on: { ...always, ...onceUnderWay, CoDesignStateChanged: [to('ongoing')] },
    },
    concluded: {
      meta: named('conclusa', 'concluded'),
      on: { ...always, ...onceUnderWay },
    },
    withdrawn: { meta: named('ritirata', 'withdrawn'), on: always },
  },
});
