/** A program of somebody else that wants to be told of facts. */
export interface WebhookEndpoint {
  /** Stands in facts and in what people read; never changes. */
  readonly id: string;
  readonly url: URL;
  /** What we sign with, the newest first. */
  readonly secrets: readonly Buffer[];
  /** The types of facts it is told of. */
  readonly types: readonly string[];
  readonly zones: readonly string[];
  /** It is on this very machine, in clear, for trials. */
  readonly isTrial: boolean;
}

/** The recipient under which it has its mailbox: no person or body is called so. */
export function webhookRecipient(id: string): string {
  return `webhook.${id}`;
}
