import { assign, setup, stateIn } from 'xstate';
import type { Definition } from './definition.js';
import { attachmentMachine, requestDefinition } from './example.fixture.js';
import { lint } from './lint.js';
import { outcome, permit } from './machine-vocabulary.js';

const meta = { it: 'uno stato', en: 'a state' };
const sound = {
  id: 'sound',
  initial: 'open',
  states: {
    open: { meta, on: { Closed: 'closed', Noted: { actions: 'permit' } } },
    closed: { type: 'final', meta },
  },
};

/** A definition of one machine. The casts let in what XState's types would refuse before lint can. */
function definition(config: object, implementations: object = {}): Definition {
  const root = setup({ actions: { permit }, guards: { outcome } })
    .createMachine(config as never)
    .provide(implementations);
  return { ...requestDefinition, root: root as never, parts: {}, remember: {} };
}

const problems = (config: object, implementations?: object) =>
  lint(definition({ ...sound, ...config }, implementations));

/** The sound machine with something more in its state `open`. */
const open = (more: object, implementations?: object) =>
  problems(
    { states: { ...sound.states, open: { ...sound.states.open, ...more } } },
    implementations,
  );

/** The sound machine with one edge more in its state `open`. */
const edge = (more: unknown, implementations?: object) =>
  open({ on: { ...sound.states.open.on, Planted: more } }, implementations);

it('a sound definition has no problems', () => {
  expect(lint(requestDefinition)).toEqual([]);
  expect(problems({})).toEqual([]);
});

describe('a machine is pure data', () => {
  it.each([
    [
      'a context',
      { context: { count: 0 } },
      'has a context; what is remembered belongs to the data',
    ],
    [
      'a made context',
      { context: () => ({}) },
      'has a context; what is remembered belongs to the data',
    ],
    ['an entry', { entry: 'permit' }, 'uses entry, which a machine of facts may not'],
    ['an output', { output: () => 1 }, 'uses output, which a machine of facts may not'],
  ])('it may not have %s', (_what, more, problem) => {
    expect(problems(more)).toEqual([`sound: ${problem}`]);
  });

  it('it may have an empty context', () => {
    expect(problems({ context: {} })).toEqual([]);
  });

  it.each([
    ['entry', { entry: 'permit' }],
    ['exit', { exit: 'permit' }],
    ['always', { always: { target: 'closed', guard: { type: 'outcome', params: { is: 'x' } } } }],
    ['invoke', { invoke: { src: 'work' } }],
  ])('a state may not use %s', (word, more) => {
    expect(open(more)).toEqual([`sound, open: uses ${word}, which a machine of facts may not`]);
  });

  it('a state may not use after', () => {
    expect(open({ after: { 1000: 'closed' } })).toContain(
      'sound, open: uses after, which a machine of facts may not',
    );
  });

  it('it may not have delays or actors', () => {
    expect(problems({}, { delays: { soon: 5 }, actors: { worker: attachmentMachine } })).toEqual([
      'sound: has the actor worker',
      'sound: has the delay soon',
    ]);
  });

  it('it may not do anything where it begins', () => {
    expect(
      open({ initial: { target: 'in', actions: 'permit' }, states: { in: { meta } } }),
    ).toEqual(['sound, open: initial has to be the name of a state']);
  });
});

describe('an edge', () => {
  it.each([
    ['another action', { actions: 'notify', target: 'closed' }, 'notify'],
    ['an assign', { actions: assign({}), target: 'closed' }, 'xstate.assign'],
    [
      'a function',
      {
        actions: function shout() {
          return 1;
        },
        target: 'closed',
      },
      'shout',
    ],
    ['one more than permit', { actions: ['permit', { type: 'notify' }] }, 'notify'],
  ])('may not do %s', (_what, more, action) => {
    expect(edge(more)).toEqual([
      `sound, open, Planted: does ${action}; the only action is 'permit'`,
    ]);
  });

  it('may not do something else under the name of permit', () => {
    expect(edge({ actions: 'permit' }, { actions: { permit: assign({}) } })).toContain(
      "sound, open, Planted: does permit; the only action is 'permit'",
    );
  });

  it.each([[{}], [undefined], [{ guard: { type: 'outcome', params: { is: 'x' } } }]])(
    'needs a target or permit: %j',
    (more) => {
      expect(edge(more)).toEqual([
        "sound, open, Planted: has neither a target nor 'permit', and XState takes that for a refusal",
      ]);
    },
  );

  it('names its fact in full', () => {
    expect(open({ on: { '*': 'closed' } })).toEqual([
      'sound, open, *: is a pattern; every fact is named in full',
    ]);
  });

  it('does not go back to a past from inside the state it remembers', () => {
    expect(
      open({
        initial: 'in',
        on: { Closed: 'closed', Returned: '.before' },
        states: { in: { meta }, before: { type: 'history' } },
      }),
    ).toEqual([
      'sound, open, Returned: goes back to sound, open.before from inside the state it remembers',
    ]);
  });
});

describe('a guard', () => {
  const guarded = (guard: unknown, guards: object = {}) =>
    edge({ target: 'closed', guard }, { guards });

  it.each([
    ['stateIn', { ready: stateIn('open') }],
    ['another named guard', { ready: 'other', other: stateIn('#sound.open') }],
    ['an outcome', { ready: { type: 'outcome', params: { is: 'granted' } } }],
  ])('may be %s', (_what, guards) => {
    expect(guarded('ready', guards)).toEqual([]);
  });

  it.each([
    ['written on the edge', () => true, {}, 'a guard needs a name'],
    ['built in, but written on the edge', stateIn('open'), {}, 'a guard needs a name'],
    ['not implemented', 'ready', {}, 'the guard ready is not implemented'],
    [
      'a function of its own',
      'ready',
      { ready: () => true },
      'the guard ready is not made of stateIn, and, or, not and outcome',
    ],
    ['an outcome without which', 'outcome', {}, 'the guard outcome needs params: { is }'],
    [
      'asking for itself',
      'ready',
      { ready: 'other', other: 'ready' },
      'the guard ready asks for itself',
    ],
    [
      'asking for a state that is not there',
      'ready',
      { ready: stateIn({ open: 'wide' }) },
      'a guard asks for {"open":"wide"}, a state the machine does not have',
    ],
    [
      'asking for an id that is not there',
      'ready',
      { ready: stateIn('#wide') },
      'a guard asks for "#wide", a state the machine does not have',
    ],
    [
      'something else under the name of outcome',
      { type: 'outcome', params: { is: 'x' } },
      { outcome: () => true },
      'the guard outcome is not made of stateIn, and, or, not and outcome',
    ],
  ])('may not be %s', (_what, guard, guards, problem) => {
    expect(guarded(guard, guards)).toEqual([`sound, open, Planted: ${problem}`]);
  });
});

describe('a state', () => {
  it.each([[undefined], [{}], [{ it: 'aperta' }], [{ it: 'aperta', en: '' }]])(
    'needs a label in both languages: %j',
    (wrong) => {
      expect(open({ meta: wrong })).toEqual(['sound, open: needs a meta with it and en']);
    },
  );

  it.each([
    [{ it: 'Chiudere', en: 'Close', doneBy: 'Closed' }],
    [{ roles: [], it: 'Chiudere', en: 'Close', doneBy: 'Closed' }],
    [{ roles: 'director', it: 'Chiudere', en: 'Close', doneBy: 'Closed' }],
    [{ roles: ['director'], it: 'Chiudere', doneBy: 'Closed' }],
    [{ roles: ['director'], it: 'Chiudere', en: 'Close' }],
  ])('awaits somebody to do something: %j', (awaits) => {
    expect(open({ meta: { ...meta, awaits } })).toEqual([
      'sound, open: awaits needs roles, it, en and doneBy',
    ]);
  });

  it('can be reached', () => {
    expect(
      problems({
        states: {
          ...sound.states,
          forgotten: { initial: 'in', meta, on: { Closed: 'closed' }, states: { in: { meta } } },
        },
      }),
    ).toEqual(['sound, forgotten: cannot be reached']);
  });

  it('can be reached past every guard', () => {
    const states = {
      open: { meta, on: { Closed: 'closed', Left: { target: 'left', guard: 'closedAlready' } } },
      closed: { type: 'final', meta },
      left: { type: 'final', meta },
    };
    expect(problems({ states }, { guards: { closedAlready: stateIn('closed') } })).toEqual([
      'sound, left: cannot be reached',
    ]);
  });

  it('is no dead end', () => {
    expect(problems({ states: { ...sound.states, closed: { meta } } })).toEqual([
      'sound, closed: is a dead end and not final',
    ]);
  });

  it('may rest where a fact may still happen', () => {
    const closed = { meta, on: { Noted: { actions: 'permit' } } };
    expect(problems({ states: { ...sound.states, closed } })).toEqual([]);
  });

  it('of a region may rest while another moves', () => {
    const region = (type: string) => ({
      initial: 'a',
      meta,
      states: { a: { meta, on: { [type]: 'b' } }, b: { meta } },
    });
    const regions = (more: object) =>
      open({ type: 'parallel', states: { one: region('One'), two: region('Two') }, ...more });
    expect(regions({})).toEqual([]);
    expect(regions({ on: {} })).toContain(
      'sound, {"value":{"open":{"one":"b","two":"b"}}}: is a dead end and not final',
    );
  });

  it('that is final is not left', () => {
    expect(problems({ on: { Reopened: '.open' } })).toEqual([
      'sound, closed: is final, yet Reopened leaves it',
    ]);
  });

  it('is one of so many that they can all be checked', () => {
    expect(lint(requestDefinition, 10)).toEqual([
      'request: has more than 10 states, too many to check',
    ]);
  });
});

describe('the machines of a definition together', () => {
  const part = { machine: attachmentMachine, idField: 'attachmentId' };

  it('send each fact about a part to one kind of part', () => {
    const wrong = { ...requestDefinition, parts: { attachment: part, paper: part } };
    expect(lint(wrong)).toEqual([
      'AttachmentFiled: belongs to two parts, attachment and paper',
      'AttachmentReviewed: belongs to two parts, attachment and paper',
    ]);
  });

  it('know which field names the part', () => {
    const wrong = { ...requestDefinition, parts: { attachment: { ...part, idField: '' } } };
    expect(lint(wrong)).toEqual(['part attachment: needs an idField']);
  });

  it('know every fact that is remembered', () => {
    const remember = { ...requestDefinition.remember, NeverHeardOf: () => undefined };
    expect(lint({ ...requestDefinition, remember })).toEqual([
      'NeverHeardOf: is remembered, but no machine knows it',
    ]);
  });
});
