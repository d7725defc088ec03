import { setup } from 'xstate';
import { permit } from './machine-vocabulary.js';
import { graphOf } from './graph.js';

const named = (it: string, en: string) => ({ it, en });
const machine = setup({ actions: { permit } }).createMachine({
  id: 'letter',
  initial: 'draft',
  on: { Noted: { actions: 'permit' } },
  states: {
    draft: {
      meta: named('bozza', 'draft'),
      on: { Sent: 'out', Thrown: 'gone', Read: { actions: 'permit' } },
    },
    out: {
      meta: named('fuori', 'out'),
      initial: 'going',
      on: { Returned: 'draft' },
      states: {
        going: { meta: named('in viaggio', 'under way'), on: { Arrived: 'there' } },
        there: { meta: named('arrivata', 'there'), on: { Burnt: '#letter.gone' } },
      },
    },
    gone: { meta: named('perduta', 'gone'), type: 'final' },
  },
});

describe('A machine as boxes and arrows', () => {
  it('has its outermost states, and between them whatever leads from within one to another', () => {
    expect(graphOf(machine, { depth: 1 })).toEqual({
      initial: 'draft',
      states: [
        { key: 'draft', it: 'bozza', en: 'draft', isFinal: false },
        { key: 'out', it: 'fuori', en: 'out', isFinal: false },
        { key: 'gone', it: 'perduta', en: 'gone', isFinal: true },
      ],
      steps: [
        { from: 'draft', to: 'out', facts: ['Sent'] },
        { from: 'draft', to: 'gone', facts: ['Thrown'] },
        { from: 'out', to: 'draft', facts: ['Returned'] },
        { from: 'out', to: 'gone', facts: ['Burnt'] },
      ],
    });
  });

  it('draws no arrow for what a state only permits', () => {
    const facts = graphOf(machine, { depth: 1 }).steps.flatMap((step) => step.facts);
    expect(facts).not.toContain('Read');
    expect(facts).not.toContain('Noted');
  });

  it('has those within them where one looks deeper', () => {
    const { states, steps } = graphOf(machine);
    expect(states.map(({ it }) => it)).toEqual([
      ...['bozza', 'fuori › in viaggio', 'fuori › arrivata', 'perduta'],
    ]);
    expect(steps).toContainEqual({ from: 'out.there', to: 'gone', facts: ['Burnt'] });
  });
});
