import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { checkpointText, parseCheckpoint } from './checkpoint.js';
import { signatureTypes } from './signature-type.js';
import { noteText, parseNote } from './signed-note.js';
import { NoteSigner, signedBy } from './signing.js';
import { parseVerifierKey, verifierKeyText } from './verifier-key.js';

/** An Ed25519 key of its 32 secret bytes (RFC 8410). */
function ed25519(secret: string): KeyObject {
  const key = Buffer.from(`302e020100300506032b657004220420${secret}`, 'hex');
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** The secrets of the first two tests of RFC 8032, 7.1. */
const log = new NoteSigner(
  'piano.example/registro',
  signatureTypes.ed25519,
  ed25519('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'),
);
const witness = new NoteSigner(
  'revisori.example/w1',
  signatureTypes.ed25519Cosignature,
  ed25519('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
);
const WITNESSED_AT = 1_767_226_000;

const LOG_KEY = 'piano.example/registro+cdccb184+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';
const WITNESS_KEY = 'revisori.example/w1+c9a995f4+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM';
const CHECKPOINT = [
  'piano.example/registro',
  '3',
  'naw14Q+6IK5A3Q8kt8TGN/hA2BmpkwS/a/b++2p5jmg=',
  '',
  '— piano.example/registro zcyxhPEIOBe/p5J8LKyz37F+Knw24mZO2NpLB+j+LIFPx6N8I0aLgS3qdvAWRfSYvS577jaI3cID0K3OpVHSGgFmNQ0=',
  '— revisori.example/w1 yamV9AAAAABpVbqQvEVr83YHWOyuHH/UH9VkhXx3xa93QPU+ee4PCE40dYLTtnA24auxVAFmUFLkb6TQnC0DDCJRbEoK1XGnARQ2AQ==',
  '',
].join('\n');

describe('A verifier key', () => {
  it('is written as others write it, and read back', () => {
    expect(verifierKeyText(log.key)).toBe(LOG_KEY);
    expect(verifierKeyText(witness.key)).toBe(WITNESS_KEY);
    expect(parseVerifierKey(LOG_KEY)).toEqual(log.key);
    expect(parseVerifierKey(WITNESS_KEY)).toEqual(witness.key);
  });

  it('is refused shortened anywhere, and with any character one higher or lower', () => {
    for (let start = 0; start < LOG_KEY.length; start++) {
      for (let end = start; end <= LOG_KEY.length; end++) {
        if (start === 0 && end === LOG_KEY.length) continue;
        expect(() => parseVerifierKey(LOG_KEY.slice(start, end))).toThrow();
      }
    }
    for (let at = 0; at < LOG_KEY.length; at++) {
      for (const step of [1, -1]) {
        const other = String.fromCharCode(LOG_KEY.charCodeAt(at) + step);
        const altered = LOG_KEY.slice(0, at) + other + LOG_KEY.slice(at + 1);
        expect(() => parseVerifierKey(altered)).toThrow();
      }
    }
  });

  it('has the length its type has, before any library looks at it', () => {
    const long = Buffer.concat([Uint8Array.of(1), Buffer.alloc(33)]).toString('base64');
    expect(() => parseVerifierKey(`a+00000000+${long}`)).toThrow('32 bytes, not 33');
    expect(
      () => new NoteSigner('a', signatureTypes.mlDsa44Cosignature, ed25519('00'.repeat(32))),
    ).toThrow('1312');
  });

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b', 'a\nb', '\ud800'])(
    'has no name like «%s»',
    (name) => {
      expect(
        () => new NoteSigner(name, signatureTypes.ed25519, ed25519('00'.repeat(32))),
      ).toThrow();
    },
  );
});

describe('A checkpoint', () => {
  const { text } = parseNote(CHECKPOINT);

  it('is signed by log and witness as it is known to be, byte for byte', () => {
    const signatures = [log.sign(text, 0), witness.sign(text, WITNESSED_AT)];
    expect(noteText({ text, signatures })).toBe(CHECKPOINT);
  });

  it('says origin, size and root', () => {
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: 'piano.example/registro', size: 3 });
    expect(checkpointText(checkpoint)).toBe(text);
  });

  it('is believed for the known keys that have signed, who say when', () => {
    const note = parseNote(CHECKPOINT);
    expect(signedBy(note, [log.key, witness.key])).toEqual([
      { key: log.key },
      { key: witness.key, atSeconds: WITNESSED_AT },
    ]);
    const stranger = new NoteSigner(log.key.name, signatureTypes.ed25519, ed25519('01'.repeat(32)));
    expect(signedBy(note, [stranger.key])).toEqual([]);
  });

  it.each([
    ['no size', 'o\n\nAA==\n'],
    ['a size with a zero in front', text.replace('\n3\n', '\n03\n')],
    ['a size with a sign', text.replace('\n3\n', '\n+3\n')],
    ['a size beyond what is exact', text.replace('\n3\n', '\n9007199254740993\n')],
    ['a short root', text.replace('naw14Q+6', '')],
    ['no origin', text.replace('piano.example/registro', '')],
    ['an empty line at its end', `${text}\n`],
    ['no newline at its end', text.trimEnd()],
  ])('is none with %s', (_what, altered) => {
    expect(() => parseCheckpoint(altered)).toThrow();
  });

  it('may say more, in lines that are not empty', () => {
    expect(parseCheckpoint(`${text}more\n`).size).toBe(3);
    expect(() => parseCheckpoint(`${text}\nmore\n`)).toThrow();
  });

  it('with any single bit of it altered is refused, or no longer signed by whom it was', () => {
    const bytes = Buffer.from(CHECKPOINT);
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const altered = Buffer.from(bytes);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => {
          const note = parseNote(new TextDecoder('utf-8', { fatal: true }).decode(altered));
          // A line whose name or id is another one is that of a stranger.
          if (signedBy(note, [log.key, witness.key]).length < 2) throw new Error('not by both');
        }).toThrow();
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('A note', () => {
  it.each([
    ['no signature', 'text\n\n'],
    ['no blank line', 'text\n— a AAAAAAA=\n'],
    ['an unfinished line', 'text\n\n— a AAAAAAA='],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAA=\n'],
    ['no name', 'text\n\n—  AAAAAAA=\n'],
    ['something after the signature', 'text\n\n— a AAAAAAA= b\n'],
    ['base64 that could be written otherwise', 'text\n\n— a AAAAAAB=\n'],
    ['an id alone', 'text\n\n— a AAAAAA==\n'],
    ['a control character', 'te\u0001xt\n\n— a AAAAAAA=\n'],
    ['a carriage return', 'text\r\n\n— a AAAAAAA=\n'],
    ['half of a surrogate pair', 'te\ud800xt\n\n— a AAAAAAA=\n'],
    ['too many signatures', `text\n\n${'— a AAAAAAA=\n'.repeat(101)}`],
  ])('is none with %s', (_what, text) => {
    expect(() => parseNote(text)).toThrow();
  });

  it('keeps the empty lines of its text: the last one divides', () => {
    expect(parseNote('one\n\ntwo\n\n— a AAAAAAA=\n').text).toBe('one\n\ntwo\n');
    expect(parseNote(`text\n\n${'— a AAAAAAA=\n'.repeat(100)}`).signatures).toHaveLength(100);
  });

  it('is signed by ML-DSA-44 with the time, name and origin in what is signed', () => {
    const { privateKey } = generateKeyPairSync('ml-dsa-44');
    const signer = new NoteSigner(
      'piano.example/registro',
      signatureTypes.mlDsa44Cosignature,
      privateKey,
    );
    const { text } = parseNote(CHECKPOINT);
    const note = { text, signatures: [signer.sign(text, WITNESSED_AT)] };
    expect(signedBy(note, [signer.key])).toEqual([{ key: signer.key, atSeconds: WITNESSED_AT }]);
    expect(parseVerifierKey(verifierKeyText(signer.key))).toEqual(signer.key);
    const moved = { ...note, text: text.replace('\n3\n', '\n4\n') };
    expect(() => signedBy(moved, [signer.key])).toThrow('not over this text');
    const other = new NoteSigner('other', signatureTypes.mlDsa44Cosignature, privateKey);
    const renamed = note.signatures.map((each) => ({
      ...each,
      name: 'other',
      keyId: other.key.id,
    }));
    expect(() => signedBy({ text, signatures: renamed }, [other.key])).toThrow(
      'not over this text',
    );
    expect(() => signer.sign('no checkpoint\n', 0)).toThrow();
  });

  it('of a known key with another signature is refused whole, and lines of strangers say nothing', () => {
    const { text, signatures } = parseNote(CHECKPOINT);
    const [ours, theirs] = signatures;
    const exchanged = [{ ...ours!, signature: theirs!.signature.subarray(8) }];
    expect(() => signedBy({ text, signatures: exchanged }, [log.key])).toThrow(
      'not over this text',
    );
    const strangers = [
      { ...ours!, name: 'stranger' },
      { ...ours!, keyId: 1 },
    ];
    expect(signedBy({ text, signatures: strangers }, [log.key])).toEqual([]);
  });
});
