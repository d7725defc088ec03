import { accessFactTypes } from '#access-log';
import { followedMailboxFacts } from '#notifications';
import { definitions } from '../definitions/index.js';
import type { PlanningFact } from '../planning-fact.js';
import { usualReminders } from '../deadline/reminder-rules.js';
import { accessNotices } from './access.notices.js';
import { audienceReasons, audiences } from './audiences.js';
import { noticeRulesOf } from './notice-rules-of.js';
import { noticeTitles, titleOf } from './notice-titles.js';
import { postNotices } from './post.notices.js';
import { deadlineNotices } from './shared-rules.notices.js';

describe.each(definitions.map((definition) => [definition.id, definition] as const))(
  'The notices of %s',
  (_id, definition) => {
    const rules = noticeRulesOf(definition);
    const known = new Set(Object.keys(definition.remember));

    it('each have an id of their own, and a title in both languages', () => {
      const ids = rules.map(({ ruleId }) => ruleId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(Object.keys(noticeTitles)).toContain(id);
    });

    it('are about facts of the definition, and are told to audiences that there are', () => {
      for (const { on, undoneBy = [], told } of rules) {
        for (const type of [...on, ...undoneBy]) expect(known).toContain(type);
        for (const audience of told) {
          expect(Object.keys(audiences)).toContain(audience);
          expect(Object.keys(audienceReasons)).toContain(audience);
        }
      }
    });

    it('are plain JSON, as the definition that holds them', () => {
      expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
    });
  },
);

describe('The notices of accesses', () => {
  it('are about facts of access, in words that there are, under ids of their own', () => {
    const others = definitions.flatMap(noticeRulesOf).map(({ ruleId }) => ruleId);
    for (const { ruleId, on, told } of accessNotices) {
      expect(Object.keys(noticeTitles)).toContain(ruleId);
      expect(others).not.toContain(ruleId);
      for (const type of on) expect(accessFactTypes).toContain(type);
      for (const audience of told) {
        expect(Object.keys(audiences)).toContain(audience);
        expect(Object.keys(audienceReasons)).toContain(audience);
      }
    }
  });

  it('are plain JSON, owed, and never collected', () => {
    expect(JSON.parse(JSON.stringify(accessNotices))).toEqual(accessNotices);
    expect(accessNotices.every(({ legal, digest }) => legal && digest === 'never')).toBe(true);
  });
});

describe('The notices of what went out', () => {
  it('are about facts of mailboxes, in words that there are, under ids of their own', () => {
    const others = [...definitions.flatMap(noticeRulesOf), ...accessNotices];
    for (const { ruleId, on, told, opens } of postNotices) {
      expect(Object.keys(noticeTitles)).toContain(ruleId);
      expect(others.map((rule) => rule.ruleId)).not.toContain(ruleId);
      for (const type of on) expect(followedMailboxFacts()).toContain(type);
      for (const audience of told) expect(Object.keys(audienceReasons)).toContain(audience);
      expect(opens).toMatch(/^\/api\/v1\/deliveries\?/u);
    }
    expect(JSON.parse(JSON.stringify(postNotices))).toEqual(postNotices);
  });

  it('tell by no mail that a mail did not arrive, which would have no end', () => {
    const byMail = postNotices.filter(({ channels }) => channels.includes('email'));
    expect(byMail.flatMap(({ on }) => on).filter((type) => type.startsWith('Delivery'))).toEqual(
      [],
    );
  });
});

describe('What a yearly programme tells', () => {
  const rules = noticeRulesOf(definitions.find(({ id }) => id === 'poa-annuale')!);
  const about = (type: PlanningFact['type']) => rules.filter(({ on }) => on.includes(type));

  it.each([
    ...([['CycleOpened'], ['KickoffHeld']] as const),
    ...([['SchedaAssigned'], ['SchedaReassigned'], ['SchedaReturned']] as const),
    ...([['ReminderSent'], ['MeetingConvened'], ['MeetingRescheduled']] as const),
    ...([['MinutesOpenedToObservations']] as const),
    ...([['MeetingCancelled'], ['NoticePublished'], ['ContributionReceived']] as const),
    ...([['ContributionAnswered'], ['VerificationClosed'], ['ProposalEndorsed']] as const),
    ...([['OrganConvened'], ['SessionCancelled'], ['DeliberationRecorded']] as const),
    ...([['RevisionOpened']] as const),
    ...([['CycleAnnulled'], ['CycleRevoked'], ['CycleReopened']] as const),
  ])('somebody is told of %s', (type: PlanningFact['type']) => {
    expect(about(type).length).toBeGreaterThan(0);
  });

  it('never waits for a digest where something is returned, missed or convened', () => {
    const urgent = rules.filter(({ ruleId }) =>
      /returned|missed|convened|moved|called-off/.test(ruleId),
    );
    expect(urgent.length).toBeGreaterThanOrEqual(9);
    expect(urgent.every(({ digest }) => digest === 'never')).toBe(true);
  });

  it('asks to acknowledge what is returned, and nothing else', () => {
    expect(rules.filter((rule) => rule.acknowledge).map(({ ruleId }) => ruleId)).toEqual([
      'scheda-returned',
    ]);
  });

  it('says of every reminder the keeper sends whether the day is still to come', () => {
    const offsets = usualReminders.reminders.map(({ offsetDays }) => String(offsetDays));
    expect(deadlineNotices.flatMap(({ when }) => when?.['offsetDays'] ?? [])).toEqual(offsets);
  });
});

describe('The title of a notice', () => {
  const rules = noticeRulesOf(definitions.find(({ id }) => id === 'poa-annuale')!);
  const told = (ruleId: string, causeType: string, audience = '') => ({
    ...{ ruleId, audience, causeType },
  });

  it('says what it is about, as it is written', () => {
    const returned = told('scheda-returned', 'SchedaReturned', 'head-of-scheda');
    expect(titleOf(returned, 'P07-003 “$& {about}”', 'it')).toBe(
      'Restituita per integrazioni: scheda P07-003 “$& {about}”',
    );
    expect(titleOf(returned, 'P07-003', 'en')).toContain('Returned');
  });

  it('of a rule that nobody has worded is the rule', () => {
    expect(titleOf(told('constructor', ''), 'X', 'it')).toBe('constructor: X');
  });

  it.each(['head-of-scheda', 'fillers-of-scheda', 'delegates-of-scheda'])(
    'says to %s that a scheda is theirs now, and not that others have it',
    (audience) => {
      const given = told('scheda-reassigned', 'SchedaReassigned', audience);
      expect(titleOf(given, 'P01', 'it')).toBe('Ti è passata la scheda P01');
      expect(titleOf(given, 'P01', 'en')).toBe('The scheda P01 has passed to you');
    },
  );

  it('says to whoever had a scheda that others have it now', () => {
    const former = told('scheda-reassigned', 'SchedaReassigned', 'former-holder-of-scheda');
    expect(titleOf(former, 'P01', 'it')).toBe('La scheda P01 è passata ad altri');
    expect(titleOf(former, 'P01', 'en')).toBe('The scheda P01 has passed to others');
  });

  it.each(['cycle-ended', 'meeting-moved', 'meeting-moved-units'])(
    'of %s says which of several things happened, of each another one',
    (ruleId) => {
      const { on = [] } = rules.find((rule) => rule.ruleId === ruleId) ?? {};
      expect(on.length).toBeGreaterThan(1);
      for (const language of ['it', 'en'] as const) {
        const titles = on.map((type) => titleOf(told(ruleId, type), 'X', language));
        expect(new Set(titles).size).toBe(on.length);
        for (const title of titles) expect(title).not.toMatch(/ o | or /u);
      }
      // A type that somebody adds to the rule is told of all the same.
      expect(titleOf(told(ruleId, 'constructor'), 'X', 'it')).toMatch(/ o .*: X$/u);
    },
  );

  it.each(['CycleAbandoned', 'CycleAnnulled', 'CycleRevoked'])(
    'of a meeting that is called off with its cycle, after %s, is that it is',
    (type) => {
      expect(titleOf(told('meeting-moved', type), 'X', 'it')).toBe('Incontro annullato: X');
    },
  );

  it.each([
    ['CycleAnnulled', 'Annullato: POA'],
    ['CycleRevoked', 'Revocato: POA'],
    ['CycleReopened', 'Riaperto: POA'],
  ])('of a cycle after %s is %s', (type, title) => {
    expect(titleOf(told('cycle-ended', type), 'POA', 'it')).toBe(title);
  });
});
