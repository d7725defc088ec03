import type { DatabaseSync } from 'node:sqlite';
import { ACCESS, zoneOfAccesses, type AccessEnvelope, type AccessFact } from '#access-log';
import { romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import { isAbout, type NoticeRule } from '#notifications';
import { organisationOf } from '../organisation/organisation.js';
import { organisationIn } from '../organisation/organisation.table.js';
import { statement } from '../read-side/statement.js';
import { accessNotices } from './access.notices.js';
import type { Scene } from './notice-scene.js';
import { tellInstallation } from './tell-installation.js';

/** Tells of an access those whom the rules mean, as their zone is then; false for a fact of something else. */
export function tellOfAccess(event: RecordedEvent, database: DatabaseSync): boolean {
  if (!event.stream.startsWith(`${ACCESS}-`)) return false;
  for (const rule of accessNotices) {
    if (!isAbout(rule, event)) continue;
    for (const zone of zonesToTell(zoneOfAccesses(event.stream), database)) {
      tellZone(zone, rule, event, database);
    }
  }
  return true;
}

/** The zone it is of. Of what is of none, or of one that nobody works in, every zone is told rather than nobody. */
function zonesToTell(zone: string | undefined, database: DatabaseSync): readonly string[] {
  const zones = everyZone(database)
    .all()
    .map((row) => row['zone'] as string);
  return zone !== undefined && zones.includes(zone) ? [zone] : zones;
}

function tellZone(
  zone: string,
  rule: NoticeRule,
  event: RecordedEvent,
  database: DatabaseSync,
): void {
  const { id: eventId, type } = event;
  // Written by AccessLog, and by nothing else.
  const { actor, recordedAt } = event.metadata as unknown as AccessEnvelope;
  const fact = { type, data: event.data } as unknown as AccessFact;
  const cycleId = organisationOf(zone);
  const day = romeDay(Date.parse(recordedAt));
  const organisation = organisationIn(database, zone, day);
  const scene: Scene = { database, cycleId, zone, eventId, day, organisation, fact, actor };
  tellInstallation(rule, { scene, event, recordedAt, about: { kind: 'access', id: eventId } });
}

const everyZone = statement('SELECT DISTINCT zone FROM told_life ORDER BY zone');
