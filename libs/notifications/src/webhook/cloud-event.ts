import { canonicalJson } from '#event-store';
import type { Notice } from '../notice.js';

/**
 * What a program is told of a fact: that there is one, of which type, about what (CloudEvents 1.0, JSON). Nothing of
 * its content and nobody's id: who wants to know more asks the API, with a token of its own.
 * @param origin of this installation, `https://traccia.ente.example`
 */
export function cloudEventOf(
  { cause, zone, cycleId, about }: Pick<Notice, 'cause' | 'zone' | 'cycleId' | 'about'>,
  origin: string,
): string {
  return canonicalJson({
    specversion: '1.0',
    id: cause.eventId,
    source: `${origin}/api/v1/cycles/${encodeURIComponent(cycleId)}`,
    type: `traccia.${cause.type}`,
    time: cause.recordedAt,
    ...(!isAPerson(about.kind) && { subject: `${about.kind}/${about.id}` }),
    datacontenttype: 'application/json',
    data: { zone, cycleId, position: cause.position },
  });
}

/** What is about a person is told without saying whom. */
function isAPerson(kind: string): boolean {
  return kind === 'person' || kind === 'delegation';
}
