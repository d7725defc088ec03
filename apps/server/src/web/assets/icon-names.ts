/** The symbols of bootstrap-italia that our pages draw; the others stay at home. */
export const iconNames = [
  'arrow-right',
  'arrow-right-circle',
  'calendar',
  'check-circle',
  'chevron-right',
  'clock',
  'download',
  'error',
  'external-link',
  'file',
  'help-circle',
  'info-circle',
  'logout',
  'minus-circle',
  'pencil',
  'print',
  'search',
  'user',
  'warning-circle',
] as const;

export type IconName = (typeof iconNames)[number];
