import type { Journey } from '../journey.fixture.js';
import { onScheda, preparing, submitted, unitOf } from '../personas/plans.fixture.js';
import { programmeOfYear } from '../programme.fixture.js';
import { UNIT, type TestServer } from '../server.fixture.js';

/** What somebody asked to have hidden: it is on no page any more. */
export const HIDDEN_TEXT = 'Assistenza alla signora del terzo piano';

/** A year with something in it that auditors look for. */
export interface AuditedYear {
  readonly journey: Journey;
  /** `/cicli/livornese-poa-annuale-2024/storico` */
  readonly address: string;
  /** The revision at which the first scheda was submitted, and the one of the fact whose text was hidden. */
  readonly submittedAt: number;
  readonly hiddenAt: number;
  /** The seal of the ledger as an auditor took it home then. */
  readonly seal: string;
}

const sealOf = async (server: TestServer): Promise<string> =>
  (await fetch(`${server.url}/api/v1/ledger/checkpoint`)).text();

/** A cycle in preparation: a scheda submitted and returned, one whose text was hidden, nine days of nothing. */
export async function auditedYear(server: TestServer): Promise<AuditedYear> {
  const journey = programmeOfYear(server, 2024);
  await preparing(journey);
  const unit = unitOf(server, UNIT);
  await submitted(journey, { schedaId: 'S-1', unit, title: 'Assistenza <domiciliare>' });
  const submittedAt = journey.revision;
  const seal = await sealOf(server);
  server.clock.pass({ days: 9 });
  const office = server.as('UPo');
  await onScheda(journey, office, 'take-scheda-in-charge', 'S-1');
  await onScheda(journey, office, 'return-scheda', 'S-1', {
    reasons: ['NO_INDICATOR'],
    text: 'Manca il valore atteso',
    due: server.clock.day(3),
  });
  await onScheda(journey, unit.head, 'revise-scheda', 'S-1', {
    changes: { description: 'Servizio a casa delle persone anziane, tutti i giorni' },
  });
  const minors = unitOf(server, 'minori');
  const content = { description: HIDDEN_TEXT };
  await submitted(journey, { schedaId: 'S-2', unit: minors, title: 'Nidi', content });
  const hiddenAt = journey.revision - 1;
  const { body } = await server
    .as('AUD')
    .get<{ readonly items: readonly { readonly id: string; readonly revision: number }[] }>(
      journey.path(`/facts?from=${hiddenAt}&limit=1`),
    );
  await journey.perform('DIR', 'redact-text', {
    ...{ eventId: body.items[0]?.id, where: 'data', pointer: '/changes/description' },
    ...{ reason: 'Chiesto da chi vi è nominato', legalBasis: 'GDPR art. 17' },
  });
  const address = `/cicli/${journey.cycleId}/storico`;
  return { journey, address, submittedAt, hiddenAt, seal };
}
