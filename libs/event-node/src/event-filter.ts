import type { NodeEvent } from './node-event.js';

/** Which events of the whole log a reader wants: by the name of their stream or by their type. */
export interface EventFilter {
  readonly on: 'stream' | 'type';
  readonly wants: (name: string) => boolean;
  /** How many events are looked at between two checkpoints at most. */
  readonly checkpointEvery: number;
}

/** What a client asks of names: that they match an expression, or begin with one of some texts. */
interface NameRule {
  readonly regex: string;
  readonly prefixes: readonly string[];
}

/** A filter as it can be written down. */
export interface FilterRule extends NameRule {
  readonly on: 'stream' | 'type';
  readonly checkpointEvery: number;
}

/** @throws SyntaxError for an expression that is none */
export function filterOf(rule: FilterRule): EventFilter {
  return { on: rule.on, wants: nameTest(rule), checkpointEvery: rule.checkpointEvery };
}

/** @throws SyntaxError for an expression that is none */
function nameTest({ regex, prefixes }: NameRule): (name: string) => boolean {
  if (regex !== '') {
    const expression = new RegExp(regex);
    return (name) => expression.test(name);
  }
  return (name) => prefixes.some((prefix) => name.startsWith(prefix));
}

export function isWanted(event: NodeEvent, filter: EventFilter | undefined): boolean {
  if (isHidden(event)) return false;
  if (filter === undefined) return true;
  return filter.wants(filter.on === 'stream' ? event.stream : event.type);
}

const OF_A_GROUP_ON_ALL = /^\$persistentsubscription-\$all::.*-(?:checkpoint|parked)$/u;

/** What a group of consumers of the whole log writes about itself would make it consume for ever. */
export function isHidden({ stream }: NodeEvent): boolean {
  return stream.startsWith('$persistentsubscription-$all::') && OF_A_GROUP_ON_ALL.test(stream);
}
