import { bytesOf, base64Of, hexOf } from '../format/bytes.js';
import { readCanonical } from '../format/canonical-text.js';
import { GrowingRoot, leafHashes } from '../format/growing-root.js';
import { readNote, readVerifierKey, signaturesOf } from '../format/note.js';
import { nodeCryptography } from '../node/node-cryptography.js';
import { readEntry, readFactLine } from './entry.js';

const LOG = 'piano.example/registro+cdccb184+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';
const WITNESS = 'revisori.example/w1+c9a995f4+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM';

/** Entries that others have hashed and signed; the second has a number beyond those that the log takes. */
const entries = [
  '{"at":"2026-01-01T00:00:00.000Z","data":{"anno":2026,"titolo":"Programmazione operativa annuale"},"id":"00000000-0000-7000-8000-000000000001","meta":{"actor":"p-17","cmd":"c-0"},"prev":null,"rev":0,"stream":"ciclo-2026","type":"CicloAperto","v":1,"ver":1}',
  '{"at":"2026-01-01T00:01:00.000Z","data":{"peso":0.25,"unità":"UF Anziani","€":1e+21},"id":"00000000-0000-7000-8000-000000000002","meta":{"actor":"p-17","cmd":"c-1"},"prev":"32813e2926b0b7617a53725941a665b9a1e61a4213903c8c5df7d45ae0a9d99a","rev":1,"stream":"ciclo-2026","type":"UnitàAssegnata","v":1,"ver":1}',
  '{"at":"2026-01-01T00:02:00.000Z","data":{"proponente":{"$pii":{"c":"AAECAwQFBgcICQoLSL_jtNAMoGTudS0DwBG45GPpHg5fuSESmDJQ","k":"JlBMGpy2D2RjOvYWlt0iyqlx6UaIGHHCmh1XADIhOqQ","s":"p-17"}}},"id":"00000000-0000-7000-8000-000000000003","meta":{"actor":"p-17","cmd":"c-2"},"prev":null,"rev":0,"stream":"scheda-7","type":"SchedaProposta","v":1,"ver":1}',
];
const leaves = [
  '32813e2926b0b7617a53725941a665b9a1e61a4213903c8c5df7d45ae0a9d99a',
  '8a641773cc09ed3b0fa4642cffdef28a41fc4f91d62d7a804bdb960b3bd6901d',
  '6fa2867e93d091bfdedc56593a03f7a63628721821a037468666e29c5d830d67',
];
const checkpoint = [
  ...['piano.example/registro', '3', 'naw14Q+6IK5A3Q8kt8TGN/hA2BmpkwS/a/b++2p5jmg=', ''],
  '— piano.example/registro zcyxhPEIOBe/p5J8LKyz37F+Knw24mZO2NpLB+j+LIFPx6N8I0aLgS3qdvAWRfSYvS577jaI3cID0K3OpVHSGgFmNQ0=',
  '— revisori.example/w1 yamV9AAAAABpVbqQvEVr83YHWOyuHH/UH9VkhXx3xa93QPU+ee4PCE40dYLTtnA24auxVAFmUFLkb6TQnC0DDCJRbEoK1XGnARQ2AQ==',
  '',
].join('\n');

describe('What others have sealed', () => {
  it('is read entry by entry, and comes to their leaves and roots', async () => {
    const bytes = entries.map(bytesOf);
    for (const [index, entry] of bytes.entries())
      expect(readEntry(entry, index)).toMatchObject({ index, rev: index === 1 ? 1 : 0 });
    const hashes = await leafHashes(bytes, nodeCryptography);
    expect(hashes.map(hexOf)).toEqual(leaves);
    const tree = new GrowingRoot(nodeCryptography, [1, 2]);
    await tree.push(hashes);
    expect(base64Of(tree.roots.get(1)!)).toBe('MoE+KSawt2F6U3JZQaZluaHmGkITkDyMXffUWuCp2Zo=');
    expect(base64Of(tree.roots.get(2)!)).toBe('IleDQtH/ptyrMvO48QdSsSaPR7S35SHurSM5eKA4D4s=');
    expect(base64Of(await tree.root())).toBe('naw14Q+6IK5A3Q8kt8TGN/hA2BmpkwS/a/b++2p5jmg=');
  });

  it('is signed by their log and cosigned by their witness, and by nobody once a letter is another', async () => {
    const keys = [];
    for (const text of [LOG, WITNESS]) keys.push((await readVerifierKey(text, nodeCryptography))!);
    const { good, bad } = await signaturesOf(readNote(checkpoint)!, keys, nodeCryptography);
    expect(good.map(({ key, atMs }) => [key.name, atMs])).toEqual([
      ['piano.example/registro', undefined],
      ['revisori.example/w1', 1_767_226_000_000],
    ]);
    expect(bad).toEqual([]);
    const other = readNote(checkpoint.replace('\n3\n', '\n4\n'))!;
    expect((await signaturesOf(other, keys, nodeCryptography)).bad).toHaveLength(2);
    expect(readNote(checkpoint.slice(0, -1))).toBeUndefined();
    expect(await readVerifierKey(LOG.replace('cdcc', 'cdcd'), nodeCryptography)).toBeUndefined();
  });
});

describe('The canonical form', () => {
  it.each([...['{"a":1,"b":[true,null,"é€😀"]}', '{"10":1,"9":2}', '{"a":1e+21}', '[1e-7,0.1]']])(
    'is that of %s',
    (text) => {
      expect(readCanonical(text)).toEqual({ value: JSON.parse(text) as unknown });
    },
  );

  it.each([
    ...['{"b":1,"a":2}', '{"a":1,"a":1}', '{ "a":1}', '{"a":1.0}', '{"a":-0}', '["\\u00e9"]'],
    ...[
      '["\\ud800"]',
      '{"9":2,"10":1}',
      '[9007199254740993]',
      '[1E3]',
      '',
      `${'['.repeat(99)}${']'.repeat(99)}`,
    ],
  ])('is not that of %s', (text) => {
    expect(readCanonical(text)).toBeUndefined();
  });
});

describe('A line of facts', () => {
  it('gives the bytes of its entry back as they are', () => {
    const line = bytesOf(`{"entry":${entries[1]!},"index":41}`);
    expect(readFactLine(line)).toEqual({ index: 41, bytes: bytesOf(entries[1]!) });
  });

  it.each(['{"entry":{},"index":01}', '{"entry":{}}', '{"index":1,"entry":{}}', ''])(
    'is not %s',
    (line) => {
      expect(readFactLine(bytesOf(line))).toBeUndefined();
    },
  );
});
