import {
  deactivated,
  granted,
  headChanged,
  opened,
  revoked,
  roleGranted,
} from '../organisation/organisation.fixture.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { assigned, inDraft, inKickoff } from '../testing.fixture.js';
import { labelOf, sessionDay } from './abouts.js';
import { observationsEnd } from './told-observations.js';
import { beginIn, organisation, reminder } from './begun-cycle.fixture.js';
import { unreadReturns } from './inbox.js';
import {
  CYCLE,
  ORGANISATION,
  REGISTER,
  rowsOf,
  TellingLog,
  workflows,
} from './telling-log.fixture.js';
import type { AccessFact } from '#access-log';
import { WorkingCalendar } from '#calendar';
import type { ChannelName } from '#notifications';

const returned: PlanningFact = {
  type: 'SchedaReturned',
  data: { schedaId: 'S-1', reasons: ['TEXT'], text: 'Più chiaro' },
};
const submitted: PlanningFact = {
  type: 'SchedaSubmitted',
  data: { schedaId: 'S-1', version: 1, contentHash: 'a'.repeat(64) },
};
let log: TellingLog;
beforeEach(() => {
  log = new TellingLog();
});

const begun = (...more: readonly PlanningFact[]): void => {
  beginIn(log, ...more);
};
const since = (before: readonly string[]) => log.told().slice(before.length);

describe('A scheda that is returned', () => {
  it('is told to the head, to whoever fills it in, and to whoever stands in for the head that day', () => {
    begun(granted({ validFrom: '2024-02-01', validTo: '2024-03-01' }));
    const before = log.told();
    log.record(CYCLE, [returned]);
    expect(since(before)).toEqual([
      'scheda-returned fillers-of-scheda referente',
      'scheda-returned head-of-scheda responsabile',
      'scheda-returned delegates-of-scheda sostituto',
    ]);
  });

  it('is told to the head of that day, not to the one before, nor to a delegate of other days', () => {
    begun(
      headChanged('anziani', 'nuova', '2024-02-20'),
      granted({ validFrom: '2024-03-01', validTo: '2024-03-02' }),
    );
    const before = log.told();
    log.record(CYCLE, [returned]);
    expect(since(before)).toEqual([
      'scheda-returned head-of-scheda nuova',
      'scheda-returned fillers-of-scheda referente',
    ]);
  });

  it('is not told to whoever did it, nor to somebody who has left', () => {
    begun(deactivated('referente'));
    const before = log.told();
    log.record(CYCLE, [returned], { by: 'responsabile' });
    expect(since(before)).toEqual([]);
  });

  it('is told to whom it was given where the zone keeps no organisation', () => {
    log.record(CYCLE, [...inDraft, assigned('S-1')]);
    log.record(CYCLE, [returned]);
    expect(log.told()).toContain('scheda-returned head-of-scheda responsabile');
  });

  it('asks to be acknowledged, goes out at once, and stays unsent once it is handed in again', () => {
    begun();
    log.record(CYCLE, [returned], { at: '2024-02-24T22:30:00Z' });
    const [notice] = log.noticesOf('responsabile');
    expect(notice).toMatchObject({ ruleId: 'scheda-returned', asksToAcknowledge: true });
    expect(log.deliveriesTo('responsabile')).toContain('email waiting 2024-02-24T22:30:00.000Z');
    log.record(CYCLE, [submitted]);
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email unneeded');
    expect(log.noticesOf('responsabile')[0]).toEqual(notice);
  });

  it('is on the list of the office when it is not read within three working days', () => {
    begun();
    log.record(CYCLE, [returned], { at: '2024-02-23T10:00:00Z' }); // a Friday
    const calendar = new WorkingCalendar();
    const unread = (today: string) =>
      unreadReturns(log.database, CYCLE, today, calendar).map(({ recipientId }) => recipientId);
    expect(unread('2024-02-28')).toEqual([]);
    expect(unread('2024-02-29')).toEqual(['referente', 'responsabile']);
    const [notice] = log.noticesOf('responsabile');
    log.post('responsabile', { type: 'NoticeRead', data: { noticeId: notice!.noticeId } });
    expect(unread('2024-02-29')).toEqual(['referente']);
    log.record(CYCLE, [submitted]);
    expect(unread('2024-02-29')).toEqual([]);
  });

  it('is on that list no more once it has passed to others, and again once it comes back to them', () => {
    begun();
    log.record(CYCLE, [assigned('S-2'), returned], { at: '2024-02-23T10:00:00Z' });
    const calendar = new WorkingCalendar();
    const unread = () =>
      unreadReturns(log.database, CYCLE, '2024-03-29', calendar).map(
        ({ recipientId }) => recipientId,
      );
    const passed = (schedaId: string): PlanningFact => ({
      type: 'SchedaReassigned',
      data: {
        ...{ schedaId, fromUnitId: 'anziani', fromPersonId: 'responsabile' },
        ...{ toUnitId: 'minori', toPersonId: 'altra' },
      },
    });
    log.record(CYCLE, [passed('S-2')]);
    expect(unread()).toContain('responsabile');
    log.record(CYCLE, [passed('S-1')]);
    expect(unread()).toEqual([]);
    log.record(CYCLE, [returned], { at: '2024-02-26T10:00:00Z' });
    expect(unread()).toContain('altra');
    expect(unread()).not.toContain('responsabile');
  });
});

describe('The cycle', () => {
  it('is told of to all heads of units and the director when it opens', () => {
    begun();
    const before = log.told();
    log.record(CYCLE, inKickoff.slice(1));
    expect(since(before)).toEqual([
      'cycle-opened unit-heads altra',
      'cycle-opened director direttore',
      'cycle-opened unit-heads responsabile',
    ]);
  });

  it('is told of to everybody, and to the bodies that took part, when it is annulled', () => {
    begun();
    const invited = {
      meetingId: 'M1',
      invitees: ['Comitato di partecipazione zonale', 'Città di Livorno', 'Chi non è in rubrica'],
      bodyIds: ['comitato-di-partecipazione', 'citta-di-livorno'],
    };
    log.record(CYCLE, [{ type: 'MeetingConvened', data: invited }]);
    const before = log.told();
    log.record(CYCLE, [{ type: 'CycleAnnulled', data: { act: 'Atto 1', ground: 'Vizio' } }]);
    const told = since(before).map((each) => each.split(' ').at(-1));
    expect(told).toEqual([
      ...['altra', 'associazione', 'citta-di-livorno', 'comitato-di-partecipazione'],
      ...['coordinatore', 'direttore', 'referente', 'responsabile', 'segreteria'],
    ]);
    expect(log.deliveriesTo('citta-di-livorno').slice(-2)).toEqual([
      expect.stringMatching(/^email waiting/),
      expect.stringMatching(/^pec waiting/),
    ]);
    // Certified mail is not for those who work here.
    expect(log.deliveriesTo('direttore').some((each) => each.startsWith('pec'))).toBe(false);
  });
});

describe('The minutes of a meeting', () => {
  it('are told of when they are opened to observations, with the last day, to those invited and known here', () => {
    begun();
    const invited = {
      ...{ meetingId: 'M1', invitees: ['Città di Livorno', 'Chi non è in rubrica'] },
      bodyIds: ['citta-di-livorno'],
    };
    log.record(CYCLE, [{ type: 'MeetingConvened', data: invited }]);
    const before = log.told();
    log.record(CYCLE, [
      {
        type: 'MinutesOpenedToObservations',
        data: { meetingId: 'M1', until: '2024-03-07' },
      },
      // Nobody was invited to this one by an id.
      {
        type: 'MinutesOpenedToObservations',
        data: { meetingId: 'M2', until: '2024-03-08' },
      },
    ]);
    expect(since(before)).toEqual(['minutes-opened invited-bodies citta-di-livorno']);
    expect(log.deliveriesTo('citta-di-livorno').slice(-2)).toEqual([
      expect.stringMatching(/^email waiting/),
      expect.stringMatching(/^pec waiting/),
    ]);
    const [opened, other, convened] = log.events.toReversed();
    expect(observationsEnd(log.database, other!.id)).toBe('2024-03-07');
    expect(observationsEnd(log.database, opened!.id)).toBe('2024-03-08');
    expect(observationsEnd(log.database, convened!.id)).toBeUndefined();
  });
});

describe('What is still to come in a cycle that ends', () => {
  const plan = (meetingId: string, date: string): PlanningFact => ({
    type: 'MeetingScheduled',
    data: {
      ...{ meetingId, date, title: 'Tavolo', counterpart: 'CONSULTA_TERZO_SETTORE' },
      channel: 'IN_PERSON',
    },
  });
  const invited = (meetingId: string): PlanningFact => ({
    type: 'MeetingConvened',
    data: { meetingId, invitees: ['Città'], bodyIds: ['citta-di-livorno'] },
  });
  const convened = (sessionId: string, sessionOn: string): PlanningFact => ({
    type: 'OrganConvened',
    data: {
      ...{ sessionId, organ: 'Conferenza dei Sindaci', sessionOn },
      ...{ protocol: '12/2024', items: [] },
    },
  });
  /** What is called off, and to whom it is told, after the cycle has ended on 20 February. */
  const calledOff = (ending: PlanningFact, by = 'direttore') => {
    const before = log.events.length;
    log.record(CYCLE, [ending], { by });
    return log.database
      .prepare(
        `SELECT about_id AS id, rule_id AS rule, recipient_id AS who FROM notice
         WHERE position > ? AND about_kind IN ('meeting', 'session') ORDER BY id, rule, who`,
      )
      .all(before)
      .map(({ id, rule, who }) => [id, rule, who].join(' '));
  };
  const annulled: PlanningFact = { type: 'CycleAnnulled', data: { act: 'A1', ground: 'Vizio' } };

  it.each([
    ['annulled', annulled],
    ['revoked', { type: 'CycleRevoked', data: { act: 'A1', ground: 'Opportunità' } }],
    ['abandoned', { type: 'CycleAbandoned', data: {} }],
  ] as const)('is called off once to each of those convened when it is %s', (_how, ending) => {
    begun();
    log.record(CYCLE, [plan('M1', '2024-02-20'), plan('M2', '2024-03-05')]);
    log.record(CYCLE, [invited('M1'), invited('M2'), convened('C1', '2024-03-20')]);
    expect(calledOff(ending as PlanningFact)).toEqual([
      'C1 session-called-off conferenza-dei-sindaci',
      // Also to whoever ended it: it stands in their calendar.
      'C1 session-called-off-office direttore',
      'C1 session-called-off-office segreteria',
      'M1 meeting-moved citta-di-livorno',
      'M1 meeting-moved-units altra',
      'M1 meeting-moved-units responsabile',
      'M2 meeting-moved citta-di-livorno',
      'M2 meeting-moved-units altra',
      'M2 meeting-moved-units responsabile',
    ]);
    expect(log.deliveriesTo('conferenza-dei-sindaci').slice(-2)).toEqual([
      expect.stringMatching(/^email waiting/),
      expect.stringMatching(/^pec waiting/),
    ]);
  });

  it('is not called off where nobody was convened, it is over, or was called off before', () => {
    begun();
    log.record(CYCLE, [
      plan('M1', '2024-03-05'),
      plan('M2', '2024-02-19'),
      plan('M3', '2024-03-05'),
    ]);
    log.record(CYCLE, [plan('M4', '2024-03-05'), invited('M2'), invited('M3'), invited('M4')]);
    log.record(CYCLE, [
      convened('C1', '2024-03-20'),
      { type: 'MeetingCancelled', data: { meetingId: 'M3' } },
      {
        type: 'MeetingRescheduled',
        data: { meetingId: 'M4', from: '2024-03-05', to: '2024-02-19' },
      },
      { type: 'SessionCancelled', data: { sessionId: 'C1' } },
    ]);
    expect(calledOff(annulled)).toEqual([]);
  });

  it('stays where the cycle only stands still', () => {
    begun();
    log.record(CYCLE, [plan('M1', '2024-03-05'), invited('M1')]);
    expect(calledOff({ type: 'CycleSuspended', data: { deadlines: 'stop' } })).toEqual([]);
  });

  it('is not told to somebody who was convened and has left', () => {
    begun();
    log.record(CYCLE, [plan('M1', '2024-03-05'), invited('M1')]);
    log.record(ORGANISATION, [deactivated('altra')]);
    expect(calledOff(annulled)).toEqual([
      'M1 meeting-moved citta-di-livorno',
      'M1 meeting-moved-units responsabile',
    ]);
  });
});

describe('A mail that did not leave', () => {
  const givenUp = (noticeId: string, code: string, channel: 'email' | 'pec' = 'email') => ({
    type: 'DeliveryGivenUp' as const,
    data: { noticeIds: [noticeId], channel, messageId: `${noticeId}@host`, code },
  });
  const inVain = () =>
    log.told().filter((each) => /^(?:mail-given-up|nobody-reached) coordinator/u.test(each));
  const idsOf = (who: string) => log.noticesOf(who).map(({ noticeId }) => noticeId);

  it('is told once a day to those who can have it sent again, and what needed not leave is not', () => {
    begun();
    log.record(CYCLE, [returned, submitted, returned]);
    const [first = '', second = ''] = idsOf('responsabile');
    log.post('responsabile', givenUp(first, 'no-longer-owed'));
    log.post('responsabile', givenUp(first, 'no-address', 'pec'));
    expect(inVain()).toEqual([]);
    log.post('responsabile', givenUp(first, '451'), '2024-02-28T09:00:00Z');
    log.post('responsabile', givenUp(second, 'expired'), '2024-02-28T09:00:01Z');
    expect(inVain()).toEqual(['mail-given-up coordinator coordinatore']);
    log.post('responsabile', givenUp(second, 'expired'), '2024-02-29T09:00:00Z');
    expect(inVain()).toHaveLength(2);
  });

  it('for want of an address is told where its other way leads nowhere, since nobody has set that up', () => {
    begun();
    const invited = { meetingId: 'M1', invitees: ['Città'], bodyIds: ['citta-di-livorno'] };
    log.record(CYCLE, [{ type: 'MeetingConvened', data: invited }]);
    const [convened = ''] = idsOf('citta-di-livorno');
    const { type, data } = givenUp(convened, 'no-address');
    const post = (...setUp: ChannelName[]) => {
      log.post('citta-di-livorno', { type, data: { ...data, setUp } });
    };
    post('email', 'pec');
    expect(inVain()).toEqual([]);
    post('email', 'webhook');
    expect(inVain()).toEqual(['nobody-reached coordinator coordinatore']);
  });

  it('for want of an address is told where it was owed and there is no other way', () => {
    begun();
    const invited = { meetingId: 'M1', invitees: ['Città'], bodyIds: ['citta-di-livorno'] };
    log.record(CYCLE, [returned, { type: 'MeetingConvened', data: invited }]);
    const [convened = ''] = idsOf('citta-di-livorno');
    log.post('citta-di-livorno', givenUp(convened, 'no-address'));
    // There is still its certified mail.
    expect(inVain()).toEqual([]);
    log.post('citta-di-livorno', givenUp(convened, 'no-address', 'pec'));
    expect(inVain()).toEqual(['nobody-reached coordinator coordinatore']);
    log.record(CYCLE, [assigned('S-2')]);
    const [given = ''] = idsOf('responsabile');
    log.post('responsabile', givenUp(given, 'no-address'));
    expect(inVain()).toHaveLength(1);
  });
});

describe('A program that is told no more', () => {
  const program = 'webhook.bilancio';
  it('is named to those who look after it, where nothing got through, and not where nobody names it any more', () => {
    begun(roleGranted('amministratore', 'ADM'));
    const registered = { types: ['SchedaReturned'] };
    log.post(program, { type: 'WebhookRegistered', data: registered });
    log.post(program, { type: 'WebhookRemoved', data: {} });
    expect(log.told(ORGANISATION)).toEqual([]);
    log.post(program, { type: 'WebhookRegistered', data: registered });
    log.record(CYCLE, [returned]);
    expect(log.deliveriesTo(program)).toEqual([expect.stringMatching(/^webhook waiting/)]);
    log.post(program, { type: 'WebhookRemoved', data: { givenUp: true } });
    expect(log.deliveriesTo(program)).toEqual(['webhook suppressed']);
    expect(log.told(ORGANISATION)).toEqual([
      'webhook-given-up administrators amministratore',
      'webhook-given-up coordinator coordinatore',
    ]);
    const [notice] = log.noticesOf('amministratore');
    expect(notice?.about).toEqual({ kind: 'webhook', id: program });
    expect(log.deliveriesTo('amministratore')).toEqual([expect.stringMatching(/^email waiting/)]);
  });
});

describe('The answer to a contribution', () => {
  const document = { title: 'Osservazioni', sha256: 'a'.repeat(64), mediaType: 'application/pdf' };
  const received = (more: Partial<DataOf<'ContributionReceived'>> = {}): PlanningFact => ({
    type: 'ContributionReceived',
    data: { contributionId: 'K1', body: 'Auser', document, ...more },
  });
  const answered: PlanningFact = {
    type: 'ContributionAnswered',
    data: { contributionId: 'K1', answer: 'ACCEPTED', text: 'Accolto' } as never,
  };
  const toldOf = (fact: PlanningFact, who = {}) => {
    begun();
    log.record(CYCLE, [fact], who);
    const before = log.told();
    log.record(CYCLE, [answered]);
    return since(before);
  };

  it('is told to whom the office took it in for, where it says under which id they are known', () => {
    const told = 'contribution-answered contributor auser-livorno';
    expect(toldOf(received({ bodyId: 'auser-livorno' }))).toEqual([told]);
    expect(log.deliveriesTo('auser-livorno')).toEqual([expect.stringMatching(/^email waiting/)]);
    expect(log.noticesOf('auser-livorno')).toHaveLength(1);
  });

  it('is told to nobody where the office names no id', () => {
    expect(toldOf(received())).toEqual([]);
  });

  it('is told to whoever handed it in themselves, whomever they name', () => {
    const who = { by: 'associazione', role: 'ETS' };
    expect(toldOf(received({ bodyId: 'un-altra' }), who)).toEqual([
      'contribution-answered contributor associazione',
    ]);
  });
});

describe('A session of the organ', () => {
  const convocation = {
    ...{ sessionId: 'C1', organ: 'Conferenza dei Sindaci', sessionOn: '2024-03-20' },
    ...{ protocol: '12/2024', items: [] },
  };

  it('that is called off is told to the organ that was convened, by certified mail as well, and to the office', () => {
    begun();
    log.record(CYCLE, [
      { type: 'OrganConvened', data: convocation },
      { type: 'OrganConvened', data: { ...convocation, sessionId: 'C2', organ: 'Un altro' } },
    ]);
    const before = log.told();
    log.record(CYCLE, [{ type: 'SessionCancelled', data: { sessionId: 'C1' } }]);
    expect(since(before)).toEqual([
      'session-called-off organ conferenza-dei-sindaci',
      'session-called-off-office director direttore',
      'session-called-off-office secretariat segreteria',
    ]);
    expect(log.deliveriesTo('conferenza-dei-sindaci').slice(-2)).toEqual([
      expect.stringMatching(/^email waiting/),
      expect.stringMatching(/^pec waiting/),
    ]);
  });

  it('is called after its day, in each language, since there are several', () => {
    begun();
    const convened = { sessionId: 'C1', organ: 'Conferenza', sessionOn: '2024-03-20' };
    const data = { ...convened, protocol: '12/2024', items: [] };
    log.record(CYCLE, [{ type: 'OrganConvened', data }]);
    const about = { kind: 'session', id: 'C1' };
    expect(labelOf(log.database, CYCLE, about, 'it')).toBe('seduta del 20 marzo 2024');
    expect(labelOf(log.database, CYCLE, about, 'en')).toBe('session of 20 March 2024');
    expect(sessionDay(log.database, CYCLE, about)).toBe('2024-03-20');
    expect(sessionDay(log.database, CYCLE, { kind: 'meeting', id: 'C1' })).toBeUndefined();
  });
});

describe('A delegation', () => {
  const terms = { validFrom: '2024-02-20', validTo: '2024-03-20' };
  const ending = (now?: string) =>
    log.told(ORGANISATION, now).filter((each) => each.startsWith('delegation-ending'));

  it('that ends is told three days before, to whoever coordinates then', () => {
    begun(granted(terms));
    expect(ending('2024-03-17T06:59:59Z')).toEqual([]);
    expect(ending('2024-03-17T07:00:00Z')).toEqual([
      'delegation-ending coordinator coordinatore',
      'delegation-ending delegator responsabile',
      'delegation-ending delegate sostituto',
    ]);
    const revocation = { roleGrantId: 'coordinatore-UPc' };
    log.record(ORGANISATION, [
      roleGranted('coordinatrice', 'UPc', { from: '2024-03-01' }),
      { type: 'RoleRevoked', data: revocation },
    ]);
    expect(ending()).toContain('delegation-ending coordinator coordinatrice');
    expect(ending()).not.toContain('delegation-ending coordinator coordinatore');
  });

  it('that was revoked before ends without a word', () => {
    begun(granted(terms));
    log.record(ORGANISATION, [revoked()]);
    expect(ending()).toEqual([]);
  });
});

describe('A row of the register', () => {
  const row = (more: object = {}): PlanningFact =>
    ({
      type: 'CoDesignRowAdded',
      data: {
        ...{ coDesignRowId: 'R1', activity: 'Sportello', legalForm: 'art55', subjects: [] },
        ...{ holder: { text: 'Ente', bodyIds: [] }, codes: {}, legalReferences: [] },
        ...{ outcome: 'ongoing', period: { to: '2024-05-31', precision: 'day' } },
        ...more,
      },
    }) as unknown as PlanningFact;
  const first: PlanningFact = {
    type: 'ZoneRegisterOpened',
    data: {
      ...{ cycleId: REGISTER, zone: 'livornese', title: 'Registro' },
      definition: workflows.all.find(({ reference }) => reference.id === 'registro-di-zona')!
        .reference,
    },
  };

  it('that is over is told to the office on the day after, and mailed once a week', () => {
    begun();
    log.record(REGISTER, [first, row()], { by: 'coordinatore', role: 'UPc' });
    expect(log.told(REGISTER, '2024-06-01T05:59:59Z')).toEqual([]);
    expect(log.told(REGISTER)).toEqual([
      'row-needs-review office coordinatore',
      'row-needs-review office operatore',
    ]);
    // The 1st of June 2024 is a Saturday; the Monday after is the 3rd.
    expect(log.deliveriesTo('operatore').at(-1)).toBe('email waiting 2024-06-03T06:10:00.000Z');
  });

  it('that is concluded, or has no end, is told to nobody', () => {
    begun();
    log.record(REGISTER, [
      first,
      row(),
      {
        type: 'CoDesignStateChanged',
        data: { coDesignRowId: 'R1', from: 'ongoing', outcome: 'concluded' },
      },
      row({ coDesignRowId: 'R2', period: undefined }),
    ]);
    expect(log.told(REGISTER)).toEqual([]);
  });

  it('that somebody has looked at is told again from the day it was put off to', () => {
    begun();
    const review = { coDesignRowId: 'R1', finding: 'Prorogata', reviewAgainOn: '2024-09-01' };
    log.record(REGISTER, [first, row(), { type: 'CoDesignExpiryReviewed', data: review }]);
    expect(log.told(REGISTER, '2024-08-31T23:00:00Z')).toEqual([]);
    expect(log.told(REGISTER)).toHaveLength(2);
  });
});

describe('An emergency', () => {
  const REASON = 'Il fornitore di identità non risponde';
  const emergency: AccessFact = {
    type: 'EmergencyOpened',
    data: { sessionId: 'sessione', holderIds: ['direttore', 'segreteria'], reason: REASON },
  };
  /** Whom the last accesses were told to, in any zone. */
  const toldIn = (zone: string) => log.told(`${zone}-organizzazione`);
  const auditors = [
    roleGranted('revisora', 'AUD'),
    ...[roleGranted('sospeso', 'AUD'), deactivated('sospeso')],
    ...[roleGranted('di-ieri', 'AUD', { to: '2024-02-19' })],
  ];

  beforeEach(() => {
    begun(...auditors);
    log.record('pisana-organizzazione', [
      { ...opened, data: { ...opened.data, zone: 'pisana' } } as PlanningFact,
      roleGranted('revisore-di-pisa', 'AUD'),
    ]);
  });

  it('is told once to the auditors and the director of its zone, and to nobody else', () => {
    log.access('access-livornese-2024-02', emergency);
    expect(toldIn('livornese')).toEqual([
      'emergency-opened director direttore',
      'emergency-opened auditors revisora',
    ]);
    expect(toldIn('pisana')).toEqual([]);
  });

  it.each(['access-2024-02', 'access-nessuna-2024-02'])(
    'of no zone that anybody works in is told in every zone: %s',
    (stream) => {
      log.access(stream, emergency);
      expect(toldIn('livornese')).toHaveLength(2);
      expect(toldIn('pisana')).toEqual(['emergency-opened auditors revisore-di-pisa']);
    },
  );

  it('is mailed at once, whatever they have chosen, and says neither why nor who', () => {
    const rules = { 'emergency-opened': { email: false } };
    log.post('revisora', {
      type: 'PreferencesChosen',
      data: { rules, digest: true, language: 'it' },
    });
    log.access('access-livornese-2024-02', emergency);
    const [notice] = log.noticesOf('revisora');
    expect(log.deliveriesTo('revisora')).toEqual([`email waiting ${notice!.shownAt}`]);
    const kept = JSON.stringify(rowsOf(log.database));
    expect(kept).toContain('emergency-opened');
    for (const said of [REASON, 'sessione', 'accesso-di-emergenza', '"segreteria"']) {
      expect(kept).not.toContain(said);
    }
  });

  it('is no other access: who signs in or reads is told to nobody', () => {
    log.access('access-livornese-2024-02', { type: 'SignedIn', data: { sessionId: 'sessione' } });
    expect(toldIn('livornese')).toEqual([]);
  });

  const changed = (what: string, about?: readonly string[]): AccessFact => ({
    type: 'AccountChanged',
    data: { what, ...(about && { about }) },
  });

  it.each(['disabled', 'password-recovered', 'recovery-requested'])(
    'by which an account is %s is told to its owner alone, by mail, too, and not to be turned off',
    (what) => {
      log.post('revisora', {
        type: 'PreferencesChosen',
        data: { rules: { 'account-changed': { email: false } }, digest: true, language: 'it' },
      });
      log.access('access-livornese-2024-02', changed(what, ['revisora']));
      expect(toldIn('livornese')).toEqual(['account-changed owner-of-account revisora']);
      expect(toldIn('pisana')).toEqual([]);
      expect(log.deliveriesTo('revisora')).toHaveLength(1);
    },
  );

  it.each([
    ['to whom the zone does not know', changed('disabled', ['revisore-di-pisa'])],
    ['of the envelopes of an emergency', changed('emergency-prepared', ['revisora'])],
    ['of a calendar', changed('calendar-feed-issued', ['revisora'])],
  ])('tells nobody of an account %s', (_what, fact) => {
    log.access('access-livornese-2024-02', fact);
    expect(toldIn('livornese')).toEqual([]);
  });
});

describe('What somebody has chosen', () => {
  it('lets what can be collected wait for the morning of a working day, and nothing else', () => {
    begun();
    log.post(
      'responsabile',
      { type: 'PreferencesChosen', data: { rules: {}, digest: true, language: 'it' } },
      '2024-02-23T10:00:00Z',
    );
    log.record(CYCLE, [reminder(), returned], { at: '2024-02-23T11:00:00Z' });
    expect(log.deliveriesTo('responsabile').slice(-2).toSorted()).toEqual([
      'email waiting 2024-02-23T11:00:00.000Z',
      'email waiting 2024-02-26T07:10:00.000Z',
    ]);
    // What had been told before goes in the same digest.
    expect(log.lettersTo('responsabile')).toBe(2);
  });

  const collected = { rules: {}, digest: true, language: 'it' } as const;
  const chosen = () => {
    log.post(
      'responsabile',
      { type: 'PreferencesChosen', data: collected },
      '2024-02-23T10:00:00Z',
    );
  };
  const bridge: PlanningFact = {
    type: 'OfficeClosureAdded',
    data: { closureId: 'ponte', from: '2024-02-26', to: '2024-02-27', why: 'Ponte' },
  };

  it('goes out on no day on which the office is closed, nor on the feast of its patron', () => {
    begun(bridge);
    chosen();
    log.record(CYCLE, [reminder()], { at: '2024-02-23T11:00:00Z' });
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email waiting 2024-02-28T07:10:00.000Z');
    log.record(ORGANISATION, [{ type: 'OfficeSeatSet', data: { municipality: 'livorno' } }]);
    log.record(CYCLE, [reminder({ due: '2024-05-30' })], { at: '2024-05-21T11:00:00Z' });
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email waiting 2024-05-23T06:10:00.000Z');
  });

  it('goes in the digest of another day once the office closes on its own, and back', () => {
    begun();
    chosen();
    log.record(CYCLE, [reminder()], { at: '2024-02-23T11:00:00Z' });
    const due = () => log.deliveriesTo('responsabile').at(-1);
    expect(due()).toBe('email waiting 2024-02-26T07:10:00.000Z');
    log.record(ORGANISATION, [bridge], { at: '2024-02-23T12:00:00Z' });
    expect(due()).toBe('email waiting 2024-02-28T07:10:00.000Z');
    log.record(ORGANISATION, [{ type: 'OfficeClosureWithdrawn', data: { closureId: 'ponte' } }]);
    expect(due()).toBe('email waiting 2024-02-26T07:10:00.000Z');
    expect(log.lettersTo('responsabile')).toBe(1);
  });

  it('leaves a digest alone whose morning has come, and what goes out at once', () => {
    begun();
    chosen();
    log.record(CYCLE, [reminder(), returned], { at: '2024-02-23T11:00:00Z' });
    const before = log.deliveriesTo('responsabile');
    log.record(ORGANISATION, [bridge], { at: '2024-02-26T07:10:00Z' });
    expect(log.deliveriesTo('responsabile')).toEqual(before);
  });

  it('turns off what is not owed', () => {
    begun();
    const rules = { 'deadline-near': { email: false }, 'scheda-returned': { email: false } };
    log.post('responsabile', {
      type: 'PreferencesChosen',
      data: { rules, digest: false, language: 'it' },
    });
    log.record(CYCLE, [reminder()]);
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email off');
    log.record(CYCLE, [returned]);
    expect(log.deliveriesTo('responsabile').at(-1)).toMatch(/^email waiting/);
  });

  it('holds mail back in quiet hours', () => {
    begun();
    const quiet = { from: '20:00', to: '07:30' };
    log.post('responsabile', {
      type: 'PreferencesChosen',
      data: { rules: {}, digest: false, quiet, language: 'it' },
    });
    log.record(CYCLE, [returned], { at: '2024-02-20T20:15:00Z' });
    expect(log.deliveriesTo('responsabile').at(-1)).toBe('email waiting 2024-02-21T06:30:00.000Z');
  });

  it('keeps a thread out of the mail, but not what is owed', () => {
    begun();
    const { threadId } = log.noticesOf('responsabile')[0]!;
    log.post('responsabile', { type: 'ThreadMuted', data: { threadId } });
    expect(log.deliveriesTo('responsabile')).toEqual(['email off']);
    const move = { fromUnitId: 'minori', fromPersonId: 'altra' };
    const again = { schedaId: 'S-1', toUnitId: 'anziani', toPersonId: 'responsabile', ...move };
    log.record(CYCLE, [{ type: 'SchedaReassigned', data: again }, returned]);
    expect(log.deliveriesTo('responsabile').slice(1).toSorted()).toEqual([
      'email off',
      expect.stringMatching(/^email waiting/),
    ]);
    expect(log.noticesOf('responsabile').every(({ isMuted }) => isMuted)).toBe(true);
  });

  it('needs no mail of what was read before it left, unless it is owed', () => {
    begun();
    log.record(CYCLE, [reminder(), returned]);
    for (const { noticeId } of log.noticesOf('responsabile'))
      log.post('responsabile', { type: 'NoticeRead', data: { noticeId } });
    const states = log.deliveriesTo('responsabile').map((each) => each.split(' ')[1]);
    expect(states.toSorted()).toEqual(['unneeded', 'unneeded', 'waiting']);
  });
});

describe('What one command tells somebody by one rule', () => {
  it('goes in one message', () => {
    log.record(ORGANISATION, organisation);
    log.record(CYCLE, inDraft);
    const schede = ['S-1', 'S-2', 'S-3'].map((id) => assigned(id));
    log.record(CYCLE, schede, { commandId: 'comando' });
    expect(log.noticesOf('responsabile')).toHaveLength(3);
    expect(log.lettersTo('responsabile')).toBe(1);
    log.record(CYCLE, [returned, { ...returned, data: { ...returned.data, schedaId: 'S-2' } }], {
      commandId: 'altro',
    });
    expect(log.lettersTo('responsabile')).toBe(3);
  });
});

describe('A program that listens', () => {
  it('is told of the facts it asked for, and has no inbox', () => {
    begun();
    log.post('gestionale', { type: 'WebhookRegistered', data: { types: ['SchedaReturned'] } });
    log.record(CYCLE, [reminder(), returned]);
    expect(log.deliveriesTo('gestionale')).toEqual([expect.stringMatching(/^webhook waiting/)]);
    expect(log.noticesOf('gestionale')).toEqual([]);
    log.post('gestionale', { type: 'WebhookRemoved', data: {} });
    log.record(CYCLE, [returned]);
    expect(log.deliveriesTo('gestionale')).toEqual(['webhook unneeded']);
  });

  it('is told of every type of fact, also of those that no person is told of', () => {
    begun();
    log.post('gestionale', { type: 'WebhookRegistered', data: { types: ['SchedaRevised'] } });
    const before = log.told().length;
    const revised = { schedaId: 'S-1', version: 2 };
    const fact = { type: 'SchedaRevised', data: revised } as unknown as PlanningFact;
    log.record(CYCLE, [fact], { by: 'referente', role: 'RF' });
    expect(log.told().slice(before)).toEqual(['webhook webhook gestionale']);
  });

  it('is told of nothing more once it was given up, and again once it is back', () => {
    begun();
    const types = ['SchedaReturned'];
    log.post('gestionale', { type: 'WebhookRegistered', data: { types } });
    log.post('gestionale', { type: 'WebhookRemoved', data: { givenUp: true } });
    log.record(CYCLE, [returned]);
    expect(log.deliveriesTo('gestionale')).toEqual([]);
    log.post('gestionale', { type: 'WebhookRegistered', data: { types } });
    log.record(CYCLE, [returned]);
    expect(log.deliveriesTo('gestionale')).toHaveLength(1);
  });
});
