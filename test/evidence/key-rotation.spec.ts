import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '#event-store';
import { BundleFolder, rememberedOf, writeBundle, type Report, type Scope } from '#evidence';
import {
  checkpointText,
  noteText,
  parseCheckpoint,
  parseNote,
  rotateKey,
  verifierKeyText,
  type NoteSigner,
  type RotatedKey,
} from '#ledger';
import { signerOf } from '../../libs/ledger/src/ledger.fixture.js';
import { openLedger } from '../../libs/ledger/src/opened-ledger.js';
import {
  copyOf,
  failedSteps,
  newFolder,
  partsOf,
  removeFolders,
  verified,
  YEAR,
} from './evidence.fixture.js';
import { signAnew } from './signed-anew.fixture.js';

const BEGIN_MS = Date.parse('2026-01-01T00:00:00.000Z');
const STREAM = 'cycle-livornese-poa-annuale-2024';
const WHOLE: Scope = { kind: 'log' };

/** A ledger with its key in a file, as an installation has it. */
class Installation {
  readonly folder = newFolder();
  readonly store = SqliteEventStore.open({ file: join(this.folder, 'log.db') });
  #minutes = 0;

  get #place() {
    return {
      ...{ store: this.store, file: join(this.folder, 'ledger.db') },
      ...{ keyFile: join(this.folder, 'ledger.key'), host: 'piano.example', policy: 'prova' },
      nowMs: () => BEGIN_MS + this.#minutes++ * 60_000,
      isInOrder: () => true,
    };
  }

  /** Records facts, and seals each as it comes. */
  async grow(count: number): Promise<void> {
    for (let made = 0; made < count; made++) {
      const metadata = { recordedAt: new Date(this.#place.nowMs()).toISOString() };
      const event = { id: randomUUID(), type: 'Noted', data: { number: made }, metadata };
      await this.store.append(STREAM, [event], 'any');
      await this.#opened(async ({ sealer, file }) => {
        const events = [];
        for await (const each of this.store.readAll({ after: file.lastPosition() }))
          events.push(each);
        sealer.sealBatch(events);
      });
    }
  }

  rotate(): Promise<RotatedKey> {
    return rotateKey(this.#place, 'Cambio di custode');
  }

  async bundle(scope: Scope = WHOLE): Promise<string> {
    const folder = newFolder();
    await this.#opened(async ({ file, signers, history }) => {
      const parts = partsOf(this.store, file, signers[0]!);
      const policy = `${history.keys.map((key) => `log ${verifierKeyText(key)}\n`).join('')}quorum none\n`;
      await writeBundle(
        { ...parts, policy, decisions: new Set() },
        scope,
        new BundleFolder(folder),
      );
    });
    return folder;
  }

  async signer(): Promise<NoteSigner> {
    return this.#opened(({ signers }) => Promise.resolve(signers[0]!));
  }

  async #opened<Value>(
    work: (opened: Awaited<ReturnType<typeof openLedger>>) => Promise<Value>,
  ): Promise<Value> {
    const opened = await openLedger(this.#place);
    try {
      return await work(opened);
    } finally {
      opened.file.close();
    }
  }
}

const policyOf = (...keys: readonly string[]): string =>
  `${keys.map((key) => `log ${key}\n`).join('')}quorum none\n`;

const looked = (folder: string, options: Parameters<typeof verified>[1]): Promise<Report> =>
  verified(folder, { replaying: undefined, ...options });

describe('Whoever knows a key that the ledger has changed since', () => {
  const office = new Installation();
  let first: RotatedKey;
  let second: RotatedKey;
  let firstSigner: NoteSigner;
  let secondSigner: NoteSigner;
  let before: string;
  let between: string;
  let after: string;
  let cycle: string;
  beforeAll(async () => {
    await office.grow(3);
    before = await office.bundle();
    firstSigner = await office.signer();
    first = await office.rotate();
    secondSigner = await office.signer();
    await office.grow(2);
    between = await office.bundle();
    second = await office.rotate();
    await office.grow(2);
    [after, cycle] = [await office.bundle(), await office.bundle(YEAR)];
  });
  afterAll(async () => {
    await office.store.close();
    removeFolders();
  });

  it('is led to the new one, and told so, by a policy and by what was remembered', async () => {
    const remembered = rememberedOf(await looked(before, {}));
    expect(remembered.keys).toEqual([first.from]);
    for (const folder of [between, after, cycle])
      for (const known of [{ policy: policyOf(first.from) }, { remembered }]) {
        const report = await looked(folder, known);
        expect([failedSteps(report), report.exitCode]).toEqual([[], 0]);
        expect(report.keys).toEqual(
          folder === between ? [first.from, first.to] : [first.from, first.to, second.to],
        );
        expect(report.notes.map(({ it }) => it)).toContainEqual(
          expect.stringMatching(/^Il registro ha cambiato chiave \(fatto #\d+\)/),
        );
      }
  });

  it('remembers the new one, and needs the old one no more', async () => {
    const seen = rememberedOf(await looked(between, { policy: policyOf(first.from) }));
    const report = await looked(after, { remembered: seen });
    expect(failedSteps(report)).toEqual([]);
    expect(rememberedOf(report).keys).toEqual([first.from, first.to, second.to]);
  });

  it('is not led anywhere without the seal that both have signed', async () => {
    const copy = copyOf(between);
    rmSync(join(copy, 'checkpoints'), { recursive: true });
    const report = await looked(copy, { policy: policyOf(first.from) });
    expect(failedSteps(report)).toContain('signature');
    expect(report.keys).toEqual([first.from]);
  });

  it('is not led to a key by a seal of another history, of before the change, or of the new key alone', async () => {
    const path = 'checkpoints/5.note';
    const seal = parseCheckpoint(parseNote(readFileSync(join(between, path), 'utf8')).text);
    const earlier = parseCheckpoint(
      parseNote(readFileSync(join(before, 'checkpoint'), 'utf8')).text,
    );
    const both = [firstSigner, secondSigner];
    const cases = [
      ...[[{ ...seal, root: Buffer.alloc(32) }, both] as const, [earlier, both] as const],
      ...[[seal, [secondSigner]] as const, [{ ...seal, origin: 'altro.example' }, both] as const],
    ];
    const led = async (checkpoint: typeof seal, signers: readonly NoteSigner[]) => {
      const copy = copyOf(between);
      const text = checkpointText(checkpoint);
      const signatures = signers.map((signer) => signer.sign(text, 0));
      writeFileSync(join(copy, path), noteText({ text, signatures }));
      signAnew(copy, secondSigner);
      return looked(copy, { policy: policyOf(first.from) });
    };
    for (const [checkpoint, signers] of cases) {
      const report = await led(checkpoint, signers);
      expect(failedSteps(report)).toContain('signature');
      expect(report.keys).toEqual([first.from]);
    }
    expect(failedSteps(await led(seal, both))).toEqual([]);
  });

  it('does not follow somebody who has the log but not the old key', async () => {
    const { origin } = first;
    const thief = signerOf(origin, '66');
    const copy = copyOf(before);
    const { text } = parseNote(readFileSync(join(copy, 'checkpoint'), 'utf8'));
    writeFileSync(join(copy, 'checkpoint'), noteText({ text, signatures: [thief.sign(text, 0)] }));
    signAnew(copy, thief);
    const report = await looked(copy, { policy: policyOf(first.from) });
    expect(report.exitCode).toBe(11);
  });

  it('and whoever knows the newest alone believes the earlier seals, but no new one of an old key', async () => {
    expect(failedSteps(await looked(after, { policy: policyOf(second.to) }))).toEqual([]);
    expect((await looked(before, { policy: policyOf(second.to) })).exitCode).toBe(11);
    expect((await looked(between, { policy: policyOf(second.to) })).exitCode).toBe(11);
  });
});
