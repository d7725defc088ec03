import type { Person, Role } from '#people';
import { actionsOf, type Action, type PartOfCycle } from './actions.js';
import { belongsTo } from './command/belongs-to.js';
import type { PlanningFact } from './planning-fact.js';
import {
  assigned,
  checked,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
  submitted,
  taken,
} from './testing.fixture.js';
import { verbs } from './verbs.js';

const NOW_MS = Date.parse('2024-06-30T08:00:00Z');
const person = (role: Role, unitId?: string, zone = 'livornese'): Person => ({
  personId: 'qualcuno',
  role,
  zone,
  ...(unitId !== undefined && { unitId }),
  authMethod: 'passkey',
  authenticatedAtMs: NOW_MS,
});
const actions = (
  facts: readonly PlanningFact[],
  who: Person,
  part?: PartOfCycle,
): readonly Action[] => actionsOf(lifeAfter(...facts), who, part, { nowMs: NOW_MS });
const scheda: PartOfCycle = { kind: 'scheda', id: 'S-1' };
const possible = (list: readonly Action[]): readonly string[] =>
  list.filter((action) => action.possible).map(({ verb }) => verb);
const why = (list: readonly Action[], verb: string): Action['why'] =>
  list.find((action) => action.verb === verb)?.why;

describe('The actions of a cycle', () => {
  it('are those of the role, possible now or with the reason why not', () => {
    const list = actions(inDraft, person('SEG'));
    const { workflow } = lifeAfter(...inDraft);
    expect(list.map(({ verb }) => verb)).toEqual(
      verbs
        .filter((verb) => belongsTo(verb, workflow))
        .filter(({ about, who }) => about === undefined && who.some(({ role }) => role === 'SEG'))
        .map(({ name }) => name),
    );
    expect(possible(list)).toEqual([]);
    expect(why(list, 'convene-organ')).toEqual({
      code: 'not-now',
      it: expect.stringContaining('in bozza'),
      en: expect.stringContaining('draft'),
    });
  });

  it('become possible as the cycle goes on', () => {
    expect(possible(actions(inDraft, person('UPc')))).toContain('open-cycle');
    expect(possible(actions(inPreparation, person('UPc')))).not.toContain('open-cycle');
    expect(possible(actions(inPreparation, person('DIR')))).toContain('decide-co-programming');
    const ready = inVerification(...checked('S-1'));
    expect(possible(actions(ready, person('UPc')))).toEqual(
      expect.arrayContaining(['close-verification', 'request-fixes']),
    );
  });

  it('say what else would have to be, where a gate is closed', () => {
    const list = actions([...inPreparation, assigned('S-1')], person('UPc'));
    expect(why(list, 'open-verification')?.it).toContain('partecipazione conclusa');
  });

  it.each(['AUD', 'ADM'] as const)('are none for %s', (role) => {
    expect(actions(inPreparation, person(role))).toEqual([]);
  });

  it('let a unit head assign within the unit, and nobody without one', () => {
    const facts = [...inPreparation, assigned('S-1')];
    expect(possible(actions(facts, person('UH', 'minori')))).toEqual(['assign-scheda']);
    expect(why(actions(facts, person('UH')), 'assign-scheda')?.code).toBe('not-your-unit');
  });

  it('that decide are for who has just proved who they are, and never for a token', () => {
    const director = person('DIR');
    const ask = (who: Person) => actions(inPreparation, who);
    expect(possible(ask(director))).toContain('decide-co-programming');
    const earlier = { ...director, authenticatedAtMs: NOW_MS - 900_001 };
    expect(why(ask(earlier), 'decide-co-programming')?.code).toBe('proof-too-old');
    const token = { ...director, authMethod: 'api-token', scopes: ['command'] } as const;
    expect(why(ask(token), 'decide-co-programming')?.code).toBe('token-may-not-decide');
    const emergency = { ...director, authMethod: 'emergency' } as const;
    expect(why(ask(emergency), 'decide-co-programming')?.code).toBe('emergency-may-not-decide');
    expect(possible(ask(token))).toContain('set-deadline');
  });

  it('are not for people of another zone', () => {
    const list = actions(inDraft, person('UPc', undefined, 'pisana'));
    expect(possible(list)).toEqual([]);
    expect(new Set(list.map((action) => action.why?.code))).toEqual(new Set(['other-zone']));
  });
});

describe('The actions of a scheda', () => {
  it('are those of its unit', () => {
    const facts = [...inPreparation, ...submitted('S-1')];
    const own = actions(facts, person('UH', 'anziani'), scheda);
    expect(possible(own)).toContain('request-withdrawal');
    expect(why(own, 'revise-scheda')?.it).toContain('trasmessa');
    const other = actions(facts, person('UH', 'minori'), scheda);
    expect(possible(other)).toEqual([]);
    expect(new Set(other.map((action) => action.why?.code))).toEqual(new Set(['not-your-unit']));
  });

  it.each<[string, readonly PlanningFact[], readonly string[]]>([
    ['submitted', submitted('S-1'), ['take-scheda-in-charge']],
    ['being checked', taken('S-1'), ['return-scheda', 'check-scheda']],
    ['assigned', [assigned('S-1')], []],
  ])('are for the office, while it is %s', (_state, facts, expected) => {
    const list = actions([...inPreparation, ...facts], person('UPo'), scheda);
    const checks = ['take-scheda-in-charge', 'return-scheda', 'check-scheda'];
    expect(possible(list).filter((verb) => checks.includes(verb))).toEqual(expected);
  });

  it('are none while the cycle does not let any scheda move', () => {
    const approval: PlanningFact = {
      type: 'VerificationClosed',
      data: { manifest: {} as never, manifestHash: '0'.repeat(64), leftOut: [] },
    };
    const facts = [...inVerification(...checked('S-1')), approval];
    for (const who of [person('UPc'), person('UPo'), person('UH', 'anziani')]) {
      expect(possible(actions(facts, who, scheda))).toEqual([]);
    }
  });

  it('are none where it is not there', () => {
    expect(actions(inPreparation, person('UPc'), { kind: 'scheda', id: 'S-9' })).toEqual([]);
  });
});

describe('The actions of another part', () => {
  const question: PlanningFact = {
    type: 'QuestionRaised',
    data: { questionId: 'Q1', subject: 'cycle', text: 'Chi?' },
  };

  it('are those about that kind of part', () => {
    const list = actions([...inDraft, question], person('DIR'), { kind: 'question', id: 'Q1' });
    expect(list).toEqual([
      {
        verb: 'answer-question',
        title: { it: 'Rispondi alla domanda', en: 'Answer the question' },
        possible: true,
      },
    ]);
  });
});
