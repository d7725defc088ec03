import {
  givenOrganisation,
  granted,
  headChanged,
  merged,
  opened as organisationOpened,
  organisationAfter,
  revoked,
  unitAdded,
} from '../organisation/organisation.fixture.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { addUnit } from '../organisation/add-unit.js';
import { assigned, given, inPreparation, lifeAfter } from '../testing.fixture.js';
import {
  given as givenRegister,
  lifeAfter as registerAfter,
  opened as registerOpened,
  projectAdded,
  rowAdded,
} from '../zone-register/zone-register.fixture.js';
import { addCoDesignRow } from '../co-design/add-co-design-row.js';
import { importCoDesignRows } from '../co-design/import-co-design-rows.js';
import { importCoDesignSpreadsheet } from './import-co-design-spreadsheet.js';
import { undoSpreadsheetImport, UndoSpreadsheetImport } from './undo-spreadsheet-import.js';

const reason = 'Era il file sbagliato';
const wish = { spreadsheetImportId: 'I-1', reason };
const imported = (
  what: DataOf<'SpreadsheetImported'>['what'],
  ...ids: readonly string[]
): PlanningFact => ({
  type: 'SpreadsheetImported',
  data: {
    ...{ spreadsheetImportId: 'I-1', what, fileName: 'foglio.xlsx', sha256: 'e'.repeat(64) },
    ...{ rows: ids.length, ids },
  },
});
const undone: PlanningFact = {
  type: 'SpreadsheetImportUndone',
  data: { spreadsheetImportId: 'I-1' },
};
const takenBack = (coDesignRowId: string): PlanningFact => ({
  type: 'CoDesignRowTakenBack',
  data: { coDesignRowId },
});
const withdrawn = (schedaId: string): PlanningFact => ({
  type: 'SchedaWithdrawn',
  data: { schedaId },
});
const revised = (schedaId: string, version: number): PlanningFact => ({
  type: 'SchedaRevised',
  data: { schedaId, version, changes: { pnrr: true }, contentHash: 'a'.repeat(64) },
});

describe('An import of schede is undone', () => {
  const inside = [
    ...inPreparation,
    assigned('S-1'),
    revised('S-1', 1),
    assigned('S-2'),
    imported('SCHEDE', 'S-1', 'S-2'),
  ];

  it('as a whole: its schede are withdrawn, and stay readable', () => {
    given(...inside)
      .when(undoSpreadsheetImport, wish)
      .then(undone, withdrawn('S-1'), withdrawn('S-2'));
  });

  it('whatever others do with other schede', () => {
    given(...inside, assigned('S-3'), revised('S-3', 1))
      .when(undoSpreadsheetImport, wish)
      .then(undone, withdrawn('S-1'), withdrawn('S-2'));
  });

  it('not once somebody has worked on one: the first thing is named, and who moved it', () => {
    given(...inside, revised('S-2', 1), revised('S-1', 2))
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-worked-on', {
        ...{ thing: '2024-P1-002', by: 'operatore', at: '2024-01-10T08:07:00.000Z' },
        what: 'SchedaRevised',
      });
  });

  it('once, and only if there was one', () => {
    given(...inside, undone, withdrawn('S-1'), withdrawn('S-2'))
      .when(undoSpreadsheetImport, wish)
      .thenRefused('not-now');
    given(...inside)
      .when(undoSpreadsheetImport, { ...wish, spreadsheetImportId: 'I-2' })
      .thenRefused('spreadsheet-import-not-found');
  });

  it('and it is remembered who undid it', () => {
    const { data } = lifeAfter(...inside, undone, withdrawn('S-1'), withdrawn('S-2'));
    expect(data.spreadsheetImports['I-1']).toMatchObject({
      ...{ by: 'operatore', on: '2024-01-10', undone: { by: 'operatore', on: '2024-01-10' } },
    });
    expect(data.spreadsheetImports['I-1']).not.toHaveProperty('firstMove');
  });
});

describe('An import of rows of co-design is undone', () => {
  const asked: PlanningFact = {
    type: 'QuestionRaised',
    data: { questionId: 'Q-1', subject: 'co-design-row CP01', text: 'Qual è il CUP giusto?' },
  };
  const inside = [
    ...[registerOpened, rowAdded('CP01'), rowAdded('CP02', { outcome: 'concluded' }), asked],
    imported('CO_DESIGN', 'CP01', 'CP02'),
  ];

  it('as a whole: its rows are gone, and so is what was asked about them', () => {
    givenRegister(...inside)
      .when(undoSpreadsheetImport, wish)
      .then(undone, takenBack('CP01'), takenBack('CP02'), {
        type: 'QuestionAnswered',
        data: {
          questionId: 'Q-1',
          answer: 'La riga non c’è più: l’importazione che l’aveva portata è stata annullata.',
          basis: 'Importazione annullata: foglio.xlsx',
        },
      });
    const after = [...inside, undone, takenBack('CP01'), takenBack('CP02'), rowAdded('CP01')];
    expect(Object.keys(registerAfter(...after).data.coDesignRows)).toEqual(['CP01']);
  });

  it('and its codes are of no other row: only the same file brings them back, as it was or put right', () => {
    const register = givenRegister(...inside, undone, takenBack('CP01'), takenBack('CP02'));
    const row = {
      holder: { text: 'Comune' },
      activity: 'Altro',
      subjects: [],
      state: 'planned',
    } as const;
    const asked = { ...row, coDesignRowId: 'CP01' };
    const taken = { id: 'CP01', fileName: 'foglio.xlsx' };
    register.when(addCoDesignRow, { row: asked }).thenRefused('id-of-taken-back', taken);
    register.when(importCoDesignRows, { rows: [asked] }).thenRefused('id-of-taken-back', taken);
    const importing = (fileName: string, sha256: string) =>
      register.when(importCoDesignSpreadsheet, { fileName, sha256, rows: [{ ...asked, row: 2 }] });
    importing('altro.xlsx', 'a'.repeat(64)).thenRefused('spreadsheet-faulty');
    for (const again of [
      importing('altro.xlsx', 'e'.repeat(64)),
      importing('foglio.xlsx', 'a'.repeat(64)),
    ]) {
      expect(again.answer).toMatchObject([
        { type: 'CoDesignRowAdded', data: { coDesignRowId: 'CP01' } },
        { type: 'SpreadsheetImported' },
      ]);
    }
    const free = register.when(addCoDesignRow, { row: { ...row, coDesignRowId: 'CP03' } });
    expect(free.answer).toMatchObject([{ type: 'CoDesignRowAdded' }]);
  });

  it('not while a scheda of a programme under way names one of its rows', () => {
    const naming = (coDesignIds: readonly string[], ...facts: readonly PlanningFact[]) =>
      givenRegister(...inside).when(undoSpreadsheetImport, wish, {
        elsewhere: {
          life: (id) =>
            id === 'livornese-poa-annuale-2024'
              ? lifeAfter(
                  ...[...inPreparation, assigned('S-1')],
                  {
                    type: 'SchedaRevised',
                    data: {
                      ...{ schedaId: 'S-1', version: 1, contentHash: 'a'.repeat(64) },
                      changes: { coDesignIds },
                    },
                  },
                  ...facts,
                )
              : undefined,
        },
      });
    naming(['CP09', 'CP02']).thenRefused('spreadsheet-import-in-use', {
      thing: 'CP02',
      user: '2024-P1-001 (livornese-poa-annuale-2024)',
    });
    for (const free of [naming(['CP09']), naming(['CP02'], withdrawn('S-1'))]) {
      expect(free.answer).toMatchObject([undone, takenBack('CP01'), takenBack('CP02'), {}]);
    }
  });

  it('not once a row has moved, or another row or a project points to one', () => {
    const moved: PlanningFact = {
      type: 'CoDesignStateChanged',
      data: { coDesignRowId: 'CP01', from: 'planned', outcome: 'award_started' },
    };
    givenRegister(...inside, moved)
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-worked-on');
    givenRegister(...inside, rowAdded('CP03', { addendumTo: 'CP02' }))
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-in-use', { thing: 'CP02', user: 'CP03' });
    const linked: PlanningFact = {
      type: 'FundedProjectLinked',
      data: { fundedProjectId: 'FP-1', schede: [], coDesignRowIds: ['CP01'] },
    };
    givenRegister(...inside, projectAdded('FP-1'), linked)
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-in-use', { thing: 'CP01', user: 'FP-1' });
  });
});

describe('An import of units is undone', () => {
  const inside = [organisationOpened, unitAdded('anziani'), imported('UNITS', 'anziani')];
  const gone: PlanningFact = { type: 'UnitTakenBack', data: { unitId: 'anziani' } };

  it('as a whole: its units are gone, and their ids are free again', () => {
    givenOrganisation(...inside)
      .when(undoSpreadsheetImport, wish)
      .then(undone, gone);
    expect(organisationAfter(...inside, undone, gone).data.units).toEqual({});
    const again = { unitId: 'anziani', name: 'Anziani', from: '2024-01-01' } as const;
    const unit = { ...again, kind: 'SERVIZIO', belongsTo: 'COMUNE' } as const;
    givenOrganisation(...inside, undone, gone)
      .when(addUnit, unit)
      .then({ type: 'UnitAdded', data: unit });
  });

  it('not while a scheda of a programme under way is in one of them', () => {
    const holding = (...facts: readonly PlanningFact[]) =>
      givenOrganisation(...inside).when(undoSpreadsheetImport, wish, {
        elsewhere: {
          life: (id) =>
            id === 'livornese-poa-annuale-2024'
              ? lifeAfter(...inPreparation, assigned('S-1', { unitId: 'minori' }), ...facts)
              : undefined,
        },
      });
    holding().then(undone, gone);
    holding(assigned('S-2'), assigned('S-3')).thenRefused('spreadsheet-import-in-use', {
      thing: 'anziani',
      user: '2024-P1-002 (livornese-poa-annuale-2024)',
    });
    holding(assigned('S-2'), withdrawn('S-2')).then(undone, gone);
    const closed = { ...lifeAfter(...inPreparation, assigned('S-2')), state: 'closed' };
    givenOrganisation(...inside)
      .when(undoSpreadsheetImport, wish, { elsewhere: { life: () => closed } })
      .then(undone, gone);
  });

  it('looks at last year, this one and the next, of the own zone and for registers alone', () => {
    const looked = (cycleId: string) => {
      const asked = Object.assign(new UndoSpreadsheetImport(), {
        envelope: { cycleId, commandId: 'command' },
      });
      return undoSpreadsheetImport.looksAt?.(asked, '2025-01-01');
    };
    expect(looked('livornese-organizzazione')).toEqual({
      lives: [2024, 2025, 2026].map((year) => `livornese-poa-annuale-${year}`),
    });
    expect(looked('livornese-registro-di-zona')).toEqual(looked('livornese-organizzazione'));
    expect(looked('livornese-poa-annuale-2024')).toEqual({ lives: [] });
  });

  it('not once its head has changed, another goes on in it, or somebody stands in there', () => {
    givenOrganisation(...inside, headChanged('anziani', 'nuovo-responsabile', '2024-03-01'))
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-worked-on');
    givenOrganisation(...inside, unitAdded('minori'), merged('minori', 'anziani'))
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-in-use', { thing: 'anziani', user: 'minori' });
    givenOrganisation(...inside, granted())
      .when(undoSpreadsheetImport, wish)
      .thenRefused('spreadsheet-import-in-use', { thing: 'anziani', user: 'ferie' });
    givenOrganisation(...inside, granted(), revoked())
      .when(undoSpreadsheetImport, wish)
      .then(undone, gone);
  });
});
