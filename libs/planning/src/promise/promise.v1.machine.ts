import { setup } from 'xstate';
import { named, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A promise: made, and kept or broken, in this cycle or in a later one. It is never forgotten by itself. */
export const promiseMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'promise',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non fatto', 'not made'), on: { PromiseMade: 'open' } },
    open: {
      meta: named(
        'da mantenere',
        'to be kept',
        work(['UPc', 'DIR'], "Mantenere l'impegno, o dire perché no", 'Keep it, or say why not', {
          doneBy: 'PromiseKept',
        }),
      ),
      on: { PromiseKept: 'kept', PromiseBroken: 'broken', PromiseWithdrawn: 'withdrawn' },
    },
    kept: { type: 'final', meta: named('mantenuto', 'kept') },
    broken: { meta: named('non mantenuto', 'broken'), on: { PromiseKept: 'kept' } },
    withdrawn: { type: 'final', meta: named('superato', 'withdrawn') },
  },
});
