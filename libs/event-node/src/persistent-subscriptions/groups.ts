import { performance } from 'node:perf_hooks';
import type { FilterRule } from '../event-filter.js';
import type { CallFailed } from '../failures.js';
import type { NodeLog } from '../node-log.js';
import { configure, configuredGroups } from './configuration.js';
import type { ConfiguredGroup } from './configuration.js';
import { consumerStrategy } from './strategies.js';
import { Group } from './group.js';
import { consumerDropped, groupDoesNotExist, groupExists, groupFailed } from './group-failures.js';
import { ALL, checkpointStreamOf, keyOf, parkedStreamOf } from './group-name.js';
import type { GroupName } from './group-name.js';
import type { GroupSettings } from './group-settings.js';
import { groupSource } from './group-source.js';

/** What a client asks of a group that is to be, or to change. */
export interface WantedGroup {
  readonly name: GroupName;
  readonly startFrom: string;
  readonly filter?: FilterRule | undefined;
  readonly settings: GroupSettings;
}

const TICK_MS = 1_000;

/** The groups of consumers of a node, one change after the other. */
export class Groups {
  readonly #log: NodeLog;
  readonly #groups = new Map<string, Group>();
  readonly #ticking: NodeJS.Timeout;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(log: NodeLog) {
    this.#log = log;
    this.#load();
    this.#ticking = setInterval(() => {
      for (const group of this.#groups.values()) group.tick();
    }, TICK_MS);
    this.#ticking.unref();
    void this.#listen();
  }

  get all(): readonly Group[] {
    return [...this.#groups.values()];
  }

  /** @throws CallFailed if it does not exist */
  group(name: GroupName): Group {
    const group = this.#groups.get(keyOf(name));
    if (group === undefined) throw groupDoesNotExist(name);
    return group;
  }

  /** @throws CallFailed */
  create(wanted: WantedGroup): Promise<void> {
    return this.#change(async () => {
      const { name } = wanted;
      if (this.#groups.has(keyOf(name))) throw groupExists(name);
      const configured = this.#configured(wanted, wanted.filter);
      await this.#forget(name); // what an earlier one of that name may have left in a crash
      await configure(this.#log, [...this.#configuredGroups(), configured]);
      this.#begin(configured);
    });
  }

  /** Its consumers are dropped; how far it has come and its filter stay. @throws CallFailed */
  update(wanted: WantedGroup): Promise<void> {
    return this.#change(async () => {
      const { name } = wanted;
      const group = this.group(name);
      const configured = this.#configured(wanted, group.configured.filter);
      const others = this.#configuredGroups().filter((other) => keyOf(other.name) !== keyOf(name));
      await configure(this.#log, [...others, configured]);
      await group.close(consumerDropped(name));
      this.#begin(configured);
    });
  }

  /** Its consumers are dropped. @throws CallFailed */
  delete(name: GroupName): Promise<void> {
    return this.#change(async () => {
      const group = this.group(name);
      const others = this.#configuredGroups().filter((other) => keyOf(other.name) !== keyOf(name));
      await configure(this.#log, others);
      this.#groups.delete(keyOf(name));
      await group.close(consumerDropped(name));
      await this.#forget(name);
    });
  }

  /** Every group begins anew from what is written down. */
  restart(): Promise<void> {
    return this.#change(async () => {
      await this.#closeAll();
      this.#load();
    });
  }

  /** Writes down how far everybody has come. */
  async close(): Promise<void> {
    clearInterval(this.#ticking);
    await this.#change(() => this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    const groups = this.all;
    this.#groups.clear();
    await Promise.all(groups.map((group) => group.close(consumerDropped(group.configured.name))));
  }

  #load(): void {
    for (const configured of configuredGroups(this.#log)) this.#begin(configured);
  }

  #begin(configured: ConfiguredGroup): void {
    const group = new Group(this.#log, configured, () => performance.now());
    this.#groups.set(keyOf(configured.name), group);
  }

  #configuredGroups(): readonly ConfiguredGroup[] {
    return this.all.map(({ configured }) => configured);
  }

  /** @throws CallFailed if it cannot work like that */
  #configured(
    { name, startFrom, settings }: WantedGroup,
    filter: FilterRule | undefined,
  ): ConfiguredGroup {
    const refused = this.#refusal(name, startFrom, settings);
    if (refused !== undefined) throw refused;
    const beganAfter = groupSource(this.#log, name.stream, filter).beginsAfter(startFrom);
    return { name, startFrom, beganAfter, settings, ...(filter && { filter }) };
  }

  #refusal(name: GroupName, startFrom: string, settings: GroupSettings): CallFailed | undefined {
    const { readBatchSize, historyBufferSize, strategy } = settings;
    if (readBatchSize >= historyBufferSize)
      return groupFailed(name, 'The read batch size must be less than the history buffer size');
    if (consumerStrategy(strategy) === undefined)
      return groupFailed(name, `Consumer strategy ${strategy} does not exist`);
    const [, commit, prepare] = /^C:(\d+)\/P:(\d+)$/u.exec(startFrom) ?? [];
    if (name.stream !== ALL || commit === undefined) return undefined;
    if (BigInt(prepare ?? 0) > BigInt(commit))
      return groupFailed(name, 'The commit position must be at or after the prepare position');
    return BigInt(commit) > BigInt(this.#log.end())
      ? groupFailed(name, `The start position ${startFrom} is beyond the end of the log`)
      : undefined;
  }

  /** Deletes what a group has written about itself; what it never wrote is no failure. */
  async #forget(name: GroupName): Promise<void> {
    await this.#log.delete(checkpointStreamOf(name), 'any');
    await this.#log.delete(parkedStreamOf(name), 'any');
  }

  #change<Result>(change: () => Promise<Result>): Promise<Result> {
    const result = this.#lastChange.then(change);
    this.#lastChange = result.catch(() => undefined); // whoever asked is told
    return result;
  }

  async #listen(): Promise<void> {
    const { bell } = this.#log;
    while (!bell.silenced) {
      const { rings } = bell;
      for (const group of this.#groups.values()) group.news();
      await bell.rung(rings, undefined);
    }
  }
}
