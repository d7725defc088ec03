import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BundleFolder,
  rememberedOf,
  writeBundle,
  FolderSource,
  type Manifest,
  type RememberedSeal,
  type Report,
  type Scope,
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
import { signAnew } from './signed-anew.fixture.js';

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

const allLoose = () => Array.from({ length: FACTS }, (_, index) => looseFact(index));

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

  async function bundleOfAltered(
    { store, file, signer, close }: AlteredLog,
    scope: Scope = { kind: 'log' },
  ): Promise<string> {
    const folder = newFolder();
    try {
      const parts = { ...partsOf(store, file, signer), decisions: new Set<string>() };
      await writeBundle(parts, scope, new BundleFolder(folder));
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

  it('that leaves out the last facts of a bundle of one cycle is found by whoever has the whole log', async () => {
    const [cycle, omitted] = ['prova-anno-2010', 12];
    const none = attacks.at(-1)!;
    const scope = { kind: 'cycle', cycle, stream: `cycle-${cycle}` } as const;
    const honest = await bundleOfAltered(alteredInPlace(log.folder, none, log.signer), scope);
    const whole = new FolderSource(
      await bundleOfAltered(alteredInPlace(log.folder, none, log.signer)),
    );
    const short = copyOf(honest);
    const facts = join(short, 'facts.ndjson');
    const lines = readFileSync(facts, 'utf8').split('\n').slice(0, -1);
    writeFileSync(
      facts,
      lines
        .slice(0, -omitted)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const change = (manifest: Manifest): Manifest => ({ ...manifest, facts: 100 - omitted });
    signAnew(short, log.signer, change);
    const options = { policy: policyOf(log.signer), held: witnessed, replaying: undefined };

    // By itself, and with every seal from outside, it shows nothing, and claims nothing either.
    const alone = await verified(short, options);
    expect(alone.exitCode).toBe(0);
    expect(alone.ends).toEqual([
      expect.objectContaining({ stream: scope.stream, revision: 99 - omitted, type: 'Decided' }),
    ]);
    const claimed = alone.steps.flatMap(({ it, en }) => [it, en]).join('\n');
    expect(claimed).not.toMatch(/tolto|removed/);
    expect(claimed).toContain('Se dopo l’ultimo ne furono sigillati altri, da qui non si vede.');
    expect(alone.notes).toEqual([
      expect.objectContaining({
        it: expect.stringMatching(
          /cycle-prova-anno-2010 87 \(Decided.*lo dice solo chi ha firmato l’indice/,
        ) as string,
      }),
    ]);

    const compared = await verified(short, { ...options, whole });
    expect([compared.exitCode, failedSteps(compared)]).toEqual([14, ['order']]);
    const order = compared.steps.find(({ step }) => step === 'order')!;
    expect([order.found, order.findings[0]]).toEqual([
      omitted,
      expect.objectContaining({ where: `${scope.stream} 88 (#1088, Decided)` }),
    ]);
    const clean = await verified(honest, { ...options, whole });
    expect(clean.exitCode).toBe(0);
    expect(clean.notes[0]!.en).toContain('compared with all facts of the ledger up to this seal');
    // A whole log that is of another history shows nothing of this one, and is not taken for it.
    const edit = attacks[0]!.rewrite(allLoose());
    const other = await bundleOfAltered(await writtenAnew(edit, log.signer, ORIGIN));
    const against = await verified(honest, { ...options, whole: new FolderSource(other) });
    expect(failedSteps(against)).toEqual(['root']);
    const fewer = await bundleOfAltered(
      await writtenAnew(allLoose().slice(0, 2_000), log.signer, ORIGIN),
    );
    const partly = await verified(honest, { ...options, whole: new FolderSource(fewer) });
    expect([partly.exitCode, partly.notes[0]!.en]).toEqual([
      0,
      expect.stringContaining('the other 1000 under this seal'),
    ]);
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
