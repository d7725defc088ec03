import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { AttachmentsFile } from './attachments-file.js';
import { Attachments, type KeptFile } from './attachments.js';
import { CopyAttachmentsRefused } from './copy-attachments-refused.js';
import { copyAttachments } from './copy-attachments.js';
import { deleteAttachment } from './delete-attachment.js';

let base: string;
let opened: Attachments;
const folder = (): string => join(base, 'attachments');
const copy = (): string => join(base, 'copy');
let nowMs = 0;

const open = (place = folder()): Attachments =>
  new Attachments({
    ...{ folder: place, mostBytes: 1_000, antivirus: undefined },
    nowMs: () => nowMs,
  });

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'copied-attachments-'));
  opened = open();
});
afterEach(() => {
  opened.close();
  rmSync(base, { recursive: true });
});

async function keep(text: string): Promise<KeptFile> {
  const received = await opened.receive(Readable.from([Buffer.from(`%PDF-${text}`)]), 'a.pdf');
  const by = { cycleId: 'livornese-poa-annuale-2024', personId: 'referente' };
  return opened.keep(received, { zone: 'livornese', ...by });
}

const copied = (): readonly string[] => readdirSync(join(copy(), 'livornese')).sort();

describe('A copy of the files that are kept', () => {
  it('holds each byte for byte, while they are in use, and can be put in their place', async () => {
    const [one, other] = [await keep('uno'), await keep('due')];
    expect(copyAttachments(folder(), copy())).toEqual({
      ...{ files: 2, added: 2, mended: 0, dropped: 0, missing: [], damaged: [] },
    });
    expect(copied()).toEqual([one.sha256, other.sha256].sort());
    const restored = open(copy());
    expect(restored.of(one)).toEqual(one);
    expect((await restored.open(other).toArray()).toString()).toBe('%PDF-due');
    restored.close();
  });

  it('is brought up to date: what is new comes, and what is kept no more goes', async () => {
    const one = await keep('uno');
    copyAttachments(folder(), copy());
    nowMs += 2 * 86_400_000;
    const other = await keep('due');
    expect(opened.sweep(() => false)).toBe(1);
    expect(copyAttachments(folder(), copy())).toEqual({
      ...{ files: 1, added: 1, mended: 0, dropped: 1, missing: [], damaged: [] },
    });
    expect(copied()).toEqual([other.sha256]);
    expect(copied()).not.toContain(one.sha256);
  });

  it('holds none that is not what its name says, and says which', async () => {
    const [one, other] = [await keep('uno'), await keep('due')];
    writeFileSync(join(folder(), 'livornese', one.sha256), '%PDF-altro');
    const name = join('livornese', one.sha256);
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 1, damaged: [name] });
    expect(copied()).toEqual([other.sha256]);
    expect(readFileSync(join(copy(), 'livornese', other.sha256), 'utf8')).toBe('%PDF-due');
  });

  it('is no copy of what was swept while it was being made, and that is no damage', async () => {
    const swept = await keep('uno');
    nowMs += 2 * 86_400_000;
    const other = await keep('due');
    const spy = jest.spyOn(AttachmentsFile.prototype, 'all').mockImplementationOnce(function (
      this: AttachmentsFile,
    ) {
      spy.mockRestore();
      const known = this.all();
      expect(known).toHaveLength(2);
      expect(opened.sweep(() => false)).toBe(1);
      return known;
    });
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 1, missing: [], damaged: [] });
    expect(copied()).toEqual([other.sha256]);
    const restored = open(copy());
    expect(restored.of(swept)).toBeUndefined();
    restored.close();
  });

  it('tells a file that is missing apart from one that is damaged, and keeps what it had of both', async () => {
    const [one, other, third] = [await keep('uno'), await keep('due'), await keep('tre')];
    copyAttachments(folder(), copy());
    rmSync(join(folder(), 'livornese', one.sha256));
    writeFileSync(join(folder(), 'livornese', other.sha256), '%PDF-altro');
    expect(copyAttachments(folder(), copy())).toMatchObject({
      ...{ files: 3, added: 0, mended: 0, dropped: 0 },
      ...{ missing: [`livornese/${one.sha256}`], damaged: [`livornese/${other.sha256}`] },
    });
    expect(copied()).toEqual([one.sha256, other.sha256, third.sha256].sort());
    expect(readFileSync(join(copy(), 'livornese', other.sha256), 'utf8')).toBe('%PDF-due');
  });

  it('is read to its end each time: what was damaged in it is brought anew', async () => {
    const one = await keep('uno');
    copyAttachments(folder(), copy());
    writeFileSync(join(copy(), 'livornese', one.sha256), '%PDF-');
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 1, added: 0, mended: 1 });
    expect(readFileSync(join(copy(), 'livornese', one.sha256), 'utf8')).toBe('%PDF-uno');
  });

  it('holds a file that is larger than what is read at once', async () => {
    const large = 'x'.repeat(3 * 1_024 * 1_024 + 7);
    opened.close();
    const settings = { folder: folder(), mostBytes: 2 * large.length, antivirus: undefined };
    opened = new Attachments({ ...settings, nowMs: () => nowMs });
    const kept = await keep(large);
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 1, damaged: [] });
    expect(readFileSync(join(copy(), 'livornese', kept.sha256), 'utf8')).toBe(`%PDF-${large}`);
  });

  it('holds a file that was deleted no more, says nothing of it, and knows that it was', async () => {
    const [one, other] = [await keep('uno'), await keep('due')];
    copyAttachments(folder(), copy());
    const deletion = { atMs: 5, reason: 'Richiesta di cancellazione n. 3' };
    // As it was done before there was a way to: the file alone.
    rmSync(join(folder(), 'livornese', one.sha256));
    expect(deleteAttachment(folder(), one, deletion)).toBe(true);
    expect(copyAttachments(folder(), copy())).toMatchObject({ dropped: 1, missing: [] });
    expect(copied()).toEqual([other.sha256]);
    const restored = open(copy());
    expect(restored.deletionOf(one)).toEqual(deletion);
    restored.close();
    // From the copy at once as well.
    expect(deleteAttachment(folder(), other, deletion)).toBe(true);
    expect(deleteAttachment(copy(), other, deletion)).toBe(true);
    expect(copied()).toEqual([]);
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 0, dropped: 0, missing: [] });
  });
});

/** Everything in the copy, byte for byte. */
const inCopy = (): readonly string[] =>
  readdirSync(copy(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .sort();

describe('A copy is not made', () => {
  function codeOf(work: () => unknown): string {
    try {
      work();
    } catch (error) {
      if (error instanceof CopyAttachmentsRefused) return error.code;
      throw error;
    }
    return 'done';
  }

  it('of an empty folder over one that holds files: nothing of it is touched, unless that is meant', async () => {
    await keep('uno');
    await keep('due');
    copyAttachments(folder(), copy());
    // The volume is not mounted: the server makes an empty folder in its place.
    const elsewhere = join(base, 'empty');
    open(elsewhere).close();
    const before = inCopy();
    expect(codeOf(() => copyAttachments(elsewhere, copy()))).toBe('attachments-copy-would-lose');
    expect(inCopy()).toEqual(before);
    expect(codeOf(() => copyAttachments(elsewhere, copy(), { mayLoseMany: true }))).toBe('done');
    expect(copied()).toEqual([]);
  });

  it('of another folder where any file would leave it, and of the same one after a loss of few', async () => {
    const [one, other] = [await keep('uno'), await keep('due')];
    copyAttachments(folder(), copy());
    // What the same folder has no more, it has swept.
    nowMs += 2 * 86_400_000;
    opened.sweep(() => false);
    expect(copyAttachments(folder(), copy())).toMatchObject({ files: 0, dropped: 2 });
    await keep('uno');
    await keep('due');
    copyAttachments(folder(), copy());
    opened.close();
    opened = open(join(base, 'anew'));
    await keep('uno');
    expect(codeOf(() => copyAttachments(join(base, 'anew'), copy()))).toBe(
      'attachments-copy-would-lose',
    );
    expect(copied()).toEqual([one.sha256, other.sha256].sort());
  });

  it.each([
    ['ten of thirty leave it', 30, 10, 'done'],
    ['eleven of thirty leave it', 30, 11, 'attachments-copy-would-lose'],
    ['eleven of a hundred and ten leave it', 110, 11, 'done'],
    ['twelve of a hundred and ten leave it', 110, 12, 'attachments-copy-would-lose'],
    [
      'all of a copy leave it that does not say of which folder it is',
      9,
      9,
      'attachments-copy-would-lose',
    ],
  ])('where too many files leave it: %s', (_what, held, lost, code) => {
    opened.close();
    // By hand: files of which it is known that they are kept.
    const file = new AttachmentsFile(join(folder(), 'attachments.db'));
    const key = (number: number) => ({
      ...{ zone: 'livornese', sha256: number.toString(16).padStart(64, '0') },
    });
    mkdirSync(join(copy(), 'livornese'), { recursive: true });
    for (let number = 0; number < held; number++) {
      writeFileSync(join(copy(), 'livornese', key(number).sha256), 'x');
      if (number < lost) continue;
      const row = { ...key(number), bytes: 1, mediaType: 'application/pdf' };
      const by = {
        zone: 'livornese',
        cycleId: 'livornese-poa-annuale-2024',
        personId: 'referente',
      };
      file.add({ ...row, antivirus: 'clean' }, by, 0, () => undefined);
    }
    file.close();
    opened = open();
    expect(codeOf(() => copyAttachments(folder(), copy()))).toBe(code);
    expect(copied()).toHaveLength(code === 'done' ? held - lost : held);
  });

  it.each([
    ['the folder itself', () => folder()],
    ['a folder in it', () => join(folder(), 'copy', 'nightly')],
    ['that of a zone', () => join(folder(), 'livornese')],
    ['the one it stands in', () => base],
    ['a link to it', () => linkTo(folder())],
    ['a folder in a link to it', () => join(linkTo(folder()), 'copy')],
  ])('into %s', async (_what, where) => {
    const kept = await keep('uno');
    const to = where();
    const before = readdirSync(base, { recursive: true });
    expect(codeOf(() => copyAttachments(folder(), to))).toBe('attachments-copy-in-place');
    expect(codeOf(() => copyAttachments(folder(), to, { mayLoseMany: true }))).toBe(
      'attachments-copy-in-place',
    );
    expect(readdirSync(base, { recursive: true })).toEqual(before);
    expect(opened.of(kept)).toEqual(kept);
  });

  function linkTo(place: string): string {
    const link = join(base, 'link');
    symlinkSync(place, link);
    return link;
  }

  it('is said in both languages, with a code that stays', () => {
    const refused = new CopyAttachmentsRefused('attachments-copy-in-place', {
      it: 'qui',
      en: 'here',
    });
    expect(refused.message).toMatch(
      /^La copia dei documenti è rifiutata: .* \(qui\)\. \/ The copy .* \(here\)\. \[attachments-copy-in-place\]$/,
    );
  });
});
