/** The whole log, where a group names what it consumes. */
export const ALL = '$all';

/** A group of consumers is known by what it consumes and by its own name. */
export interface GroupName {
  /** A stream, or ALL. */
  readonly stream: string;
  readonly group: string;
}

export function keyOf({ stream, group }: GroupName): string {
  return `${stream}::${group}`;
}

/** Where the group writes how far it has come. */
export function checkpointStreamOf(name: GroupName): string {
  return `$persistentsubscription-${keyOf(name)}-checkpoint`;
}

/** Where the group puts the events that its consumers could not cope with. */
export function parkedStreamOf(name: GroupName): string {
  return `$persistentsubscription-${keyOf(name)}-parked`;
}
