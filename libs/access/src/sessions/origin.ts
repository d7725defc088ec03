import { networkOf } from '../network.js';

/** Where a request came from, as the request itself says. */
export interface RequestOrigin {
  readonly userAgent?: string | undefined;
  /** The address of the peer, or the one a trusted proxy names. */
  readonly address?: string | undefined;
}

/** What a session keeps of it: enough for its owner to say "that was not me", and no more. */
export interface CoarseOrigin {
  readonly browser: BrowserFamily;
  readonly network: string;
}

export type BrowserFamily = 'Edge' | 'Opera' | 'Firefox' | 'Chrome' | 'Safari' | 'other';

/** In this order: nearly everybody also claims to be Chrome and Safari. */
const families: readonly (readonly [RegExp, BrowserFamily])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

/** The family of the browser and the network, without version, device or full address. */
export function coarsely({ userAgent = '', address }: RequestOrigin): CoarseOrigin {
  const family = families.find(([pattern]) => pattern.test(userAgent));
  return { browser: family?.[1] ?? 'other', network: networkOf(address) };
}
