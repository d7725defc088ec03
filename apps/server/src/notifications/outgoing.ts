import type { SmtpSettings, WebhookEndpoint } from '#notifications';

/** The ways out of the program that are configured. */
export interface Outgoing {
  readonly mail: SmtpSettings | undefined;
  readonly certifiedMail: SmtpSettings | undefined;
  /** The Maildir folder in which receipts of certified mail arrive. */
  readonly receiptsFolder: string | undefined;
  /** The Maildir folder in which mails come back that a relay could not deliver. */
  readonly returnsFolder: string | undefined;
  readonly webhooks: readonly WebhookEndpoint[];
}

/** Nobody is told of anything but in the inbox. */
export const nothingGoesOut: Outgoing = Object.freeze({
  ...{ mail: undefined, certifiedMail: undefined, webhooks: [] },
  ...{ receiptsFolder: undefined, returnsFolder: undefined },
});
