import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Attachments, type KeptFile } from './attachments.js';
import { copyAttachments } from './copy-attachments.js';

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
      ...{ files: 2, added: 2, dropped: 0, damaged: [] },
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
      ...{ files: 1, added: 1, dropped: 1, damaged: [] },
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
});
