import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#event-store';
import { verifierPage, type Report, type VerifyOptions } from '#evidence';
import { base64Of, checkpointText, LedgerFile, noteText, rootOf } from '#ledger';
import { reportText } from '../../apps/cli/src/evidence/report-text.js';
import { pathToFileURL } from 'node:url';
import { traccia } from '../../apps/cli/src/program.fixture.js';
import { ORIGIN, SealedLog, signerOf } from '../../libs/ledger/src/ledger.fixture.js';
import { launchChromium } from '../chromium.fixture.js';
import { bundleOf, failedSteps, newFolder, removeFolders, verified } from './evidence.fixture.js';

const NEXT = 'piano.example/registro/2';
const next = signerOf(NEXT, '11');
const under = ({ store, file }: SealedLog) => ({ store, file, signer: next });
const FACTS = 40;
const SURVIVING = 30;
const scope = { kind: 'cycle', cycle: 'a', stream: 'note-a' } as const;

type Declared = Readonly<Record<'survivingSize' | 'lostCount', number>> & {
  readonly previousCheckpoint: string | null;
};

/** A log that was sealed, lost facts or had them altered, and was opened anew as somebody declares it. */
describe('A seal of before the ledger was opened anew', () => {
  const logs: SealedLog[] = [];
  /** The note over the first facts of a log, as somebody outside holds it. */
  const noteAt = ({ file, signer }: SealedLog, size: number, origin = ORIGIN): string => {
    const text = checkpointText({ origin, size, root: rootOf(file.subtree, size) });
    return noteText({ text, signatures: [signer.sign(text, 0)] });
  };
  let before: SealedLog;
  let held: (size: number) => NonNullable<VerifyOptions['held']>;
  beforeAll(async () => {
    before = await logOf(FACTS);
    held = (size) => [{ name: `${size}.note`, text: noteAt(before, size) }];
  });
  afterAll(async () => {
    removeFolders();
    await Promise.all(logs.map((log) => log.leave()));
  });

  async function logOf(facts: number, altered?: number): Promise<SealedLog> {
    const log = new SealedLog();
    logs.push(log);
    for (let index = 0; index < facts; index++) {
      const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
      const metadata = { recordedAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() };
      const data: JsonObject = { number: index === altered ? -1 : index };
      await log.store.append(scope.stream, [{ id, type: 'Noted', data, metadata }], 'any');
    }
    await log.sealAll();
    return log;
  }

  /** Declares the epoch, records more, and seals all of it under the new name. */
  async function openedAnew(log: SealedLog, declared: Declared, more = 5): Promise<SealedLog> {
    const data = {
      ...{ origin: NEXT, key: 'k', previousOrigin: ORIGIN, ...declared },
      ...{ reason: 'Disco rotto', operator: 'ced' },
    };
    const recordedAt = '2026-01-02T00:00:00.000Z';
    const id = '00000000-0000-4000-8000-0000000000ee';
    const event = { id, type: 'EpochOpened', data, metadata: { recordedAt } };
    await log.store.append('ledger', [event], 'any');
    for (let index = 0; index < more; index++) {
      const metadata = { recordedAt: new Date(Date.UTC(2026, 0, 3, 0, index)).toISOString() };
      const fact = { id: `00000000-0000-4000-8000-0000000001${10 + index}`, type: 'Noted' };
      await log.store.append(scope.stream, [{ ...fact, data: { late: index }, metadata }], 'any');
    }
    log.file.close();
    rmSync(join(log.folder, 'ledger.db'));
    log.file = new LedgerFile(join(log.folder, 'ledger.db'));
    log.newSealer(next, NEXT).sealBatch(await log.events());
    return log;
  }

  const lossOf = (log: SealedLog): Declared => ({
    ...{ survivingSize: SURVIVING, lostCount: FACTS - SURVIVING },
    previousCheckpoint: noteAt(log, FACTS),
  });

  /** Older facts under a newer seal, which is declared: what a disaster leaves. */
  async function honest(more?: number): Promise<SealedLog> {
    return openedAnew(await logOf(SURVIVING), lossOf(before), more);
  }

  async function looked(log: SealedLog, options: Partial<VerifyOptions> = {}, kind = scope) {
    const folder = await bundleOf(under(log), kind);
    return verified(folder, { replaying: undefined, ...options });
  }

  const prefixOf = ({ steps }: Report) => steps.find(({ step }) => step === 'prefix')!;

  it('is no beginning of what is left, and is told as lost: not as whole, nor as rewritten', async () => {
    const report = await looked(await honest(), { held: held(FACTS) });
    expect(failedSteps(report)).toEqual([]);
    expect([report.result, report.exitCode]).toEqual(['lost', 5]);
    expect(prefixOf(report)).toMatchObject({ outcome: 'lost', found: 1 });
    expect(prefixOf(report).findings[0]).toMatchObject({
      where: expect.stringContaining(`${FACTS}.note`) as string,
      it: 'copre fatti che il registro dichiara perduti',
    });
    expect(report.epochs).toEqual([
      expect.objectContaining({
        ...{ origin: NEXT, previousOrigin: ORIGIN, survivingSize: SURVIVING, lostCount: 10 },
        ...{ operator: 'ced', reason: 'Disco rotto', replacedCount: 0 },
      }),
    ]);
    const text = reportText(report).join('\n');
    expect(text).toMatch(/! 5\. Sigilli precedenti: .*perduti/);
    expect(text).toMatch(/ced ha dichiarato una nuova epoca.*«Disco rotto».*PERDUTI: 10/);
    expect(text).toMatch(/NON INTERO/);
  });

  it('is checked as ever where it covers no more than survives, and the loss is told all the same', async () => {
    for (const size of [1, SURVIVING - 1, SURVIVING]) {
      const report = await looked(await honest(), { held: held(size) });
      expect([report.exitCode, prefixOf(report).outcome]).toEqual([0, 'ok']);
      expect(report.epochs[0]!.en).toContain('LOST: 10');
      expect(reportText(report).at(-1)).toBe('Verificato, con una perdita dichiarata di 10 fatti.');
    }
  });

  it('contradicts a history that was altered in what it says survives', async () => {
    const log = await openedAnew(await logOf(SURVIVING, 7), lossOf(before));
    const report = await looked(log, { held: held(SURVIVING) });
    expect([report.exitCode, failedSteps(report)]).toEqual([15, ['prefix']]);
    expect((await looked(log, { held: held(7) })).exitCode).toBe(0);
  });

  it('contradicts an epoch that says that nothing was there', async () => {
    const nothing = { survivingSize: 0, lostCount: 0, previousCheckpoint: null };
    const log = await openedAnew(await logOf(FACTS, 7), nothing);
    const report = await looked(log, { held: held(FACTS) });
    expect([report.exitCode, failedSteps(report)]).toEqual([15, ['prefix']]);
    expect(prefixOf(report).findings[0]!.it).toContain('fu riscritta');
    expect(report.epochs[0]!.it).toContain('se qualcosa è andato perduto non si sa');
    const alone = await looked(log);
    expect([alone.exitCode, reportText(alone).at(-1)]).toEqual([
      0,
      'Verificato; ma di un’epoca dichiarata non si sa che cosa sia andato perduto.',
    ]);
    // What was sealed before and is still there as it was contradicts nothing.
    const whole = await openedAnew(await logOf(FACTS), nothing);
    expect((await looked(whole, { held: held(FACTS) })).exitCode).toBe(0);
  });

  it('is of another ledger where nobody says in the log that this one was opened anew', async () => {
    const log = await logOf(SURVIVING);
    log.file.close();
    rmSync(join(log.folder, 'ledger.db'));
    log.file = new LedgerFile(join(log.folder, 'ledger.db'));
    log.newSealer(next, NEXT).sealBatch(await log.events());
    const alone = await looked(log);
    expect([alone.exitCode, failedSteps(alone)]).toEqual([15, ['prefix']]);
    expect(prefixOf(alone).findings[0]!.en).toContain('no fact declares');
    expect(failedSteps(await looked(log, { held: held(SURVIVING) }))).toEqual(['prefix']);
  });

  it('shows up facts that were altered and called lost, without any seal from outside', async () => {
    const declared = {
      ...{ survivingSize: 7, lostCount: FACTS - 7 },
      previousCheckpoint: noteAt(before, FACTS),
    };
    const report = await looked(await openedAnew(await logOf(FACTS, 7), declared));
    expect([report.exitCode, failedSteps(report)]).toEqual([5, []]);
    expect(report.epochs[0]).toMatchObject({ replacedCount: 33 });
    expect(report.epochs[0]!.it).toContain('possono essere stati riscritti');
  });

  it.each([
    ['more than stands before it', { survivingSize: 35, lostCount: 5 }],
    ['another last seal', { survivingSize: 30, lostCount: 4 }],
  ])('finds a declaration that contradicts itself: %s', async (_, numbers) => {
    const declared = { ...numbers, previousCheckpoint: noteAt(before, FACTS) };
    const report = await looked(await openedAnew(await logOf(SURVIVING), declared));
    expect([report.exitCode, failedSteps(report)]).toEqual([15, ['prefix']]);
  });

  it('of a mail bounds the dates of what survives, and not of what came after the loss', async () => {
    const [seal] = held(FACTS);
    const atMs = Date.UTC(2026, 0, 1, 0, FACTS);
    const report = await looked(await honest(FACTS), { held: [{ ...seal!, atMs }] });
    expect([report.exitCode, failedSteps(report)]).toEqual([5, []]);
    const early = [{ ...seal!, atMs: Date.UTC(2025, 0, 1) }];
    expect(failedSteps(await looked(await honest(), { held: early }))).toEqual(['time']);
  });

  it('that a witness has signed stays one of this history in the next epoch', async () => {
    const log = await logOf(SURVIVING);
    const note = noteAt(log, 20);
    const seal = {
      ...{ size: 20, root: base64Of(rootOf(log.file.subtree, 20)), kind: 'witness' },
      ...{ reference: 'w', sha256: '0'.repeat(64), at: '2026-01-01T00:20:00.000Z' },
      evidence: note,
    };
    await log.record('ledger', seal, 1, 'ExternalSealRecorded');
    await log.sealAll();
    const declared = { ...lossOf(before), survivingSize: 31, lostCount: 9 };
    const report = await looked(await openedAnew(log, declared));
    expect(failedSteps(report)).toEqual([]);
    expect(report.anchors).toContainEqual(expect.objectContaining({ size: 20 }));
  });

  it('is told by the page, as is the loss without it', async () => {
    const folder = await bundleOf(under(await honest()), scope, { page: verifierPage() });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ locale: 'it-IT' });
      await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
      await page.waitForSelector('#verdict.good');
      expect(await page.textContent('#verdict')).toBe(
        '✓ Verificata la copia contenuta in questa pagina, con una perdita dichiarata',
      );
      expect(await page.textContent('.epochs')).toContain('PERDUTI: 10');
      await page.fill('#held', noteAt(before, FACTS));
      await page.click('#again');
      await page.waitForSelector('#verdict.bad');
      expect(await page.textContent('#verdict')).toMatch(/^! Non intero/);
      expect(await page.getAttribute('[data-step="prefix"]', 'data-outcome')).toBe('lost');
    } finally {
      await browser.close();
    }
  });

  it('is told by the command and its exit code', async () => {
    const folder = await bundleOf(under(await honest()), scope, { page: verifierPage() });
    const file = join(newFolder(), 'held.note');
    writeFileSync(file, noteAt(before, FACTS));
    const told = await traccia('verify', folder, '--no-replay', '--held', file);
    expect(told.exitCode).toBe(5);
    expect(told.noted).toContain('dichiara di averli perduti');
    const json = await traccia('verify', folder, '--no-replay', '--json');
    expect(json.exitCode).toBe(0);
    expect(JSON.parse(json.printed.join('\n'))).toMatchObject({ epochs: [{ lostCount: 10 }] });
    expect(readFileSync(file, 'utf8')).toContain(ORIGIN);
  });
});
