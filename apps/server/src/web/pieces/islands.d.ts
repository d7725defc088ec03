import type { HTMLAttributes } from 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'auto-save': HTMLAttributes<HTMLElement>;
      'check-list': HTMLAttributes<HTMLElement> & { 'data-memory': string };
      'copy-text': HTMLAttributes<HTMLElement> & {
        'data-text': string;
        'data-label': string;
        'data-copied': string;
      };
      'file-fingerprint': HTMLAttributes<HTMLElement> &
        Readonly<Record<`data-${string}`, string | number>>;
      'key-shortcuts': HTMLAttributes<HTMLElement>;
      'live-updates': HTMLAttributes<HTMLElement> & Readonly<Record<`data-${string}`, string>>;
      'loading-bar': HTMLAttributes<HTMLElement>;
      'print-note': HTMLAttributes<HTMLElement> & { 'data-printed': string };
      'sending-form': HTMLAttributes<HTMLElement> & { 'data-said': string };
      'session-end': HTMLAttributes<HTMLElement> & { 'data-seconds-left': string };
      'who-writes': HTMLAttributes<HTMLElement> & Readonly<Record<`data-${string}`, string>>;
      'verify-chain': HTMLAttributes<HTMLElement> & {
        'data-cycle': string;
        'data-facts': number;
      };
      'undo-window': HTMLAttributes<HTMLElement> & {
        'data-seconds-left': string;
        'data-over': string;
      };
      'time-slider': HTMLAttributes<HTMLElement> & { 'data-address': string };
      'select-rows': HTMLAttributes<HTMLElement>;
    }
  }
}
