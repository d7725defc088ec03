import fc from 'fast-check';
import { GrowingTree } from '../merkle/growing-tree.js';
import { leafHash } from '../merkle/hash.js';
import { inclusionProof, rootOf, type WholeSubtrees } from '../merkle/tree.js';
import { checkpointText } from '../note/checkpoint.js';
import { noteText } from '../note/signed-note.js';
import { parseTlogProof, proves, tlogProofText } from '../tlog-proof.js';
import { signerOf } from '../ledger.fixture.js';
import { bundleBytes, entriesOf, tileBytes } from './tile.js';
import { tilePath, tilePlace, tilesOf } from './tile-path.js';

describe('The place of a tile', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 5, width: 17 }, 'tile/1/005.p/17'],
    [{ level: 'entries', index: 1_000, width: 1 }, 'tile/entries/x001/000.p/1'],
  ] as const)('%j is %s', (place, path) => {
    expect(tilePath(place)).toBe(path);
    expect(tilePlace(path.slice('tile/'.length))).toEqual(place);
  });

  it.each([
    ...[
      '',
      '0',
      '0/0',
      '0/0000',
      '00/000',
      '64/000',
      '-1/000',
      '0/x000/001',
      '0/1000',
      '0/000.p/0',
    ],
    ...[
      '0/000.p/256',
      '0/000.p/01',
      '0/000.p/',
      '0/../000',
      '0/x01/000',
      '0/000/',
      'entries/a',
      '0/x001/x234',
    ],
    ...['0/x999/x999/x999/x999/x999/x999/999', '0/000.p/257'],
  ])('%s is none', (path) => {
    expect(tilePlace(path)).toBeUndefined();
  });

  it('says which tiles a tree has, as the specification counts them', () => {
    const count = (size: number): Record<string, number> => {
      const counted: Record<string, number> = {};
      for (const { level, width } of tilesOf(size)) {
        const key = width === 256 ? `${level}` : `${level} of ${width}`;
        counted[key] = (counted[key] ?? 0) + 1;
      }
      return counted;
    };
    expect(count(70_000)).toEqual({ 0: 273, '0 of 112': 1, 1: 1, '1 of 17': 1, '2 of 1': 1 });
    expect(count(256)).toEqual({ 0: 1, '1 of 1': 1 });
    expect(count(0)).toEqual({});
  });
});

describe('The tiles', () => {
  const hashes = new Map<string, Uint8Array>();
  const tree = GrowingTree.empty();
  for (let number = 0; number < 700; number++) {
    for (const { level, index, hash } of tree.push(leafHash(Buffer.from(`${number}`))))
      hashes.set(`${level}/${index}`, hash);
  }
  const subtrees: WholeSubtrees = (level, index) => {
    const hash = hashes.get(`${level}/${index}`);
    if (!hash) throw new RangeError('none');
    return hash;
  };

  it('give the root again when they alone are hashed', () => {
    for (const size of [1, 255, 256, 257, 511, 512, 700]) {
      const kept = new Map<string, Uint8Array>();
      for (const place of tilesOf(size)) kept.set(tilePath(place), tileBytes(subtrees, place));
      const again = GrowingTree.empty();
      for (const place of tilesOf(size)) {
        if (place.level !== 0) continue;
        const bytes = kept.get(tilePath(place))!;
        expect(bytes).toHaveLength(place.width * 32);
        for (let at = 0; at < place.width; at++) again.push(bytes.subarray(at * 32, at * 32 + 32));
      }
      expect(again.root()).toEqual(rootOf(subtrees, size));
    }
  });

  it('are not there before the tree has grown so far', () => {
    expect(() => tileBytes(subtrees, { level: 0, index: 2, width: 256 })).toThrow(RangeError);
    expect(() => tileBytes(subtrees, { level: 'entries', index: 0, width: 1 })).toThrow(RangeError);
  });

  it('of entries give the entries back, and nothing else passes for them', () => {
    const entry = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const bundle = bundleBytes(entries);
        expect(entriesOf(bundle)?.map((each) => [...each])).toEqual(
          entries.map((each) => [...each]),
        );
        if (bundle.length > 0) {
          const cut = entriesOf(bundle.subarray(0, -1));
          expect(cut?.length ?? 0).toBeLessThan(entries.length);
        }
      }),
    );
  });

  it('are what a proof to take along is made of', () => {
    const signer = signerOf('piano.example/registro/1', '11');
    const text = checkpointText({
      origin: signer.key.name,
      size: 700,
      root: rootOf(subtrees, 700),
    });
    const checkpoint = noteText({ text, signatures: [signer.sign(text, 0)] });
    const written = tlogProofText({
      index: 300,
      proof: inclusionProof(subtrees, 300, 700),
      checkpoint,
    });
    const proof = parseTlogProof(written);
    expect(proof.checkpoint).toBe(checkpoint);
    expect(proves(proof, leafHash(Buffer.from('300')))).toBe(true);
    expect(proves(proof, leafHash(Buffer.from('301')))).toBe(false);
    expect(
      proves(
        parseTlogProof(written.replace('index 300', 'index 301')),
        leafHash(Buffer.from('300')),
      ),
    ).toBe(false);
    expect(parseTlogProof(written.replace('index', 'extra AAAA\nindex'))).toEqual(proof);
    for (const altered of [
      written.slice(1),
      written.replace('index 300', 'index 0300'),
      written.replace('index 300', 'index -1'),
      written.replace('index 300\n', 'index 300\nAAAA\n'),
      written.replace('index 300\n', 'index 300\n*\n'),
    ])
      expect(() => parseTlogProof(altered)).toThrow();
  });
});
