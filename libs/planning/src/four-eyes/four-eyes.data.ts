/** What is remembered so that a second look is somebody else's. */
export interface FourEyesData {
  /** Who asked for, proposed or prepared what somebody else decides on, by what it is: `minutes/M1`. */
  readonly firstHands: Record<string, readonly string[]>;
}

export const beginFourEyesData = (): FourEyesData => ({ firstHands: {} });
