import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSignedCertificate } from '../../../../test/certificate.fixture.js';
import { readTls, UnusableTls } from './tls.js';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const mine = selfSignedCertificate();
const others = selfSignedCertificate();

function fileWith(name: string, content: string | Buffer, mode = 0o640): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

describe('A certificate and its key', () => {
  const certificate = fileWith('certificate.pem', mine.certificate, 0o644);

  it('are read from two files', () => {
    const key = fileWith('key.pem', mine.key);
    expect(readTls(certificate, key)).toEqual({ cert: mine.certificate, key: mine.key });
  });

  it.each([0o644, 0o604, 0o602, 0o641])(
    'are refused where others may come at the key (%o)',
    (mode) => {
      const key = fileWith('open.pem', mine.key, mode);
      expect(() => readTls(certificate, key)).toThrow(UnusableTls);
      expect(() => readTls(certificate, key)).toThrow(/chmod o=/);
    },
  );

  it.each([
    ['the key is of another certificate', others.key],
    ['the key is no PEM', 'segreto'],
    ['the key is empty', ''],
  ])('are refused where %s, and nothing of it is told', (_, text) => {
    const key = fileWith('wrong.pem', text);
    expect(() => readTls(certificate, key)).toThrow(UnusableTls);
    expect(() => readTls(certificate, key)).not.toThrow(/segreto|PRIVATE/);
  });

  it('are refused where one is not there', () => {
    expect(() => readTls(certificate, join(folder, 'nowhere'))).toThrow(/cannot be read/);
    expect(() => readTls(join(folder, 'nowhere'), fileWith('key.pem', mine.key))).toThrow(
      UnusableTls,
    );
  });
});
