import type { AuthMethod } from '#people';

/** Somebody has proved who they are, by whatever means; in which role they act is not said yet. */
export interface SignedIn {
  readonly personId: string;
  readonly method: Exclude<AuthMethod, 'api-token'>;
  /** When they proved it. */
  readonly authenticatedAtMs: number;
  /** True below the level the provider's settings ask for to confirm a decisive act: good to come in, no more. */
  readonly isWeakProof?: true;
}
