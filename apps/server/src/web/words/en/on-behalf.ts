import type { Words } from '../language.js';

/** Acting for somebody else, and in which role. */
export const onBehalf: Words['onBehalf'] = {
  title: 'On whose behalf you act',
  delegations: 'Who has delegated to you',
  none: 'Nobody has delegated to you today. Whoever heads a unit can do so in the register of the organisation.',
  until: (day) => `until ${day}`,
  begin: (personId) => `Act on behalf of ${personId}`,
  end: 'Act for yourself again',
  band: (personId, day) => `You act on behalf of ${personId}, until ${day}.`,
  back: 'Back to yourself',
  roles: 'Your roles',
  thisRole: 'You act in this role',
  switchTo: (role) => `Change to ${role}`,
  menu: 'Roles and delegations',
};
