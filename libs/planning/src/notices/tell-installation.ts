import type { RecordedEvent } from '#event-store';
import { addNotice, noticeIdOf, type About, type NoticeRule } from '#notifications';
import { whoIsIn } from './audiences.js';
import type { Scene } from './notice-scene.js';
import { officeDaysIn } from './office-days-in.js';

/** A fact that belongs to no definition, and the zone in which it is told. */
interface Happening {
  readonly scene: Scene;
  readonly event: RecordedEvent;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly about: About;
  /** What is told under the same is told once; the fact, unless said. */
  readonly once?: string;
}

/** Tells of a fact by a rule of the installation. Who is in two audiences is told by the first. */
export function tellInstallation(
  rule: NoticeRule,
  { scene, event, recordedAt, about, once = event.id }: Happening,
): void {
  const { database, zone, cycleId } = scene;
  const { id: eventId, type, position } = event;
  for (const audience of rule.told) {
    for (const { recipientId } of whoIsIn(audience, scene)) {
      addNotice(database, {
        // With the zone, since one fact may be told in several.
        noticeId: noticeIdOf(once, rule.ruleId, `${zone} ${recipientId}`),
        ...{ zone, recipientId, ruleId: rule.ruleId, audience, cycleId, about, rule },
        shownMs: Date.parse(recordedAt),
        channels: rule.channels.filter((channel) => channel === 'email'),
        ...{ commandId: eventId, isInInbox: true },
        calendar: () => officeDaysIn(database, zone),
        cause: { eventId, type, position, recordedAt },
      });
    }
  }
}
