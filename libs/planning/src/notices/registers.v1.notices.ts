import type { NoticeRule } from '#notifications';

/** Who is told of what changes in the organisation of a zone. */
export const organizzazioneNoticesV1: readonly NoticeRule[] = [
  {
    ruleId: 'delegation-granted',
    on: ['DelegationGranted'],
    told: ['delegator', 'delegate', 'coordinator'],
    channels: ['inbox'],
    digest: 'may',
  },
  {
    ruleId: 'delegation-ending',
    on: ['DelegationGranted'],
    foretells: { day: 'validTo', days: -3 },
    told: ['delegator', 'delegate', 'coordinator'],
    channels: ['inbox'],
    digest: 'may',
    undoneBy: ['DelegationRevoked'],
    tellsActor: true,
  },
];

/** Who is told of the register of a zone. */
export const registroDiZonaNoticesV1: readonly NoticeRule[] = [
  {
    /** What is said to be ongoing and is over needs a look, again from the day somebody put it off to. */
    ruleId: 'row-needs-review',
    on: [
      ...['CoDesignRowAdded', 'CoDesignRowCompleted', 'CoDesignStateChanged'],
      'CoDesignExpiryReviewed',
    ],
    foretells: { day: 'review-of-row', days: 0 },
    told: ['office'],
    channels: ['inbox', 'email'],
    digest: 'weekly',
    undoneBy: [
      ...['CoDesignRowCompleted', 'CoDesignStateChanged', 'CoDesignExpiryReviewed'],
      ...['CoDesignRowRenewed', 'CoDesignRowTakenBack'],
    ],
    tellsActor: true,
  },
];
