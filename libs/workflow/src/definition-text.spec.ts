import { and, createMachine, or, stateIn } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { definitionText } from './definition-text.js';
import { attachmentMachine, requestDefinition, requestMachine } from './example.fixture.js';

const text = definitionText(requestDefinition);

/** The definition with its root machine written a little differently. */
function withRoot(change: (config: Record<string, unknown>) => void): typeof requestDefinition {
  const config = structuredClone(requestMachine.config) as unknown as Record<string, unknown>;
  change(config);
  return withMachine(createMachine(config as never, requestMachine.implementations as never));
}

function withMachine(root: AnyStateMachine): typeof requestDefinition {
  return { ...requestDefinition, root };
}

/** What stands at a path of the configuration. */
function at(config: Record<string, unknown>, path: string): Record<string, unknown> {
  return path.split(' ').reduce((inner, key) => inner[key] as Record<string, unknown>, config);
}

const deciding = 'states running states deciding on RequestDecided';

describe('the text of a definition', () => {
  it('is the same for the same definition', () => {
    expect(definitionText(withRoot(() => undefined))).toBe(text);
  });

  it('does not depend on the order in which things are written', () => {
    const { id, version, title, documents, ...rest } = requestDefinition;
    const turned = {
      documents: { form: documents['form'] },
      title: { en: title.en, it: title.it },
    };
    expect(definitionText({ ...turned, version, id, ...rest })).toBe(text);
    const reversed = withRoot((config) => {
      const states = at(config, 'states');
      config['states'] = Object.fromEntries(Object.entries(states).reverse());
    });
    expect(definitionText(reversed)).toBe(text);
  });

  it.each([
    ['an edge that is gone', (config) => delete at(config, 'states absent on')['RequestOpened']],
    ['another target', (config) => (at(config, 'states absent on')['RequestOpened'] = 'suspended')],
    [
      'another parameter of a guard',
      (config) => (at(config, `${deciding} 0 guard params`)['is'] = 'accepted'),
    ],
    [
      'another order of the edges of one fact',
      (config) => {
        at(config, 'states running states deciding on')['RequestDecided'] = Object.values(
          at(config, deciding),
        ).reverse();
      },
    ],
    [
      'another kind of history',
      (config) => (at(config, 'states running states whereItWas')['history'] = 'shallow'),
    ],
  ] as [string, (config: Record<string, unknown>) => void][])(
    'changes with %s',
    (_what, change) => {
      expect(definitionText(withRoot(change))).not.toBe(text);
    },
  );

  it('does not change with a better label', () => {
    const relabelled = withRoot((config) => {
      at(config, 'states absent meta')['it'] = 'da presentare';
    });
    expect(definitionText(relabelled)).toBe(text);
    const title = { it: 'Contributo', en: 'Grant' };
    expect(definitionText({ ...requestDefinition, title })).toBe(text);
  });

  it('changes with whose work a state is, not with what the work is called', () => {
    const awaits = (config: Record<string, unknown>) =>
      at(config, 'states running states drafting meta awaits');
    const renamed = withRoot((config) => (awaits(config)['it'] = 'Presentare la domanda'));
    expect(definitionText(renamed)).toBe(text);
    for (const [field, value] of [
      ['roles', ['director']],
      ['doneBy', 'RequestWithdrawn'],
      ['dueBy', 'DECISION'],
    ] as const) {
      const changed = withRoot((config) => (awaits(config)[field] = value));
      expect(definitionText(changed)).not.toBe(text);
    }
  });

  it('changes with a state that happens to be called meta', () => {
    const withMeta = withRoot((config) => {
      at(config, 'states')['meta'] = { meta: { it: 'meta', en: 'meta' } };
    });
    expect(definitionText(withMeta)).not.toBe(text);
  });

  it.each([
    ['asks for another state', stateIn('#opinionGiven')],
    [
      'joins its questions differently',
      or([stateIn('#accountsChecked'), stateIn('#opinionGiven')]),
    ],
    ['asks less', and([stateIn('#accountsChecked')])],
  ])('changes when a named guard %s', (_what, everythingChecked) => {
    const root = requestMachine.provide({ guards: { everythingChecked } });
    expect(definitionText(withMachine(root))).not.toBe(text);
  });

  it.each([
    ['its documents', { documents: { form: { fields: ['title'] } } }],
    ['its version', { version: 2 }],
    ['the facts it remembers', { remember: {} }],
    [
      'a kind of part',
      { parts: { attachment: { machine: attachmentMachine, idField: 'attachmentId' } } },
    ],
    [
      'the field that names a part',
      {
        parts: {
          ...requestDefinition.parts,
          attachment: { machine: attachmentMachine, idField: 'paperId' },
        },
      },
    ],
  ])('changes with %s', (_what, change) => {
    expect(definitionText({ ...requestDefinition, ...change })).not.toBe(text);
  });
});
