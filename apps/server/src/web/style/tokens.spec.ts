import { join } from 'node:path';
import { compile } from 'sass';
import { contrast } from './contrast.fixture.js';

/** The colours as they are built, those of a dark system on top of the light ones. */
function coloursIn(scheme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const { css } = compile(join(import.meta.dirname, 'tokens.scss'));
  const light = css.slice(0, css.indexOf('@media'));
  const dark = css.slice(css.indexOf('@media'), css.indexOf('@media print'));
  const said = (part: string) =>
    [...part.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => {
      return [name, value] as const;
    });
  return new Map([...said(light), ...(scheme === 'dark' ? said(dark) : [])]);
}

describe.each(['light', 'dark'] as const)('The colours of what is drawn, %s', (scheme) => {
  const colours = coloursIn(scheme);
  const colour = (name: string): string => {
    const value = colours.get(name) ?? '';
    const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return other === undefined ? value : colour(other);
  };

  // In the order of a bar. What is not begun is empty: the line around it is what is seen.
  const states = ['verified', 'in-verification', 'submitted', 'in-drafting', 'returned'].map(
    (state) => `state-${state}`,
  );

  it.each([...states, 'border', 'quiet', 'action', 'error'])(
    'a piece of --%s stands out from what it is drawn on (WCAG 2.2, 1.4.11)',
    (name) => {
      for (const ground of ['paper', 'ground']) {
        const apart = contrast(colour(name), colour(ground));
        expect({ name, ground, apart: Math.min(apart, 3) }).toEqual({ name, ground, apart: 3 });
      }
    },
  );

  it('a state stands out from the one beside it, in grey too', () => {
    states.slice(1).forEach((state, before) => {
      const apart = contrast(colour(state), colour(states[before] ?? ''));
      expect({ state, apart: Math.min(apart, 1.4) }).toEqual({ state, apart: 1.4 });
    });
  });

  it('what is written on a state can be read (WCAG 2.2, 1.4.3)', () => {
    for (const state of states) {
      const text = state === 'state-submitted' ? 'on-pale' : 'on-fill';
      const apart = contrast(colour(text), colour(state));
      expect({ state, apart: Math.min(apart, 4.5) }).toEqual({ state, apart: 4.5 });
    }
  });
});
