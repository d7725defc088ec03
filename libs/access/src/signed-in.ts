import type { AuthMethod } from '#people';

/** Somebody has proved who they are, by whatever means; in which role they act is not said yet. */
export interface SignedIn {
  readonly personId: string;
  readonly method: Exclude<AuthMethod, 'api-token'>;
  /** When they proved it. */
  readonly authenticatedAtMs: number;
}
