import { installed, requestDefinition, textItself, workflow } from './example.fixture.js';
import {
  AlteredDefinition,
  DefinitionRefused,
  UnknownDefinition,
  Workflow,
  Workflows,
} from './workflow.js';

const second = { ...requestDefinition, version: 2 };

describe('a workflow', () => {
  it('knows where each type of fact goes', () => {
    expect(workflow.route('RequestSubmitted')).toEqual({ root: true });
    expect(workflow.route('ObjectionRaised')).toEqual({ root: false, kind: 'objection' });
    expect(workflow.route('AttachmentFiled')).toEqual({ root: true, kind: 'attachment' });
    expect(workflow.route('NeverHeardOf')).toBeUndefined();
  });

  it('knows every type of fact of its machines once', () => {
    expect(workflow.factTypes.toSorted()).toEqual([
      'AccountsChecked',
      'AccountsReopened',
      'AttachmentFiled',
      'AttachmentReviewed',
      'ExaminationClosed',
      'NoteWritten',
      'ObjectionRaised',
      'ObjectionSettled',
      'OpinionGiven',
      'OpinionWaived',
      'RequestDecided',
      'RequestOpened',
      'RequestResumed',
      'RequestSubmitted',
      'RequestSuspended',
      'RequestWithdrawn',
    ]);
  });

  it('finds the part a fact is about', () => {
    expect(workflow.partId('attachment', { attachmentId: 'a' })).toBe('a');
  });

  it.each([[{}], [{ attachmentId: '' }], [{ attachmentId: 7 }]])(
    'cannot place a fact about a part that carries %j',
    (data) => {
      expect(() => workflow.partId('attachment', data)).toThrow(
        'a fact about a attachment needs attachmentId',
      );
    },
  );

  it('has no machine for a kind of part it does not have', () => {
    expect(workflow.part('attachment').initial).toBe('expected');
    expect(() => workflow.part('meeting')).toThrow('grant has no part meeting');
  });
});

describe('the installed workflows', () => {
  it('are found by the reference a stream carries', () => {
    expect(installed.find(workflow.reference)).toBe(workflow);
  });

  it('refuse a stream that names no definition', () => {
    expect(() => installed.find(undefined)).toThrow(UnknownDefinition);
    expect(() => installed.find(undefined)).toThrow(
      'The first fact of the stream names no definition.',
    );
  });

  it.each([
    ['another id', { ...workflow.reference, id: 'loan' }, 'loan version 1'],
    ['another version', { ...workflow.reference, version: 7 }, 'grant version 7'],
  ])('refuse a stream of %s', (_what, reference, named) => {
    expect(() => installed.find(reference)).toThrow(UnknownDefinition);
    expect(() => installed.find(reference)).toThrow(
      `The definition ${named} is not installed here.`,
    );
  });

  it('refuse a stream whose definition was altered after it ran', () => {
    const reference = { ...workflow.reference, digest: 'of the original' };
    expect(() => installed.find(reference)).toThrow(AlteredDefinition);
    expect(() => installed.find(reference)).toThrow(
      'The definition grant version 1 was altered after it ran: ' +
        'the stream was written with of the original',
    );
  });

  it('offer the newest version to a stream that begins', () => {
    const both = new Workflows([second, requestDefinition], textItself);
    expect(both.newest('grant')?.reference.version).toBe(2);
    expect(both.newest('loan')).toBeUndefined();
  });

  it('keep the older versions for the streams that run on them', () => {
    const both = new Workflows([second, requestDefinition], textItself);
    expect(both.find(workflow.reference).reference).toEqual(workflow.reference);
  });

  it('cannot hold one version twice', () => {
    expect(() => new Workflows([requestDefinition, requestDefinition], textItself)).toThrow(
      'grant@1 is registered twice',
    );
  });

  it('refuse a definition with problems, and name them all', () => {
    const wrong = { ...requestDefinition, remember: { NeverHeardOf: () => undefined } };
    const install = () => new Workflows([{ ...wrong, version: 3 }], textItself);
    expect(install).toThrow(DefinitionRefused);
    expect(install).toThrow(
      'The definition grant@3 is refused:\n' +
        '- NeverHeardOf: is remembered, but no machine knows it',
    );
  });
});

it('two kinds of part cannot share a type of fact', () => {
  const { parts } = requestDefinition;
  const twice = { ...requestDefinition, parts: { ...parts, paper: parts['attachment']! } };
  expect(() => new Workflow(twice, textItself)).toThrow('belongs to two kinds of part');
});
