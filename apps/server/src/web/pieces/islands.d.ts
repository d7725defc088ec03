import type { HTMLAttributes } from 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'session-end': HTMLAttributes<HTMLElement> & { 'data-ends-at': string };
      'select-rows': HTMLAttributes<HTMLElement>;
    }
  }
}
