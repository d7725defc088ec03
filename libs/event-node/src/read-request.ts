import { invalidArgument } from './failures.js';
import { filterOf } from './event-filter.js';
import type { EventFilter, FilterRule } from './event-filter.js';
import { streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { streamNameOf } from './wire.js';
import type { IdForm } from './wire.js';

/** Where a reader begins. */
export type From = 'start' | 'end' | number;

/** What a client asks to read: one stream or all, once or for ever. */
export interface ReadRequest {
  /** Undefined: the whole log. */
  readonly stream: string | undefined;
  readonly from: From;
  readonly forward: boolean;
  /** How many events at most; undefined for a subscription, which never ends. */
  readonly count: number | undefined;
  readonly resolveLinks: boolean;
  readonly filter: EventFilter | undefined;
  readonly ids: IdForm;
  /** Whether the client wants to know where a stream begins and ends, besides its events. */
  readonly positions: boolean;
}

/** How many events the server looks at between two checkpoints, unless it is told. */
const SEARCH_WINDOW = 32;

/** @throws CallFailed if the request makes no sense */
export function readRequest(message: Streams.ReadReq): ReadRequest {
  const options = message.getOptions();
  if (options === undefined) throw invalidArgument('A read needs options');
  const stream = options.getStream();
  const all = options.getAll();
  if (stream === undefined && all === undefined)
    throw invalidArgument('A read is of a stream or of all');
  const subscribes = options.hasSubscription();
  return {
    stream: stream && streamNameOf(stream.getStreamIdentifier()),
    from: stream ? fromRevision(stream) : fromPosition(all),
    forward:
      subscribes || options.getReadDirection() !== streams.ReadReq.Options.ReadDirection.BACKWARDS,
    count: subscribes ? undefined : Number(options.getCount()),
    resolveLinks: options.getResolveLinks(),
    filter: eventFilter(options.getFilter()),
    ids: options.getUuidOption()?.hasStructured() ? 'numbers' : 'text',
    positions: (options.getControlOption()?.getCompatibility() ?? 0) > 0,
  };
}

function fromRevision(options: Streams.ReadReq.Options.StreamOptions): From {
  if (options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  return Number(options.getRevision());
}

function fromPosition(options: Streams.ReadReq.Options.AllOptions | undefined): From {
  const position = options?.getPosition();
  if (position !== undefined) return Number(position.getCommitPosition());
  return options?.hasEnd() ? 'end' : 'start';
}

interface FilterMessage {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
  getMax(): number;
  hasMax(): boolean;
  getCheckpointintervalmultiplier(): number;
}
interface Expression {
  getRegex(): string;
  getPrefixList(): string[];
}

function eventFilter(message: FilterMessage | undefined): EventFilter | undefined {
  const rule = filterRule(message);
  return rule && filterOf(rule);
}

/**
 * Also for groups of consumers, whose message is another one with the same members.
 * @throws CallFailed if it makes no sense
 */
export function filterRule(message: FilterMessage | undefined): FilterRule | undefined {
  const onStream = message?.getStreamIdentifier();
  const expression = onStream ?? message?.getEventType();
  if (message === undefined || expression === undefined) return undefined;
  const interval = message.getCheckpointintervalmultiplier();
  if (interval === 0) throw invalidArgument('The checkpoint interval must be greater than 0');
  const rule: FilterRule = {
    on: onStream === undefined ? 'type' : 'stream',
    regex: expression.getRegex(),
    prefixes: expression.getPrefixList(),
    checkpointEvery: interval * (message.hasMax() ? message.getMax() : SEARCH_WINDOW),
  };
  try {
    filterOf(rule);
  } catch (error) {
    throw invalidArgument(error instanceof Error ? error.message : 'The filter cannot be read');
  }
  return rule;
}
