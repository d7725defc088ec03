import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandFailed } from '../failure.js';
import { livornoProgramme, readProgrammeData } from './programme-data.js';

describe('the data of a programme', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'traccia-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function reading(text: string): Promise<unknown> {
    const file = join(folder, 'data.json');
    await writeFile(file, text);
    return readProgrammeData(file);
  }

  it('are read from a file of the same form', async () => {
    expect(await reading(JSON.stringify(livornoProgramme))).toEqual(livornoProgramme);
  });

  it('are refused with the place that is wrong', async () => {
    const tree = { ...livornoProgramme.tree, programmes: [{ id: 'P01' }] };
    await expect(reading(JSON.stringify({ ...livornoProgramme, tree }))).rejects.toThrow(
      /\/tree\/programmes\/0/,
    );
  });

  it('are refused when the file is no JSON or is not there', async () => {
    await expect(reading('{')).rejects.toThrow(CommandFailed);
    await expect(readProgrammeData(join(folder, 'none.json'))).rejects.toThrow(/non si legge/);
  });
});
