import { columns } from './office.fixture.js';
import { readTable } from './read-table.js';

/** A file with these titles and rows, every other cell empty. */
const fileOf = (...lines: readonly string[]): Uint8Array => Buffer.from(lines.join('\n'));
const titles = Object.values(columns).map(({ title }) => title);
const row = (cells: Readonly<Record<string, string>>): string =>
  Object.keys(columns)
    .map((key) => cells[key] ?? '')
    .join(';');

describe('A file with faults', () => {
  it('is refused, with what could be read of it in spite of them', async () => {
    const reading = await readTable(
      fileOf(titles.join(';'), row({ title: 'Uno', from: 'ieri' }), row({ goesOn: 'sì' })),
      { columns },
    );
    if (reading.outcome === 'read') throw new Error('it was read');
    expect(reading.faults.map(({ row: line, title }) => [line, title])).toEqual(
      expect.arrayContaining([
        [2, 'Dal'],
        [3, columns.title.title],
      ]),
    );
    expect(reading.readable?.rows.map(({ row: line, values }) => [line, values])).toEqual([
      [2, { title: 'Uno' }],
      [3, { goesOn: true }],
    ]);
  });

  it('whose titles are not found has nothing that could be read', async () => {
    const reading = await readTable(fileOf('Uno', 'Due'), { columns });
    expect(reading).not.toHaveProperty('readable');
    expect(reading.outcome).toBe('refused');
  });
});
