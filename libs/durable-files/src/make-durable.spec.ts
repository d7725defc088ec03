import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDurable } from './make-durable.js';

describe('What is made durable', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'durable-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const open = (): number => readdirSync('/proc/self/fd').length;

  it('is a file or the names in a folder, as they are, and nothing stays open', () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'text', { mode: 0o400 });
    const before = open();
    makeDurable(file);
    makeDurable(folder);
    expect(open()).toBe(before);
    expect(readFileSync(file, 'utf8')).toBe('text');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('is nothing that is not there: that is not passed over, nor made', () => {
    expect(() => {
      makeDurable(join(folder, 'missing'));
    }).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(readdirSync(folder)).toEqual([]);
  });
});
