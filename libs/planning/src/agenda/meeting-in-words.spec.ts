import { meetingInWords, type MeetingAsPlanned } from './meeting-in-words.js';

const meeting: MeetingAsPlanned = {
  ...{ day: '2024-02-21', startTime: '09:30', channel: 'IN_PERSON', isCalledOff: false },
  ...{ venue: 'Palazzo comunale', room: 'Sala 2', standing: 'convened' },
  ...{ onlineAddress: null, agendaItems: [] },
};

describe('A meeting in words', () => {
  it('takes place at an hour and somewhere', () => {
    expect(meetingInWords(meeting, 'it')).toEqual({
      when: 'mercoledì 21 febbraio 2024, ore 09:30',
      where: 'Palazzo comunale, Sala 2',
    });
    expect(meetingInWords(meeting, 'en')?.when).toBe('Wednesday, 21 February 2024, at 09:30');
  });

  it('is somewhere and online, or online alone', () => {
    expect(meetingInWords({ ...meeting, room: null, channel: 'MIXED' }, 'en')?.where).toBe(
      'Palazzo comunale and online',
    );
    const online: MeetingAsPlanned = { ...meeting, venue: null, room: null, channel: 'ONLINE' };
    expect(meetingInWords(online, 'it')?.where).toBe('online');
  });

  it('says where it is joined and what is to be talked about, where that is known', () => {
    const onlineAddress = 'https://incontri.ente.example/1';
    const agendaItems = ['Profilo di salute', 'Schede'];
    expect(
      meetingInWords({ ...meeting, channel: 'MIXED', onlineAddress, agendaItems }, 'it'),
    ).toMatchObject({ joinAt: onlineAddress, agenda: agendaItems });
  });

  it('says no more than is known', () => {
    expect(meetingInWords({ ...meeting, startTime: null, venue: null, room: null }, 'it')).toEqual({
      when: 'mercoledì 21 febbraio 2024',
    });
  });

  it('that is cancelled, or whose cycle ended, takes place nowhere', () => {
    expect(meetingInWords({ ...meeting, standing: 'cancelled' }, 'it')).toBeUndefined();
    expect(meetingInWords({ ...meeting, isCalledOff: true }, 'it')).toBeUndefined();
  });
});
