import type { Words } from '../language.js';

/** Pages that bring themselves up to date. */
export const live: Words['live'] = {
  updatedAt: 'Up to date at',
  updatedOn: (day) => `on ${day}`,
  live: 'live',
  paused: 'paused',
  broken: 'interrupted: load the page again to see what is new',
  pause: 'Pause',
  resume: 'Go on',
  changed: 'Page brought up to date at',
  one: '1 change',
  many: '{n} changes',
  show: 'show',
  loading: 'The page is on its way',
};
