import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BundleFolder,
  rememberedOf,
  writeBundle,
  type RememberedSeal,
  type Report,
  type VerifyOptions,
} from '#evidence';
import {
  bundleBytes,
  checkpointText,
  entriesOf,
  leafHash,
  noteText,
  rootOf,
  signatureTypes,
  verifierKeyText,
  NoteSigner,
} from '#ledger';
import { createPrivateKey } from 'node:crypto';
import { ORIGIN, signerOf, type SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import {
  allOf,
  alteredInPlace,
  attacks,
  BEGIN_MS,
  FACTS,
  honestLog,
  looseFact,
  writtenAnew,
  type AlteredLog,
  type Attack,
} from './attacks.fixture.js';
import {
  copyOf,
  failedSteps,
  newFolder,
  partsOf,
  policyOf,
  removeFolders,
  verified,
} from './evidence.fixture.js';

const MINUTE_MS = 60_000;
/** How many facts the three checkpoints covered that the auditors got by mail, each when it was the last. */
const MAILED = [900, 1_800, 2_700];

/** What each of four attackers can do, and what each attack is detected by then. */
const matrix: Readonly<Record<string, readonly (readonly string[])[]>> = {
  //                                        the log only,         and the key,  mailed checkpoints, a witness
  'edit decision #1000': [['root', 'order'], [], ['prefix'], ['prefix']],
  'edit the time of #2950': [['root', 'order'], [], [], ['prefix']],
  'delete #1200': [['root', 'order'], [], ['prefix'], ['prefix']],
  'swap #1300 and #1301': [['root', 'order'], ['order'], ['order', 'prefix'], ['order', 'prefix']],
  'insert a back-dated approval at #500': [['root', 'order'], [], ['prefix'], ['prefix']],
  'truncate the last 40': [['root'], [], [], ['prefix']],
  'append with an old date': [[], ['order'], ['order', 'time'], ['order', 'time']],
  'rewrite from #1500': [['root', 'order'], [], ['prefix'], ['prefix']],
  'nothing at all': [[], [], [], []],
};

describe('An attack on the history', () => {
  let log: SealedLog;
  let mailed: NonNullable<VerifyOptions['held']>;
  let witnessed: NonNullable<VerifyOptions['held']>;
  beforeAll(async () => {
    log = await honestLog();
    mailed = MAILED.map((size) => heldAt(size));
    witnessed = [...mailed, heldAt(FACTS)];
    log.file.close();
    await log.store.close();
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  /** A checkpoint as somebody outside has it since it was the last. */
  function heldAt(size: number) {
    const text = checkpointText({ origin: ORIGIN, size, root: rootOf(log.file.subtree, size) });
    const note = noteText({ text, signatures: [log.signer.sign(text, 0)] });
    return { name: `${size}.note`, text: note, atMs: BEGIN_MS + size * MINUTE_MS };
  }

  async function bundleOfAltered({ store, file, signer, close }: AlteredLog): Promise<string> {
    const folder = newFolder();
    try {
      const parts = { ...partsOf(store, file, signer), decisions: new Set<string>() };
      await writeBundle(parts, { kind: 'log' }, new BundleFolder(folder));
    } finally {
      await close();
    }
    return folder;
  }

  const looked = (
    folder: string,
    held: VerifyOptions['held'] = [],
    remembered?: RememberedSeal,
  ): Promise<Report> =>
    verified(folder, { held, remembered, policy: policyOf(log.signer), replaying: undefined });

  /** The steps that find it, but for what says only that the bundle has fewer facts than its own manifest. */
  const foundBy = async (report: Promise<Report>): Promise<readonly string[]> =>
    failedSteps(await report).filter((step) => step !== 'bundle');

  const cells = attacks.map((attack) => [attack.name, attack] as const);

  it('stands in the matrix, each once', () => {
    expect(attacks.map(({ name }) => name)).toEqual(Object.keys(matrix));
  });

  it.each(cells)('by whoever has the log only: %s', async (name, attack: Attack) => {
    const folder = await bundleOfAltered(alteredInPlace(log.folder, attack, log.signer));
    expect(new Set(await foundBy(looked(folder)))).toEqual(new Set(matrix[name]![0]));
  });

  it.each(cells)('by whoever has the log and its key: %s', async (name, attack: Attack) => {
    const facts = attack.rewrite(Array.from({ length: FACTS }, (_, index) => looseFact(index)));
    const folder = await bundleOfAltered(await writtenAnew(facts, log.signer, ORIGIN));
    const [, alone, byMail, byWitness] = matrix[name]!;
    expect(await foundBy(looked(folder))).toEqual(alone);
    expect(await foundBy(looked(folder, mailed))).toEqual(byMail);
    const report = await looked(folder, witnessed);
    expect(failedSteps(report)).toEqual(byWitness);
    const told = JSON.stringify(report.steps);
    expect(told.includes('ROLLBACK')).toBe(['truncate the last 40', 'delete #1200'].includes(name));
  });

  it('that appends with an old date is not sealed by the program itself', async () => {
    const attack = attacks.find(({ name }) => name === 'append with an old date')!;
    const { store, file, close } = alteredInPlace(log.folder, attack, log.signer);
    const tail = await allOf(store.readAll({ after: file.lastPosition() }));
    Object.assign(log, { file });
    expect(tail).toHaveLength(1);
    expect(() => {
      log.newSealer().sealBatch(tail);
    }).toThrow(expect.objectContaining({ code: 'time-back' }));
    await close();
  });

  it('on an entry and its stored tile together is found all the same', async () => {
    const folder = await bundleOfAltered(alteredInPlace(log.folder, attacks.at(-1)!, log.signer));
    const copy = copyOf(folder);
    const [bundle, tile] = ['tile/entries/003', 'tile/0/003'].map((path) => join(copy, path));
    const entries = [...entriesOf(readFileSync(bundle!))!];
    const forged = Buffer.from(Buffer.from(entries[232]!).toString().replace('"yes"', '"not"'));
    entries[232] = forged;
    writeFileSync(bundle!, bundleBytes(entries));
    const hashes = readFileSync(tile!);
    hashes.set(leafHash(forged), 232 * 32);
    writeFileSync(tile!, hashes);
    expect(failedSteps(await looked(copy))).toEqual(['root', 'order', 'bundle']);
    expect(failedSteps(await looked(folder))).toEqual([]);
  });

  it('with another key is found by whoever knows the right one', async () => {
    const facts = Array.from({ length: FACTS }, (_, index) => looseFact(index));
    const other = signerOf(ORIGIN, '22');
    const folder = await bundleOfAltered(await writtenAnew(facts, other, ORIGIN));
    expect(failedSteps(await looked(folder))).toEqual(['signature', 'bundle']);
    // Whoever believes the key that the bundle brings along sees nothing, and is told so.
    const believed = await verified(folder, { replaying: undefined });
    expect(believed.keyFrom).toBe('bundle');
    expect(believed.notes).toHaveLength(1);
  });

  it('that puts an older file back is found by whoever has seen the newer', async () => {
    const now = await bundleOfAltered(alteredInPlace(log.folder, attacks.at(-1)!, log.signer));
    const state = rememberedOf(await looked(now));
    const facts = Array.from({ length: 2_000 }, (_, index) => looseFact(index));
    const older = await bundleOfAltered(await writtenAnew(facts, log.signer, ORIGIN));
    expect(failedSteps(await looked(older))).toEqual([]);
    expect(failedSteps(await looked(older, [], state))).toEqual(['prefix']);
    expect(failedSteps(await looked(now, [], rememberedOf(await looked(older))))).toEqual([]);
  });

  it('is measured from outside by who signs, too: a witness that is asked for and missing', async () => {
    const folder = await bundleOfAltered(alteredInPlace(log.folder, attacks.at(-1)!, log.signer));
    const key = createPrivateKey({
      key: Buffer.from(`302e020100300506032b657004220420${'33'.repeat(32)}`, 'hex'),
      ...{ format: 'der', type: 'pkcs8' },
    });
    const witness = new NoteSigner('revisori.example/w', signatureTypes.ed25519Cosignature, key);
    const policy =
      `log ${verifierKeyText(log.signer.key)}\n` +
      `witness W ${verifierKeyText(witness.key)}\nquorum W\n`;
    const unseen = await verified(folder, { policy, replaying: undefined });
    expect(failedSteps(unseen)).toEqual(['signature']);
    const file = join(folder, 'checkpoint');
    const note = readFileSync(file, 'utf8');
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const atSeconds = (BEGIN_MS + FACTS * MINUTE_MS) / 1_000;
    const line = noteText({ text, signatures: [witness.sign(text, atSeconds)] }).split('\n\n')[1]!;
    writeFileSync(file, note + line);
    const seen = await verified(folder, { policy, replaying: undefined });
    expect(failedSteps(seen)).toEqual(['bundle']); // the file is not the one that was handed out
    expect(seen.anchors).toContainEqual(expect.objectContaining({ kind: 'witness', size: FACTS }));
  });
});
