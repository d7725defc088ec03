import { deflateRawSync } from 'node:zlib';
import type { Columns } from '../column.js';
import { columns as all, faultsIn, tableIn, wrongIn } from '../office.fixture.js';
import {
  centralHeaders,
  partsOf,
  texts,
  workbook,
  zipped,
  type WorkbookToMake,
} from '../workbook.fixture.js';

const columns = {
  title: { title: 'Titolo', kind: 'text', required: true },
  day: { title: 'Dal', kind: 'day' },
} as const satisfies Columns;

const header = texts(1, 'Titolo', 'Dal');
const rowsIn = async (make: WorkbookToMake) =>
  (await tableIn(workbook(make), { columns })).rows.map(({ values }) => values);
const wrongWith = (make: WorkbookToMake, sheet?: string) =>
  wrongIn(workbook(make), sheet === undefined ? { columns } : { columns, sheet });

describe('A workbook is read', () => {
  it('with shared texts, whose runs are one text and whose pronunciation is none', async () => {
    const strings =
      '<si><t>Titolo</t></si><si><t>Dal</t></si>' +
      '<si><r><t xml:space="preserve">Casa </t></r><r><rPr><b/></rPr><t>Anziani_x000D_</t></r><rPh><t>kasa</t></rPh></si>';
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
      '<row r="2"><c r="A2" t="s"><v>2</v></c></row>';
    expect(await rowsIn({ rows, strings })).toEqual([{ title: 'Casa Anziani\r' }]);
  });

  it('with elements that another program prefixes', async () => {
    const parts = partsOf({ rows: header + texts(2, 'Casa') });
    const name = 'xl/worksheets/sheet0.xml';
    const prefixed = parts[name]!.replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:').replace(
      'xmlns=',
      'xmlns:x=',
    );
    const { rows } = await tableIn(zipped({ ...parts, [name]: prefixed }), { columns });
    expect(rows.map(({ values }) => values.title)).toEqual(['Casa']);
  });

  it('with the addresses of its cells, wherever the table begins', async () => {
    const rows =
      '<row r="3"><c r="C3" t="str"><v>Titolo</v></c><c r="D3" t="str"><v>DAL </v></c></row>' +
      '<row r="7"><c r="C7" t="str"><v>Casa</v></c><c r="E7" s="0"/></row>';
    const table = await tableIn(workbook({ rows }), { columns });
    expect(table).toEqual({
      format: 'xlsx',
      sheet: 'Dati',
      header: { title: { address: 'C3', raw: 'Titolo' }, day: { address: 'D3', raw: 'DAL ' } },
      rows: [
        {
          row: 7,
          values: { title: 'Casa' },
          cells: { title: { address: 'C7', raw: 'Casa' }, day: { address: 'D7', raw: '' } },
        },
      ],
    });
  });

  it('by the name of its sheet, hidden ones not being there', async () => {
    const sheet = (name: string) => `<sheetData>${header}${texts(2, name)}</sheetData>`;
    const sheets = [
      { name: 'Note', xml: '<sheetData/>' },
      { name: 'Dati', state: 'hidden' as const, xml: sheet('nascosto') },
      { name: 'Unità  2027', xml: sheet('giusto') },
    ];
    const table = await tableIn(workbook({ sheets }), { columns, sheet: 'unita 2027' });
    expect(table.rows.map(({ values }) => values.title)).toEqual(['giusto']);
    const [fault] = await faultsIn(workbook({ sheets }), { columns, sheet: 'Dati' });
    expect(fault).toMatchObject({
      code: 'sheet-not-found',
      problem: { en: 'There is no sheet “Dati”. Visible sheets: Note, Unità 2027.' },
    });
    expect(await wrongWith({ sheets })).toEqual(['sheet-not-chosen']);
    expect(await wrongWith({ sheets: [sheets[1]!] })).toEqual(['no-visible-sheet']);
  });
});

describe('Numbers of a workbook', () => {
  const one = async (cell: string, key: keyof typeof all, formats: readonly number[] = [0]) => {
    const { title, day } = { title: all.title.title, day: all[key].title };
    const rows = `${texts(1, title, day)}<row r="2"><c t="str"><v>x</v></c>${cell}</row>`;
    const two = { title: all.title, [key]: all[key] } as unknown as typeof all;
    const bytes = workbook({ rows, formats });
    const wrong = key === 'title' ? [] : await wrongIn(bytes, { columns: two }).catch(() => []);
    return wrong.length > 0 ? wrong : (await tableIn(bytes, { columns: two })).rows[0]!.values[key];
  };

  it.each([
    ['1234.5', '1234.50'],
    ['1234.5599999999999', '1234.56'],
    ['0.30000000000000004', '0.30'],
    ['1.5E3', '1500.00'],
    ['-0', '0.00'],
    ['-1', ['negative-amount B2']],
    ['1E-7', ['too-many-decimals B2']],
    ['0.125', ['too-many-decimals B2']],
    ['1E15', ['amount-too-large B2']],
    ['1E300', ['amount-too-large B2']],
    ['uno', ['damaged-file']],
  ])('%s is the amount %j', async (raw, amount) => {
    expect(await one(`<c><v>${raw}</v></c>`, 'cost')).toEqual(amount);
  });

  it.each([
    ['12', 12],
    ['12.0', 12],
    ['1.5', ['not-a-whole-number B2']],
    ['10001', ['number-too-large B2']],
    ['1E20', ['number-lost-digits B2']],
  ])('%s is the whole number %j', async (raw, number) => {
    expect(await one(`<c><v>${raw}</v></c>`, 'users')).toEqual(number);
  });

  it.each([
    ['2027', '2027'],
    ['0.5', '0.5'],
    ['12345678901234567', ['number-lost-digits B2']],
  ])('%s is the text %j', async (raw, text) => {
    expect(await one(`<c><v>${raw}</v></c>`, 'text')).toEqual(text);
  });

  it('with the format of a date are no numbers and no text', async () => {
    const cell = '<c s="1"><v>46388</v></c>';
    expect(await one(cell, 'users', [0, 14])).toEqual(['date-not-expected B2']);
    expect(await one(cell, 'cost', [0, 14])).toEqual(['date-not-expected B2']);
    expect(await one(cell, 'text', [0, 14])).toEqual(['date-not-expected B2']);
  });

  it('that are logical are yes and no, and nothing else', async () => {
    expect(await one('<c t="b"><v>1</v></c>', 'goesOn')).toBe(true);
    expect(await one('<c t="b"><v>0</v></c>', 'goesOn')).toBe(false);
    expect(await one('<c><v>0</v></c>', 'goesOn')).toBe(false);
    expect(await one('<c t="b"><v>1</v></c>', 'text')).toEqual(['boolean-not-expected B2']);
    expect(await one('<c t="b"><v>1</v></c>', 'from')).toEqual(['boolean-not-expected B2']);
  });
});

describe('Days of a workbook', () => {
  const dayOf = async (cell: string, more: WorkbookToMake = {}) => {
    const rows = `${header}<row r="2"><c t="str"><v>x</v></c>${cell}</row>`;
    const bytes = workbook({ rows, formats: [0, 14, 164, 20], ...more });
    const wrong = await wrongIn(bytes, { columns }).catch(() => []);
    return wrong.length > 0 ? wrong : (await tableIn(bytes, { columns })).rows[0]!.values.day;
  };

  it.each([
    ['the built-in format', '<c s="1"><v>46388</v></c>', '2027-01-01'],
    ['the first day there is', '<c s="1"><v>1</v></c>', '1900-01-01'],
    ['the last of February 1900', '<c s="1"><v>59</v></c>', '1900-02-28'],
    ['a day that never was', '<c s="1"><v>60</v></c>', ['no-such-day B2']],
    ['the first of March 1900', '<c s="1"><v>61</v></c>', '1900-03-01'],
    ['the last day there is', '<c s="1"><v>2958465</v></c>', '9999-12-31'],
    ['the day after', '<c s="1"><v>2958466</v></c>', ['no-such-day B2']],
    ['a day before the first', '<c s="1"><v>-1</v></c>', ['no-such-day B2']],
    ['a time besides', '<c s="1"><v>46388.5</v></c>', ['time-in-day B2']],
    ['a time only', '<c s="3"><v>0.5</v></c>', ['time-in-day B2']],
    ['no format of a date', '<c><v>46388</v></c>', ['number-not-a-date B2']],
    ['text', '<c t="str"><v>1/1/2027</v></c>', '2027-01-01'],
    ['text that is no day', '<c t="str"><v>gennaio</v></c>', ['not-a-day B2']],
    ['the ISO form', '<c t="d"><v>2027-01-01T00:00:00Z</v></c>', '2027-01-01'],
    ['the ISO form with a time', '<c t="d"><v>2027-01-01T10:00:00Z</v></c>', ['time-in-day B2']],
  ])('with %s', async (_, cell, day) => {
    expect(await dayOf(cell)).toEqual(day);
  });

  it.each([
    ['dd/mm/yyyy', '2027-01-01'],
    ['[$-410]d mmmm yyyy;@', '2027-01-01'],
    ['[Red]mmm', '2027-01-01'],
    ['hh:mm', ['time-in-day B2']],
    ['[h]:mm', ['time-in-day B2']],
    ['General', ['number-not-a-date B2']],
    ['0 &quot;days&quot;', ['number-not-a-date B2']],
    ['0\\d', ['number-not-a-date B2']],
    ['#,##0.00 [$€-410]', ['number-not-a-date B2']],
  ])('with the format %s', async (format, day) => {
    expect(await dayOf('<c s="2"><v>46388</v></c>', { ownFormats: { 164: format } })).toEqual(day);
  });

  it('count from 1904 in a workbook that says so', async () => {
    const workbookXml = '<workbookPr date1904="1"/>';
    expect(await dayOf('<c s="1"><v>0</v></c>', { workbookXml })).toBe('1904-01-01');
    expect(await dayOf('<c s="1"><v>44926</v></c>', { workbookXml })).toBe('2027-01-01');
  });
});

describe('A workbook is refused, and no row of it read, with', () => {
  const good = header + texts(2, 'Casa');
  const cell = (xml: string) => ({ rows: `${header}<row r="2">${xml}</row>` });

  it.each<[string, WorkbookToMake, string[]]>([
    ['a formula', cell('<c r="A2"><f>1+1</f><v>2</v></c>'), ['formula A2']],
    [
      'a formula beside the table',
      cell('<c t="str"><v>x</v></c><c r="H2"><f>A1</f><v>2</v></c>'),
      ['formula H2'],
    ],
    ['a formula that gives a text', cell('<c t="str"><f>A1</f><v>x</v></c>'), ['formula A2']],
    [
      'a formula for a title',
      { rows: `<row r="1"><c t="str"><f>A9</f><v>Titolo</v></c><c t="str"><v>Dal</v></c></row>` },
      ['formula A1', 'column-missing'],
    ],
    ['an error', cell('<c t="e"><v>#N/A</v></c>'), ['error-cell A2']],
    [
      'merged cells',
      { rows: good, afterRows: '<mergeCells><mergeCell ref="A2:A9"/></mergeCells>' },
      ['merged-cells A2'],
    ],
    ['a text that is not there', cell('<c t="s"><v>7</v></c>'), ['damaged-file']],
    ['a type that is none', cell('<c t="q"><v>7</v></c>'), ['damaged-file']],
    ['a cell of another row', cell('<c r="A9"><v>7</v></c>'), ['damaged-file']],
    ['the same cell twice', cell('<c r="A2"><v>7</v></c><c r="A2"><v>8</v></c>'), ['damaged-file']],
    ['the same row twice', { rows: header + texts(2, 'a') + texts(2, 'b') }, ['damaged-file']],
    ['an address that is none', cell('<c r="AAAA2"><v>7</v></c>'), ['damaged-file']],
    ['a control character', cell('<c t="str"><v>a_x0007_</v></c>'), ['control-character A2']],
    ['macros', { rows: good, more: { 'xl/vbaProject.bin': 'x' } }, ['has-macros']],
    [
      'the type of a workbook with macros',
      { rows: good, mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' },
      ['has-macros'],
    ],
    ['old macros', { rows: good, more: { 'xl/macrosheets/sheet1.xml': '<x/>' } }, ['has-macros']],
    [
      'the binary type',
      { rows: good, mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' },
      ['binary-workbook'],
    ],
    [
      'the type of a letter',
      {
        rows: good,
        mainType:
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      },
      ['not-a-table'],
    ],
    [
      'links to other files',
      { rows: good, more: { 'xl/externalLinks/externalLink1.xml': '<x/>' } },
      ['external-links'],
    ],
    [
      'references to other files',
      { rows: good, workbookXml: '<externalReferences><externalReference/></externalReferences>' },
      ['external-links'],
    ],
    ['connections', { rows: good, more: { 'xl/connections.xml': '<x/>' } }, ['external-links']],
    ['XML that is not well-formed', { rows: '<row>' }, ['damaged-file']],
    [
      'XML of endless depth',
      { rows: good, afterRows: '<a>'.repeat(100) + '</a>'.repeat(100) },
      ['damaged-file'],
    ],
    [
      'endless attributes',
      {
        rows: good,
        afterRows: `<a ${Array.from({ length: 100 }, (_, at) => `a${at}=""`).join(' ')}/>`,
      },
      ['damaged-file'],
    ],
    [
      'an endless comment',
      { rows: good, afterRows: `<!--${'-x'.repeat(600_000)}-->` },
      ['damaged-file'],
    ],
    ['an endless name', { rows: good, afterRows: `<${'x'.repeat(1_200_000)}/>` }, ['damaged-file']],
    ['an endless text', cell(`<c t="str"><v>${'x'.repeat(1_200_000)}</v></c>`), ['damaged-file']],
    ['an entity of its own', cell('<c t="str"><v>&amp;&lol;</v></c>'), ['damaged-file']],
  ])('%s', async (_, make, wrong) => {
    expect(await wrongWith(make)).toEqual(wrong);
  });

  it('each formula told, with the title of its column', async () => {
    const rows =
      header +
      '<row r="2"><c t="str"><v>x</v></c><c><f>1</f></c></row><row r="3"><c><f>2</f></c></row>';
    expect(await faultsIn(workbook({ rows }), { columns })).toMatchObject([
      { code: 'formula', address: 'B2', title: 'Dal' },
      { code: 'formula', address: 'A3', title: 'Titolo' },
    ]);
  });

  it.each([
    'xl/workbook.xml',
    'xl/worksheets/sheet0.xml',
    'xl/sharedStrings.xml',
    'xl/styles.xml',
    '_rels/.rels',
    '[Content_Types].xml',
  ])('a DOCTYPE in %s', async (name) => {
    const parts = partsOf({ rows: good });
    const lol = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    const xml = parts[name]!.replace(/^(<\?xml.*?\?>\n)?/, `$1${lol}`);
    expect(await wrongIn(zipped({ ...parts, [name]: xml }), { columns })).toEqual([
      'doctype-in-xml',
    ]);
  });

  it('XML in another encoding', async () => {
    const parts = partsOf({ rows: good });
    const name = 'xl/worksheets/sheet0.xml';
    const xml = parts[name]!.replace('UTF-8', 'ISO-8859-1');
    expect(await wrongIn(zipped({ ...parts, [name]: xml }), { columns })).toEqual(['damaged-file']);
  });

  it.each(['xl/workbook.xml', 'xl/worksheets/sheet0.xml', 'xl/sharedStrings.xml', 'xl/styles.xml'])(
    'no %s',
    async (name) => {
      const { [name]: _, ...parts } = partsOf({ rows: good });
      expect(await wrongIn(zipped(parts), { columns })).toEqual(['damaged-file']);
    },
  );

  it.each([
    ['rows', { rows: 1 }, ['too-many-rows']],
    ['columns', { columns: 1 }, ['too-many-columns']],
    ['characters', { cellCharacters: 3 }, ['cell-too-long A1', 'column-missing']],
  ])('more %s than the limit', async (_, limits, wrong) => {
    const rows = header + texts(2, 'a') + texts(3, 'b');
    expect(await wrongIn(workbook({ rows }), { columns, limits })).toEqual(wrong);
  });

  it.each([
    [
      'an OpenDocument sheet',
      zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
      'open-document',
    ],
    ['another zip', zipped({ 'a.txt': 'a' }), 'not-a-table'],
    ['an empty zip', zipped({}), 'not-a-table'],
    ['half a zip', workbook({ rows: good }).subarray(0, 800), 'damaged-file'],
    ['an old Excel file', ole('Workbook'), 'old-excel'],
    ['a file with a password', ole('EncryptedPackage'), 'encrypted-file'],
    ['another old Office file', ole('WordDocument'), 'not-a-table'],
  ])('%s instead', async (_, bytes, code) => {
    expect(await wrongIn(bytes, { columns })).toEqual([code]);
  });
});

/** The beginning of a compound file, and somewhere in it the name of a stream. */
function ole(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from(`${stream}\0`, 'utf16le'),
  ]);
}

describe('A zip is refused before it is unpacked when', () => {
  const parts = partsOf({ rows: header + texts(2, 'Casa') });
  const sheet = 'xl/worksheets/sheet0.xml';
  const wrong = (zip: Buffer, limits = {}) => wrongIn(zip, { columns, limits });

  it('it has more entries than the limit', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x${at}`, '']));
    expect(await wrong(zipped({ ...parts, ...many }), { parts: 40 })).toEqual(['too-many-parts']);
    expect(await wrong(zipped({ ...parts, ...many }), { parts: 47, rows: 0 })).toEqual([
      'too-many-rows',
    ]);
  });

  it('an entry declares more than the limit, even one that nobody reads', async () => {
    const bomb = zipped({ ...parts, 'xl/media/x.png': '\0'.repeat(33 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await wrong(bomb)).toEqual(['unpacks-too-large']);
  });

  it('all entries together do', async () => {
    const size = Object.values(parts).join('').length;
    expect(await wrong(zipped(parts), { unpackedBytes: size - 1 })).toEqual(['unpacks-too-large']);
    expect(await wrong(zipped(parts), { unpackedBytes: size, rows: 0 })).toEqual(['too-many-rows']);
  });

  it('entries share their bytes', async () => {
    const zip = zipped({ ...parts, 'xl/x.xml': parts[sheet]! });
    const entries = centralHeaders(zip);
    const { localAt } = entries.find(({ name }) => name === sheet)!;
    zip.writeUInt32LE(localAt, entries.find(({ name }) => name === 'xl/x.xml')!.at + 42);
    expect(await wrong(zip)).toEqual(['inconsistent-zip']);
  });

  it('an entry lies within another', async () => {
    const zip = zipped(parts);
    const { at } = centralHeaders(zip).find(({ name }) => name === 'xl/workbook.xml')!;
    zip.writeUInt32LE(zip.readUInt32LE(at + 20) + 1, at + 20);
    expect(await wrong(zip)).toEqual(['inconsistent-zip']);
  });

  it('two entries have one name', async () => {
    expect(await wrong(zipped({ ...parts, [sheet.toUpperCase()]: 'x' }))).toEqual([
      'inconsistent-zip',
    ]);
  });

  it('an entry is encrypted', async () => {
    const zip = zipped(parts);
    zip.writeUInt16LE(1, centralHeaders(zip)[0]!.at + 8);
    expect(await wrong(zip)).toEqual(['encrypted-file']);
  });

  it.each(['../x', '/x', 'C:/x', 'a\\..\\..\\x'])('an entry is called %s', async (name) => {
    expect(await wrong(zipped({ ...parts, [name]: 'x' }))).toEqual(['damaged-file']);
  });
});

describe('A zip is refused while it is unpacked when', () => {
  const parts = partsOf({ rows: header + texts(2, 'Casa') });
  const sheet = 'xl/worksheets/sheet0.xml';
  const spoilt = (offset: number, change: (value: number) => number): Buffer => {
    const zip = zipped(parts);
    const { at } = centralHeaders(zip).find(({ name }) => name === sheet)!;
    zip.writeUInt32LE(change(zip.readUInt32LE(at + offset)) >>> 0, at + offset);
    return zip;
  };

  it.each([
    ['is larger than it declares', 24, (size: number) => size - 1],
    ['is smaller than it declares', 24, (size: number) => size + 1],
    ['declares another checksum', 16, (checksum: number) => checksum + 1],
  ])('an entry %s', async (_, offset, change) => {
    expect(await wrongIn(spoilt(offset, change), { columns })).toEqual(['inconsistent-zip']);
  });

  it('a bomb calls itself small, and stops at what it declared', async () => {
    const content = Buffer.alloc(64 * 1024 * 1024, ' ');
    const zip = zipped({ ...parts, [sheet]: 'PLACE' });
    const packed = deflateRawSync(content);
    const { at, localAt } = centralHeaders(zip).find(({ name }) => name === sheet)!;
    const dataAt = localAt + 30 + sheet.length;
    const oldSize = zip.readUInt32LE(at + 20);
    zip.writeUInt32LE(packed.length, at + 20);
    const grown = Buffer.concat([zip.subarray(0, dataAt), packed, zip.subarray(dataAt + oldSize)]);
    const end = grown.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    grown.writeUInt32LE(grown.readUInt32LE(end + 16) + packed.length - oldSize, end + 16);
    for (const entry of centralHeaders(grown)) {
      if (entry.localAt > localAt) {
        grown.writeUInt32LE(entry.localAt + packed.length - oldSize, entry.at + 42);
      }
    }
    expect(await wrongIn(grown, { columns })).toEqual(['inconsistent-zip']);
  });

  it('the packed bytes are no deflate stream', async () => {
    const zip = zipped(parts);
    const { localAt } = centralHeaders(zip).find(({ name }) => name === sheet)!;
    zip.fill(0xff, localAt + 30 + sheet.length, localAt + 30 + sheet.length + 8);
    expect(await wrongIn(zip, { columns })).toEqual(['damaged-file']);
  });

  it('a method nobody knows packed it', async () => {
    const zip = zipped(parts);
    zip.writeUInt16LE(99, centralHeaders(zip).find(({ name }) => name === sheet)!.at + 10);
    expect(await wrongIn(zip, { columns })).toEqual(['damaged-file']);
  });
});

describe('What is not read', () => {
  it('may be in the workbook: pictures, hidden rows, extensions', async () => {
    const afterRows = `<extLst><ext uri="x"><y:f xmlns:y="urn:y">1+1</y:f><y:mergeCell xmlns:y="urn:y" ref="A1:A2"/></ext></extLst>`;
    const rows = header + texts(2, 'Casa').replace('<row', '<row hidden="1"');
    const more = { 'xl/media/image1.png': 'no picture', 'xl/comments1.xml': 'not XML' };
    expect(await rowsIn({ rows, afterRows, more })).toEqual([{ title: 'Casa' }]);
  });
});
