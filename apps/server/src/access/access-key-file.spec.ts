import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessKeyBeside, UnusableAccessKey } from './access-key-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-key-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const key = () => accessKeyBeside(join(folder, 'access.db'));
const file = () => join(folder, 'access.key');

describe('The key of an installation', () => {
  it('is made once, for its owner alone', () => {
    const made = key();
    expect(made).toHaveLength(32);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(key()).toEqual(made);
  });

  it.each([0o604, 0o602, 0o644, 0o666])('is refused where others may come at it: %o', (mode) => {
    key();
    chmodSync(file(), mode);
    expect(key).toThrow(UnusableAccessKey);
    expect(key).toThrow(/chmod o=/);
  });

  it.each([0o400, 0o600, 0o640])(
    'is taken where its owner, or the group, alone may: %o',
    (mode) => {
      const made = key();
      chmodSync(file(), mode);
      expect(key()).toEqual(made);
    },
  );
});
