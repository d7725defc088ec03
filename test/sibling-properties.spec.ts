import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { coProgrammazioneV1, poaAnnualeV1, profiloDiSaluteV1 } from '#planning';
import { beginning, graphOf, leadingTo, standingName, stateNodesOf } from './paths.js';

/** What is true of the siblings of the yearly programme, and of how it waits for one, whatever is done. */
const at =
  (state: string) =>
  (snapshot: AnyMachineSnapshot): boolean =>
    snapshot.matches(state);

/** Whether a machine can get from its beginning to a state without ever hearing some facts. */
function canGet(machine: AnyStateMachine, to: string, without: readonly string[] = []): boolean {
  return leadingTo(graphOf(machine), at(to), without).has(standingName(beginning(machine)));
}

describe('A procedure of co-programming', () => {
  const { root } = coProgrammazioneV1;

  it('can be published, and given up', () => {
    expect(canGet(root, 'published')).toBe(true);
    expect(canGet(root, 'givenUp')).toBe(true);
  });

  it.each([
    ['an act of start', 'CoProgrammingOpened'],
    ['a notice', 'NoticePublished'],
    ['a closed notice', 'NoticeClosed'],
    ['a session held', 'CoProgrammingSessionHeld'],
    ['a report issued', 'CoProgrammingReportIssued'],
  ])('is never published without %s', (_what, fact) => {
    expect(canGet(root, 'published', [fact])).toBe(false);
  });

  it('can be published from wherever it stands, unless it was given up', () => {
    const graph = graphOf(root);
    const leading = leadingTo(graph, at('published'));
    const stuck = [...graph.standings.values()].filter(
      (snapshot) => !leading.has(standingName(snapshot)),
    );
    expect(stuck.map(standingName)).toEqual(['co-programmazione.givenUp']);
  });

  it('goes nowhere once it is published or given up', () => {
    const ends = /\.(published|givenUp)$/;
    const { steps } = graphOf(root);
    expect(steps.filter(({ from, to }) => ends.test(from) && from !== to)).toEqual([]);
  });
});

describe('A health profile', () => {
  const { root, parts } = profiloDiSaluteV1;

  it('can be frozen, and then superseded', () => {
    expect(canGet(root, 'frozen')).toBe(true);
    expect(canGet(root, 'superseded')).toBe(true);
  });

  it.each(['EditionProposed', 'EditionAdopted', 'EditionFrozen'])(
    'is never frozen without %s',
    (fact) => {
      expect(canGet(root, 'frozen', [fact])).toBe(false);
    },
  );

  it('is never superseded before it is frozen', () => {
    expect(canGet(root, 'superseded', ['EditionFrozen'])).toBe(false);
  });

  it('hears nothing about its content once it is frozen: only corrections and questions', () => {
    const heard = new Set(
      graphOf(root)
        .steps.filter(({ from }) => from.endsWith('.frozen'))
        .map(({ type }) => type),
    );
    expect([...heard].sort()).toEqual([
      'EditionSuperseded',
      'QuestionAnswered',
      'QuestionRaised',
      'RecordCorrected',
      'TextRedacted',
    ]);
  });

  it('has themes that are never reviewed before they are drafted', () => {
    const { machine } = parts['theme']!;
    expect(canGet(machine, 'reviewed')).toBe(true);
    expect(canGet(machine, 'reviewed', ['ThemeDrafted'])).toBe(false);
  });
});

describe('A programme that waits for a procedure', () => {
  const preparation = poaAnnualeV1.root;
  const graph = graphOf(preparation);
  const waiting = [...graph.standings].filter(([, snapshot]) =>
    snapshot.matches({ preparation: { coProgramming: 'referred' } }),
  );

  it('is never verified before the procedure is concluded or given up', () => {
    const without = ['CoProgrammingConcluded', 'CoProgrammingNotActivated'];
    const verified = leadingTo(graph, at('verification'), without);
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.filter(([name]) => verified.has(name))).toEqual([]);
  });

  it('can be verified after either', () => {
    for (const other of ['CoProgrammingConcluded', 'CoProgrammingNotActivated']) {
      const verified = leadingTo(graph, at('verification'), [other]);
      expect(waiting.every(([name]) => verified.has(name))).toBe(true);
    }
  });
});

describe.each([coProgrammazioneV1, profiloDiSaluteV1])(
  'Every machine of $id',
  ({ root, parts }) => {
    const machines = [root, ...Object.values(parts).map(({ machine }) => machine)];

    it.each(machines.map((machine) => [machine.id, machine] as const))(
      '%s reaches every one of its states',
      (_id, machine) => {
        const reached = new Set([...graphOf(machine).standings.values()].flatMap((s) => s._nodes));
        expect(stateNodesOf(machine).filter((node) => !reached.has(node))).toEqual([]);
      },
    );
  },
);
