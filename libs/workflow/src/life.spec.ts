import fc from 'fast-check';
import {
  fact,
  installed,
  opened,
  recorded,
  requestDefinition,
  textItself,
  wander,
  workflow,
} from './example.fixture.js';
import type { Fact } from './fact.js';
import {
  accepts,
  begin,
  evolve,
  FactNotAccepted,
  replay,
  stateOfPart,
  workflowOf,
} from './life.js';
import { snapshotOf } from './snapshot.js';
import { AlteredDefinition, UnknownDefinition, Workflows } from './workflow.js';

const filed = (attachmentId: string) => fact('AttachmentFiled', { attachmentId });
const reviewed = (attachmentId: string, outcome: string) =>
  fact('AttachmentReviewed', { attachmentId, outcome });
const submitted = fact('RequestSubmitted');
const raised = fact('ObjectionRaised', { objectionId: 'o' });

function lifeAfter(...facts: readonly Fact[]) {
  const life = begin(workflow);
  for (const each of recorded(...facts)) evolve(life, each);
  return life;
}

/** A life whose facts happened on these days, one fact a day. */
function lifeOn(...days: readonly (readonly [day: string, fact: Fact])[]) {
  const life = begin(workflow);
  for (const [revision, [on, each]] of days.entries())
    evolve(life, { ...each, revision, metadata: { on } });
  return life;
}

describe('nothing leaves a state before it came to it:', () => {
  const checked = fact('AccountsChecked');
  const suspended = fact('RequestSuspended');
  const resumed = fact('RequestResumed');
  const notBefore = (life: ReturnType<typeof lifeOn>, ...facts: readonly Fact[]) => {
    const acceptance = accepts(life, facts);
    return acceptance.accepted ? acceptance.notBefore : 'not accepted';
  };

  it('a fact about the whole follows the day of the states it leaves', () => {
    const life = lifeOn(['01', opened], ['03', submitted]);
    expect(notBefore(life, checked)).toBe('03');
    expect(notBefore(lifeOn(['01', opened]), submitted)).toBe('01');
  });

  it('a fact about a part follows the day of that part alone, from its second on', () => {
    const known = [
      ['01', opened],
      ['05', filed('a')],
      ['07', filed('b')],
      ['08', submitted],
    ] as const;
    const life = lifeOn(...known, ['09', reviewed('a', 'invalid')]);
    expect(life.since.parts['attachment']).toEqual({ a: '09' });
    expect(notBefore(life, reviewed('b', 'valid'))).toBe('01');
    expect(notBefore(life, raised)).toBe('01');
  });

  it('of several facts the latest day counts, and none is older than the first of the life', () => {
    const life = lifeOn(['02', opened], ['06', submitted]);
    expect(notBefore(life, raised, checked)).toBe('06');
    expect(notBefore(life)).toBe('02');
    expect(notBefore(begin(workflow), opened)).toBeUndefined();
  });

  it('what a suspension interrupted is as old as it was when it is taken up again', () => {
    const life = lifeOn(['01', opened], ['03', submitted], ['08', suspended], ['09', resumed]);
    expect(notBefore(life, checked)).toBe('03');
    expect(notBefore(lifeOn(['01', opened], ['08', suspended]), resumed)).toBe('08');
  });
});

describe('a life', () => {
  it('begins where the machines begin, with nothing remembered', () => {
    const life = begin(workflow);
    expect(life).toMatchObject({ state: 'absent', data: { notes: [] }, revision: -1 });
    expect(stateOfPart(life, 'attachment', 'a')).toBe('expected');
  });

  it('goes where its facts lead, in the whole and in the parts', () => {
    const life = lifeAfter(opened, filed('a'), submitted, reviewed('a', 'invalid'), raised);
    expect(workflow.root.value(life.state)).toEqual({
      running: { examining: { accounts: 'open', opinion: 'missing' } },
    });
    expect(stateOfPart(life, 'attachment', 'a')).toBe('expected');
    expect(stateOfPart(life, 'objection', 'o')).toBe('raised');
    expect(life.revision).toBe(4);
  });

  it('remembers what the definition says is remembered', () => {
    const life = lifeAfter(opened, fact('NoteWritten', { text: 'by phone' }));
    expect(life.data.notes).toEqual(['by phone']);
  });

  it('keeps parts apart, whatever text their ids are', () => {
    const ids = ['constructor', '__proto__', 'toString', 'a/b'];
    const life = lifeAfter(opened, ...ids.map(filed));
    expect(ids.map((id) => stateOfPart(life, 'attachment', id))).toEqual(ids.map(() => 'filed'));
    expect(stateOfPart(life, 'attachment', 'hasOwnProperty')).toBe('expected');
  });

  it('refuses a fact that no edge takes where it comes', () => {
    const early = () => lifeAfter(opened, fact('AccountsChecked'));
    expect(early).toThrow(FactNotAccepted);
    expect(early).toThrow('fact 1 (AccountsChecked) is not accepted: grant is {"value":{"running"');
  });

  it('refuses a fact no machine knows', () => {
    expect(() => lifeAfter(opened, fact('NeverHeardOf'))).toThrow('no machine of grant knows it');
  });

  it('refuses a fact that the part accepts and the whole does not', () => {
    expect(() => lifeAfter(opened, submitted, filed('a'))).toThrow(FactNotAccepted);
  });

  it('refuses a fact that the whole accepts and the part does not', () => {
    expect(() => lifeAfter(opened, filed('a'), filed('a'))).toThrow('attachment a is filed');
  });

  it.each([[0], [2], [7]])('after revision 0 refuses revision %i', (revision) => {
    const life = lifeAfter(opened);
    expect(() => {
      evolve(life, { ...submitted, revision, metadata: {} });
    }).toThrow('after revision 0');
  });

  it('stays as it was when it refuses a fact', () => {
    const life = lifeAfter(opened, filed('a'));
    const before = JSON.stringify(snapshotOf(life));
    expect(() => {
      evolve(life, { ...filed('a'), revision: 2, metadata: {} });
    }).toThrow();
    expect(JSON.stringify(snapshotOf(life))).toBe(before);
  });
});

describe('asking whether facts are accepted', () => {
  it('takes several one after another, each where the one before led', () => {
    const facts = [filed('a'), submitted, reviewed('a', 'valid'), fact('AccountsChecked')];
    expect(accepts(lifeAfter(opened), facts)).toMatchObject({ accepted: true });
  });

  it('names the first that is not accepted, and where it met a no', () => {
    const facts = [filed('a'), filed('b'), filed('a'), submitted];
    expect(accepts(lifeAfter(opened), facts)).toEqual({
      accepted: false,
      fact: filed('a'),
      where: 'attachment a is filed',
    });
  });

  it('leaves the life as it is', () => {
    const life = lifeAfter(opened);
    accepts(life, [filed('a'), submitted]);
    expect(life).toEqual(lifeAfter(opened));
  });

  it('accepts no fact at all', () => {
    expect(accepts(begin(workflow), [])).toMatchObject({ accepted: true });
  });
});

describe('a replay', () => {
  it('of an empty stream is no life', async () => {
    expect(await replay(installed, [])).toBeUndefined();
  });

  it('reads a stream as it arrives', async () => {
    async function* stream() {
      for (const each of recorded(opened, submitted)) yield await Promise.resolve(each);
    }
    expect(await replay(installed, stream())).toEqual(lifeAfter(opened, submitted));
  });

  it('runs on the version that the first fact names', async () => {
    const second = { ...requestDefinition, version: 2 };
    const both = new Workflows([requestDefinition, second], textItself);
    const life = await replay(both, recorded(opened));
    expect(life?.workflow.reference.version).toBe(1);
    expect(workflowOf(both, opened).reference.version).toBe(1);
  });

  it('does not begin without a definition, nor on another', async () => {
    const altered = { ...workflow.reference, digest: 'of the original' };
    await expect(replay(installed, recorded(submitted))).rejects.toThrow(UnknownDefinition);
    await expect(
      replay(installed, recorded(fact('RequestOpened', { definition: altered }))),
    ).rejects.toThrow(AlteredDefinition);
  });

  it('stops at a broken history', async () => {
    await expect(replay(installed, recorded(opened, filed('a'), opened))).rejects.toThrow(
      FactNotAccepted,
    );
  });
});

describe('on every walk', () => {
  const walks = fc.array(fc.nat(), { maxLength: 60 }).map(wander);

  it('a replay gives the same life again, and evolving fact by fact gives it too', async () => {
    await fc.assert(
      fc.asyncProperty(walks, async (facts) => {
        const life = await replay(installed, facts);
        expect(await replay(installed, structuredClone(facts))).toEqual(life);
        expect(lifeAfter(...facts)).toEqual(life);
      }),
    );
  });

  it('what is accepted in one go is what is accepted one by one', () => {
    fc.assert(
      fc.property(walks, fc.nat(), (facts, cut) => {
        const split = cut % (facts.length + 1);
        const life = lifeAfter(...facts.slice(0, split));
        expect(accepts(life, facts.slice(split))).toMatchObject({ accepted: true });
      }),
    );
  });
});
