import { recorded, type Client } from '../client.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { UNIT, type TestServer } from '../server.fixture.js';
import { completeContent } from '../ways/to-approval.wishes.fixture.js';

/** A cycle in which two units have written and the office has begun to check. */
export interface SchedeAtWork {
  readonly journey: Journey;
  /** `/cicli/livornese-poa-annuale-2024` */
  readonly address: string;
  readonly head: Client;
  readonly otherHead: Client;
  readonly coordinator: Client;
  readonly officer: Client;
}

const indicators = [{ name: 'Nuclei seguiti', unit: 'nuclei', target: '40', source: 'Cartella' }];

/**
 * S-1 was returned once and is submitted again, S-2 is taken in charge, S-3 is submitted, S-4 nobody has begun, S-5 is
 * being drafted: both are late. The title of S-3 is written as no page and no spreadsheet may run it.
 */
export async function schedeAtWork(server: TestServer): Promise<SchedeAtWork> {
  const journey = programmeOfYear(server, 2024);
  await preparing(journey);
  await journey.perform('UPc', 'set-deadline', {
    ...{ kind: 'SCHEDE_SUBMITTED', basis: 'OFFICE', due: server.clock.day(1) },
  });
  const [own, other] = [unitOf(server, UNIT), unitOf(server, 'minori')];
  const [coordinator, officer] = [server.as('UPc'), server.as('UPo')];
  await submitted(journey, {
    ...{ schedaId: 'S-1', unit: own, title: 'Povertà estrema' },
    content: {
      description: 'Rafforzare il servizio di strada entro il 31/12/2024 con 40 nuclei.',
      ...{ indicators, noIndicatorReason: undefined },
      resources: [{ source: 'AUSL', fund: 'FNPS', amount: '1461245.92' }],
    },
  });
  await onScheda(journey, officer, 'take-scheda-in-charge', 'S-1');
  await onScheda(journey, officer, 'return-scheda', 'S-1', {
    ...{ reasons: ['NO_INDICATOR'], text: 'Il valore atteso non torna' },
    due: server.clock.day(3),
  });
  await onScheda(journey, own.head, 'revise-scheda', 'S-1', {
    changes: {
      description:
        'Rafforzare e potenziare il servizio di strada entro il 30/11/2024 con 48 nuclei.',
      indicators: [{ ...indicators[0], target: '48' }],
    },
    reason: 'Come chiesto dall’ufficio',
  });
  await onScheda(journey, own.head, 'submit-scheda', 'S-1');
  await submitted(journey, {
    ...{ schedaId: 'S-2', unit: other, title: 'Nidi d’infanzia' },
    content: { sector: 'SOCIO_ASSISTENZIALE', pnrr: true },
  });
  await onScheda(journey, officer, 'take-scheda-in-charge', 'S-2');
  await submitted(journey, { schedaId: 'S-3', unit: own, title: '=Casa <b>rifugio</b>' });
  const programmeId = journey.last('TreeImported').programmes[0]?.programmeId ?? '';
  for (const [schedaId, title] of [
    ['S-4', 'Dopo di noi'],
    ['S-5', 'Trasporto sociale'],
  ] as const) {
    await journey.perform('UPc', 'assign-scheda', {
      ...{ schedaId, programmeId, unitId: UNIT, title },
      personId: own.head.person.personId,
    });
  }
  await onScheda(journey, own.head, 'revise-scheda', 'S-5', {
    changes: { description: 'Mezzi attrezzati' },
  });
  // What was to be submitted by tomorrow is late.
  server.clock.pass({ days: 2 });
  return {
    ...{ journey, coordinator, officer, head: own.head, otherHead: other.head },
    address: `/cicli/${journey.cycleId}`,
  };
}

/**
 * Somebody does something where pages have written, too: of what was written there the journey knows nothing.
 * @param wish with `schedaId` where it is about a scheda, which they have just read
 */
export async function does(
  { journey: { cycleId } }: SchedeAtWork,
  client: Client,
  verb: string,
  wish: { readonly schedaId?: string; readonly [field: string]: unknown },
): Promise<void> {
  const { schedaId } = wish;
  const moved =
    schedaId === undefined ? undefined : await movedAt(client, `${cycleId}/schede/${schedaId}`);
  recorded(await client.perform(cycleId, verb, wish, { ifMatch: moved }));
}

/** What somebody who has just read a scheda has seen of it; undefined where it is not there yet. */
async function movedAt(client: Client, scheda: string): Promise<number | undefined> {
  const { body } = await client.get<{ readonly moved?: { readonly revision: number } }>(
    `/api/v1/cycles/${scheda}`,
  );
  return body.moved?.revision;
}

/** One more scheda that its unit has submitted. */
export async function waitingScheda(
  work: SchedeAtWork,
  schedaId: string,
  title: string,
): Promise<void> {
  const { journey, coordinator, head } = work;
  const programmeId = journey.last('TreeImported').programmes[0]?.programmeId ?? '';
  await does(work, coordinator, 'assign-scheda', {
    ...{ schedaId, programmeId, unitId: UNIT, title, personId: head.person.personId },
  });
  await does(work, head, 'revise-scheda', { schedaId, changes: completeContent });
  await does(work, head, 'submit-scheda', { schedaId });
}
