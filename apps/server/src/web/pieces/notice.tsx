import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './icon.js';

const icons = {
  info: 'info-circle',
  warning: 'warning-circle',
  error: 'error',
  done: 'check-circle',
} as const;

/** Something that is said before the rest of a page. What it is about stands in words as well as in its colour. */
export function Notice({
  kind,
  children,
}: {
  readonly kind: keyof typeof icons;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`notice notice-${kind}`}>
      <Icon name={icons[kind]} />
      <div>{children}</div>
    </div>
  );
}
