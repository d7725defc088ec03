import { it as words } from '../../words/it.js';
import { policyLines, type WantedLines } from './policy-lines.js';

const lines = (wanted: WantedLines = {}) => policyLines({ words, language: 'it' }, wanted);

describe('The lines of the policy', () => {
  it('have a title each, whatever they are about', () => {
    for (const { name, title } of lines())
      expect({ name, hasTitle: title !== '' }).toEqual({
        ...{ name, hasTitle: true },
      });
  });

  it('say of a head that it is about the own unit, and nothing of who may not', () => {
    const submit = lines().find(({ name }) => name === 'submit-scheda');
    expect(submit?.may.UH).toBe('own-unit');
    expect(submit?.may.AUD).toBeUndefined();
  });

  it('are narrowed down by role, kind and words', () => {
    expect(lines({ role: 'ADM', kind: 'read' }).map(({ name }) => name)).not.toContain(
      'read/schede',
    );
    expect(lines({ role: 'ADM', kind: 'operation' })).toHaveLength(4);
    expect(lines({ text: 'ACCANTONATI' }).map(({ name }) => name)).toEqual(['operate/retry-views']);
    expect(lines({ text: 'niente di simile' })).toEqual([]);
  });
});
