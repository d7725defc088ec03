import type { NoticeRule } from '#notifications';

/**
 * Who is told that something was told in vain: those who may read the log of deliveries and have things sent again. What
 * goes out belongs to no definition: these rules are those of the installation. That a mail has not arrived is told in the inbox alone: a mail about it might not arrive, either, and
 * so on without end.
 */
export const postNotices: readonly NoticeRule[] = [
  {
    ruleId: 'mail-returned',
    on: ['DeliveryReturned'],
    told: ['coordinator', 'administrators'],
    channels: ['inbox'],
    digest: 'may',
    opens: '/api/v1/deliveries?state=returned',
  },
  {
    ruleId: 'mail-refused',
    on: ['DeliveryAttempted'],
    // Of a program that listens no person has the address.
    when: { outcome: ['refused'], channel: ['email', 'pec'] },
    told: ['coordinator', 'administrators'],
    channels: ['inbox'],
    digest: 'may',
    opens: '/api/v1/deliveries?state=refused',
  },
  {
    // Once a day.
    ruleId: 'mail-given-up',
    on: ['DeliveryGivenUp'],
    when: { channel: ['email', 'pec'] },
    told: ['coordinator', 'administrators'],
    channels: ['inbox'],
    digest: 'may',
    opens: '/api/v1/deliveries?state=given-up',
  },
  {
    // Of what is owed alone: to whom else nothing can be sent, an address is a thing to ask for some day.
    ruleId: 'nobody-reached',
    on: ['DeliveryGivenUp'],
    when: { code: ['no-address'] },
    told: ['coordinator', 'administrators'],
    channels: ['inbox'],
    digest: 'may',
    opens: '/api/v1/deliveries?state=no-address',
  },
  {
    // A convocation that proves nothing may undo a session: there is time to convene again while one knows.
    ruleId: 'certified-mail-failed',
    on: ['CertifiedMailNotDelivered', 'CertifiedMailReceiptMissed'],
    told: ['coordinator', 'administrators'],
    channels: ['inbox', 'email'],
    digest: 'never',
    legal: true,
    opens: '/api/v1/deliveries?channel=pec',
  },
  {
    // Standard Webhooks asks that it be told by another way. The program itself has no address but the one that failed.
    ruleId: 'webhook-given-up',
    on: ['WebhookRemoved'],
    when: { givenUp: ['true'] },
    told: ['coordinator', 'administrators'],
    channels: ['inbox', 'email'],
    digest: 'never',
    opens: '/api/v1/deliveries?channel=webhook',
  },
];
