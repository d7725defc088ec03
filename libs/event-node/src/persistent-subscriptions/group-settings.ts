/** How a group of consumers works, as its creator wishes. */
export interface GroupSettings {
  /** Whether consumers get the event that a link points to. */
  readonly resolveLinks: boolean;
  /** Whether the times in which consumers answer are measured. */
  readonly extraStatistics: boolean;
  /** How long a consumer may take before somebody else gets the event. 0: as long as it likes. */
  readonly messageTimeoutMs: number;
  /** How often an event is given again before it is parked. */
  readonly maxRetryCount: number;
  /** Not before so many events are done, and so much time has passed, is a checkpoint written… */
  readonly minCheckpointCount: number;
  readonly checkpointAfterMs: number;
  /** …but always after so many. */
  readonly maxCheckpointCount: number;
  /** 0: as many as come. */
  readonly maxSubscriberCount: number;
  /** Only told: events are read from the log when somebody has room for them. */
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  /** How many events may wait in memory at most. */
  readonly historyBufferSize: number;
  /** Name of the consumer strategy. */
  readonly strategy: string;
}

/** Creating and updating have two message types with the same members; the last is only in the first. */
interface SettingsMessage {
  getResolveLinks(): boolean;
  getExtraStatistics(): boolean;
  hasMessageTimeoutTicks(): boolean;
  getMessageTimeoutTicks(): string;
  getMessageTimeoutMs(): number;
  hasCheckpointAfterTicks(): boolean;
  getCheckpointAfterTicks(): string;
  getCheckpointAfterMs(): number;
  getMaxRetryCount(): number;
  getMinCheckpointCount(): number;
  getMaxCheckpointCount(): number;
  getMaxSubscriberCount(): number;
  getLiveBufferSize(): number;
  getReadBatchSize(): number;
  getHistoryBufferSize(): number;
  getNamedConsumerStrategy(): number;
  getConsumerStrategy?(): string;
}

/** The strategies that clients before 21.10 could name, by number. */
const NUMBERED_STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned'];
const TICKS_PER_MS = 10_000;

export function groupSettings(message: SettingsMessage): GroupSettings {
  const named = message.getConsumerStrategy?.() ?? '';
  const numbered = message.getNamedConsumerStrategy();
  return {
    resolveLinks: message.getResolveLinks(),
    extraStatistics: message.getExtraStatistics(),
    messageTimeoutMs: message.hasMessageTimeoutTicks()
      ? Number(message.getMessageTimeoutTicks()) / TICKS_PER_MS
      : message.getMessageTimeoutMs(),
    maxRetryCount: message.getMaxRetryCount(),
    minCheckpointCount: message.getMinCheckpointCount(),
    checkpointAfterMs: message.hasCheckpointAfterTicks()
      ? Number(message.getCheckpointAfterTicks()) / TICKS_PER_MS
      : message.getCheckpointAfterMs(),
    maxCheckpointCount: message.getMaxCheckpointCount(),
    maxSubscriberCount: message.getMaxSubscriberCount(),
    liveBufferSize: message.getLiveBufferSize(),
    readBatchSize: message.getReadBatchSize(),
    historyBufferSize: message.getHistoryBufferSize(),
    strategy: named === '' ? (NUMBERED_STRATEGIES[numbered] ?? String(numbered)) : named,
  };
}
