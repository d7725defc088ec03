import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote, parseVerifierKey, signatureTypes, signedBy, verifierKeyText } from '#ledger';
import { logSigner, post, TestLog } from './witness.fixture.js';
import { witnessProgram } from './witness-program.js';

const signer = logSigner();
const log = new TestLog(9, [signer]);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'witness-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the program while something is done with what it has printed. */
async function running(
  work: (key: string, url: string) => Promise<void>,
  logKey = verifierKeyText(signer.key),
): Promise<void> {
  const ending = new AbortController();
  const printed: string[] = [];
  let doing: Promise<void> | undefined;
  const print = (line: string): void => {
    printed.push(line);
    if (printed.length < 2) return;
    doing = work(printed[0]!, printed[1]!).finally(() => {
      ending.abort();
    });
  };
  const program = witnessProgram({ print, note: print, ending: ending.signal });
  const words = ['--name', 'revisori.example/w1', '--data', folder, '--port', '0'];
  program.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync([...words, '--log', logKey], { from: 'user' });
  await doing;
}

describe('The program of a witness', () => {
  it('says its key, cosigns with it, and keeps both over a restart', async () => {
    let first = '';
    await running(async (key, url) => {
      first = key;
      const { status, body } = await post(`${url}/add-checkpoint`, log.request(0, 3));
      expect(status).toBe(200);
      const known = parseVerifierKey(key);
      expect(known).toMatchObject({
        name: 'revisori.example/w1',
        type: signatureTypes.ed25519Cosignature,
      });
      expect(signedBy(parseNote(log.note(3) + body), [known])).toHaveLength(1);
    });
    await running(async (key, url) => {
      expect(key).toBe(first);
      expect((await post(`${url}/add-checkpoint`, log.request(0, 4))).body).toBe('3\n');
      expect((await post(`${url}/add-checkpoint`, log.request(3, 4))).status).toBe(200);
    });
  });

  it('keeps its key for itself', async () => {
    await running(() => Promise.resolve());
    const file = join(folder, 'witness.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('BEGIN PRIVATE KEY');
  });

  it('does not start on a key that it cannot use', async () => {
    writeFileSync(join(folder, 'witness.key'), 'no key');
    await expect(running(() => Promise.resolve())).rejects.toThrow();
    expect(readFileSync(join(folder, 'witness.key'), 'utf8')).toBe('no key');
  });

  it('takes no key of a witness for one of a log, and nothing that is no key', async () => {
    let witnessKey = '';
    await running((key) => {
      witnessKey = key;
      return Promise.resolve();
    });
    await expect(running(() => Promise.resolve(), witnessKey)).rejects.toThrow('of a witness');
    await expect(running(() => Promise.resolve(), 'a+00000000+AAAA')).rejects.toThrow();
  });
});
