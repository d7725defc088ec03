import type { CalendarEntry } from '#notifications';
import { invitationWith, invitesInVain } from './invitations.js';

const meeting: CalendarEntry = {
  uid: 'incontro-1',
  sequence: 1,
  changedMs: 0,
  when: { day: '2024-02-21', startTime: '09:30' },
  title: 'Incontro con il Terzo settore',
  standing: 'confirmed',
};
const notice = {
  ...{ cycleId: 'livornese-poa-annuale-2024', about: { kind: 'meeting', id: 'M1' } },
  cause: { type: 'MeetingConvened' },
};
const body = { name: 'Consulta del Terzo settore', address: 'consulta@zona.example' };
const organizers = { email: 'udp@zona.example', pec: 'protocollo@pec.zona.example' };

const cancelled: CalendarEntry = { ...meeting, standing: 'cancelled' };
const because = (type: string) => ({ ...notice, cause: { type } });

describe('The mail that convenes', () => {
  const invite = (
    letter = { channel: 'email', notices: [notice] },
    entry = meeting,
    wasInvited = true,
  ) =>
    invitationWith(letter, body, {
      organizerOf: (channel) =>
        channel === 'webhook' ? undefined : { address: organizers[channel] },
      entry: ({ cycleId, about: { kind, id } }) =>
        cycleId === notice.cycleId && kind !== 'scheda' && id === 'M1' ? entry : undefined,
      wasInvited: () => wasInvited,
    });
  const callOff = (type: string, entry = cancelled, wasInvited = true) =>
    invite({ channel: 'email', notices: [because(type)] }, entry, wasInvited);

  it.each(['email', 'pec'] as const)('invites whoever gets the mail, by %s', (channel) => {
    const { method, text } = invite({ channel, notices: [notice] }) ?? {};
    expect(method).toBe('REQUEST');
    expect(text).toContain('UID:incontro-1\r\n');
    expect(text?.replaceAll('\r\n ', '')).toContain('consulta@zona.example');
    expect(text?.replaceAll('\r\n ', '')).toContain(organizers[channel]);
  });

  it.each([
    ...['MeetingCancelled', 'SessionCancelled'],
    ...['CycleAbandoned', 'CycleAnnulled', 'CycleRevoked'],
  ])('that tells of %s calls it off to whoever was invited, and to nobody else', (type) => {
    expect(callOff(type)?.method).toBe('CANCEL');
    expect(callOff(type, cancelled, false)).toBeUndefined();
  });

  it('never says another thing than its attachment', () => {
    expect(invite(undefined, cancelled)).toBeUndefined();
    expect(callOff('MeetingCancelled', meeting)).toBeUndefined();
  });

  it('does not invite to what was not convened', () => {
    expect(invite(undefined, { ...meeting, standing: 'tentative' })).toBeUndefined();
  });

  it('is alone in that: no other mail invites, nor any other message', () => {
    const scheda = { ...notice, about: { kind: 'scheda', id: 'M1' } };
    const unknown = { ...notice, about: { kind: 'meeting', id: 'M9' } };
    for (const notices of [[scheda], [unknown], [notice, notice], []])
      expect(invite({ channel: 'email', notices })).toBeUndefined();
    expect(invite({ channel: 'webhook', notices: [notice] })).toBeUndefined();
  });

  it('invites to a session of the organ, and what was decided there does not', () => {
    const about = { kind: 'session', id: 'M1' };
    const mailOf = (type: string) => ({
      channel: 'email',
      notices: [{ ...because(type), about }],
    });
    expect(invite(mailOf('OrganConvened'))?.text).toContain('UID:incontro-1\r\n');
    expect(invite(mailOf('SessionCancelled'), cancelled)?.method).toBe('CANCEL');
    for (const type of ['DeliberationRecorded', 'constructor'])
      expect(invite(mailOf(type))).toBeUndefined();
  });
});

describe('A convocation that has not left', () => {
  it.each(['MeetingConvened', 'MeetingRescheduled', 'OrganConvened'])(
    'by %s is in vain once it is called off, and not while it stands',
    (type) => {
      expect(invitesInVain(because(type), cancelled)).toBe(true);
      expect(invitesInVain(because(type), meeting)).toBe(false);
      expect(invitesInVain(because(type), undefined)).toBe(false);
    },
  );

  it('is no notice that calls it off', () => {
    expect(invitesInVain(because('MeetingCancelled'), cancelled)).toBe(false);
    expect(invitesInVain(because('CycleAnnulled'), cancelled)).toBe(false);
  });
});
