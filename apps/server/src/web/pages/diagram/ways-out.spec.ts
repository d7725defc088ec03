import type { StateGraph } from '#workflow';
import { mainWays } from './ways-out.js';

const states = ['a', 'b', 'c', 'd', 'held', 'gone'].map((key) => ({
  ...{ key, it: key, en: key },
  isFinal: key === 'gone',
}));
const step = (from: string, to: string, ...facts: readonly string[]) => ({ from, to, facts });
const graph: StateGraph = {
  states,
  initial: 'a',
  steps: [
    ...[step('a', 'b', 'Next'), step('b', 'c', 'Next'), step('c', 'd', 'Next')],
    ...['a', 'b', 'c', 'd', 'held'].map((from) => step(from, 'gone', 'Dropped')),
    ...['a', 'b', 'c', 'd'].map((from) => step(from, 'held', 'Held')),
    ...['a', 'b', 'c', 'd'].map((to) => step('held', to, 'Resumed')),
  ],
};

describe('The main ways of a machine', () => {
  it('are drawn without what can happen nearly anywhere, which is told beside them', () => {
    const { main, waysOut } = mainWays(graph);
    expect(main.states.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
    expect(main.steps).toHaveLength(3);
    expect(waysOut.map(({ state, facts, from }) => [state.key, facts, from])).toEqual([
      ['held', ['Held'], 4],
      ['gone', ['Dropped'], 5],
    ]);
  });

  it('keep a state that leads on, however many lead to it', () => {
    const on = { ...graph, steps: [...graph.steps, step('held', 'a', 'On')] };
    const { main } = mainWays(on);
    expect(main.states.map(({ key }) => key)).toContain('held');
    expect(main.steps).toContainEqual(step('held', 'a', 'On'));
  });
});
