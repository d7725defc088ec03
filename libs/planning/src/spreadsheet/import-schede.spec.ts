import { accepts, Refusal } from '#workflow';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import type { RowFault } from './row-fault.js';
import { organisationLife, organisationOn } from '../organisation/organisation.js';
import {
  closed,
  organisationAfter,
  opened,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import { schedaValidator } from '../scheda/scheda-validator.js';
import { schedaSchemaV1 } from '../scheda/scheda.v1.schema.js';
import {
  assigned,
  fingerprint,
  given,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
  type Body,
} from '../testing.fixture.js';
import {
  lifeAfter as registerAfter,
  opened as registerOpened,
  rowAdded,
} from '../zone-register/zone-register.fixture.js';
import { importSchede, type ImportSchede } from './import-schede.js';

const programme = (programmeId: string, name: string): PlanningFact => ({
  type: 'ProgrammeAdded',
  data: { programmeId, name, objectiveIds: [] },
});
const needs: PlanningFact = {
  type: 'NeedsImported',
  data: {
    edition: '2024',
    themes: ['Cronicità'],
    needs: [{ needId: 'N1', kind: 'critical', text: 'Fragilità', theme: 'Cronicità' }],
    source: { file: 'profilo.md', lines: [1, 2] },
  },
};
const atWork = [...inPreparation, programme('P1', 'Anziani'), programme('P2', 'Disabilità'), needs];
/** A unit that nobody heads yet. */
const headless = (unitId: string): PlanningFact => ({
  type: 'UnitAdded',
  data: {
    ...{ unitId, name: 'Minori', kind: 'SERVIZIO', belongsTo: 'COMUNE', from: '2024-01-01' },
  },
});
const file = { fileName: 'schede.xlsx', sha256: 'f'.repeat(64) };
const row = {
  ...{ row: 2, title: 'Assistenza domiciliare', programme: 'P1' },
  ...{ unit: 'anziani', person: 'responsabile' },
};
const schema = 'urn:traccia:scheda:1';
const checks = { schedaProblems: schedaValidator(schedaSchemaV1) };

/** What is wrong with a file of these rows: code, row and column. */
function wrongIn(
  rows: Body<ImportSchede>['rows'],
  circumstances: object = {},
  facts: readonly PlanningFact[] = atWork,
): readonly string[] {
  const asked = given(...facts).when(
    importSchede,
    { ...file, rows },
    { ...checks, ...circumstances },
  );
  asked.thenRefused('spreadsheet-faulty');
  const { faults } = (asked.answer as Refusal).details as unknown as {
    readonly faults: readonly RowFault[];
  };
  return faults.map((fault) => `${fault.code} ${fault.row} ${fault.title}`);
}

/** What a file of these rows becomes. */
function assignedFrom(
  rows: Body<ImportSchede>['rows'],
  circumstances: object = {},
  facts: readonly PlanningFact[] = atWork,
): readonly DataOf<'SchedaAssigned'>[] {
  const { answer } = given(...facts).when(
    importSchede,
    { ...file, rows },
    { ...checks, ...circumstances },
  );
  if (answer instanceof Refusal) throw new Error(JSON.stringify(answer));
  expect(accepts(lifeAfter(...facts), answer)).toMatchObject({ accepted: true });
  return answer.flatMap((fact) => (fact.type === 'SchedaAssigned' ? [fact.data] : []));
}

describe('A file of schede', () => {
  it('becomes one batch: each row is assigned, written as far as it says something, and numbered', () => {
    const content = { sector: 'SOCIO_SANITARIO', needIds: ['N1'] };
    const rows = [
      row,
      { ...row, row: 3, title: 'Centro diurno', content },
      { ...row, row: 5, title: 'Trasporto', programme: 'disabilita' },
    ];
    given(...atWork, assigned('S-4'))
      .when(importSchede, { ...file, rows }, checks)
      .then(
        {
          type: 'SchedaAssigned',
          data: {
            ...{ schedaId: 'new-scheda-0', code: '2024-P1-005', programmeId: 'P1', schema },
            ...{ unitId: 'anziani', personId: 'responsabile', title: 'Assistenza domiciliare' },
          },
        },
        {
          type: 'SchedaAssigned',
          data: {
            ...{ schedaId: 'new-scheda-1', code: '2024-P1-006', programmeId: 'P1', schema },
            ...{ unitId: 'anziani', personId: 'responsabile', title: 'Centro diurno' },
          },
        },
        {
          type: 'SchedaRevised',
          data: {
            ...{ schedaId: 'new-scheda-1', version: 1, changes: content },
            contentHash: fingerprint({ title: 'Centro diurno', ...content }),
          },
        },
        {
          type: 'SchedaAssigned',
          data: {
            ...{ schedaId: 'new-scheda-2', code: '2024-P2-001', programmeId: 'P2', schema },
            ...{ unitId: 'anziani', personId: 'responsabile', title: 'Trasporto' },
          },
        },
        {
          type: 'SpreadsheetImported',
          data: {
            spreadsheetImportId: 'new-spreadsheet-import',
            ...{ what: 'SCHEDE', ...file, rows: 3 },
            ids: ['new-scheda-0', 'new-scheda-1', 'new-scheda-2'],
          },
        },
      );
  });

  it('comes in during the verification too, but not before the preparation', () => {
    expect(
      assignedFrom([row], {}, [...inVerification(assigned('S-1')), programme('P1', 'Anziani')]),
    ).toHaveLength(1);
    given(...inDraft, programme('P1', 'Anziani'))
      .when(importSchede, { ...file, rows: [row] }, checks)
      .thenRefused('not-now');
  });

  it('keeps the codes it gives, and numbers the others after them', () => {
    const rows = [row, { ...row, row: 3, code: '2024-P1-007' }];
    const codes = assignedFrom(rows).map(({ code }) => code);
    expect(codes).toEqual(['2024-P1-008', '2024-P1-007']);
  });

  it('tells of every code that cannot be, with its row', () => {
    const rows = [
      { ...row, code: '2024-P1-001' },
      { ...row, row: 3, code: '2024-P1-009' },
      { ...row, row: 4, code: '2024-P1-009' },
      { ...row, row: 5, code: '2023-P1-010' },
      { ...row, row: 6, code: '2024-P1-0011' },
      { ...row, row: 7, code: '2024-P1-000' },
    ];
    expect(wrongIn(rows, {}, [...atWork, assigned('S-1')])).toEqual([
      'code-taken 2 Codice',
      'code-doubled 4 Codice',
      'code-malformed 5 Codice',
      'code-malformed 6 Codice',
      'code-malformed 7 Codice',
    ]);
  });

  it('never gets the code of a scheda that was withdrawn', () => {
    const withdrawn: PlanningFact = { type: 'SchedaWithdrawn', data: { schedaId: 'S-1' } };
    const facts = [...atWork, assigned('S-1'), withdrawn];
    expect(wrongIn([{ ...row, code: '2024-P1-001' }], {}, facts)).toEqual(['code-taken 2 Codice']);
  });

  it('tells of programmes, needs, days and texts that cannot be, all at once', () => {
    const rows = [
      { ...row, programme: 'P9' },
      { ...row, row: 3, content: { needIds: ['N1', 'N9'] } },
      { ...row, row: 4, content: { start: '2024-12-31', end: '2024-01-01' } },
      { ...row, row: 5, content: { sector: 'PESCA', indicators: [{ name: 'Ore', source: 'U' }] } },
      { ...row, row: 6, person: 'Il Responsabile' },
    ];
    expect(wrongIn(rows)).toEqual([
      'programme-unknown 2 Programma',
      'need-unknown 3 Bisogni dal Profilo di salute',
      'content-refused 4 Fine',
      'content-refused 5 Settore',
      'content-refused 5 Valore atteso 1',
      'id-malformed 6 Responsabile',
    ]);
  });

  it('points to rows and projects of the register of the zone, where the zone keeps one', () => {
    const content = { coDesignIds: ['CP01', 'NON-C-E'], fundedProjectIds: ['NEMMENO'] };
    const register = registerAfter(registerOpened, rowAdded('CP01'));
    const elsewhere = {
      life: (id: string) => (id === 'livornese-registro-di-zona' ? register : undefined),
    };
    expect(wrongIn([{ ...row, content }], { elsewhere })).toEqual([
      'content-refused 2 Righe di co-progettazione',
      'content-refused 2 Progetti finanziati',
    ]);
    expect(assignedFrom([{ ...row, content }])).toHaveLength(1);
    const envelope = { cycleId: 'livornese-poa-annuale-2024' };
    expect(importSchede.looksAt?.({ envelope } as never, '2024-06-30')).toEqual({
      lives: ['livornese-organizzazione', 'livornese-registro-di-zona'],
    });
  });

  it('tells of what is of a wrong form and of what points to nothing at once', () => {
    const content = { needIds: ['N9'], expectedRecipients: 'molti' };
    expect(wrongIn([{ ...row, content }])).toEqual([
      'content-refused 2 Destinatari previsti',
      'need-unknown 2 Bisogni dal Profilo di salute',
    ]);
  });

  it('names a programme that two have the name of by its code', () => {
    const facts = [...atWork, programme('P3', 'ANZIANI')];
    expect(wrongIn([{ ...row, programme: 'anziani' }], {}, facts)).toEqual([
      'programme-ambiguous 2 Programma',
    ]);
    const [third] = assignedFrom([{ ...row, programme: 'P3 – ANZIANI' }], {}, facts);
    expect(third?.programmeId).toBe('P3');
  });

  describe('where the zone keeps a register of its units', () => {
    const life = organisationAfter(
      opened,
      unitAdded('anziani', { name: 'Anziani e disabili' }),
      headless('minori'),
      unitAdded('vecchia'),
      closed('vecchia'),
    );
    const organisation = organisationOn(organisationLife(life), '2024-06-30');

    it('names a unit by its name, and leaves its head to the register', () => {
      const { person, ...other } = { ...row, unit: 'anziani e  disabili' };
      expect(person).toBe('responsabile');
      expect(assignedFrom([other], { organisation })).toMatchObject([
        { unitId: 'anziani', personId: 'responsabile' },
      ]);
    });

    it('tells of units that are not there any more, or never were, and of heads nobody knows', () => {
      const { person, ...bare } = { ...row, row: 4, unit: 'minori' };
      expect(person).toBe('responsabile');
      const rows = [{ ...row, unit: 'pesca' }, { ...row, row: 3, unit: 'vecchia' }, bare];
      expect(wrongIn(rows, { organisation })).toEqual([
        'unit-unknown 2 Unità',
        'unit-ended 3 Unità',
        'head-unsaid 4 Responsabile',
      ]);
    });
  });

  it('without a register may name any unit by its id', () => {
    expect(wrongIn([{ ...row, unit: 'Unità anziani' }])).toEqual(['id-malformed 2 Unità']);
  });

  it('that is empty, or already in, is refused', () => {
    given(...atWork)
      .when(importSchede, { ...file, rows: [] })
      .thenRefused('spreadsheet-empty');
    const imported: PlanningFact = {
      type: 'SpreadsheetImported',
      data: { spreadsheetImportId: 'I-1', what: 'SCHEDE', ...file, rows: 1, ids: ['S-1'] },
    };
    const undone: PlanningFact = {
      type: 'SpreadsheetImportUndone',
      data: { spreadsheetImportId: 'I-1' },
    };
    given(...atWork, assigned('S-1'), imported)
      .when(importSchede, { ...file, rows: [row] })
      .thenRefused('spreadsheet-already-imported', { fileName: 'schede.xlsx', on: '2024-01-10' });
    expect(assignedFrom([row], {}, [...atWork, assigned('S-1'), imported, undone])).toHaveLength(1);
    given(...atWork, assigned('S-1'), imported, undone)
      .when(importSchede, { ...file, spreadsheetImportId: 'I-1', rows: [row] })
      .thenRefused('id-taken');
  });

  it('that is too long to be written at once says from which row on', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      ...{ ...row, row: index + 2, content: { description: 'x'.repeat(9_000) } },
    }));
    expect(wrongIn(rows)).toEqual(['batch-too-long 90 Codice']);
  });

  it('tells of a hundred faults, and how many more there are', () => {
    const rows = Array.from({ length: 130 }, (_, index) => ({
      ...{ ...row, row: index + 2, programme: 'nessuno' },
    }));
    expect(wrongIn(rows)).toHaveLength(100);
    const { answer } = given(...atWork).when(importSchede, { ...file, rows }, checks);
    expect((answer as Refusal).details).toMatchObject({ count: 130, more: 30 });
  });
});
