import { globSync } from 'node:fs';
import { join } from 'node:path';
import { recordedFacts } from '../exports.fixture.js';
import { kindOfField, kindOfOddField, namesNoObject } from './object-kinds.js';
import { objectsOf } from './named-objects.js';

const recorded = join(import.meta.dirname, '../../../../test/histories');
const histories = globSync('*/*.ndjson', { cwd: recorded })
  .map((file) => file.replace(/\.ndjson$/, ''))
  .sort();

/** The names of all fields of a fact that hold texts, or lists of them, and look like ids. */
function idsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(/Ids?$/.test(name) ? [name] : []),
    ...idsIn(member),
  ]);
}

const fact = (type: string, data: object) => ({
  ...{ type, data: data as never, cycleId: 'livornese-poa-annuale-2024', zone: 'livornese' },
  envelope: { actor: { personId: 'p-1', role: 'UPo', authMethod: 'passkey' } },
});
const idsOf = (type: string, data: object) =>
  objectsOf(fact(type, data)).map(({ id, qualifier }) => `${qualifier}: ${id}`);

describe('What a fact is about', () => {
  it('is asked of every history that is recorded', () => {
    expect(histories.length).toBeGreaterThan(20);
  });

  it.each(histories)('is known of every id in %s', (name) => {
    const unknown = recordedFacts(name).flatMap(({ data }) =>
      idsIn(data).filter((field) => !kindOfField(field, 1) && !namesNoObject.has(field)),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('would not be known of an id that nobody has heard of', () => {
    expect(kindOfField('spaceshipId', 0)).toBeUndefined();
    expect(kindOfField('constructor', 0)).toBeUndefined();
    expect(kindOfField('description', 0)).toBeUndefined();
  });

  it('is its cycle, its actor, and whatever its fields name, by the place in which they do', () => {
    const data = { schedaId: 's/1', fromUnitId: 'u-1', toUnitId: 'u-2' };
    expect(idsOf('SchedaReassigned', data)).toEqual([
      'cycle: cycle/livornese-poa-annuale-2024',
      'actor: person/livornese/p-1',
      'scheda: scheda/livornese-poa-annuale-2024/s%2F1',
      'from-unit: unit/livornese/u-1',
      'to-unit: unit/livornese/u-2',
    ]);
  });

  it('is of another cycle where it says so, and a document by its fingerprint', () => {
    const sha256 = 'a'.repeat(64);
    const data = {
      carriedFrom: { cycleId: 'livornese-poa-annuale-2023', schedaId: 's-9' },
      document: { title: 'Verbale', sha256 },
      list: [{ schedaIds: ['s-1', 's-2'] }],
    };
    expect(idsOf('Anything', data).slice(2)).toEqual([
      'carried-from.cycle: cycle/livornese-poa-annuale-2023',
      'carried-from.scheda: scheda/livornese-poa-annuale-2023/s-9',
      `document.document: document/livornese/${sha256}`,
      'list.scheda: scheda/livornese-poa-annuale-2024/s-1',
      'list.scheda: scheda/livornese-poa-annuale-2024/s-2',
    ]);
  });

  it('knows the fields that mean something else in one type of fact', () => {
    expect(kindOfOddField('ResponsiblePersonReplaced', 'from', {})?.type).toBe('person');
    expect(kindOfOddField('MeetingRescheduled', 'from', {})).toBeUndefined();
    expect(kindOfOddField('SpreadsheetImported', 'ids', { what: 'UNITS' })?.type).toBe('unit');
    expect(kindOfOddField('SpreadsheetImported', 'ids', { what: 'toString' })).toBeUndefined();
  });
});
