import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A theme of a health profile: proposed, drafted, and reviewed by somebody else, who may return it. A
 * reviewed theme that is written anew is reviewed anew. One that turns out to be none is withdrawn.
 */
export const themeMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'theme',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non proposto', 'not proposed'), on: { ThemeProposed: 'proposed' } },
    proposed: {
      meta: named(
        'proposto',
        'proposed',
        work(['UPc', 'UPo'], 'Scrivere il tema', 'Draft the theme', { doneBy: 'ThemeDrafted' }),
      ),
      on: { ThemeDrafted: 'drafted', ThemeWithdrawn: 'withdrawn' },
    },
    drafted: {
      meta: named(
        'scritto',
        'drafted',
        work(['UPc', 'UPo'], 'Rileggere il tema, scritto da altri', 'Review what others drafted', {
          doneBy: 'ThemeReviewed',
        }),
      ),
      on: {
        ...permits('ThemeDrafted'),
        ThemeReviewed: 'reviewed',
        ThemeReturned: 'returned',
        ThemeWithdrawn: 'withdrawn',
      },
    },
    returned: {
      meta: named(
        'restituito',
        'returned',
        work(['UPc', 'UPo'], 'Correggere il tema restituito', 'Mend the returned theme', {
          doneBy: 'ThemeDrafted',
        }),
      ),
      on: { ThemeDrafted: 'drafted', ThemeWithdrawn: 'withdrawn' },
    },
    reviewed: { meta: named('riletto', 'reviewed'), on: { ThemeDrafted: 'drafted' } },
    withdrawn: { type: 'final', meta: named('ritirato', 'withdrawn') },
  },
});
