import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { poaAnnualeV1 } from '#planning';
import { beginning, graphOf, leadingTo, standingName, stateNodesOf } from './paths.js';

const { root, parts } = poaAnnualeV1;
const machines: readonly (readonly [string, AnyStateMachine])[] = [
  [root.id, root],
  ...Object.entries(parts).map(([kind, { machine }]) => [kind, machine] as const),
];
const isApproved = (snapshot: AnyMachineSnapshot): boolean => snapshot.matches('inForce');
const isFinal = ({ status }: AnyMachineSnapshot): boolean => status === 'done';

describe('a cycle', () => {
  const graph = graphOf(root);
  const absent = standingName(beginning(root));
  const canBeApproved = (without: readonly string[] = []): boolean =>
    leadingTo(graph, isApproved, without).has(absent);

  it('can be approved', () => {
    expect(canBeApproved()).toBe(true);
  });

  it('is never approved before participation is complete', () => {
    expect(canBeApproved(['ParticipationCompleted'])).toBe(false);
  });

  it('is never approved without a decision on co-programming, and can be with either', () => {
    expect(canBeApproved(['CoProgrammingActivated', 'CoProgrammingNotActivated'])).toBe(false);
    expect(canBeApproved(['CoProgrammingActivated'])).toBe(true);
    expect(canBeApproved(['CoProgrammingNotActivated'])).toBe(true);
  });

  it('is never approved, once co-programming is activated, before its report is published or it is given up', () => {
    const inCoProgramming = (coProgramming: unknown, at: AnyMachineSnapshot): boolean =>
      at.matches({ preparation: { coProgramming } });
    const unpublished = [...graph.standings].filter(
      ([, at]) =>
        inCoProgramming('activated', at) && !inCoProgramming({ activated: 'published' }, at),
    );
    const unreported = leadingTo(graph, isApproved, [
      'CoProgrammingReportPublished',
      'CoProgrammingNotActivated',
    ]);
    expect(unpublished.length).toBeGreaterThan(0);
    expect(unpublished.filter(([name]) => unreported.has(name))).toEqual([]);
  });

  it.each(['VerificationClosed', 'ProposalEndorsed', 'OrganConvened', 'DeliberationRecorded'])(
    'is never approved without %s',
    (fact) => {
      expect(canBeApproved([fact])).toBe(false);
    },
  );

  it('can be approved from wherever it stands', () => {
    const leading = leadingTo(graph, isApproved);
    expect([...graph.standings.keys()].filter((name) => !leading.has(name))).toEqual([]);
  });
});

describe.each(machines)('the machine %s', (_id, machine) => {
  const graph = graphOf(machine);

  it('reaches every one of its states', () => {
    const reached = new Set([...graph.standings.values()].flatMap(({ _nodes }) => _nodes));
    const never = stateNodesOf(machine).filter((node) => !reached.has(node));
    // A history is never where a machine stands: it is the way back to where it stood.
    expect(never.filter(({ type }) => type !== 'history').map(({ id }) => id)).toEqual([]);
  });

  it('never gets stuck before its end', () => {
    const ends = (at: AnyMachineSnapshot): boolean => isFinal(at) || isApproved(at);
    const leading = leadingTo(graph, ends);
    expect([...graph.standings.keys()].filter((name) => !leading.has(name))).toEqual([]);
  });

  it('goes nowhere after its end', () => {
    const ends = [...graph.standings].filter(([, at]) => isFinal(at) || isApproved(at));
    const names = new Set(ends.map(([name]) => name));
    expect(names.size).toBeGreaterThan(0);
    expect(graph.steps.filter(({ from, to }) => names.has(from) && from !== to)).toEqual([]);
  });
});
