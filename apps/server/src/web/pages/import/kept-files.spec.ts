import { unitsTable } from '#planning';
import { spreadsheetFile } from '../../../api/spreadsheet-file.js';
import { KEPT_MS, KeptFiles } from './kept-files.js';

const MEGABYTE = 1_024 * 1_024;
const somebody = (personId: string) =>
  ({ personId, zone: 'livornese', role: 'UPc' }) as Parameters<KeptFiles['keep']>[0];
const clock = { now: 0, nowMs: () => clock.now };
const file = async (bytes = 10) => ({
  ...{ table: unitsTable, lifeId: 'livornese-organizzazione', fileName: 'unita.csv', bytes },
  file: await spreadsheetFile(Buffer.from('x'), unitsTable),
});

describe('Files between being tried and being imported', () => {
  it('are there for whoever sent them, and for nobody else', async () => {
    const files = new KeptFiles(clock);
    const id = files.keep(somebody('persona-a'), await file());
    expect(files.of(somebody('persona-a'), id)?.fileName).toBe('unita.csv');
    expect(files.of(somebody('persona-b'), id)).toBeUndefined();
    expect(files.of(somebody('persona-a'), 'another')).toBeUndefined();
  });

  it('are gone after an hour, and when their owner sends another', async () => {
    const files = new KeptFiles(clock);
    const first = files.keep(somebody('persona-a'), await file());
    const second = files.keep(somebody('persona-a'), await file());
    expect(files.of(somebody('persona-a'), first)).toBeUndefined();
    clock.now += KEPT_MS - 1;
    expect(files.of(somebody('persona-a'), second)).toBeDefined();
    clock.now += 1;
    expect(files.of(somebody('persona-a'), second)).toBeUndefined();
  });

  it('take up no more than there is room for: the oldest goes first', async () => {
    const files = new KeptFiles(clock);
    const ids = await Promise.all(
      Array.from({ length: 14 }, async (_, index) => {
        const person = somebody(`persona-${index}`);
        return { person, id: files.keep(person, await file(5 * MEGABYTE)) };
      }),
    );
    const kept = ids.filter(({ person, id }) => files.of(person, id) !== undefined);
    expect(kept).toEqual(ids.slice(-12));
  });
});
