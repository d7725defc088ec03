import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INVITATION_MS } from '#access';
import { InvitationFile } from './invitation-file.js';

let folder: string;
let path: string;
let nowMs: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traccia-invitations-'));
  path = join(folder, 'inviti.tsv');
  nowMs = Date.UTC(2027, 0, 4, 8);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const uno = { personId: 'uno', login: 'uno.uno', code: 'aaaa-bbbb' };

function using<Result>(work: (file: InvitationFile) => Result): Result {
  const file = new InvitationFile(path, () => nowMs);
  try {
    return work(file);
  } finally {
    file.close();
  }
}

describe('A file of invitations', () => {
  it('keeps codes for its owner alone, and adds to what is there', () => {
    using((file) => {
      file.add(uno);
    });
    using((file) => {
      file.add({ ...uno, personId: 'due' });
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe(
      'persona\taccesso\tcodice\tvale fino a\n' +
        'uno\tuno.uno\taaaa-bbbb\t2027-01-05T08:00:00.000Z\n' +
        'due\tuno.uno\taaaa-bbbb\t2027-01-05T08:00:00.000Z\n',
    );
  });

  it('knows who has a code that is still good', () => {
    using((file) => {
      file.add(uno);
    });
    expect(using((file) => [file.has('uno'), file.has('due')])).toEqual([true, false]);
    nowMs += INVITATION_MS;
    expect(using((file) => file.has('uno'))).toBe(false);
  });

  it('is none that others can read, nor the end of a link, nor in a folder that is not there', () => {
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    expect(() => new InvitationFile(path)).toThrow(/chmod 600/);
    expect(readFileSync(path, 'utf8')).toBe('');
    const link = join(folder, 'link');
    symlinkSync(path, link);
    expect(() => new InvitationFile(link)).toThrow(/non si può scrivere/);
    expect(() => new InvitationFile(join(folder, 'nessuna', 'x'))).toThrow(/non si può scrivere/);
  });
});
