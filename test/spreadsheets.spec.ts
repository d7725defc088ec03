import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { roles, type Role } from '#people';
import {
  coDesignTable,
  schedeTable,
  unitsTable,
  verbByName,
  type RowOfTable,
  type SpreadsheetTable,
} from '#planning';
import { readTable, writeTable, type Columns, type TableFormat } from '#spreadsheet';
import { partsOf, texts, zipped } from '../libs/spreadsheet/src/workbook.fixture.js';
import {
  etag,
  problem,
  recorded,
  type Client,
  type ProblemBody,
  type RecordedBody,
  type Reply,
} from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer } from './server.fixture.js';
import { organizzazioneWays } from './ways/organizzazione.ways.fixture.js';
import { registroDiZonaWays } from './ways/registro-di-zona.ways.fixture.js';

interface Fault {
  readonly code: string;
  readonly address?: string;
  readonly row?: number;
  readonly title?: string;
  readonly problem: { readonly it: string; readonly en: string };
  readonly remedy: { readonly it: string; readonly en: string };
}
interface Rehearsal {
  readonly sha256: string;
  readonly rows: number;
  readonly wouldMake: readonly object[];
  readonly faults: readonly Fault[];
  readonly more: number;
}

const everyRole = Object.keys(roles) as readonly Role[];

let server: TestServer;
let programme: Journey;
let register: Journey;
let organisation: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  programme = programmeOfYear(server, 2024);
  await reach(programme, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  await drive(programme, { type: 'NeedsImported' });
  register = Journey.inZone(server, registroDiZonaWays, 'livornese', 2024);
  await drive(register, { type: 'ZoneRegisterOpened' });
  organisation = Journey.inZone(server, organizzazioneWays, 'altrove', 2024);
  await drive(organisation, { type: 'OrganisationOpened' });
});
afterAll(() => server.end());

/** The address of a table in a life. */
const addressOf = (journey: Journey, { name }: SpreadsheetTable, rest = ''): string =>
  journey.path(`/spreadsheets/${name}${rest}`);

const fileWith = (
  { columns, sheet }: SpreadsheetTable,
  rows: readonly RowOfTable[],
  format: TableFormat = 'xlsx',
): Uint8Array => writeTable(format, { columns, rows, sheet });

async function rehearse(
  client: Client,
  journey: Journey,
  table: SpreadsheetTable,
  file: Uint8Array,
): Promise<Reply<Rehearsal>> {
  return client.upload(addressOf(journey, table, '/dry-run'), file);
}

async function importFile(
  client: Client,
  journey: Journey,
  table: SpreadsheetTable,
  file: Uint8Array,
  key: string = randomUUID(),
): Promise<Reply<RecordedBody | ProblemBody>> {
  server.clock.pass({ seconds: 1 });
  return client.upload(
    addressOf(journey, table, '/import?fileName=foglio%20di%20prova.xlsx'),
    file,
    {
      'idempotency-key': key,
    },
  );
}

/** The revision of a life, as its auditor sees it. */
async function revisionOf(journey: Journey): Promise<number> {
  return etag(await journey.somebody('AUD').get(journey.path()));
}

/** The rows that a file holds. */
async function rowsIn(bytes: Buffer, columns: Columns, sheet: string): Promise<RowOfTable[]> {
  const reading = await readTable(bytes, { columns, sheet });
  if (reading.outcome === 'refused') throw new Error(JSON.stringify(reading.faults[0]));
  return reading.table.rows.map(({ values }) => values);
}

/** The id of the programme that the walk to the drafting made. */
const programmeId = (): string =>
  programme.all('TreeImported')[0]?.programmes[0]?.programmeId ?? '';
const needId = (): string => programme.all('NeedsImported')[0]?.needs[0]?.needId ?? '';

const scheda = (title: string, more: RowOfTable = {}): RowOfTable => ({
  ...{ title, programme: programmeId(), unit: 'anziani', person: 'responsabile', ...more },
});

/** Exported, a table has the state beside its columns. */
const withState = (columns: Columns): Columns => ({
  ...columns,
  state: { title: 'Stato', kind: 'text', oneLine: true },
});

describe('Schede go in and out by spreadsheet', () => {
  const rows = () => [
    scheda('=Assistenza', {
      sector: 'SOCIO_SANITARIO',
      description: '+39 0586; «subito»\nDue righe',
    }),
    scheda('Centro diurno', {
      ...{ needIds: [needId()], start: '2024-01-01', end: '2024-12-31', pnrr: false },
      ...{ indicators1Name: 'Ore', indicators1Target: '100', indicators1Source: 'Registro' },
      ...{ resources1Source: 'REGIONE', resources1Amount: '1000.50' },
    }),
    scheda('Trasporto'),
  ];
  let imported: RecordedBody;

  it('by a template that can be filled in, in both formats', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      const path = addressOf(programme, schedeTable, `/template?format=${format}`);
      const reply = await server.as('UPo').download(path);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-disposition')).toBe(
        `attachment; filename="modello-schede.${format}"`,
      );
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(reply.headers.get('content-type')).toMatch(
        format === 'csv' ? /^text\/csv/ : /spreadsheetml/,
      );
      const { columns, sheet } = schedeTable;
      expect(await rowsIn(reply.body, columns, sheet)).toEqual([]);
    }
  });

  it('first as a rehearsal, which says what would be made and writes nothing', async () => {
    const before = await revisionOf(programme);
    const file = fileWith(schedeTable, rows());
    const { status, body } = await rehearse(server.as('UPc'), programme, schedeTable, file);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 3, faults: [], more: 0 });
    expect(body.wouldMake).toEqual([
      { row: 2, code: expect.stringMatching(/^2024-.*-\d{3}$/) as string, title: '=Assistenza' },
      { row: 3, code: expect.any(String) as string, title: 'Centro diurno' },
      { row: 4, code: expect.any(String) as string, title: 'Trasporto' },
    ]);
    expect(await revisionOf(programme)).toBe(before);
  });

  it('then as one batch, which the same key gets the same answer for', async () => {
    const file = fileWith(schedeTable, rows());
    const key = randomUUID();
    const before = await revisionOf(programme);
    const reply = await importFile(server.as('UPc'), programme, schedeTable, file, key);
    imported = recorded(reply);
    expect(imported.facts.map(({ type }) => type)).toEqual([
      ...['SchedaAssigned', 'SchedaRevised', 'SchedaAssigned', 'SchedaRevised'],
      ...['SchedaAssigned', 'SpreadsheetImported'],
    ]);
    expect(imported.facts.at(-1)?.data).toMatchObject({
      ...{ what: 'SCHEDE', fileName: 'foglio di prova.xlsx', rows: 3 },
    });
    expect(etag(reply)).toBe(before + 6);
    const again = recorded(await importFile(server.as('UPc'), programme, schedeTable, file, key));
    expect(again).toEqual({ ...imported, repeated: true });
    const other = await importFile(server.as('UPc'), programme, schedeTable, file);
    expect(problem(other)).toMatchObject({ status: 409, code: 'spreadsheet-already-imported' });
    expect(await revisionOf(programme)).toBe(before + 6);
  });

  it('and are in the list, and in an export that says the same', async () => {
    const list = await server
      .as('UH')
      .get<{ items: readonly { title: string; state: string }[] }>(
        programme.path(`/schede?text=%3Dassistenza&after=${imported.position}`),
      );
    expect(list.body.items).toMatchObject([{ title: '=Assistenza', state: 'drafting' }]);
    const path = addressOf(programme, schedeTable, `?after=${imported.position}`);
    const reply = await server.as('AUD').download(path);
    expect(reply.headers.get('content-disposition')).toBe(
      'attachment; filename="schede-livornese-poa-annuale-2024.xlsx"',
    );
    const { columns, sheet } = schedeTable;
    const exported = await rowsIn(reply.body, withState(columns), sheet);
    const name = programme.all('TreeImported')[0]?.programmes[0]?.name ?? '';
    const codes = imported.facts.flatMap((fact) =>
      fact.type === 'SchedaAssigned' ? [fact.data.code] : [],
    );
    const states = ['in compilazione', 'in compilazione', 'assegnata'];
    expect(exported.filter(({ code }) => codes.includes(String(code)))).toEqual(
      rows().map((row, index) => ({
        ...{ ...row, code: codes[index], state: states[index] },
        programme: `${programmeId()} – ${name}`,
      })),
    );
  });

  it('where what looks like a formula is text, in a CSV marked as such', async () => {
    const path = `?format=csv&text=assistenza&after=${imported.position}`;
    const reply = await server.as('UPc').download(addressOf(programme, schedeTable, path));
    const csv = reply.body.toString('utf8');
    expect(csv).toContain("'=Assistenza");
    expect(csv).toContain("'+39 0586");
    expect(csv).not.toMatch(/(^|[;"\n])=Assistenza/);
    expect(csv).not.toContain('Trasporto');
  });

  it('and are taken back as one, by the coordinator and with a reason', async () => {
    const { data } = imported.facts.at(-1) as { data: { spreadsheetImportId: string } };
    const { spreadsheetImportId } = data;
    const wish = { spreadsheetImportId, reason: 'Era il file sbagliato' };
    const undo = (role: Role, body: object) =>
      server.as(role).perform(programme.cycleId, 'undo-spreadsheet-import', body);
    expect(problem(await undo('UPo', wish))).toMatchObject({ status: 403, code: 'not-allowed' });
    expect(problem(await undo('UPc', { spreadsheetImportId }))).toMatchObject({
      code: 'reason-needed',
    });
    const undone = recorded(await undo('UPc', wish));
    expect(undone.facts.map(({ type }) => type)).toEqual([
      'SpreadsheetImportUndone',
      ...['SchedaWithdrawn', 'SchedaWithdrawn', 'SchedaWithdrawn'],
    ]);
    expect(problem(await undo('UPc', wish))).toMatchObject({ status: 409, code: 'not-now' });
  });

  it('but not once somebody has worked on one of them', async () => {
    const file = fileWith(schedeTable, [scheda('Telesoccorso'), scheda('Pasti')]);
    const made = recorded(await importFile(server.as('UPc'), programme, schedeTable, file));
    const [, second] = made.facts.flatMap((fact) =>
      fact.type === 'SchedaAssigned' ? [{ ...fact.data, revision: fact.revision }] : [],
    );
    recorded(
      await server
        .as('RF')
        .perform(
          programme.cycleId,
          'revise-scheda',
          { schedaId: second?.schedaId, changes: { pnrr: true } },
          { ifMatch: second?.revision },
        ),
    );
    const { data } = made.facts.at(-1) as { data: { spreadsheetImportId: string } };
    const { spreadsheetImportId } = data;
    const reply = await server.as('UPc').perform(programme.cycleId, 'undo-spreadsheet-import', {
      ...{ spreadsheetImportId, reason: 'Era il file sbagliato' },
    });
    expect(problem(reply)).toMatchObject({
      ...{ status: 409, code: 'spreadsheet-import-worked-on' },
      details: { thing: second?.code, by: 'referente', what: 'SchedaRevised' },
    });
    expect(problem(reply).detail).toContain(second?.code);
  });
});

describe('A file with something wrong', () => {
  const { columns, sheet } = schedeTable;
  const titles = Object.values(columns).map(({ title }) => title);
  const keys = Object.keys(columns);

  /** A workbook as another program writes it, its first row the titles. */
  const workbookOf = (
    cells: string,
    more: { afterRows?: string; name?: string; header?: string } = {},
  ) => {
    const { afterRows = '', name = sheet, header = texts(1, ...titles) } = more;
    const xml = `<sheetData>${header}${cells}</sheetData>${afterRows}`;
    return zipped(partsOf({ sheets: [{ name, xml }] }));
  };
  const cell = (key: string, row: number, inner: string, type = 'str'): string =>
    `<c r="${letterOf(keys.indexOf(key))}${row}"${type === '' ? '' : ` t="${type}"`}>${inner}</c>`;

  const faulty: readonly (readonly [string, string, string | undefined, () => Uint8Array])[] = [
    [
      ...(['a formula', 'formula', 'B2'] as const),
      () => workbookOf(`<row r="2">${cell('title', 2, '<f>1+1</f><v>2</v>', '')}</row>`),
    ],
    [
      ...(['merged cells', 'merged-cells', 'A1'] as const),
      () =>
        workbookOf(texts(2, '', 'A', 'P1', 'u'), {
          afterRows: '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
        }),
    ],
    [
      ...(['a number where a date belongs', 'number-not-a-date', undefined] as const),
      () => workbookOf(`<row r="2">${cell('start', 2, '<v>45292</v>', '')}</row>`),
    ],
    [
      ...(['another sheet', 'sheet-not-found', undefined] as const),
      () => workbookOf('', { name: 'Foglio1' }),
    ],
    [
      ...(['a column that is not foreseen', 'column-unknown', undefined] as const),
      () => workbookOf('', { header: texts(1, ...titles, 'Colore') }),
    ],
    [
      ...(['the old format of Excel', 'old-excel', undefined] as const),
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.from('Workbook\0', 'utf16le'),
        ]),
    ],
    [...(['nothing of a spreadsheet', 'not-a-table', undefined] as const), () => unreadable],
    ['no bytes at all', 'file-empty', undefined, () => Buffer.alloc(0)],
    ['a bomb in its zip', 'unpacks-too-large', undefined, bomb],
  ];

  it.each(faulty)(
    'that holds %s is refused in words, and nothing is written',
    async (_, code, address, make) => {
      const before = await revisionOf(programme);
      const file = make();
      const rehearsed = await rehearse(server.as('UPc'), programme, schedeTable, file);
      const found = rehearsed.body.faults.find((fault) => fault.code === code);
      expect({ code, found: rehearsed.body.faults.map((fault) => fault.code) }).toEqual({
        code,
        found: expect.arrayContaining([code]) as string[],
      });
      if (address !== undefined) expect(found?.address).toBe(address);
      for (const words of [found?.problem, found?.remedy]) {
        expect(words?.it).toMatch(/\.$/);
        expect(words?.en).toMatch(/\.$/);
      }
      const refused = problem(await importFile(server.as('UPc'), programme, schedeTable, file));
      expect(refused).toMatchObject({ status: 422, code: 'spreadsheet-faulty' });
      expect(refused.details?.['faults']).toEqual(rehearsed.body.faults);
      expect(await revisionOf(programme)).toBe(before);
    },
  );

  it('that is larger than 5 MB is not kept: 413, in words', async () => {
    const before = await revisionOf(programme);
    for (const path of ['/dry-run', '/import']) {
      const reply = await server
        .as('UPc')
        .upload(addressOf(programme, schedeTable, path), Buffer.alloc(6 * 1024 * 1024, 'a'), {
          'idempotency-key': randomUUID(),
        });
      expect(problem(reply)).toMatchObject({ status: 413, code: 'file-too-large' });
      expect(problem(reply).it.detail).toContain('5 MB');
    }
    expect(await revisionOf(programme)).toBe(before);
  });

  it('tells of everything that is wrong in its rows, cell by cell and all at once', async () => {
    const before = await revisionOf(programme);
    const file = fileWith(schedeTable, [
      scheda('Uno', { programme: 'Pesca', needIds: ['N-99'] }),
      scheda('Due', { code: '2023-P1-001', start: '2024-12-31', end: '2024-01-01' }),
      scheda('Tre\u202e', { person: 'Il Responsabile', indicators2Name: 'Ore' }),
    ]);
    const next = await rehearse(server.as('UPc'), programme, schedeTable, file);
    const at = (key: string, row: number): string => `${letterOf(keys.indexOf(key))}${row}`;
    expect(next.body.faults.map(({ code, address }) => `${code} ${address}`)).toEqual([
      `programme-unknown ${at('programme', 2)}`,
      `need-unknown ${at('needIds', 2)}`,
      `code-malformed ${at('code', 3)}`,
      `content-refused ${at('end', 3)}`,
      `value-refused ${at('title', 4)}`,
      `id-malformed ${at('person', 4)}`,
      `content-refused ${at('indicators1Name', 4)}`,
      `content-refused ${at('indicators1Target', 4)}`,
      `content-refused ${at('indicators1Source', 4)}`,
      `content-refused ${at('indicators2Target', 4)}`,
      `content-refused ${at('indicators2Source', 4)}`,
    ]);
    const refused = problem(await importFile(server.as('UPc'), programme, schedeTable, file));
    expect(refused).toMatchObject({ status: 422, code: 'spreadsheet-faulty' });
    expect(refused.details?.['faults']).toEqual(next.body.faults);
    expect(refused.detail).toContain(at('programme', 2));
    expect(await revisionOf(programme)).toBe(before);
  });

  it('tells in one go of what cannot be read, of what is refused and of what is not there', async () => {
    const before = await revisionOf(programme);
    const row = (cells: Readonly<Record<string, string>>): string =>
      keys.map((key) => cells[key] ?? '').join(';');
    const others = { programme: 'Pesca', unit: 'anziani', person: 'responsabile' };
    const file = Buffer.from(
      [
        titles.join(';'),
        row({
          ...others,
          title: 'Uno',
          unit: 'Una che manca',
          sector: 'Sport',
          resources1Amount: '1,5.0',
        }),
        row(others),
        row({ ...others, title: 'Tre', person: 'Il Responsabile' }),
      ].join('\n'),
    );
    const at = (key: string, line: number): string => `${letterOf(keys.indexOf(key))}${line}`;
    const { body } = await rehearse(server.as('UPc'), programme, schedeTable, file);
    expect(body.faults.map(({ code, address }) => `${code} ${address}`)).toEqual([
      `programme-unknown ${at('programme', 2)}`,
      `id-malformed ${at('unit', 2)}`,
      `not-an-option ${at('sector', 2)}`,
      `not-an-amount ${at('resources1Amount', 2)}`,
      `value-missing ${at('title', 3)}`,
      `programme-unknown ${at('programme', 3)}`,
      `programme-unknown ${at('programme', 4)}`,
      `id-malformed ${at('person', 4)}`,
    ]);
    const refused = problem(await importFile(server.as('UPc'), programme, schedeTable, file));
    expect(refused.details?.['faults']).toEqual(body.faults);
    expect(await revisionOf(programme)).toBe(before);
  });

  it('or nothing but titles is refused', async () => {
    const file = fileWith(schedeTable, []);
    const reply = await importFile(server.as('UPc'), programme, schedeTable, file);
    expect(problem(reply)).toMatchObject({ status: 422, code: 'spreadsheet-empty' });
    const rehearsed = await rehearse(server.as('UPc'), programme, schedeTable, file);
    expect(problem(rehearsed)).toMatchObject({ status: 422, code: 'spreadsheet-empty' });
  });

  it('that is sent as something else is refused with what it may be sent as', async () => {
    const file = fileWith(schedeTable, [scheda('Uno')]);
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      const body = type === 'application/json' ? Buffer.from('{}') : file;
      const reply = await server
        .as('UPc')
        .upload(addressOf(programme, schedeTable, '/dry-run'), body, { 'content-type': type });
      expect(problem(reply)).toMatchObject({ status: 415, code: 'file-type-unsupported' });
      expect(reply.headers.get('accept')).toContain('text/csv');
    }
    const command = await server
      .as('UPc')
      .upload(programme.path('/add-objective'), file, { 'content-type': 'text/csv' });
    expect(problem(command)).toMatchObject({ status: 415, code: 'media-type-unsupported' });
  });
});

describe('Rows of co-design and units go in and out by spreadsheet', () => {
  const rows = [
    {
      ...{ coDesignRowId: 'SP01', holder: 'Comune di Livorno', activity: '@Centro affidi' },
      ...{ state: 'concluded', partners: ['Cooperativa; sociale', 'Associazione'], cup: ['BREVE'] },
      ...{ from: '2023-01-01', to: '2024-12-31', precision: 'year', amountEur: '10.00' },
    },
    {
      ...{ coDesignRowId: 'SP02', holder: 'Zona', activity: 'Pronto intervento' },
      ...{ state: 'ongoing', legalForm: 'art55', renews: 'SP01' },
    },
  ];

  it('rows of co-design, back as they were and taken back as one', async () => {
    const file = fileWith(coDesignTable, rows, 'csv');
    const rehearsed = await rehearse(server.as('UPo'), register, coDesignTable, file);
    expect(rehearsed.body.wouldMake).toEqual([
      { row: 2, code: 'SP01', title: '@Centro affidi' },
      { row: 3, code: 'SP02', title: 'Pronto intervento' },
    ]);
    const made = recorded(await importFile(server.as('UPo'), register, coDesignTable, file));
    expect(made.facts.map(({ type }) => type)).toEqual([
      ...['CoDesignRowAdded', 'CoDesignRowAdded', 'QuestionRaised', 'SpreadsheetImported'],
    ]);
    const reply = await server.as('DIR').download(addressOf(register, coDesignTable));
    const exported = await rowsIn(reply.body, coDesignTable.columns, coDesignTable.sheet);
    expect(exported.filter((row) => String(row['coDesignRowId']).startsWith('SP'))).toEqual([
      { ...rows[0], legalForm: 'unknown' },
      rows[1],
    ]);
    const again = await importFile(
      server.as('UPo'),
      register,
      coDesignTable,
      fileWith(coDesignTable, [{ ...rows[0] }]),
    );
    expect(problem(again)).toMatchObject({ status: 422, code: 'spreadsheet-faulty' });
    const { data } = made.facts.at(-1) as { data: { spreadsheetImportId: string } };
    const { spreadsheetImportId } = data;
    const undone = recorded(
      await server.as('UPc').perform(register.cycleId, 'undo-spreadsheet-import', {
        ...{ spreadsheetImportId, reason: 'Era il file sbagliato' },
      }),
    );
    expect(undone.facts.map(({ type }) => type)).toEqual([
      ...['SpreadsheetImportUndone', 'CoDesignRowTakenBack', 'CoDesignRowTakenBack'],
      'QuestionAnswered',
    ]);
    recorded(await importFile(server.as('UPo'), register, coDesignTable, file));
  });

  it('units, whose ids are free again when they are taken back', async () => {
    const units = [
      {
        ...{ unitId: 'minori', name: 'Minori e famiglia', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'responsabile-minori', from: '2024-01-01' },
      },
    ];
    const file = fileWith(unitsTable, units);
    const made = recorded(
      await importFile(organisation.somebody('UPc'), organisation, unitsTable, file),
    );
    const reply = await organisation.somebody('UH').download(addressOf(organisation, unitsTable));
    const exported = await rowsIn(reply.body, withState(unitsTable.columns), unitsTable.sheet);
    expect(exported).toEqual([{ ...units[0], state: 'attiva' }]);
    const { data } = made.facts.at(-1) as { data: { spreadsheetImportId: string } };
    const { spreadsheetImportId } = data;
    recorded(
      await organisation.somebody('UPc').perform(organisation.cycleId, 'undo-spreadsheet-import', {
        ...{ spreadsheetImportId, reason: 'Era il file sbagliato' },
      }),
    );
    recorded(await importFile(organisation.somebody('UPc'), organisation, unitsTable, file));
  });

  it('but not from or into a life that has no such table', async () => {
    const path = register.path('/spreadsheets/units');
    expect(problem(await server.as('UPc').get(path))).toMatchObject({ status: 404 });
    expect(problem(await server.as('UPc').get(`${path}/template`))).toMatchObject({ status: 404 });
    const file = fileWith(unitsTable, []);
    const reply = await server
      .as('UPc')
      .upload(`${path}/import`, file, { 'idempotency-key': randomUUID() });
    expect(problem(reply)).toMatchObject({ status: 404, code: 'not-of-this-definition' });
  });
});

describe('Who may', () => {
  const tables = () =>
    [
      [programme, schedeTable],
      [register, coDesignTable],
      [organisation, unitsTable],
    ] as const;

  it('import and rehearse is who may use the verb; the others are told before the file is read', async () => {
    for (const [journey, table] of tables()) {
      const before = await revisionOf(journey);
      const may = verbByName.get(table.verb.name)?.who.map(({ role }) => role) ?? [];
      for (const role of everyRole) {
        const client = journey.somebody(role);
        for (const path of ['/dry-run', '/import']) {
          // Nobody could read this: whoever may is told of the file, whoever may not is not.
          const reply = await client.upload(addressOf(journey, table, path), unreadable, {
            'idempotency-key': randomUUID(),
          });
          const told = path === '/import' ? 422 : 200;
          const status = may.includes(role) ? told : 403;
          expect({ role, path, status: reply.status }).toEqual({ role, path, status });
        }
      }
      expect(await revisionOf(journey)).toBe(before);
    }
  });

  it('import is asked of the pipeline, which records who tried and may not', async () => {
    await importFile(server.as('RF'), programme, schedeTable, fileWith(schedeTable, []));
    const { position } = await programmePosition();
    const refusals = await server
      .as('AUD')
      .get<{ items: readonly { verb: string; personId: string; code: string }[] }>(
        `/api/v1/refusals?verb=import-schede&personId=referente&after=${position}`,
      );
    expect(refusals.body.items[0]).toMatchObject({ verb: 'import-schede', code: 'not-allowed' });
  });

  it('import and rehearse on behalf of somebody needs a delegation, as every command does', async () => {
    const before = await revisionOf(programme);
    const file = fileWith(schedeTable, [scheda('Per conto di altri')]);
    const asked = (path: string, onBehalfOf: string) =>
      server.as('UPc').upload(addressOf(programme, schedeTable, path), file, {
        'idempotency-key': randomUUID(),
        'on-behalf-of': onBehalfOf,
      });
    for (const path of ['/dry-run', '/import']) {
      const refused = problem(await asked(path, 'responsabile'));
      expect(refused).toMatchObject({ status: 403, code: 'no-delegation' });
      const malformed = problem(await asked(path, 'Il Responsabile'));
      expect(malformed).toMatchObject({ status: 400, code: 'on-behalf-of-malformed' });
    }
    expect(await revisionOf(programme)).toBe(before);
    const { position } = await programmePosition();
    const path = `/api/v1/refusals?verb=import-schede&code=no-delegation&after=${position}`;
    const { body } = await server
      .as('AUD')
      .get<{ items: readonly { personId: string; onBehalfOf: string | null }[] }>(path);
    expect(body.items).toMatchObject([{ personId: 'coordinatore', onBehalfOf: 'responsabile' }]);
  });

  it('have the export and the template is who may read the list', async () => {
    for (const [journey, table] of tables()) {
      for (const role of everyRole) {
        const list = await journey.somebody(role).get(listOf(journey, table));
        for (const path of ['', '/template']) {
          const reply = await journey.somebody(role).get(addressOf(journey, table, path));
          expect({ role, path, status: reply.status }).toEqual({ role, path, status: list.status });
        }
      }
    }
  });

  it('is nobody of another zone, and nobody without a token', async () => {
    for (const [journey, table] of tables()) {
      const stranger = server.admit({ role: 'UPc', zone: 'pisana', personId: 'di-altra-zona' });
      expect(problem(await stranger.get(addressOf(journey, table)))).toMatchObject({ status: 404 });
      const reply = await rehearse(stranger, journey, table, unreadable);
      expect(problem(reply)).toMatchObject({ status: 403, code: 'other-zone' });
      const bare = await fetch(server.url + addressOf(journey, table, '/dry-run'), {
        ...{ method: 'POST', body: new Uint8Array(10) },
        headers: { 'content-type': 'application/octet-stream', origin: server.url },
      });
      expect(bare.status).toBe(401);
    }
  });

  it('needs a command id to import', async () => {
    const path = addressOf(programme, schedeTable, '/import');
    const reply = await server.as('UPc').upload(path, fileWith(schedeTable, [scheda('Uno')]));
    expect(problem(reply)).toMatchObject({ status: 400, code: 'idempotency-key-missing' });
  });
});

/** Nothing of a spreadsheet. */
const unreadable = Buffer.from('%PDF-1.7\n\u0000\u0001\u0002');

/** Where the list of a table is read. */
function listOf(journey: Journey, { name }: SpreadsheetTable): string {
  if (name === 'schede') return journey.path('/schede');
  return journey.path(name === 'co-design' ? '/co-design-rows' : '');
}

/** Where the log stands once everything up to now is in it. */
async function programmePosition(): Promise<{ readonly position: number }> {
  return recorded(
    await server.as('UPc').perform(programme.cycleId, 'raise-question', {
      ...{ questionId: `Q-${randomUUID()}`, subject: 'cycle', text: 'Chi ha provato?' },
    }),
  );
}

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

/** A small file whose sheet unpacks to more than we take: forty megabytes of blanks. */
function bomb(): Buffer {
  const blanks = ' '.repeat(20 * 1024 * 1024);
  const parts = partsOf({ rows: '' });
  const sheet = 'xl/worksheets/sheet0.xml';
  const bytes = zipped({ ...parts, [sheet]: `${parts[sheet] ?? ''}<!--${blanks}-->` });
  expect(bytes.length).toBeLessThan(deflateRawSync(Buffer.from(blanks)).length + 10_000);
  return bytes;
}
