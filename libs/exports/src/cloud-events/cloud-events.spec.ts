import { CloudEvent } from 'cloudevents';
import { cloudEventOf } from '#notifications';
import {
  CYCLE,
  ExportedLog,
  ORGANISATION,
  recordedFacts,
  text as textOfValue,
} from '../exports.fixture.js';

const facts = recordedFacts(`demo/${CYCLE}`);
let log: ExportedLog;
let lines: readonly string[];

beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration();
  lines = await linesOf(CYCLE);
});
afterAll(() => log.end());

async function linesOf(cycleId: string): Promise<readonly string[]> {
  const text = (await log.export('cloudevents', { scope: { cycleId } })).toString();
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

describe('An export of CloudEvents', () => {
  it('has a line for each fact, which the schema of CloudEvents 1.0 takes', () => {
    expect(lines).toHaveLength(facts.length);
    const events = lines.map((line) => new CloudEvent(JSON.parse(line) as object, true));
    expect(events.map(({ id }) => id)).toEqual(facts.map(({ id }) => id));
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(facts.length);
  });

  it.each([
    ['source', ''],
    ['type', ''],
    ['source', 7],
    ['datacontenttype', ''],
  ])('would not with %s %j', (member, value) => {
    const event = JSON.parse(lines[0] ?? '') as object;
    expect(() => new CloudEvent({ ...event, [member]: value }, true)).toThrow();
  });

  it('tells a fact in the very words of the webhook', () => {
    const submitted = facts.findIndex(({ type }) => type === 'SchedaSubmitted');
    const { id, type, data, metadata } = facts[submitted]!;
    const { position } = (JSON.parse(lines[submitted] ?? '') as { data: { position: number } })
      .data;
    const cause = { eventId: id, type, position, recordedAt: textOfValue(metadata['recordedAt']) };
    const about = { kind: 'scheda', id: textOfValue(data['schedaId']) };
    const told = { cause, zone: 'livornese', cycleId: CYCLE, about };
    expect(lines[submitted]).toBe(cloudEventOf(told, 'https://traccia.example.org'));
  });

  it('names nobody, where a fact is about a person', async () => {
    const text = (await linesOf(ORGANISATION)).join('\n');
    for (const { metadata } of recordedFacts(`demo/${ORGANISATION}`)) {
      const { personId } = metadata['actor'] as { personId: string };
      expect(text).not.toContain(personId);
    }
  });
});
