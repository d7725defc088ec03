import type { CycleLife } from '../command/verb.js';
import type { Draw, Somebody, Wish } from './wishes.fixture.js';

type Wishing = (by: Somebody, verb: string, more?: object) => Wish;
type Bodies = Readonly<Record<string, (draw: Draw, life: CycleLife | undefined) => object>>;

const undoing = { act: 'Delibera 40/2024', ground: 'Mancava il parere' };

/** Bodies for the verbs that stop a cycle, for a while or for good, or that undo a part of it. */
export const bodiesCutShort: Bodies = {
  'suspend-cycle': (draw) => ({
    deadlines: draw('stop', 'stop', 'run'),
    ...draw<object>({ act: 'Delibera 30/2024' }, {}),
  }),
  'resume-cycle': () => ({}),
  'abandon-cycle': () => ({}),
  'annul-cycle': () => undoing,
  'revoke-cycle': () => undoing,
  'annul-scheda': (draw) => ({ schedaId: draw('S-1', 'S-2', 'S-3'), ...undoing }),
  'import-schede': (draw) => ({
    ...draw<object>({ spreadsheetImportId: draw('F1', 'F2') }, {}),
    fileName: 'schede.xlsx',
    sha256: draw('a', 'b', 'c').repeat(64),
    rows: draw([2], [2], [2, 3], []).map((row) => ({
      ...{ row, title: 'Dal foglio', programme: draw('P1', 'P1', 'P1', 'P9'), unit: 'anziani' },
      person: 'capo-anziani',
      ...draw<object>({}, { content: { description: 'Dal foglio' } }),
    })),
  }),
  'undo-spreadsheet-import': (draw, life) => {
    const imports = Object.keys(life?.data.spreadsheetImports ?? {});
    return { spreadsheetImportId: draw(imports.at(-1) ?? 'F1', imports[0] ?? 'F1', 'F9') };
  },
};

const director: Somebody = { role: 'DIR', personId: 'direttore' };
const secretariat: Somebody = { role: 'SEG', personId: 'segreteria' };

/** What a suspended cycle usually waits for: to be taken up again. */
export const usuallySuspended = (draw: Draw, wish: Wishing): Wish | undefined =>
  draw<Wish | undefined>(undefined, wish(director, 'resume-cycle'));

/** What now and then stops a plan in force. */
export const nowAndThen = (draw: Draw, wish: Wishing): Wish =>
  draw(
    wish(director, 'suspend-cycle'),
    wish(director, 'suspend-cycle'),
    wish(secretariat, 'annul-scheda'),
    wish(secretariat, draw('annul-scheda', 'annul-cycle', 'revoke-cycle')),
  );
