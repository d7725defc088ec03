import { reach } from '../drivers.fixture.js';
import type { Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { UNIT, type TestServer } from '../server.fixture.js';
import { completeContent } from '../ways/to-approval.wishes.fixture.js';

/** A tree of the size of the zone's: 5 objectives, 21 programmes. */
export const tree = {
  objectives: Array.from({ length: 5 }, (_, index) => ({
    objectiveId: `O${index + 1}`,
    name: `Obiettivo ${index + 1}`,
  })),
  programmes: Array.from({ length: 21 }, (_, index) => ({
    programmeId: `P${String(index + 1).padStart(2, '0')}`,
    name: `Programma ${index + 1}`,
    objectiveIds: [`O${(index % 5) + 1}`],
  })),
  source: { file: 'poa-2024.md', lines: [1, 40] },
};

/** A unit of the zone with its head. */
export interface Unit {
  readonly unitId: string;
  readonly head: Client;
}

/** The unit of a name with a head of its own; the usual one keeps its usual head. */
export function unitOf(server: TestServer, unitId: string): Unit {
  if (unitId === UNIT) return { unitId, head: server.as('UH') };
  return { unitId, head: server.admit({ role: 'UH', personId: `capo-${unitId}`, unitId }) };
}

/** A scheda and what its unit writes in it, besides what every scheda needs. */
export interface Written {
  readonly schedaId: string;
  readonly unit: Unit;
  readonly title?: string;
  readonly programmeId?: string;
  readonly content?: object;
}

/** On to where schede are given out and written. */
export const preparing = (journey: Journey): Promise<void> =>
  reach(journey, (root) => root.matches('preparation'));

/** A command about a scheda by somebody who has just read it. */
export async function onScheda(
  journey: Journey,
  client: Client,
  verb: string,
  schedaId: string,
  more: object = {},
): Promise<void> {
  const ifMatch = journey.movedAt(schedaId);
  await journey.perform(client, verb, { schedaId, ...more }, { ifMatch });
}

/** The office gives a scheda out and its unit writes and submits it. */
export async function submitted(journey: Journey, scheda: Written): Promise<void> {
  const { schedaId, unit, title = 'Assistenza domiciliare', content } = scheda;
  const { programmeId = firstProgramme(journey) } = scheda;
  await journey.perform('UPc', 'assign-scheda', {
    ...{ schedaId, programmeId, unitId: unit.unitId, title },
    personId: unit.head.person.personId,
  });
  const changes = { ...completeContent, ...content };
  await onScheda(journey, unit.head, 'revise-scheda', schedaId, { changes });
  await onScheda(journey, unit.head, 'submit-scheda', schedaId);
}

/** And the office checks it. */
export async function checked(journey: Journey, scheda: Written): Promise<void> {
  await submitted(journey, scheda);
  const office = journey.somebody('UPo');
  await onScheda(journey, office, 'take-scheda-in-charge', scheda.schedaId);
  await onScheda(journey, office, 'check-scheda', scheda.schedaId);
}

/** The unit reports that it was done and whether it goes on, and the office accepts. */
export async function reported(
  journey: Journey,
  { schedaId, unit }: Pick<Written, 'schedaId' | 'unit'>,
  whyNot?: string,
): Promise<void> {
  const report = { status: 'COMPLETED', doneText: 'Fatto come previsto', measured: [] };
  await onScheda(journey, unit.head, 'report-scheda', schedaId, {
    ...report,
    ...(whyNot === undefined ? { rePropose: true } : { rePropose: false, reProposeReason: whyNot }),
  });
  await onScheda(journey, journey.somebody('UPo'), 'accept-report', schedaId);
}

function firstProgramme(journey: Journey): string {
  return journey.last('TreeImported').programmes[0]?.programmeId ?? '';
}
