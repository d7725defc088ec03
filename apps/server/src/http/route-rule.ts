import type { Counted } from './rate-limits.js';

/** What holds for a route, before anybody is asked who they are. */
export interface RouteRule {
  /**
   * The rule by which it is open: `public`, `self` for what is one's own, `read/…`, `operate/…` and
   * `administer/…` for what the policy says of a role, `verb` where each verb has rules of its own.
   */
  readonly rule: string;
  /** Where its requests are counted; undefined for what a machine asks every few seconds. */
  readonly counted?: Counted;
}
