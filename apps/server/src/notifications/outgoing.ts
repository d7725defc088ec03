import type { SmtpSettings, WebhookEndpoint } from '#notifications';

/** The ways out of the program that are configured. */
export interface Outgoing {
  readonly mail: SmtpSettings | undefined;
  readonly certifiedMail: SmtpSettings | undefined;
  /** The Maildir folder in which receipts of certified mail arrive. */
  readonly receiptsFolder: string | undefined;
  readonly webhooks: readonly WebhookEndpoint[];
}

/** Nobody is told of anything but in the inbox. */
export const nothingGoesOut: Outgoing = Object.freeze({
  ...{ mail: undefined, certifiedMail: undefined, receiptsFolder: undefined, webhooks: [] },
});
