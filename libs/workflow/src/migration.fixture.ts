import { createMachine, type AnyStateMachine } from 'xstate';
import type { Definition, Follows } from './definition.js';
import { requestDefinition, requestMachine, type RequestData } from './example.fixture.js';

/** What stands at a path of the configuration of a machine. */
function at(config: Record<string, unknown>, path: string): Record<string, unknown> {
  return path.split(' ').reduce((inner, key) => inner[key] as Record<string, unknown>, config);
}

/** The request with its machine written a little differently. */
function rewritten(change: (config: Record<string, unknown>) => void): AnyStateMachine {
  const config = structuredClone(requestMachine.config) as unknown as Record<string, unknown>;
  change(config);
  return createMachine(config as never, requestMachine.implementations as never);
}

/** A later version of the request, which follows the first one. */
export function later(
  root: AnyStateMachine,
  states: Follows['states'] = {},
  version = 2,
): Definition<RequestData> {
  return {
    ...requestDefinition,
    ...{ version, root },
    follows: {
      ...{ version: version - 1, states },
      inherit: ({ notes }, { revision }) => ({ notes: [...notes, `migrated at ${revision}`] }),
    },
  };
}

/** The request in which drafting has become two steps, the first of which is where a draft of old goes on. */
export const twoSteps = rewritten((config) => {
  const running = at(config, 'states running');
  const { drafting, ...others } = running['states'] as Record<string, Record<string, unknown>>;
  running['initial'] = 'writing';
  running['states'] = {
    writing: {
      meta: { it: 'in scrittura', en: 'writing' },
      on: { DraftRead: 'reading', AttachmentFiled: { actions: 'permit' } },
    },
    reading: { ...drafting, meta: { it: 'in rilettura', en: 'being read' } },
    ...others,
  };
  at(config, 'states running states deciding on RequestDecided 1')['target'] = 'writing';
});
