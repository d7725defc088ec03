import { CYCLE, ExportedLog, recordedFacts } from '../libs/exports/src/exports.fixture.js';
import { readPdf, withRole, type ReadPdf } from './pdf.fixture.js';

let log: ExportedLog;
let bytes: Buffer;
let pdf: ReadPdf;

/** When the first fact of a type was recorded in the year of the demonstration. */
function recordedAt(type: string): string {
  const fact = recordedFacts(`demo/${CYCLE}`).find((each) => each.type === type);
  return fact?.metadata['recordedAt'] as string;
}

beforeAll(async () => {
  log = await ExportedLog.ofTheDemonstration();
  bytes = await log.export('poa-pdf', { scope: { cycleId: CYCLE } });
  pdf = await readPdf(bytes);
});
afterAll(() => log.end());

describe('The plan as PDF, read by another program', () => {
  it('says its language and title, that it is tagged, and that it keeps to PDF/UA-1', () => {
    expect(pdf).toMatchObject({
      ...{ language: 'it-IT', isTagged: true, universalAccess: '1' },
      title: 'Programmazione operativa annuale 2024 – Zona Distretto Livornese',
    });
  });

  it('has headings whose levels follow one another, the title first', () => {
    const headings = withRole(pdf.elements, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6');
    const levels = headings.map(({ role }) => Number(role.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
    expect(headings.filter(({ role }) => role === 'H4')).toHaveLength(129);
    expect(headings.every(({ text }) => text.trim() !== '')).toBe(true);
  });

  it('is read in the order in which it is seen', () => {
    const chapters = withRole(pdf.elements, 'H2').map(({ text }) => text.trim());
    expect(chapters.slice(0, 4)).toEqual([
      ...['Indice', 'Quadro del programma'],
      ...['Co-programmazione e co-progettazione', 'Partecipazione'],
    ]);
    expect(chapters.slice(-3)).toEqual([
      ...['Deliberazione e prescrizioni', 'Documenti', 'Come è fatto questo documento'],
    ]);
    const codes = withRole(pdf.elements, 'H4').map(({ text }) => text.trim().slice(0, 12));
    expect(new Set(codes).size).toBe(129);
  });

  it('has headers in each table, of columns and of rows', () => {
    // Of a table that goes on over a page the head is told again on the next, and has its text on the first.
    const heads = withRole(pdf.elements, 'THead').filter(({ text }) => text.trim() !== '');
    expect(heads.length).toBeGreaterThan(100);
    for (const head of heads) {
      const cells = withRole(head.children, 'TH', 'TD');
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.every(({ role, text }) => role === 'TH' && text.trim() !== '')).toBe(true);
    }
    for (const row of withRole(pdf.elements, 'TBody').flatMap(({ children }) => children)) {
      expect(row.children.map(({ role }) => role === 'TH')).toEqual(
        row.children.map((_, index) => index === 0),
      );
    }
  });

  it('has an index whose lines lead to their places, and bookmarks', () => {
    const lines = withRole(pdf.elements, 'TOCI');
    expect(lines.length).toBeGreaterThan(129);
    expect(withRole(lines, 'Link')).toHaveLength(lines.length);
    expect(pdf.outline).toMatchObject([{ below: expect.any(Number) as number }]);
    expect(pdf.outline[0]?.below).toBeGreaterThan(8);
  });

  it('holds what was decided, with its fingerprint', () => {
    const all = pdf.elements.map(({ text }) => text).join(' ');
    expect(all).toContain('Delibera n. DIMOSTRAZIONE-2');
    expect(all).toContain('d19e36d65ad62fc69f6202537f158a8cd7ea455c38d71e534fc40e42acbf68e8');
    expect(all).not.toContain('$pii');
    expect(all).not.toMatch(/pii:/);
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const again = await log.export('poa-pdf', { scope: { cycleId: CYCLE } });
    expect(again.equals(bytes)).toBe(true);
  });

  it('is another at another moment, and says then that it is a draft', async () => {
    const at = recordedAt('SchedaSubmitted');
    const then = await readPdf(await log.export('poa-pdf', { scope: { cycleId: CYCLE }, at }));
    const text = then.elements.map((element) => element.text).join(' ');
    expect(text).toContain('Bozza');
    expect(text).toContain('Non ancora deliberato');
    expect(text).not.toContain('DIMOSTRAZIONE-2');
  });

  it('does not exist before the cycle did', async () => {
    const at = '2020-01-01T00:00:00.000Z';
    const none = await log.export('poa-pdf', { scope: { cycleId: CYCLE }, at });
    expect(none).toHaveLength(0);
  });
});

describe('The plan as HTML', () => {
  it('is one file without anything beside it, the same each time', async () => {
    const html = (await log.export('poa-html', { scope: { cycleId: CYCLE } })).toString();
    expect(html).toContain('<html lang="it">');
    expect(html).not.toMatch(/<script|<link|src=/);
    expect(html.match(/<h4 /g)).toHaveLength(129);
    expect((await log.export('poa-html', { scope: { cycleId: CYCLE } })).toString()).toBe(html);
  });
});
