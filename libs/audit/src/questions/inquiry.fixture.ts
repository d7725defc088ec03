import type { RecordedEvent } from '#event-store';
import {
  definitions,
  idFrom,
  organisationOf,
  sha256,
  streamOf,
  type LifeData,
  type PlanningFact,
} from '#planning';
import { Workflows } from '#workflow';
import { Inquiry, type Given } from './inquiry.js';

const CYCLE = 'livornese-poa-annuale-2024';
export const REGISTER = organisationOf('livornese');

const workflows = new Workflows<LifeData>(definitions, sha256);

/** What is said around a fact in a test. */
export interface SaidAround {
  readonly in?: string;
  readonly by?: string;
  readonly role?: string;
  readonly onBehalfOf?: string;
  readonly delegationId?: string;
  readonly on?: string;
  readonly recordedAt?: string;
  readonly revision?: number;
}

/** A fact with what stands around it; the rest is as usual. */
export type Said = PlanningFact & { readonly around?: SaidAround };

/** An inquiry into facts that nobody checked: also into what no pipeline would have let happen. */
export function inquiryInto(said: readonly Said[], given: Partial<Given> = {}): Inquiry {
  const revisions = new Map<string, number>();
  const events = said.map(({ type, data, around = {} }, index): RecordedEvent => {
    const { in: cycleId = CYCLE, by = 'anna', role = 'UPo', on = '2024-03-01' } = around;
    const revision = around.revision ?? (revisions.get(cycleId) ?? -1) + 1;
    revisions.set(cycleId, revision);
    const { onBehalfOf, delegationId } = around;
    const recordedAt = around.recordedAt ?? `${on}T09:00:00.${String(index).padStart(3, '0')}Z`;
    return {
      ...{ position: index + 1, stream: streamOf(cycleId), revision, type },
      id: idFrom(`${cycleId} ${index}`, 'event'),
      // Facts are plain JSON.
      data: JSON.parse(JSON.stringify(data)) as RecordedEvent['data'],
      metadata: {
        actor: {
          ...{ personId: by, role, authMethod: 'password' },
          ...(onBehalfOf !== undefined && { onBehalfOf }),
          ...(delegationId !== undefined && { delegationId }),
        },
        ...{ occurredOn: on, recordedAt, rule: `test/${role}` },
        definition: { id: 'poa-annuale', version: 1 },
      },
      createdMs: Date.parse(recordedAt),
    };
  });
  const ids = new Set([CYCLE, ...revisions.keys()]);
  const lives = new Map(
    [...ids].map((id) => [id, events.filter(({ stream }) => stream === streamOf(id))]),
  );
  return new Inquiry({
    ...{ cycleId: CYCLE, zone: 'livornese', atMs: Date.parse('2024-12-31T12:00:00Z'), lives },
    recorded: lives.get(CYCLE) ?? [],
    workflows,
    then: { programmes: [], zoneRegister: undefined },
    ...{ refusals: [], replays: true },
    ...given,
  });
}
