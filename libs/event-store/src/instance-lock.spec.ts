import { join } from 'node:path';
import { Child } from './killable-child.fixture.js';
import { AlreadyRunning, InstanceLock } from './instance-lock.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

describe('InstanceLock', () => {
  const folder = temporaryFolder();

  it('lets one in, and the next after it has left', () => {
    const lock = InstanceLock.take(folder());
    expect(() => InstanceLock.take(folder())).toThrow(AlreadyRunning);
    lock.release();
    lock.release();
    InstanceLock.take(folder()).release();
  });

  it('makes the folder, and does not mind about other folders', () => {
    const one = InstanceLock.take(join(folder(), 'a', 'b'));
    const other = InstanceLock.take(join(folder(), 'c'));
    one.release();
    other.release();
  });

  it('says in two languages that another process is there, with a code', () => {
    const lock = InstanceLock.take(folder());
    const refusal = refusalOf(() => InstanceLock.take(folder()));
    lock.release();
    expect(refusal).toMatchObject({ code: 'already-running', folder: folder() });
    expect(refusal.message).toMatch(/Un altro processo .* \/ Another process /);
  });

  it('is held though nobody keeps it, and free at once when the process that held it is killed', async () => {
    const child = new Child('lock', folder());
    try {
      await child.said(1);
      expect(() => InstanceLock.take(folder())).toThrow(AlreadyRunning);
    } finally {
      await child.kill();
    }
    InstanceLock.take(folder()).release();
  });

  it('does not call another trouble a running process', () => {
    expect(() => InstanceLock.take('/dev/null/nowhere')).toThrow(/ENOTDIR|EEXIST/);
  });
});

function refusalOf(take: () => InstanceLock): AlreadyRunning {
  try {
    take();
  } catch (error) {
    if (error instanceof AlreadyRunning) return error;
  }
  throw new Error('It was not refused');
}
