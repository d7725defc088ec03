import { setup } from 'xstate';
import {
  fact,
  opened,
  recorded,
  requestDefinition,
  textItself,
  workflow,
} from './example.fixture.js';
import type { Fact } from './fact.js';
import { begin, evolve } from './life.js';
import { outcome, permit } from './machine-vocabulary.js';
import { explain, possible, possibleForPart } from './possible.js';
import { Workflow } from './workflow.js';

function lifeAfter(...facts: readonly Fact[]) {
  const life = begin(workflow);
  for (const each of recorded(...facts)) evolve(life, each);
  return life;
}

const filed = fact('AttachmentFiled', { attachmentId: 'a' });
const submitted = fact('RequestSubmitted');
const examining = lifeAfter(opened, filed, submitted);

describe('what could come next', () => {
  it('about the whole leaves out what is about a part', () => {
    expect(possible(lifeAfter(opened)).map(({ type }) => type)).toEqual([
      'RequestSubmitted',
      'NoteWritten',
      'RequestSuspended',
      'RequestWithdrawn',
    ]);
  });

  it('about the whole leaves out what a guard refuses', () => {
    expect(possible(examining)).not.toContainEqual(fact('ExaminationClosed'));
    const checked = lifeAfter(opened, submitted, fact('AccountsChecked'), fact('OpinionWaived'));
    expect(possible(checked)).toContainEqual(fact('ExaminationClosed'));
  });

  it('about a part is what its machine accepts, each outcome apart', () => {
    expect(possibleForPart(examining, 'attachment', 'a')).toEqual([
      fact('AttachmentReviewed', { outcome: 'valid' }),
      fact('AttachmentReviewed', { outcome: 'invalid' }),
    ]);
  });

  it('about a part leaves out what the whole refuses', () => {
    expect(possibleForPart(lifeAfter(opened, filed), 'attachment', 'a')).toEqual([]);
    expect(possibleForPart(examining, 'attachment', 'b')).toEqual([]);
  });

  it('about a part of which the whole hears nothing is up to the part', () => {
    expect(possibleForPart(begin(workflow), 'objection', 'o')).toEqual([fact('ObjectionRaised')]);
  });

  it('about a part offers the outcomes that only the whole tells apart', () => {
    const root = setup({ actions: { permit }, guards: { outcome } }).createMachine({
      id: 'whole',
      initial: 'open',
      states: {
        open: {
          on: {
            ObjectionRaised: {
              guard: { type: 'outcome', params: { is: 'grave' } },
              target: 'shut',
            },
          },
        },
        shut: {},
      },
    });
    const life = begin(new Workflow({ ...requestDefinition, root, remember: {} }, textItself));
    expect(possibleForPart(life, 'objection', 'o')).toEqual([
      fact('ObjectionRaised', { outcome: 'grave' }),
    ]);
  });
});

describe('an explanation', () => {
  const labels = (texts: readonly { readonly en: string }[]) => texts.map(({ en }) => en);

  it('is short when the fact is accepted', () => {
    expect(explain(examining, fact('AccountsChecked'))).toEqual({ accepted: true });
  });

  it('tells where the whole stands and where it would have to stand', () => {
    const answer = explain(lifeAfter(opened), fact('AccountsChecked'));
    if (answer.accepted) throw new Error('it should not be accepted');
    expect(answer.machine).toBe('grant');
    expect(labels(answer.standing)).toEqual(['running', 'drafting']);
    expect(labels(answer.needed)).toEqual(['accounts to be checked']);
  });

  it('tells where the part stands and where it would have to stand', () => {
    const answer = explain(
      examining,
      fact('AttachmentReviewed', { attachmentId: 'b', outcome: 'valid' }),
    );
    if (answer.accepted) throw new Error('it should not be accepted');
    expect(answer.machine).toBe('attachment');
    expect(labels(answer.standing)).toEqual(['expected']);
    expect(labels(answer.needed)).toEqual(['filed']);
  });

  it('tells what a guard still waits for, and not what it has', () => {
    const checked = lifeAfter(opened, submitted, fact('AccountsChecked'));
    const answer = explain(checked, fact('ExaminationClosed'));
    if (answer.accepted) throw new Error('it should not be accepted');
    expect(labels(answer.needed)).toEqual(['opinion given', 'waived']);
  });

  it('tells that it can never be when no machine knows the fact', () => {
    expect(explain(examining, fact('NeverHeardOf'))).toEqual({
      accepted: false,
      machine: 'grant',
      standing: [],
      needed: [],
    });
  });
});
