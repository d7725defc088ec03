import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A document is current until another takes its place. Its period may run out meanwhile: that is a warning
 * for whoever reads it, and moves nothing.
 */
export const planDocumentMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'planDocument',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non registrato', 'not registered'),
      on: { DocumentRegistered: 'current' },
    },
    current: {
      meta: named('vigente', 'current'),
      on: { ...permits('ProtocolSet'), DocumentSuperseded: 'superseded' },
    },
    superseded: { meta: named('sostituito', 'superseded'), on: permits('ProtocolSet') },
  },
});
