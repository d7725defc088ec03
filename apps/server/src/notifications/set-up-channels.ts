import { channelNames, type ChannelName } from '#notifications';
import type { Outgoing } from './outgoing.js';

/** By what this installation can tell somebody something outside. */
export class SetUpChannels {
  readonly names: readonly ChannelName[];

  constructor({ mail, certifiedMail, webhooks }: Outgoing) {
    const isSetUp: Readonly<Record<ChannelName, boolean>> = {
      ...{ email: mail !== undefined, pec: certifiedMail !== undefined },
      webhook: webhooks.length > 0,
    };
    this.names = channelNames.filter((name) => isSetUp[name]);
  }

  /** For whoever watches the service: what goes by the others stays. */
  get remark(): string {
    const missing = channelNames.filter((name) => !this.names.includes(name));
    return [
      `set up: ${this.names.join(', ') || 'none'}`,
      ...(missing.length > 0 ? [`not set up: ${missing.join(', ')}`] : []),
    ].join('; ');
  }
}
