import fc from 'fast-check';
import { and, createMachine, initialTransition, setup, stateIn, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { Control, UnknownState } from './control.js';
import { fact, requestMachine } from './example.fixture.js';
import { fieldOf } from './fact.js';
import { outcome, permit } from './machine-vocabulary.js';

const control = new Control(requestMachine);

/** Where the machine stands after these facts, all of which it accepts. */
function after(...types: readonly string[]): string {
  return types.reduce((state, type) => {
    const next = control.step(state, fact(type));
    if (next === undefined) throw new Error(`${type} is not accepted in ${state}`);
    return next;
  }, control.initial);
}

const decided = (is: unknown) => fact('RequestDecided', { outcome: is });
const deciding = after(
  'RequestOpened',
  'RequestSubmitted',
  'AccountsChecked',
  'OpinionGiven',
  'ExaminationClosed',
);

describe('a step', () => {
  it('leads to the state that the edge names', () => {
    expect(control.value(after('RequestOpened', 'RequestSubmitted'))).toEqual({
      running: { examining: { accounts: 'open', opinion: 'missing' } },
    });
  });

  it('stays where it is when the edge only permits', () => {
    const drafting = after('RequestOpened');
    expect(control.step(drafting, fact('NoteWritten'))).toBe(drafting);
  });

  it('is refused when no edge names the fact here', () => {
    expect(control.step(control.initial, fact('NoteWritten'))).toBeUndefined();
  });

  it('is refused when the guard says no', () => {
    const examining = after('RequestOpened', 'RequestSubmitted', 'AccountsChecked');
    expect(control.step(examining, fact('ExaminationClosed'))).toBeUndefined();
  });

  it('follows the outcome the fact carries, and refuses one that no edge names', () => {
    expect(control.step(deciding, decided('granted'))).toBe('granted');
    expect(control.value(control.step(deciding, decided('returned')) ?? '')).toEqual({
      running: 'drafting',
    });
    expect(control.step(deciding, decided('postponed'))).toBeUndefined();
    expect(control.step(deciding, decided(['granted']))).toBeUndefined();
  });

  it('tells outcomes apart that stand inside another guard', () => {
    const machine = new Control(
      setup({
        guards: {
          outcome,
          grantedHere: and([stateIn('open'), { type: 'outcome', params: { is: 'granted' } }]),
        },
      }).createMachine({
        id: 'inside',
        initial: 'open',
        states: {
          open: { on: { Decided: { guard: 'grantedHere', target: 'closed' } } },
          closed: {},
        },
      }),
    );
    expect(machine.step('open', fact('Decided', { outcome: 'refused' }))).toBeUndefined();
    expect(machine.step('open', fact('Decided', { outcome: 'granted' }))).toBe('closed');
  });

  it('never takes an event of XState itself for a fact', () => {
    const machine = new Control(
      createMachine({
        id: 'ends',
        initial: 'open',
        states: {
          open: {
            initial: 'a',
            onDone: 'closed',
            states: { a: { on: { Ended: 'b' } }, b: { type: 'final' } },
          },
          closed: { type: 'final' },
        },
      }),
    );
    expect(machine.step(machine.initial, fact('xstate.done.state.ends.open'))).toBeUndefined();
    expect(machine.possible(machine.initial)).toEqual([fact('Ended')]);
    expect(machine.step(machine.initial, fact('Ended'))).toBe('closed');
  });
});

describe('the name of a state', () => {
  it('is its own name where that says it all', () => {
    expect(control.initial).toBe('absent');
  });

  it('is the same whatever way led there', () => {
    expect(after('RequestOpened', 'RequestSubmitted', 'AccountsChecked', 'OpinionGiven')).toBe(
      after('RequestOpened', 'RequestSubmitted', 'OpinionGiven', 'AccountsChecked'),
    );
  });

  it('is the same whatever way led to the past it remembers', () => {
    const one = ['RequestSubmitted', 'AccountsChecked', 'OpinionGiven', 'RequestSuspended'];
    const other = ['RequestSubmitted', 'OpinionGiven', 'AccountsChecked', 'RequestSuspended'];
    expect(after('RequestOpened', ...one)).toBe(after('RequestOpened', ...other));
  });

  it('forgets a past that nobody can come back to before it is written anew', () => {
    expect(after('RequestOpened', 'RequestSuspended', 'RequestResumed')).toBe(
      after('RequestOpened'),
    );
  });

  it('forgets a past to which no way leads back', () => {
    expect(after('RequestOpened', 'RequestSuspended', 'RequestWithdrawn')).toBe('withdrawn');
  });

  it('keeps a past that can be come back to', () => {
    const suspended = after(
      'RequestOpened',
      'RequestSubmitted',
      'AccountsChecked',
      'RequestSuspended',
    );
    const elsewhere = new Control(requestMachine);
    const resumed = elsewhere.step(suspended, fact('RequestResumed')) ?? '';
    expect(elsewhere.value(resumed)).toEqual({
      running: { examining: { accounts: 'checked', opinion: 'missing' } },
    });
  });

  it.each([
    ['a state the machine does not have', 'approved'],
    ['text that is no JSON', '{"value"'],
    ['JSON that is no state', '{"running":"drafting"}'],
    ['a phase without its region', 'running'],
    [
      'the regions in another order',
      '{"value":{"running":{"examining":{"opinion":"missing","accounts":"open"}}}}',
    ],
    [
      'a past the machine does not have',
      '{"value":"suspended","past":{"request.running.whereItWas":["gone"]}}',
    ],
  ])('is refused when it is %s', (_what, state) => {
    expect(() => control.step(state, fact('NoteWritten'))).toThrow(UnknownState);
    expect(control.has(state)).toBe(false);
  });
});

describe('a state', () => {
  it('tells the phase', () => {
    expect(control.phase(deciding)).toBe('running');
    expect(control.phase('absent')).toBe('absent');
  });

  it('is final when the machine ends there, also when it is read back', () => {
    const granted = control.step(deciding, decided('granted')) ?? '';
    expect(new Control(requestMachine).isFinal(granted)).toBe(true);
    expect(control.isFinal(granted)).toBe(true);
    expect(control.isFinal(deciding)).toBe(false);
  });

  it('lists its labels outermost first', () => {
    const labels = control
      .meta(after('RequestOpened', 'RequestSubmitted', 'AccountsChecked'))
      .map(({ en }) => en);
    expect(labels).toEqual([
      'running',
      'under examination',
      'accounts',
      'opinion',
      'accounts checked',
      'opinion missing',
    ]);
  });

  it('lists what could come next, each outcome apart', () => {
    expect(control.possible(deciding)).toEqual([
      decided('granted'),
      decided('returned'),
      decided('reopened'),
      fact('NoteWritten'),
      fact('RequestSuspended'),
      fact('RequestWithdrawn'),
    ]);
  });

  it('lists any other outcome too where it leads elsewhere', () => {
    const machine = new Control(
      setup({ actions: { permit }, guards: { outcome } }).createMachine({
        id: 'other',
        initial: 'open',
        states: {
          open: {
            on: {
              Decided: [
                { guard: { type: 'outcome', params: { is: 'granted' } }, target: 'granted' },
                { actions: 'permit' },
              ],
            },
          },
          granted: { type: 'final' },
        },
      }),
    );
    expect(machine.possible('open')).toEqual([
      fact('Decided', { outcome: 'granted' }),
      fact('Decided'),
    ]);
  });
});

describe('on every walk', () => {
  const facts = [...control.factTypes].flatMap((type) => control.variants(type));
  const anything = [...facts, fact('RequestDecided'), decided('lost'), fact('NeverHeardOf')];

  it('the machine stands where plain XState stands, also when read back at each step', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (picks) => {
        let [snapshot] = initialTransition(requestMachine) as [AnyMachineSnapshot, unknown];
        let state = control.initial;
        for (const pick of picks) {
          const accepted = control.possible(state);
          const choice = pick % 3 > 0 && accepted.length > 0 ? accepted : anything;
          const { type, data } = choice[pick % choice.length]!;
          const event = { type, outcome: fieldOf(data, 'outcome') };
          const next = control.step(state, { type, data });
          expect(new Control(requestMachine).step(state, { type, data })).toBe(next);
          expect(next !== undefined).toBe(snapshot.can(event));
          if (next === undefined) continue;
          const [after] = transition(requestMachine, snapshot as never, event);
          snapshot = after as AnyMachineSnapshot;
          state = next;
          expect(control.value(state)).toEqual(snapshot.value);
          expect(control.isFinal(state)).toBe(snapshot.status === 'done');
        }
      }),
    );
  });

  it('what is possible is what is accepted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (picks) => {
        let state = control.initial;
        for (const pick of picks) {
          const possible = control.possible(state);
          expect(new Set(possible)).toEqual(
            new Set(facts.filter((each) => control.step(state, each) !== undefined)),
          );
          const chosen = possible[pick % possible.length];
          if (!chosen) break;
          state = control.step(state, chosen)!;
        }
      }),
    );
  });
});
