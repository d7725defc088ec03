import { invalidArgument } from '../failures.js';
import type { Persistent, Shared } from '../protocol.js';
import { filterRule } from '../read-request.js';
import { streamNameOf } from '../wire.js';
import { ALL } from './group-name.js';
import type { GroupName } from './group-name.js';
import { groupSettings } from './group-settings.js';
import type { WantedGroup } from './groups.js';

/** The largest number of 64 bits: how clients before 21.10 say 'the end'. */
const END_REVISION = '18446744073709551615';

/** The members by which every call but creating and updating names a group. */
interface Naming {
  hasAll(): boolean;
  getStreamIdentifier(): Shared.StreamIdentifier | undefined;
  getGroupName(): string;
}

/** @throws CallFailed if it names no stream */
export function groupName(options: Naming | undefined): GroupName {
  if (options === undefined) throw invalidArgument('The call needs options');
  const stream = options.hasAll() ? ALL : streamNameOf(options.getStreamIdentifier());
  return named(stream, options.getGroupName());
}

/** What a group is to be like. @throws CallFailed if it makes no sense */
export function wantedGroup(message: Persistent.CreateReq | Persistent.UpdateReq): WantedGroup {
  const options = message.getOptions();
  const settings = options?.getSettings();
  if (options === undefined || settings === undefined)
    throw invalidArgument('A group needs options and settings');
  const all = options.getAll();
  const stream = options.getStream();
  // Official clients still write the members of before 21.10 for a group on a stream.
  const identifier = stream?.getStreamIdentifier() ?? options.getStreamIdentifier();
  const name = named(all ? ALL : streamNameOf(identifier), options.getGroupName());
  if (!all && name.stream === ALL) throw invalidArgument('A group on all is asked for as such');
  let startFrom: string;
  if (all) startFrom = fromPosition(all);
  else if (stream) startFrom = fromRevision(stream);
  else startFrom = settings.getRevision() === END_REVISION ? '-1' : settings.getRevision();
  const filter = all && 'getFilter' in all ? filterRule(all.getFilter()) : undefined;
  return { name, startFrom, filter, settings: groupSettings(settings) };
}

function named(stream: string, group: string): GroupName {
  if (stream === '') throw invalidArgument('A group consumes a stream or all');
  return { stream, group };
}

function fromRevision(
  options: Persistent.CreateReq.StreamOptions | Persistent.UpdateReq.StreamOptions,
): string {
  if (options.hasStart()) return '0';
  return options.hasEnd() ? '-1' : options.getRevision();
}

function fromPosition(
  options: Persistent.CreateReq.AllOptions | Persistent.UpdateReq.AllOptions,
): string {
  const position = options.getPosition();
  if (position) return `C:${position.getCommitPosition()}/P:${position.getPreparePosition()}`;
  return options.hasEnd() ? 'C:-1/P:-1' : 'C:0/P:0';
}
