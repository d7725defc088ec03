import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type JsonObject, type NewEvent } from '#event-store';
import {
  definitions,
  Lives,
  sha256,
  Snapshots,
  streamOf,
  type LifeData,
  type PlanningFact,
} from '#planning';
import { Workflows } from '#workflow';
import { fontsOfDocuments } from '../../../test/document-fonts.fixture.js';
import { exported, type ExportFormatName, type ExportRequest, type ExportSource } from './index.js';
import { exportedFacts } from './exported-facts.js';
import type { ExportedFact } from './exported-fact.js';

const histories = join(import.meta.dirname, '../../../test/histories');

/** The facts of a recorded history: `demo/livornese-poa-annuale-2024`. */
export function recordedFacts(name: string): readonly NewEvent[] {
  const lines = readFileSync(join(histories, `${name}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const { id, type, data, metadata } = JSON.parse(line) as NewEvent;
    return { id, type, data, metadata };
  });
}

export const CYCLE = 'livornese-poa-annuale-2024';
export const NEXT = 'livornese-poa-annuale-2025';
export const ORGANISATION = 'livornese-organizzazione';

/** A log of real files to export from. */
export class ExportedLog {
  readonly #folder = mkdtempSync(join(tmpdir(), 'exports-'));
  readonly #store = SqliteEventStore.open({ file: join(this.#folder, 'log.db') });
  readonly #snapshots = new Snapshots(join(this.#folder, 'snapshots.db'));
  readonly source: ExportSource;

  constructor(more: Partial<ExportSource> = {}) {
    const workflows = new Workflows<LifeData>(definitions, sha256);
    const lives = new Lives(this.#store, workflows, this.#snapshots);
    const origin = 'https://traccia.example.org';
    this.source = {
      store: this.#store,
      workflows,
      lives,
      origin,
      leafOf: () => undefined,
      documentFonts: fontsOfDocuments,
      ...more,
    };
  }

  /** Three lives that the demonstration recorded. */
  static async ofTheDemonstration(more: Partial<ExportSource> = {}): Promise<ExportedLog> {
    const log = new ExportedLog(more);
    for (const cycleId of [ORGANISATION, CYCLE, NEXT]) {
      await log.append(cycleId, recordedFacts(`demo/${cycleId}`));
    }
    return log;
  }

  /** Appends facts, a hundred at a time. */
  async append(cycleId: string, facts: readonly NewEvent[]): Promise<void> {
    for (let from = 0; from < facts.length; from += 100) {
      await this.#store.append(streamOf(cycleId), facts.slice(from, from + 100), 'any');
    }
  }

  /** The whole export. */
  async export(name: ExportFormatName, request: ExportRequest): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of exported(this.source, name, request)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Each fact as exports tell it, taken down with what the life says just then. */
  async told<Taken>(request: ExportRequest, take: (fact: ExportedFact) => Taken): Promise<Taken[]> {
    const all: Taken[] = [];
    for await (const fact of exportedFacts(this.source, request)) all.push(take(fact));
    return all;
  }

  async end(): Promise<void> {
    this.#snapshots.close();
    await this.#store.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** A fact ready to be appended after others of the demonstration: `revision` makes its id and its instant. */
export function anotherFact(fact: PlanningFact, revision: number, more: JsonObject = {}): NewEvent {
  return {
    id: `00000000-0000-4000-9000-${String(revision).padStart(12, '0')}`,
    type: fact.type,
    data: fact.data as unknown as JsonObject,
    metadata: {
      actor: { personId: 'operatore', role: 'UPo', authMethod: 'passkey' },
      occurredOn: '2025-03-20',
      recordedAt: new Date(Date.UTC(2030, 0, 1, 0, 0, 0, revision)).toISOString(),
      commandId: `00000000-0000-4000-a000-${String(revision).padStart(12, '0')}`,
      commandDigest: '0'.repeat(64),
      rule: 'test',
      definition: { id: 'poa-annuale', version: 1 },
      schemaVersion: 1,
      ...more,
    },
  };
}

/** A value of a fact as text. */
export function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`${JSON.stringify(value)} is no text`);
}
