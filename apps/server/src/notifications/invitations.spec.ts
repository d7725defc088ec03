import type { CalendarEntry } from '#notifications';
import { invitationWith } from './invitations.js';

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
const organizer = { address: 'udp@zona.example' };

describe('The mail that convenes', () => {
  const invite = (letter = { channel: 'email', notices: [notice] }, entry = meeting) =>
    invitationWith(letter, body, {
      organizer,
      entry: (cycleId, { kind, id }) =>
        cycleId === notice.cycleId && kind !== 'scheda' && id === 'M1' ? entry : undefined,
    });

  it('invites whoever gets the mail', () => {
    const { method, text } = invite() ?? {};
    expect(method).toBe('REQUEST');
    expect(text).toContain('UID:incontro-1\r\n');
    expect(text?.replaceAll('\r\n ', '')).toContain('consulta@zona.example');
    expect(text?.replaceAll('\r\n ', '')).toContain('udp@zona.example');
  });

  it('calls it off once it is', () => {
    expect(invite(undefined, { ...meeting, standing: 'cancelled' })?.method).toBe('CANCEL');
  });

  it('does not invite to what was not convened', () => {
    expect(invite(undefined, { ...meeting, standing: 'tentative' })).toBeUndefined();
  });

  it('is alone in that: no other mail invites, nor any other message', () => {
    const scheda = { ...notice, about: { kind: 'scheda', id: 'M1' } };
    const unknown = { ...notice, about: { kind: 'meeting', id: 'M9' } };
    for (const notices of [[scheda], [unknown], [notice, notice], []])
      expect(invite({ channel: 'email', notices })).toBeUndefined();
    expect(invite({ channel: 'pec', notices: [notice] })).toBeUndefined();
  });

  it('invites to a session of the organ, and what was decided there does not', () => {
    const about = { kind: 'session', id: 'M1' };
    const mailOf = (type: string) => ({
      channel: 'email',
      notices: [{ ...notice, about, cause: { type } }],
    });
    for (const type of ['OrganConvened', 'SessionCancelled'])
      expect(invite(mailOf(type))?.text).toContain('UID:incontro-1\r\n');
    for (const type of ['DeliberationRecorded', 'constructor'])
      expect(invite(mailOf(type))).toBeUndefined();
  });
});
