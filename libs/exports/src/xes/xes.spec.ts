import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { CYCLE, ExportedLog, recordedFacts, text as textOfValue } from '../exports.fixture.js';
import { schemaText } from '../schema.fixture.js';

const facts = recordedFacts(`demo/${CYCLE}`);
let log: ExportedLog;
let text: string;

beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration();
  text = (await log.export('xes', { scope: { cycleId: CYCLE } })).toString();
});
afterAll(() => log.end());

/** What the schema of XES finds fault with. */
function faultsIn(xml: string): string {
  const schema = XmlDocument.fromString(schemaText('xes-1.0.xsd'));
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return '';
  } catch (error) {
    return String(error);
  } finally {
    document.dispose();
    validator.dispose();
    schema.dispose();
  }
}

/** The values of an attribute in each of the elements that are found, in order. */
function valuesOf(xml: string, path: string): readonly string[] {
  const document = XmlDocument.fromString(xml);
  try {
    return document.find(path).map((node) => node.content);
  } finally {
    document.dispose();
  }
}

describe('An event log of XES', () => {
  it('keeps to the schema', () => {
    expect(faultsIn(text)).toBe('');
  });

  it.each([
    ['an event without a trace before a trace', '<trace>', '<event/><trace>'],
    ['an attribute without a value', 'key="org:role" value="UPc"', 'key="org:role"'],
    ['an instant that is none', /value="[0-9-]+T[^"]*Z"/, 'value="yesterday"'],
  ])('would not with %s', (_what, from, to) => {
    expect(faultsIn(text.replace(from, to))).not.toBe('');
  });

  it('has every fact in one trace: those of a scheda in its own, the others in that of the cycle', () => {
    const names = valuesOf(text, "//trace/string[@key='concept:name']/@value");
    const schede = new Set(facts.flatMap(({ data }) => data['schedaId'] ?? []));
    expect(names).toEqual([
      `cycle/${CYCLE}`,
      ...[...schede].map((schedaId) => `scheda/${CYCLE}/${textOfValue(schedaId)}`),
    ]);
    const ids = valuesOf(text, "//event/id[@key='identity:id']/@value");
    expect(ids.toSorted()).toEqual(facts.map(({ id }) => id).toSorted());
    for (const schedaId of [...schede].slice(0, 5)) {
      const path = `//trace[string[@key='concept:name'][@value='scheda/${CYCLE}/${textOfValue(schedaId)}']]`;
      const told = valuesOf(text, `${path}/event/string[@key='concept:name']/@value`);
      const about = facts.filter(({ data }) => data['schedaId'] === schedaId);
      expect(told).toEqual(about.map(({ type }) => type));
    }
  });

  it('goes forward in time in each trace', () => {
    for (const trace of text.split('<trace>').slice(1)) {
      const times = [...trace.matchAll(/time:timestamp" value="([^"]+)"/g)].map(([, at]) => at);
      expect(times).toEqual(times.toSorted());
    }
  });

  it('says who did it, as what and for whom', () => {
    const people = valuesOf(text, "//event/string[@key='org:resource']/@value");
    expect(people).toHaveLength(facts.length);
    expect(new Set(people)).toEqual(
      new Set(facts.map(({ metadata }) => (metadata['actor'] as { personId: string }).personId)),
    );
  });

  it('declares what the prefixes of its keys mean', () => {
    const declared = valuesOf(text, '//extension/@prefix');
    const keys = new Set(valuesOf(text, '//@key').filter((key) => key.includes(':')));
    expect([...keys].filter((key) => !declared.includes(key.split(':')[0] ?? ''))).toEqual([]);
  });
});
