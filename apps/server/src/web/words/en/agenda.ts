import type { Words } from '../language.js';

/** Of the pages of deadlines and of what takes place. */
export const agenda: Words['agenda'] = {
  title: 'Deadlines',
  views: 'Ways to look',
  viewNames: { list: 'List', month: 'Month', subscription: 'In your calendar' },
  overdue: 'Overdue and still to be met',
  today: 'Today',
  thisWeek: 'In the next seven days',
  later: 'Later',
  nothing: 'No deadline that concerns you, and no meeting scheduled.',
  ofOne: 'You see the deadlines of one cycle alone.',
  ofAll: 'See those of all',
  kinds: { deadline: 'Deadline', meeting: 'Meeting', session: 'Session' },
  details: {
    deadline: 'Where this day comes from',
    meeting: 'Where and what',
    session: 'Where and what',
  },
  missed: 'not met',
  at: 'at',
  file: 'Download for a calendar',
  monthBefore: 'Month before',
  monthAfter: 'Month after',
  calledOff: 'called off',
  subscription: {
    title: 'The deadlines in your calendar',
    none: 'You have no address. Make one and paste it into your calendar program, where it asks for a calendar to subscribe to.',
    since: (day: string) =>
      `You have an address since ${day}. To be safe it is not shown again: if you have lost it, make a new one.`,
    issue: 'Make the address',
    again: 'Make a new address',
    againMeans: 'The one before stops working at once.',
    revoke: 'Take the address back',
    issued: 'This is your address. Copy it now: it will not be shown again.',
    address: 'Secret address',
  },
};
