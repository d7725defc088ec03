import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { poaAnnualeV1 } from '#planning';
import { beginning, graphOf, leadingTo, standingName, stateNodesOf } from './paths.js';

const { root, parts } = poaAnnualeV1;
const machines: readonly (readonly [string, AnyStateMachine])[] = [
  [root.id, root],
  ...Object.entries(parts).map(([kind, { machine }]) => [kind, machine] as const),
];
const isApproved = (snapshot: AnyMachineSnapshot): boolean => snapshot.matches('inForce');

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

  it('is never approved without a decision on co-programming, and can be with each', () => {
    const decisions = [
      'CoProgrammingActivated',
      'CoProgrammingNotActivated',
      'CoProgrammingReferred',
    ] as const;
    expect(canBeApproved(decisions)).toBe(false);
    for (const one of decisions) {
      expect(canBeApproved(decisions.filter((other) => other !== one))).toBe(true);
    }
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

  const among = (...states: readonly unknown[]): readonly string[] =>
    [...graph.standings]
      .filter(([, at]) => states.some((state) => at.matches(state)))
      .map(([name]) => name);
  const beforeApproval = ['draft', 'kickoff', 'preparation', 'verification', 'approval'];
  const isClosed = (at: AnyMachineSnapshot): boolean => at.matches('closed');

  it('can be approved from wherever it stands before, suspended or not', () => {
    const leading = leadingTo(graph, isApproved);
    const suspended = ['inPreparation', 'inVerification', 'inApproval'].map((where) => ({
      suspended: where,
    }));
    const before = among(...beforeApproval, ...suspended);
    expect(before.length).toBeGreaterThan(100);
    expect(before.filter((name) => !leading.has(name))).toEqual([]);
  });

  it('can be closed from wherever it stands once it is in force, suspended or not', () => {
    const leading = leadingTo(graph, isClosed);
    const suspended = ['inForce', 'inReporting'].map((where) => ({ suspended: where }));
    const after = among('inForce', 'reporting', 'closed', ...suspended);
    expect(after.length).toBeGreaterThan(50);
    expect(after.filter((name) => !leading.has(name))).toEqual([]);
  });

  it.each(['FinalReportStarted', 'FinalReportEndorsed', 'FinalReportApproved', 'CycleClosed'])(
    'is never closed without %s',
    (fact) => {
      expect(leadingTo(graph, isClosed).has(absent)).toBe(true);
      expect(leadingTo(graph, isClosed, [fact]).has(absent)).toBe(false);
    },
  );

  it.each(['annulled', 'revoked'])('is never %s before anything was approved', (end) => {
    const isEnded = (at: AnyMachineSnapshot): boolean => at.matches(end);
    expect(leadingTo(graph, isEnded).has(absent)).toBe(true);
    expect(leadingTo(graph, isEnded, ['DeliberationRecorded']).has(absent)).toBe(false);
  });

  it('is never abandoned once it was approved, and goes nowhere from an end before its time', () => {
    const abandoned = leadingTo(graph, (at) => at.matches('abandoned'));
    expect(among('inForce', 'reporting', 'closed').filter((name) => abandoned.has(name))).toEqual(
      [],
    );
    const ended = new Set(among('annulled', 'revoked', 'abandoned'));
    expect(ended.size).toBeGreaterThan(0);
    expect(graph.steps.filter(({ from, to }) => ended.has(from) && from !== to)).toEqual([]);
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

  it('gets to an end from wherever it stands', () => {
    const leaving = new Set(graph.steps.flatMap(({ from, to }) => (from === to ? [] : [from])));
    const isEnd = (at: AnyMachineSnapshot): boolean => !leaving.has(standingName(at));
    const leading = leadingTo(graph, isEnd);
    expect([...graph.standings.keys()].filter((name) => !leading.has(name))).toEqual([]);
  });

  it('goes nowhere after its end', () => {
    const finals = [...graph.standings].filter(([, { status }]) => status === 'done');
    const names = new Set(finals.map(([name]) => name));
    expect(graph.steps.filter(({ from, to }) => names.has(from) && from !== to)).toEqual([]);
  });
});
