import type { Definition, PartDefinition, StateMapping } from '#workflow';
import { definitions } from '../definitions/index.js';
import { templatesIn } from '../deadline/cycle-dates.js';
import type { LifeData } from '../life-data.js';
import { noticeRulesOf } from '../notices/notice-rules-of.js';
import { definitionOf, type DefinitionKit, type MachineConfig } from './candidate.js';

/** The part of a kind of a definition. */
function part({ parts }: Known, kind: string): PartDefinition {
  const found = parts[kind];
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

type Known = Definition<LifeData>;
type Change = (before: Known, kit: DefinitionKit) => Partial<Definition<LifeData>>;

const follow = (before: Known, kit: DefinitionKit, states: StateMapping) => ({
  ...{ version: 1, states },
  inherit: kit.inheriting(before.beginData.bind(before)),
});

/** The second version of the yearly programme, as a file would make it. */
export function second(change: Change): Definition<LifeData> {
  const make = (kit: DefinitionKit): Definition<LifeData> => {
    const before = kit.known('poa-annuale', 1);
    return {
      ...before,
      version: 2,
      follows: follow(before, kit, {}),
      ...change(before, kit),
    };
  };
  return definitionOf({ default: make }, 'prova.mjs', definitions);
}

/** Nothing but a number. */
export const unchanged = second(() => ({}));

const takingOver = (inherit: () => never): Definition<LifeData> =>
  second(() => ({ follows: { version: 1, states: {}, inherit } }));

/** It breaks when it is to take over what was remembered. */
export const broken = takingOver(() => {
  throw new Error('guasto');
});

/** It takes over nothing of what was remembered. */
export const forgetful = takingOver(() => ({}) as never);

/** Schede in drafting are called otherwise, and their units are asked for it in other words. */
export const renamed = second((before, kit) => {
  const scheda = part(before, 'scheda');
  const machine = kit.machineFrom(scheda.machine, (config) => {
    const { drafting = {}, ...rest } = config['states'] as Record<string, MachineConfig>;
    const meta = drafting['meta'] as MachineConfig;
    const awaits = { ...(meta['awaits'] as MachineConfig), it: 'Scrivere e trasmettere' };
    config['states'] = {
      ...rest,
      writing: { ...drafting, meta: { ...meta, it: 'in scrittura', en: 'writing', awaits } },
    };
    for (const state of Object.values(config['states'] as Record<string, MachineConfig>)) {
      const edges = (state['on'] ?? {}) as MachineConfig;
      for (const [type, to] of Object.entries(edges))
        if (to === 'drafting') edges[type] = 'writing';
    }
  });
  return {
    parts: { ...before.parts, scheda: { ...scheda, machine } },
    follows: follow(before, kit, { parts: { scheda: { drafting: 'writing' } } }),
  };
});

/** The same without saying what becomes of schede that are being drafted. */
export const unsaid = second((before, kit) => ({
  parts: renamed.parts,
  follows: follow(before, kit, {}),
}));

/** No programme can be added any more. */
export const narrower = second((before, kit) => ({
  remember: Object.fromEntries(
    Object.entries(before.remember).filter(([type]) => type !== 'ProgrammeAdded'),
  ),
  root: kit.machineFrom(before.root, (config) => {
    for (const state of allStates(config)) {
      const edges = state['on'] as MachineConfig | undefined;
      if (edges) delete edges['ProgrammeAdded'];
    }
  }),
}));

/** One deadline more, one less, the others some days off; and of a programme somebody is told. */
export const otherDocuments = second((before) => {
  const [first, ...others] = templatesIn(before.documents);
  const [rule, ...rules] = noticeRulesOf(before);
  return {
    documents: {
      ...before.documents,
      deadlines: [
        ...others.map((each) => ({
          ...each,
          steps: each.steps.map((step) => ({ ...step, days: step.days + 7 })),
        })),
        { ...first, key: 'in-piu' },
      ],
      notices: [rule, ...rules, { ...rule, ruleId: 'in-piu', on: ['ProgrammeAdded'] }],
    },
  };
});

function allStates(config: MachineConfig): readonly MachineConfig[] {
  const inner = Object.values((config['states'] ?? {}) as Record<string, MachineConfig>);
  return [config, ...inner.flatMap(allStates)];
}
