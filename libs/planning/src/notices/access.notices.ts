import type { NoticeRule } from '#notifications';

/**
 * Who is told of what happens at the door. Accesses belong to no definition: these rules are those of the
 * installation, and hold from the start of the program that has them.
 */
export const accessNotices: readonly NoticeRule[] = [
  {
    ruleId: 'emergency-opened',
    on: ['EmergencyOpened'],
    told: ['auditors', 'director'],
    channels: ['inbox', 'email'],
    digest: 'never',
    legal: true,
    // Where the reason is read: no mail has it.
    opens: '/api/v1/access-report/accesses?type=EmergencyOpened',
  },
  {
    // Told also to whoever did it: it may have been somebody else, in their name.
    ruleId: 'account-changed',
    on: ['AccountChanged'],
    when: {
      what: [
        ...['password', 'app', 'passkey', 'recovery-codes', 'password-recovered'],
        ...['account-recovered', 'recovery-requested', 'disabled', 'enabled'],
      ],
    },
    told: ['owner-of-account'],
    channels: ['inbox', 'email'],
    digest: 'never',
    legal: true,
    tellsActor: true,
    opens: '/api/v1/session/proofs',
  },
];
