import { createPrivateKey } from 'node:crypto';
import { canonicalJson, type JsonObject } from '#event-store';
import { leafHash } from './merkle/hash.js';
import { GrowingTree } from './merkle/growing-tree.js';
import { consistencyProof, inclusionProof, rootOf, type WholeSubtrees } from './merkle/tree.js';
import { isConsistent, isIncluded } from './merkle/verify.js';
import { base64Of, bytesOfBase64 } from './note/base64.js';
import { checkpointText, parseCheckpoint } from './note/checkpoint.js';
import { signatureTypes, type SignatureType } from './note/signature-type.js';
import { noteText, parseNote } from './note/signed-note.js';
import { NoteSigner, signedBy } from './note/signing.js';
import { parseVerifierKey, verifierKeyText } from './note/verifier-key.js';
import { bundleBytes, entriesOf } from './tiles/tile.js';
import { parseTlogProof, proves, tlogProofText } from './tlog-proof.js';
import { vectors } from './vectors.fixture.js';

const entries = vectors.entries.map((entry) => Buffer.from(entry));
const leaves = entries.map(leafHash);
const whole = new Map<string, Uint8Array>();
const tree = GrowingTree.empty();
const roots = leaves.map((leaf) => {
  for (const { level, index, hash } of tree.push(leaf)) whole.set(`${level}/${index}`, hash);
  return tree.root();
});
const subtrees: WholeSubtrees = (level, index) => whole.get(`${level}/${index}`)!;
const hashes = (texts: readonly string[]) => texts.map((text) => bytesOfBase64(text)!);

/** The keys of the first two tests of RFC 8032, 7.1. */
const signers = [
  signer(
    'piano.example/registro',
    signatureTypes.ed25519,
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  ),
  signer(
    'revisori.example/w1',
    signatureTypes.ed25519Cosignature,
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  ),
];

function signer(name: string, type: SignatureType, secret: string): NoteSigner {
  const key = Buffer.from(`302e020100300506032b657004220420${secret}`, 'hex');
  return new NoteSigner(name, type, createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}

describe('A ledger that was worked out elsewhere', () => {
  /*
   * The second entry is canonical by RFC 8785, and its bytes are hashed below as they are. It holds 1e+21, though, an
   * integer beyond 2^53 - 1: two programs may read such a number differently, so the log takes none, and no sealer
   * comes to such an entry.
   */
  it('has entries that are canonical, of which the log refuses the one with an integer beyond 2^53 - 1', () => {
    const written = vectors.entries.map((entry) => {
      try {
        return canonicalJson(JSON.parse(entry) as JsonObject) === entry;
      } catch (error) {
        return (error as Error).message;
      }
    });
    const refused = '/data/€ is an integer beyond 2^53 - 1';
    expect(written).toEqual([true, refused, true, true, true]);
  });

  it('has these leaves, each linked to the one before it in its stream', () => {
    expect(leaves.map((leaf) => Buffer.from(leaf).toString('hex'))).toEqual(vectors.leaf_hex);
    const tails = new Map<string, string>();
    for (const [index, text] of vectors.entries.entries()) {
      const { stream, prev } = JSON.parse(text) as { stream: string; prev: string | null };
      expect(prev).toBe(tails.get(stream) ?? null);
      tails.set(stream, vectors.leaf_hex[index]!);
    }
  });

  it('has these roots, by growing and at once', () => {
    expect(roots.map(base64Of)).toEqual(vectors.roots_b64);
    expect(vectors.roots_b64.map((_root, at) => base64Of(rootOf(subtrees, at + 1)))).toEqual(
      vectors.roots_b64,
    );
  });

  it('proves an entry, and that it only grew', () => {
    expect(inclusionProof(subtrees, 2, 5).map(base64Of)).toEqual(vectors.inclusion_2_of_5);
    expect(consistencyProof(subtrees, 3, 5).map(base64Of)).toEqual(vectors.consistency_3_5);
    const [third, last] = [roots[2]!, roots[4]!];
    const included = hashes(vectors.inclusion_2_of_5);
    expect(isIncluded(leaves[2]!, 2n, 5n, included, last)).toBe(true);
    expect(isIncluded(leaves[2]!, 2n ** 64n - 1n, 5n, included, last)).toBe(false);
    expect(isIncluded(leaves[1]!, 2, 5, included, last)).toBe(false);
    const grown = hashes(vectors.consistency_3_5);
    expect(isConsistent(3n, 5n, grown, third, last)).toBe(true);
    expect(isConsistent(2, 5, grown, third, last)).toBe(false);
    expect(isConsistent(0, 5, [], third, last)).toBe(false);
  });

  it.each([
    [3, vectors.checkpoint_3],
    [5, vectors.checkpoint_5],
  ])('has signed its first %i facts as log and witness did, byte for byte', (size, checkpoint) => {
    const note = parseNote(checkpoint);
    const root = roots[size - 1]!;
    expect(parseCheckpoint(note.text)).toEqual({ origin: 'piano.example/registro', size, root });
    const text = checkpointText({ origin: 'piano.example/registro', size, root });
    const signatures = signers.map((each) => each.sign(text, 1_767_226_000));
    expect(noteText({ text, signatures })).toBe(checkpoint);
    const keys = vectors.vkeys.map(parseVerifierKey);
    expect(keys.map(verifierKeyText)).toEqual(vectors.vkeys);
    expect(signedBy(note, keys)).toHaveLength(2);
  });

  it('goes into a receipt and comes out of it', () => {
    const proof = hashes(vectors.inclusion_2_of_5);
    const receipt = tlogProofText({ index: 2, proof, checkpoint: vectors.checkpoint_5 });
    expect(proves(parseTlogProof(receipt), leaves[2]!)).toBe(true);
    expect(proves(parseTlogProof(receipt), leaves[3]!)).toBe(false);
    expect(entriesOf(bundleBytes(entries))).toEqual(entries);
  });
});

describe('A receipt', () => {
  const proof = hashes(vectors.inclusion_2_of_5);
  const receipt = tlogProofText({ index: 2, proof, checkpoint: vectors.checkpoint_5 });
  const [header = '', ...rest] = receipt.split('\n');

  it('may hold something more that nobody has signed, if it is base64', () => {
    const with64 = [header, 'extra YWJj', ...rest].join('\n');
    expect(parseTlogProof(with64)).toEqual(parseTlogProof(receipt));
    for (const extra of ['extra a', 'extra YWJj YWJj', 'extra', 'Extra YWJj'])
      expect(() => parseTlogProof([header, extra, ...rest].join('\n'))).toThrow();
    expect(() =>
      parseTlogProof([header, 'extra YWJj', 'extra YWJj', ...rest].join('\n')),
    ).toThrow();
  });

  it.each([
    ['another header', receipt.replace('@v1', '@v2')],
    ['an index with a zero in front', receipt.replace('index 2', 'index 02')],
    ['an index that is no number', receipt.replace('index 2', 'index two')],
    ['a hash that is too short', receipt.replace(vectors.inclusion_2_of_5[0], 'AAAA')],
    ['a hash that is no base64', receipt.replace(vectors.inclusion_2_of_5[0], '!')],
    ['no empty line', receipt.replace('\n\n', '\n').replace('\n\n', '\n')],
    ['nothing in it', ''],
  ])('is none with %s', (_what, text) => {
    expect(() => proves(parseTlogProof(text), leaves[2]!)).toThrow();
  });

  it('proves nothing with another index, or with a hash too many or too few', () => {
    const others = [
      receipt.replace('index 2', 'index 1'),
      receipt.replace('index 2', 'index 5'),
      receipt.replace(`${vectors.inclusion_2_of_5[2]}\n`, ''),
      receipt.replace('index 2\n', `index 2\n${vectors.inclusion_2_of_5[0]}\n`),
    ];
    for (const other of others) expect(proves(parseTlogProof(other), leaves[2]!)).toBe(false);
  });
});
