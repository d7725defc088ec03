import { performance } from 'node:perf_hooks';
import { persistent } from '../protocol.js';
import type { Persistent } from '../protocol.js';
import type { Consumer } from './consumer.js';
import type { Group } from './group.js';

/** How a group is set up and how it stands. */
export function groupInfo(group: Group): Persistent.SubscriptionInfo {
  const { configured, consumers, standing } = group;
  const { name, settings, startFrom } = configured;
  const info = new persistent.SubscriptionInfo();
  info.setEventSource(name.stream);
  info.setGroupName(name.group);
  info.setStatus(standing.caughtUp ? 'Live' : 'Behind');
  info.setStartFrom(startFrom);
  info.setResolveLinkTos(settings.resolveLinks);
  info.setExtraStatistics(settings.extraStatistics);
  info.setMessageTimeoutMilliseconds(settings.messageTimeoutMs);
  info.setMaxRetryCount(settings.maxRetryCount);
  info.setMinCheckPointCount(settings.minCheckpointCount);
  info.setMaxCheckPointCount(settings.maxCheckpointCount);
  info.setCheckPointAfterMilliseconds(settings.checkpointAfterMs);
  info.setMaxSubscriberCount(settings.maxSubscriberCount);
  info.setLiveBufferSize(settings.liveBufferSize);
  info.setReadBatchSize(settings.readBatchSize);
  info.setBufferSize(settings.historyBufferSize);
  info.setNamedConsumerStrategy(settings.strategy);
  info.setLastCheckpointedEventPosition(standing.checkpoint ?? '');
  info.setLastKnownEventPosition(standing.lastKnown ?? '');
  info.setTotalItems(String(standing.rate.total));
  info.setCountSinceLastMeasurement(String(standing.rate.sinceLast));
  info.setAveragePerSecond(standing.rate.perSecond);
  info.setReadBufferCount(standing.waiting);
  info.setLiveBufferCount('0');
  info.setRetryBufferCount(standing.again);
  info.setTotalInFlightMessages(standing.inFlight);
  info.setOutstandingMessagesCount(standing.inFlight);
  info.setParkedMessageCount(String(standing.parked));
  return info.setConnectionsList(
    [...consumers].map((consumer) => connection(consumer, settings.extraStatistics)),
  );
}

function connection(
  consumer: Consumer,
  withMeasures: boolean,
): Persistent.SubscriptionInfo.ConnectionInfo {
  const { caller, slots, inFlight } = consumer;
  const rate = consumer.rate(performance.now());
  const info = new persistent.SubscriptionInfo.ConnectionInfo();
  info.setFrom(caller.from);
  info.setUsername(caller.username);
  info.setConnectionName(caller.connectionName);
  info.setTotalItems(String(rate.total));
  info.setCountSinceLastMeasurement(String(rate.sinceLast));
  info.setAverageItemsPerSecond(rate.perSecond);
  info.setInFlightMessages(inFlight.size);
  info.setAvailableSlots(slots - inFlight.size);
  for (const [name, valueMs] of withMeasures ? consumer.answerTimes.measures() : []) {
    const measurement = new persistent.SubscriptionInfo.Measurement();
    measurement.setKey(name);
    measurement.setValue(String(valueMs));
    info.addObservedMeasurements(measurement);
  }
  return info;
}
