import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { Antivirus } from './antivirus.js';
import { AttachmentRefused } from './attachment-refused.js';
import { samples, unwanted } from './attachments.fixture.js';
import { Attachments, WAITING_MS, type KeptFile } from './attachments.js';
import { Clamd } from './clamd.js';
import { allowAttachment, deleteAttachment } from './delete-attachment.js';
import { EICAR, ListeningClamd } from './clamd.fixture.js';

const MOST = 64 * 1_024;
const bringing = {
  zone: 'livornese',
  cycleId: 'livornese-poa-annuale-2024',
  personId: 'referente',
};

let folder: string;
let nowMs: number;
let opened: Attachments;

const open = (antivirus?: Antivirus): Attachments =>
  new Attachments({ folder, mostBytes: MOST, antivirus, nowMs: () => nowMs });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attachments-'));
  nowMs = Date.parse('2024-06-03T08:00:00Z');
  opened = open();
});
afterEach(() => {
  opened.close();
  rmSync(folder, { recursive: true });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);

async function keep(
  bytes: Uint8Array,
  name = 'atto.pdf',
  by: typeof bringing = bringing,
): Promise<KeptFile> {
  return opened.keep(await opened.receive(Readable.from([bytes]), name), by);
}

/** Has the next transaction find the disk full at its end, where SQLite takes all of it back. */
function fullAtTheEnd(): void {
  const begin = jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementationOnce(function (
    this: DatabaseSync,
    sql: string,
  ) {
    begin.mockRestore();
    this.exec(sql);
    const commit = jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementationOnce(function (
      this: DatabaseSync,
    ) {
      commit.mockRestore();
      this.exec('ROLLBACK');
      throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    });
  });
}

async function codeOf(keeping: Promise<unknown>): Promise<string> {
  const refused = await keeping.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (refused instanceof AttachmentRefused) return refused.code;
  throw new Error('It was not refused', { cause: refused });
}

/** Every file there is, by its path, without the database. */
const there = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('attachments.db'))
    .map(({ name }) => name)
    .sort();

const read = async (kept: KeptFile): Promise<Buffer> =>
  Buffer.concat((await opened.open(kept).toArray()) as Buffer[]);

describe('A file that is kept', () => {
  it('is byte for byte what was sent, in whatever pieces, and its name is its fingerprint', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 5_000 }), { maxLength: 8 }),
        async (pieces) => {
          const all = [Buffer.from('%PDF-'), ...pieces];
          const bytes = Buffer.concat(all);
          const received = await opened.receive(Readable.from(all), 'atto.pdf');
          const kept = await opened.keep(received, bringing);
          expect(kept).toMatchObject({ sha256: sha256(bytes), bytes: bytes.length });
          expect((await read(kept)).equals(bytes)).toBe(true);
          expect(there()).toContain(kept.sha256);
        },
      ),
      { seed: 20240603, numRuns: 40 },
    );
  });

  it('is read once to see whether it looks signed, however often somebody asks', async () => {
    const [signed, plain] = [await keep(pdf('/ByteRange [0 8 9 4]')), await keep(pdf('nothing'))];
    const reading = jest.spyOn(opened, 'open');
    for (const [kept, look] of [
      ...([
        [signed, 'pdf'],
        [plain, undefined],
      ] as const),
      ...([
        [signed, 'pdf'],
        [plain, undefined],
      ] as const),
    ] as const) {
      expect(await opened.signatureLook(kept)).toBe(look);
    }
    expect(reading).toHaveBeenCalledTimes(2);
  });

  it.each(Object.entries(samples))(
    'may be %s, and is found to be what it is',
    async (name, bytes) => {
      const kept = await keep(bytes, name);
      expect(kept.type.endings).toContain(name.slice(name.lastIndexOf('.') + 1));
      expect(opened.of(kept)).toEqual(kept);
    },
  );

  it('is one where it comes twice, for both who brought it, and one of each zone', async () => {
    const other = { ...bringing, personId: 'responsabile' };
    const [one, again] = [await keep(pdf('x')), await keep(pdf('x'), 'altro.pdf', other)];
    expect(again).toEqual(one);
    expect(there()).toEqual([one.sha256]);
    expect(opened.isBroughtBy(one.sha256, bringing)).toBe(true);
    expect(opened.isBroughtBy(one.sha256, other)).toBe(true);
    expect(opened.isBroughtBy(one.sha256, { ...other, personId: 'segreteria' })).toBe(false);
    expect(opened.of({ zone: 'pisana', sha256: one.sha256 })).toBeUndefined();
    await keep(pdf('x'), 'atto.pdf', { ...bringing, zone: 'pisana' });
    expect(there()).toEqual([one.sha256, one.sha256]);
  });

  it('is kept across a restart, and is not where somebody took the file away', async () => {
    const kept = await keep(pdf('x'));
    opened.close();
    opened = open();
    expect(opened.of(kept)).toEqual(kept);
    rmSync(join(folder, 'livornese', kept.sha256));
    expect(opened.of(kept)).toBeUndefined();
  });
});

describe('A file that is not kept', () => {
  it('is too large, by as little as one byte', async () => {
    await keep(Buffer.concat([pdf(''), Buffer.alloc(MOST - 9)]));
    expect(await codeOf(keep(Buffer.concat([pdf(''), Buffer.alloc(MOST - 8)])))).toBe(
      'attachment-too-large',
    );
    expect(there()).toHaveLength(1);
  });

  it('is empty', async () => {
    expect(await codeOf(keep(Buffer.alloc(0)))).toBe('attachment-empty');
    expect(there()).toEqual([]);
  });

  it.each(Object.entries(unwanted))('is %s, whatever it is called', async (name, bytes) => {
    expect(await codeOf(keep(bytes, name))).toBe('attachment-type-unsupported');
    expect(there()).toEqual([]);
  });

  it.each([
    ['atto.pdf', 'foto.jpg'],
    ['foto.jpg', 'atto.pdf'],
    ['relazione.docx', 'conti.xlsx'],
    ['atto.pdf', 'atto'],
    ['atto.pdf', 'atto.pdf.exe'],
    ['atto.pdf.p7m', 'atto.pdf'],
    ['verbale.txt', 'pagina.html'],
  ])('is a %s that calls itself %s', async (is, called) => {
    expect(await codeOf(keep(samples[is] ?? Buffer.alloc(0), called))).toBe(
      'attachment-named-otherwise',
    );
    expect(there()).toEqual([]);
  });

  it('was cut off on its way', async () => {
    const cut = Readable.from(
      (function* () {
        yield pdf('x');
        throw new Error('cut off');
      })(),
    );
    await expect(opened.receive(cut, 'atto.pdf')).rejects.toThrow('cut off');
    expect(there()).toEqual([]);
  });

  it('is dropped by whoever received it', async () => {
    const received = await opened.receive(Readable.from([pdf('x')]), 'atto.pdf');
    expect(there()).toHaveLength(1);
    await opened.drop(received);
    expect(there()).toEqual([]);
  });

  it('is more than somebody may have waiting that nothing names', async () => {
    const large = (text: string) => Buffer.concat([pdf(text), Buffer.alloc(MOST - 20)]);
    for (let number = 0; number < 20; number++) await keep(large(String(number)));
    expect(await codeOf(keep(large('di troppo')))).toBe('attachments-waiting');
    await keep(large('di un altro'), 'atto.pdf', { ...bringing, personId: 'responsabile' });
  });

  it('is not too much where facts name what somebody has brought: they are asked before anything is refused', async () => {
    const large = (text: string) => Buffer.concat([pdf(text), Buffer.alloc(MOST - 20)]);
    const brought: KeptFile[] = [];
    for (let number = 0; number < 20; number++) brought.push(await keep(large(String(number))));
    const one = async (named: readonly KeptFile[]) => {
      const received = await opened.receive(Readable.from([large('ancora')]), 'atto.pdf');
      return opened.keep(received, bringing, {
        mustGoOn: () => undefined,
        namedAmong: (keys) => {
          expect(keys).toHaveLength(20);
          return Promise.resolve(
            keys.filter(({ sha256: hash }) => named.some((each) => each.sha256 === hash)),
          );
        },
      });
    };
    expect(await codeOf(one([]))).toBe('attachments-waiting');
    await one(brought.slice(0, 1));
    // It was marked: from now on it stays, and the next one finds nobody to ask for it.
    expect(await codeOf(keep(large('di troppo')))).toBe('attachments-waiting');
    nowMs += WAITING_MS;
    expect(opened.sweep(() => false)).toBe(20);
    expect(there()).toEqual([brought[0]?.sha256]);
  });

  it('finds no room on the disk once it has its name: that is said, and nothing of it is left', async () => {
    const earlier = await keep(pdf('prima'));
    fullAtTheEnd();
    expect(await codeOf(keep(pdf('x')))).toBe('attachments-full');
    expect(there()).toEqual([earlier.sha256]);
    // The same bytes that are kept already stay.
    fullAtTheEnd();
    expect(await codeOf(keep(pdf('prima')))).toBe('attachments-full');
    expect(opened.of(earlier)).toEqual(earlier);
    await keep(pdf('x'));
  });

  it('was deleted, until somebody allows it again', async () => {
    const kept = await keep(pdf('x'));
    const deletion = { atMs: nowMs, reason: 'Richiesta di cancellazione n. 3' };
    expect(deleteAttachment(folder, kept, deletion)).toBe(true);
    expect(there()).toEqual([]);
    expect(opened.of(kept)).toBeUndefined();
    expect(opened.deletionOf(kept)).toEqual(deletion);
    expect(opened.isBroughtBy(kept.sha256, bringing)).toBe(false);
    await expect(keep(pdf('x'))).rejects.toMatchObject({
      ...{ code: 'attachment-deleted', details: { reason: deletion.reason } },
    });
    expect(there()).toEqual([]);
    // Of another zone it is another file.
    await keep(pdf('x'), 'atto.pdf', { ...bringing, zone: 'pisana' });
    expect(opened.deletionOf({ zone: 'pisana', sha256: kept.sha256 })).toBeUndefined();
    expect(allowAttachment(folder, kept)).toBe(true);
    expect(await keep(pdf('x'))).toEqual(kept);
  });

  it('was never there: then nothing is deleted, and nothing is written down of it', () => {
    const key = { zone: 'livornese', sha256: 'a'.repeat(64) };
    expect(deleteAttachment(folder, key, { atMs: nowMs, reason: 'Per errore' })).toBe(false);
    expect(opened.deletionOf(key)).toBeUndefined();
    expect(allowAttachment(folder, key)).toBe(false);
  });

  it('has no zone and no fingerprint that names another folder', () => {
    expect(() => opened.open({ zone: '../x', sha256: 'a'.repeat(64) })).toThrow('Not a zone');
    expect(() => opened.open({ zone: 'livornese', sha256: '../keys.db' })).toThrow(
      'Not a fingerprint',
    );
  });
});

describe('The antivirus', () => {
  let clamd: ListeningClamd;
  beforeEach(async () => {
    clamd = await ListeningClamd.listen();
    opened.close();
    opened = open(new Clamd(clamd.address));
  });
  afterEach(() => clamd.end());

  it('looks at every byte before the file is kept', async () => {
    const bytes = Buffer.concat([pdf(''), Buffer.alloc(MOST - 9, 7)]);
    expect(await keep(bytes)).toMatchObject({ antivirus: 'clean' });
    expect(clamd.lastBytes?.equals(bytes)).toBe(true);
  });

  it('listens at the file of a socket as well', async () => {
    const socket = await ListeningClamd.listen(join(folder, 'clamd.ctl'));
    opened.close();
    opened = open(new Clamd(socket.address));
    expect(await keep(pdf('x'))).toMatchObject({ antivirus: 'clean' });
    await socket.end();
  });

  it('has what it finds refused, and nothing of it kept', async () => {
    const infected = keep(pdf(EICAR));
    await expect(infected).rejects.toMatchObject({
      code: 'attachment-infected',
      details: { found: 'Win.Test.EICAR_HDB-1' },
    });
    expect(there()).toEqual([]);
  });

  it.each([
    ['says that it cannot', () => 'INSTREAM size limit exceeded. ERROR\0'],
    ['hangs up', () => undefined],
    ['ends without a word', () => ''],
  ])('has nothing kept where it %s', async (_, answers) => {
    clamd.answers = answers;
    expect(await codeOf(keep(pdf('x')))).toBe('antivirus-away');
    expect(there()).toEqual([]);
  });

  it('has nothing kept where nobody listens', async () => {
    await clamd.end();
    expect(await codeOf(keep(pdf('x')))).toBe('antivirus-away');
    expect(there()).toEqual([]);
    clamd = await ListeningClamd.listen();
  });

  it('is said not to have looked where there is none', async () => {
    opened.close();
    opened = open();
    expect(await keep(pdf('x'))).toMatchObject({ antivirus: 'not-looked-at' });
  });
});

describe('The sweep', () => {
  it('takes away after a day what nothing names, and never what something names', async () => {
    const [named, unnamed] = [await keep(pdf('citato')), await keep(pdf('mai citato'))];
    const isNamed = (key: { readonly sha256: string }): boolean => key.sha256 === named.sha256;
    nowMs += WAITING_MS - 1;
    expect(opened.sweep(isNamed)).toBe(0);
    nowMs += 1;
    expect(opened.sweep(isNamed)).toBe(1);
    expect(opened.of(unnamed)).toBeUndefined();
    expect(there()).toEqual([named.sha256]);
    // Once it was named it stays, whatever a view says that has not seen all.
    expect(opened.sweep(() => false)).toBe(0);
    expect(opened.of(named)).toEqual(named);
  });

  it('waits another day for what was brought again', async () => {
    const kept = await keep(pdf('x'));
    nowMs += WAITING_MS - 1;
    await keep(pdf('x'));
    nowMs += 1;
    expect(opened.sweep(() => false)).toBe(0);
    expect(opened.of(kept)).toBeDefined();
    nowMs += WAITING_MS;
    expect(opened.sweep(() => false)).toBe(1);
  });

  it('takes away what a program that was killed left half-written, and no file on its way', async () => {
    const left = join(folder, 'lasciato.part');
    writeFileSync(left, 'x');
    utimesSync(left, new Date(0), new Date(0));
    const received = await opened.receive(Readable.from([pdf('x')]), 'atto.pdf');
    opened.sweep(() => false);
    expect(there()).toHaveLength(1);
    const kept = await opened.keep(received, bringing);
    expect(readFileSync(join(folder, 'livornese', kept.sha256))).toEqual(pdf('x'));
  });

  it('takes away after a day what has its name and no row, unless a fact names it', () => {
    const place = join(folder, 'livornese');
    mkdirSync(place);
    const [named, unnamed, young] = [pdf('citato'), pdf('mai citato'), pdf('di oggi')].map(
      (bytes) => {
        writeFileSync(join(place, sha256(bytes)), bytes);
        return sha256(bytes);
      },
    ) as [string, string, string];
    for (const each of [named, unnamed]) utimesSync(join(place, each), new Date(0), new Date(0));
    writeFileSync(join(place, 'nota.txt'), 'di qualcun altro');
    expect(opened.sweep((key) => key.sha256 === named)).toBe(1);
    expect(there()).toEqual([named, young, 'nota.txt'].sort());
  });
});
