import { join } from 'node:path';
import { AuditFactsProjection, factsMatching, type FactsFilter } from '#audit';
import { SqliteEventStore, type NewEvent } from '#event-store';
import { idFrom, streamOf } from '#planning';
import { Projections, type Projector } from '#projections';
import { ZONE } from './district.js';
import { Progress } from './progress.js';
import type { Sizes } from './sizes.js';
import { percentile } from './statistics.js';
import { atLeast, atMost, type Line } from './table.js';
import type { Workspace } from './workspace.js';

const BATCH = 500;
const PAGE = 50;
/** Questions of each kind: the slowest but one of a hundred is their p99. */
const ASKED = 200;
const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse('2016-01-04T08:00:00Z');

/**
 * An office over ten years: ten cycles, sixty persons, a thousand and more schede, most facts by few of them, some
 * on behalf of somebody, one in four with a reason, few by an act. The log is made up, the index is built from it as
 * from any other, while somebody goes on asking.
 */
export async function measureAudit(workspace: Workspace, sizes: Sizes): Promise<Line[]> {
  const folder = workspace.folder('audit');
  const facts = sizes.logFacts;
  const store = SqliteEventStore.open({ file: join(folder, 'log.db') });
  const projections = new Projections(store, join(folder, 'views'));
  try {
    await Progress.during(`Writing ${facts} facts`, facts, async (step) => {
      for (let written = 0; written < facts; written += BATCH) {
        await append(store, written, facts);
        step(written);
      }
    });
    const startMs = performance.now();
    projections.start([new AuditFactsProjection()]);
    const index = projections.of(AuditFactsProjection);
    let readers = 0;
    const reading = setInterval(() => {
      ask(index, { zone: ZONE, type: typeAt(readers++) });
    }, 20);
    await index.ready();
    clearInterval(reading);
    const builtMs = performance.now() - startMs;
    return [
      atLeast({
        what: `audit index built over ${facts} facts, while ${readers} asked`,
        value: (facts / builtMs) * 1_000,
        unit: 'facts/s',
        target: 40_000,
      }),
      ...questions(facts).map(([what, filterAt]) =>
        atMost({
          what: `audit: by ${what}, p99`,
          value: percentile(
            Array.from({ length: ASKED }, (_none, turn) => {
              const filter = { zone: ZONE, ...filterAt(turn * 7919) };
              const before = performance.now();
              ask(index, filter, turn % 2 === 0);
              return performance.now() - before;
            }),
            99,
          ),
          unit: 'ms',
          target: 5,
        }),
      ),
    ];
  } finally {
    await projections.stop();
    await store.close();
  }
}

function ask(index: Projector, filter: FactsFilter, isOldestFirst = false): number {
  const order = isOldestFirst ? 'oldest-first' : 'newest-first';
  return index.read((rows) => factsMatching(rows, filter, { order, limit: PAGE })).length;
}

const types = [
  ...['SchedaRevised', 'SchedaRevised', 'SchedaRevised', 'SchedaRevised', 'SchedaSubmitted'],
  ...['SchedaChecked', 'SchedaReturned', 'ProgressRecorded', 'ReminderSent', 'DeadlineExtended'],
  ...['MeetingHeld', 'ContributionReceived', 'QuestionRaised', 'DeliberationRecorded'],
] as const;
const reasons = [
  ...['Proroga chiesta dal comune', "Manca l'indicatore di risultato", 'Assenza per ferie'],
  ...['La scheda è stata sostituita', 'Attività non più finanziata', 'Correzione di un refuso'],
];
const CYCLES = 10;
const PERSONS = 60;
const UNITS = 30;
const SCHEDE = 1_300;

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;
/** Scattered, and the same each time. */
const scattered = (seed: number): number => Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 0;
const typeAt = (n: number): string => at(types, scattered(n));
/** Few persons do most. */
const personAt = (n: number): string => {
  const any = scattered(n + 1);
  return `persona-${any % 3 === 0 ? any % 5 : any % PERSONS}`;
};
const unitAt = (n: number): string => `unita-${scattered(n + 2) % UNITS}`;
const cycleAt = (n: number, facts: number): string =>
  `${ZONE}-poa-annuale-${2016 + Math.floor((n / facts) * CYCLES)}`;
const schedaAt = (n: number): string => `scheda-${scattered(n + 3) % SCHEDE}`;
const dayAt = (n: number, facts: number): string =>
  new Date(FIRST_MS + Math.floor((n / facts) * 3_650) * DAY_MS).toISOString().slice(0, 10);

async function append(store: SqliteEventStore, from: number, facts: number): Promise<void> {
  const events = Array.from({ length: Math.min(BATCH, facts - from) }, (_none, index) =>
    eventAt(from + index, facts),
  );
  await store.append(streamOf(cycleAt(from, facts)), events, 'any');
}

function eventAt(n: number, facts: number): NewEvent {
  const chance = scattered(n + 4);
  const type = typeAt(n);
  const recordedMs = FIRST_MS + Math.floor((n / facts) * 3_650 * DAY_MS);
  return {
    id: idFrom(String(n), 'audit'),
    type,
    data: {
      ...(type.startsWith('Scheda') && { schedaId: schedaAt(n), version: (chance % 9) + 1 }),
      ...(chance % 50 === 0 && { act: `Determina n. ${chance % 900}/${2016 + (chance % 10)}` }),
      text: 'Descrizione delle attività previste per il secondo semestre',
    },
    metadata: {
      actor: {
        personId: personAt(n),
        role: 'UH',
        unitId: unitAt(n),
        authMethod: 'password',
        ...(chance % 40 === 0 && { onBehalfOf: personAt(n + 5), delegationId: 'ferie' }),
      },
      occurredOn: dayAt(Math.max(0, n - (chance % 400)), facts),
      recordedAt: new Date(recordedMs).toISOString(),
      commandId: idFrom(String(n), 'command'),
      commandDigest: '0'.repeat(64),
      rule: `${type === 'SchedaRevised' ? 'revise-scheda' : 'altro'}/UH/own-unit`,
      definition: { id: 'poa-annuale', version: 1 },
      schemaVersion: 1,
      ...(chance % 4 === 0 && { reason: `${at(reasons, chance >>> 3)} ${chance % 5_000}` }),
    },
  };
}

/** Each single filter, and the pairs that auditors ask for. */
function questions(
  facts: number,
): readonly (readonly [string, (n: number) => Omit<FactsFilter, 'zone'>])[] {
  const period = (n: number, days: number) => {
    const from = dayAt(scattered(n) % facts, facts);
    const to = new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
    return { from, to };
  };
  const occurred = (n: number) => {
    const { from, to } = period(n, 30);
    return { occurredFrom: from, occurredTo: to };
  };
  const actor = (n: number) => ({ actor: personAt(n) });
  const type = (n: number) => ({ type: typeAt(n) });
  const scheda = (n: number) => ({ scheda: schedaAt(n) });
  const stream = (n: number) => ({ stream: streamOf(cycleAt(scattered(n) % facts, facts)) });
  const unit = (n: number) => ({ unit: unitAt(n) });
  const reason = (n: number) => ({ reason: at(['proroga', 'indicator', 'ferie', 'è'], n) });
  return [
    ['nothing but the zone', () => ({})],
    ['actor', actor],
    ['on behalf of', (n) => ({ onBehalfOf: personAt(n) })],
    ['type', type],
    ['verb', () => ({ verb: 'revise-scheda' })],
    ['scheda', scheda],
    ['unit', unit],
    ['cycle', stream],
    ['days of recording', (n) => period(n, 30)],
    ['days of happening', occurred],
    ['words of a reason', reason],
    ['act', (n) => ({ act: `${scattered(n) % 900}/2019` })],
    ['actor and type', (n) => ({ ...actor(n), ...type(n + 1) })],
    ['actor and days of recording', (n) => ({ ...actor(n), ...period(n, 30) })],
    ['actor and days of happening', (n) => ({ ...actor(n), ...occurred(n) })],
    ['actor and cycle', (n) => ({ ...actor(n), ...stream(n + 1) })],
    ['actor and verb', (n) => ({ ...actor(n), verb: 'revise-scheda' })],
    ['actor and words of a reason', (n) => ({ ...actor(n), ...reason(n) })],
    ['type and days of recording', (n) => ({ ...type(n), ...period(n, 30) })],
    ['type and cycle', (n) => ({ ...type(n), ...stream(n + 1) })],
    ['type and unit', (n) => ({ ...type(n), ...unit(n + 1) })],
    ['scheda and type', (n) => ({ ...scheda(n), ...type(n + 1) })],
    ['cycle and words of a reason', (n) => ({ ...stream(n), ...reason(n) })],
    ['on behalf of and type', (n) => ({ onBehalfOf: personAt(n), ...type(n + 1) })],
  ];
}
