import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifierKeyText } from '#ledger';
import { SealedLog } from '../../libs/ledger/src/ledger.fixture.js';
import { bundleOf, copyOf, newFolder, removeFolders, YEAR } from './evidence.fixture.js';
import { verifyCommandOn } from './verify-command.fixture.js';

/** More than there are in one tile. */
const FACTS = 300;

describe('A folder that somebody has made to harm whoever verifies it', () => {
  const log = new SealedLog();
  let whole: string;
  let cycle: string;
  beforeAll(async () => {
    const [, stream] = [YEAR, 'cycle-livornese-poa-annuale-2024'];
    for (let number = 0; number < FACTS; number++) await log.record(stream, { number });
    await log.sealAll();
    whole = await bundleOf(log, { kind: 'log' });
    cycle = await bundleOf(log, YEAR);
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  it.each([['1000000000'], ['9007199254740991']])(
    'with a seal over %s facts is refused where its facts end',
    async (size) => {
      for (const folder of [whole, cycle]) {
        const copy = copyOf(folder);
        const seal = join(copy, 'checkpoint');
        writeFileSync(seal, readFileSync(seal, 'utf8').replace(/\n\d+\n/, `\n${size}\n`));
        const { exitCode, said } = await verifyCommandOn(copy);
        expect(exitCode).toBe(11);
        expect(said).toContain(`manca: il sigillo è su ${size} fatti, e da #256 in poi`);
        expect(said).not.toContain('non è coperto dal sigillo');
      }
    },
  );

  const places = ['checkpoint', 'facts.ndjson', 'manifest.json', 'tile/entries/000', 'tile/0/000'];
  const things: readonly (readonly [string, (path: string) => void])[] = [
    [
      'a link to a device',
      (path) => {
        symlinkSync('/dev/zero', path);
      },
    ],
    [
      'a link to itself',
      (path) => {
        symlinkSync(path, path);
      },
    ],
    [
      'a pipe',
      (path) => {
        execFileSync('mkfifo', [path]);
      },
    ],
    [
      'a folder',
      (path) => {
        mkdirSync(path);
      },
    ],
  ];

  it.each(things)('with %s in place of a file is not verified, and says so', async (_, put) => {
    for (const place of places) {
      const copy = copyOf(whole);
      rmSync(join(copy, place));
      put(join(copy, place));
      const { exitCode, said } = await verifyCommandOn(copy);
      expect([place, exitCode]).toEqual([place, 1]);
      expect(said).toContain(`${place}: non è un file ordinario`);
    }
  });

  it.each(things)('with %s in place of a file that proves nothing is refused', async (_, put) => {
    const copy = copyOf(whole);
    rmSync(join(copy, 'README.md'));
    put(join(copy, 'README.md'));
    const { exitCode, said } = await verifyCommandOn(copy);
    expect(exitCode).toBe(18);
    expect(said).toContain('README.md: non è un file ordinario');
  });

  it('with a file far larger than any of a bundle is not read', async () => {
    const copy = copyOf(whole);
    execFileSync('truncate', ['--size=3G', join(copy, 'checkpoint')]);
    expect(await verifyCommandOn(copy)).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining('checkpoint: è troppo grande'),
    });
  });

  it('with a line that does not end is refused without being read to its end', async () => {
    const copy = copyOf(cycle);
    execFileSync('truncate', ['--size=+64M', join(copy, 'facts.ndjson')]);
    const { exitCode, said } = await verifyCommandOn(copy);
    expect(exitCode).toBe(13);
    expect(said).toContain('una riga non è un fatto');
  });
});

describe('What is remembered between two verifications', () => {
  const log = new SealedLog();
  let folder: string;
  beforeAll(async () => {
    await log.record('cycle-a');
    await log.sealAll();
    folder = await bundleOf(log, { kind: 'log' });
  });
  afterAll(async () => {
    removeFolders();
    await log.leave();
  });

  it('is what a verification has written, and nothing else', async () => {
    const file = join(newFolder(), 'state.json');
    expect(await verifyCommandOn(folder, ['--no-replay', '--state', file])).toMatchObject({
      exitCode: 0,
    });
    const state = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(state['keys']).toEqual([verifierKeyText(log.signer.key)]);
    const others = [
      ...[null, [], 'text', { ...state, keys: undefined }, { ...state, keys: [] }],
      ...[
        { ...state, keys: [1] },
        { ...state, root: 'x' },
        { ...state, size: -1 },
      ],
    ];
    for (const other of others) {
      writeFileSync(file, JSON.stringify(other));
      expect(await verifyCommandOn(folder, ['--no-replay', '--state', file])).toEqual({
        exitCode: 1,
        said: expect.stringContaining('non è quello di una verifica precedente'),
      });
    }
  });
});
