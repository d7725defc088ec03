export type { SignedIn } from './signed-in.js';
