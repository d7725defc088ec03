import type { Position } from '#event-store';
import type { NodeEvent } from './node-event.js';

/** How a write ended. */
export type Written =
  | { readonly kind: 'written'; readonly revision: number; readonly position: Position }
  /** The stream is not where the writer believed; its last revision is this one (-1: not there). */
  | { readonly kind: 'wrong'; readonly current: number }
  /** The stream has ended for ever. */
  | { readonly kind: 'deleted' };

/** Some events of a stream in the order asked for; a stream that is not there is no failure here. */
export type StreamPage =
  | {
      readonly kind: 'page';
      readonly events: readonly NodeEvent[];
      /** Revision to go on with. */
      readonly next: number;
      /** True at the end of the stream as it stood. */
      readonly last: boolean;
      /** First revision that the metadata of the stream let be seen, and its last, seen or not. */
      readonly range: readonly [first: number, last: number];
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'deleted' };
