import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifierKeyText } from '#ledger';
import { ORIGIN, SealedLog, signerOf } from '../../libs/ledger/src/ledger.fixture.js';
import { bundleOf, copyOf, removeFolders } from '../evidence/evidence.fixture.js';

/** Where Debian puts the sources of golang-golang-x-mod-dev. */
const GO_SOURCES = '/usr/share/gocode';
const isThere =
  spawnSync('go', ['version']).status === 0 &&
  existsSync(join(GO_SOURCES, 'src/golang.org/x/mod/sumdb/tlog'));
if (!isThere)
  process.stderr.write(
    'SKIPPED: the verifier of others needs go and golang.org/x/mod: apt-get install golang-go golang-golang-x-mod-dev\n',
  );

const CYCLE = 'prova-poa-annuale-2026';
const cycle = { kind: 'cycle', cycle: CYCLE, stream: `cycle-${CYCLE}` } as const;

(isThere ? describe : describe.skip)('A bundle, read with golang.org/x/mod', () => {
  const log = new SealedLog();
  const folder = mkdtempSync(join(tmpdir(), 'third-party-'));
  const program = join(folder, 'verify');
  let whole: string;
  let ofCycle: string;

  beforeAll(async () => {
    execFileSync('go', ['build', '-o', program, join(import.meta.dirname, 'verify.go')], {
      env: {
        ...process.env,
        ...{ GO111MODULE: 'off', GOPATH: GO_SOURCES, GOCACHE: join(folder, 'cache') },
      },
    });
    // Two levels of tiles, of which no last one is whole.
    for (let number = 0; number < 600; number++) {
      const isDecision = number % 100 === 7;
      const type = isDecision ? 'MinutesApproved' : 'Noted';
      await log.record(number % 3 === 1 ? cycle.stream : 'cycle-other', { number }, 1, type);
    }
    await log.sealAll();
    whole = await bundleOf(log, { kind: 'log' });
    ofCycle = await bundleOf(log, cycle);
  }, 300_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    removeFolders();
    await log.leave();
  });

  function read(bundle: string, key = verifierKeyText(log.signer.key)) {
    const { status, stdout, stderr } = spawnSync(program, [bundle, key], { encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}`.trim() };
  }

  const proofsIn = (bundle: string): readonly string[] => readdirSync(join(bundle, 'proofs'));

  it('is signed, and each fact and proof of it is in the tree', () => {
    expect(read(whole)).toEqual({ status: 0, said: '600 entries of 600, 0 proofs' });
    expect(proofsIn(ofCycle)).toHaveLength(2);
    expect(read(ofCycle)).toEqual({ status: 0, said: '200 entries of 600, 2 proofs' });
  });

  it.each([
    ['a fact', 'facts.ndjson', /^#\d+: invalid transparency proof/],
    ['the seal', 'checkpoint', /^checkpoint: /],
    ['the manifest', 'manifest.json', /^manifest: its note signs another one/],
    ['a tile', 'tile/0/000', /./],
    ['the tile that is not whole', 'tile/0/002.p/88', /./],
  ])('is refused with another byte in %s', (_what, path, said) => {
    const copy = copyOf(ofCycle);
    alter(join(copy, path));
    expect(read(copy)).toEqual({ status: 1, said: expect.stringMatching(said) as string });
  });

  it('is refused with another byte in a proof, or in an entry of the whole log', () => {
    const copy = copyOf(ofCycle);
    const file = join(copy, 'proofs', proofsIn(copy)[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^index \d+$/m, 'index 1'));
    expect(read(copy).said).toContain('.tlog-proof: ');
    const log = copyOf(whole);
    alter(join(log, 'tile/entries/001'));
    expect(read(log)).toEqual({ status: 1, said: expect.stringMatching(/^#\d+: /) as string });
  });

  it('is refused by whoever has another key', () => {
    expect(read(whole, verifierKeyText(signerOf(ORIGIN, '22').key)).said).toMatch(/^checkpoint: /);
  });
});

/** Another bit in the middle of a file. */
function alter(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}
