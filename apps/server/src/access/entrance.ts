import type { SessionEnd } from '#access-log';
import type { OpenedSession, RequestOrigin, Session, SignedIn } from '#access';

/**
 * What follows once somebody has proved who they are, by whatever means: in which zone, role and unit
 * they begin their work.
 */
export abstract class Entrance {
  /**
   * Begins a session for them.
   * @throws Problem when they hold no role in any zone
   */
  abstract enter(signedIn: SignedIn, origin: RequestOrigin): Promise<OpenedSession>;

  /** A session has ended otherwise than by signing out: that, and why, is recorded. */
  abstract left(session: Session, why: SessionEnd): Promise<void>;
}
