import { definitions, Rehearsal, sha256, streamOf, type RehearsalResult } from '#planning';
import { workflowOf, Workflows, type Definition, type RecordedFact } from '#workflow';
import type { LifeData } from '#planning';
import {
  narrower,
  otherDocuments,
  renamed,
  second,
  unchanged,
  unsaid,
} from '../libs/planning/src/migration/candidates.fixture.js';
import { factsOf, historyFiles } from './histories/history-files.js';

const workflows = new Workflows<LifeData>(definitions, sha256);

/**
 * Every walk along every edge of the yearly programme, and its whole years; each also cut off at twenty places, where
 * it is still under way.
 */
const histories = historyFiles()
  .map(factsOf)
  .filter(([first]) => workflowOf(workflows, first!).reference.id === 'poa-annuale')
  .flatMap((facts) =>
    Array.from({ length: 20 }, (_, cut) =>
      facts.slice(0, Math.ceil((facts.length * (cut + 1)) / 20)),
    ),
  )
  .map((facts, index) => ({ stream: streamOf(`livornese-poa-annuale-${3000 + index}`), facts }));

function rehearse(
  candidate: Definition<LifeData>,
  log: readonly { readonly stream: string; readonly facts: readonly RecordedFact[] }[] = histories,
): RehearsalResult {
  const rehearsal = new Rehearsal(workflows, candidate, sha256, '2024-06-30');
  for (const { stream, facts } of log) for (const fact of facts) rehearsal.hear(stream, fact);
  return rehearsal.result();
}

const everyLife = ({ lives }: RehearsalResult) => lives.map(({ cycleId: _id, ...rest }) => rest);

describe('A rehearsal over every recorded history', () => {
  it('has something to run on', () => {
    expect(histories.length).toBeGreaterThan(200);
    const lives = rehearse(unchanged).lives;
    expect(lives).toHaveLength(histories.length);
    expect(new Set(lives.map(({ isRunning }) => isRunning))).toEqual(new Set([true, false]));
  });

  it('says that nothing changes under a version that only has another number', () => {
    const { verdict, problems, unmapped, lives } = rehearse(unchanged);
    expect({ verdict, problems, unmapped }).toEqual({
      verdict: 'nothing',
      problems: [],
      unmapped: [],
    });
    for (const { divergence, stuck, deadlines, notices } of lives)
      expect({ divergence, stuck, deadlines, notices }).toEqual({
        ...{ divergence: undefined, stuck: [], deadlines: [], notices: [] },
      });
  });

  it('says that nothing changes where states are called otherwise and the mapping says so', () => {
    expect(rehearse(renamed)).toMatchObject({ verdict: 'nothing', unmapped: [] });
  });

  it('says which state goes nowhere where the mapping does not, and of each life that it would be stuck', () => {
    const { verdict, unmapped, lives } = rehearse(unsaid);
    expect(verdict).toBe('stops');
    expect(unmapped).toEqual([
      expect.objectContaining({
        kind: 'scheda',
        state: 'drafting',
        why: 'no-state',
        it: 'in compilazione',
      }),
    ]);
    const stuck = lives.flatMap((life) => life.stuck.map((each) => ({ ...each, life })));
    expect(stuck.length).toBeGreaterThan(0);
    for (const { state, part, why, life } of stuck) {
      expect({ state: state.it, kind: part?.kind, why }).toEqual({
        ...{ state: 'in compilazione', kind: 'scheda', why: 'no-state' },
      });
      expect(life.isRunning).toBe(true);
    }
    const diverging = lives.find(({ divergence }) => divergence);
    expect(diverging?.divergence).toMatchObject({
      type: 'SchedaRevised',
      what: { it: expect.any(String) as string },
      before: { it: 'assegnata' },
      after: { it: 'in compilazione' },
      instead: { it: 'in scrittura' },
      part: { kind: 'scheda' },
    });
  });

  it('says at which fact a history would have gone no further', () => {
    const { verdict, lives } = rehearse(narrower);
    expect(verdict).toBe('changes');
    for (const [index, { facts }] of histories.entries()) {
      const at = facts.findIndex(({ type }) => type === 'ProgrammeAdded');
      const { divergence } = lives[index]!;
      expect(divergence?.revision).toBe(at < 0 ? undefined : at);
      if (divergence) {
        expect(divergence.type).toBe('ProgrammeAdded');
        expect(divergence.before).toEqual(divergence.after);
        expect(divergence.instead).toBeUndefined();
      }
    }
    expect(lives.filter(({ divergence }) => divergence).length).toBeGreaterThan(5);
  });

  it('says which deadlines would be gained, lost and moved, of what is running alone', () => {
    const { verdict, lives } = rehearse(otherDocuments);
    expect(verdict).toBe('changes');
    const changes = lives.flatMap(({ deadlines }) => deadlines.map(({ change }) => change));
    expect(new Set(changes)).toEqual(new Set(['gained', 'lost', 'moved']));
    for (const { deadlines, isRunning, divergence } of lives) {
      expect(divergence).toBeUndefined();
      if (!isRunning) expect(deadlines).toEqual([]);
      for (const { change, from, to } of deadlines)
        expect([from !== undefined, to !== undefined]).toEqual([
          ...[change !== 'gained', change !== 'lost'],
        ]);
    }
  });

  it('says who would be told otherwise, and how often it would have happened', () => {
    const { lives } = rehearse(otherDocuments);
    for (const [index, { notices, isRunning }] of lives.entries()) {
      const times = histories[index]!.facts.filter(({ type }) => type === 'ProgrammeAdded').length;
      expect(notices).toEqual(isRunning ? [{ ruleId: 'in-piu', change: 'gained', times }] : []);
    }
  });

  it('does not run what the kernel refuses', () => {
    const impure = second((before, kit) => ({
      root: kit.machineFrom(before.root, (config) => {
        config['entry'] = 'permit';
      }),
    }));
    const { verdict, problems, lives } = rehearse(impure);
    expect({ verdict, lives }).toEqual({ verdict: 'stops', lives: [] });
    expect(problems.join()).toContain('entry');
  });

  it('is the same in whatever order the streams of a log come one after another', () => {
    const turned = rehearse(unsaid, histories.toReversed());
    const byText = (lives: readonly object[]) =>
      lives.map((life) => JSON.stringify(life)).toSorted();
    expect(byText(everyLife(turned))).toEqual(byText(everyLife(rehearse(unsaid))));
  });

  it('goes on with nothing of other definitions', () => {
    const { lives } = rehearse({ ...definitions[2]!, version: 2 });
    expect(lives).toEqual([]);
  });
});
