import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Attachments, copyAttachments, type KeptFile } from '#attachments';
import { traccia } from '../program.fixture.js';

let data: string;
let kept: KeptFile;
let attachments: Attachments;
const folder = (): string => join(data, 'attachments');
const copy = (): string => join(data, 'copy');
const fileIn = (place: string): string => join(place, 'livornese', kept.sha256);

const bring = async (): Promise<KeptFile> =>
  attachments.keep(await attachments.receive(Readable.from([Buffer.from('%PDF-x')]), 'a.pdf'), {
    ...{ zone: 'livornese', cycleId: 'livornese-poa-annuale-2024', personId: 'referente' },
  });

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'traccia-attachments-'));
  // Open all the while, as a server has it.
  attachments = new Attachments({
    ...{ folder: folder(), mostBytes: 1_000, antivirus: undefined, nowMs: () => Date.now() },
  });
  kept = await bring();
});
afterEach(() => {
  attachments.close();
  rmSync(data, { recursive: true });
});

const REASON = 'Richiesta di cancellazione n. 3 del 2024';
const of = (sha256 = kept.sha256): readonly string[] => [
  ...['--zone', 'livornese', '--sha256', sha256, '--data', data],
];
const remove = (...more: readonly string[]) =>
  traccia('attachments', 'delete', ...of(), '--reason', REASON, ...more);

describe('traccia attachments delete', () => {
  it('deletes the file from here and from its copies, and writes down when and why', async () => {
    copyAttachments(folder(), copy());
    const beforeMs = Date.now();
    const { exitCode, printed } = await remove('--copy', copy());
    expect({ exitCode, printed }).toEqual({
      exitCode: 0,
      printed: [`Cancellato da: ${folder()}, ${copy()}.`],
    });
    expect([fileIn(folder()), fileIn(copy())].filter((file) => existsSync(file))).toEqual([]);
    expect(attachments.of(kept)).toBeUndefined();
    const deletion = attachments.deletionOf(kept);
    expect(deletion?.reason).toBe(REASON);
    expect(deletion?.atMs).toBeGreaterThanOrEqual(beforeMs);
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 0, missing: [] });
  });

  it('takes away the row of a file that somebody has removed by hand', async () => {
    rmSync(fileIn(folder()));
    expect(await remove()).toMatchObject({ exitCode: 0 });
    expect(attachments.deletionOf(kept)?.reason).toBe(REASON);
  });

  it('deletes from a copy what is no more here, and keeps the first reason here', async () => {
    copyAttachments(folder(), copy());
    await remove();
    const { exitCode, printed } = await traccia(
      ...[
        'attachments',
        'delete',
        ...of(),
        '--reason',
        'Era rimasto nella copia',
        '--copy',
        copy(),
      ],
    );
    expect({ exitCode, printed }).toEqual({
      ...{ exitCode: 0, printed: [`Cancellato da: ${copy()}.`] },
    });
    expect(attachments.deletionOf(kept)?.reason).toBe(REASON);
  });

  it('says where there is nothing to delete, and what is no fingerprint, zone, reason or folder', async () => {
    const other = await traccia(
      ...['attachments', 'delete', ...of('b'.repeat(64)), '--reason', REASON],
    );
    expect(other).toMatchObject({ exitCode: 1, noted: expect.stringMatching(/nessun file/) });
    const odd = await traccia('attachments', 'delete', ...of('../x'), '--reason', REASON);
    expect(odd).toMatchObject({ exitCode: 1, noted: expect.stringMatching(/64 cifre/) });
    const short = await traccia('attachments', 'delete', ...of(), '--reason', 'no');
    expect(short).toMatchObject({ exitCode: 1, noted: expect.stringMatching(/da 10 a 500/) });
    mkdirSync(copy());
    expect(await remove('--copy', copy())).toMatchObject({
      ...{ exitCode: 1, noted: expect.stringMatching(/Non è stato toccato nulla/) },
    });
    expect(await traccia('attachments', 'delete', ...of())).toMatchObject({ exitCode: 2 });
    expect(existsSync(fileIn(folder()))).toBe(true);
  });
});

describe('traccia attachments allow', () => {
  it('lets a file be brought again that was deleted, and says where none was', async () => {
    await remove();
    await expect(bring()).rejects.toMatchObject({ code: 'attachment-deleted' });
    expect(await traccia('attachments', 'allow', ...of())).toMatchObject({ exitCode: 0 });
    expect(await bring()).toEqual(kept);
    expect(await traccia('attachments', 'allow', ...of())).toMatchObject({
      ...{ exitCode: 1, noted: expect.stringMatching(/Nessuno ha cancellato/) },
    });
  });
});
