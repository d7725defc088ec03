import type { FilterRule } from '../event-filter.js';
import { ownEvent } from '../node-event.js';
import type { NodeLog } from '../node-log.js';
import type { GroupName } from './group-name.js';
import type { GroupSettings } from './group-settings.js';

/** A group as it is written down. */
export interface ConfiguredGroup {
  readonly name: GroupName;
  /** Where its creator wanted it to begin, as the protocol writes places. */
  readonly startFrom: string;
  /** The place after which it does: what 'the end' was at that moment. */
  readonly beganAfter: number;
  readonly filter?: FilterRule;
  readonly settings: GroupSettings;
}

const STREAM = '$persistentSubscriptionConfig';
/** As on the server, and other than the rest of what it writes for itself, no name of the system. */
const CONFIGURED = 'PersistentConfig1';

/** Every group there is. The last event of the stream holds all of them. */
export function configuredGroups(log: NodeLog): readonly ConfiguredGroup[] {
  const event = log.lastEvent(STREAM);
  if (event === undefined) return [];
  const { groups } = JSON.parse(Buffer.from(event.data).toString('utf8')) as {
    groups: ConfiguredGroup[]; // only we write it
  };
  return groups;
}

/** @throws StoreUnavailable */
export async function configure(log: NodeLog, groups: readonly ConfiguredGroup[]): Promise<void> {
  const event = ownEvent(CONFIGURED, JSON.stringify({ version: '1', groups }));
  await log.append(STREAM, [event], 'any');
}
