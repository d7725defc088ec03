import { createHash, type X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { OutsideSilent } from '../call-outside.js';
import { checkTimestamp, UnusableTimestamp } from './check-timestamp.js';
import { derNumber, derOf, derOid, DerReader, InvalidDer, numberIn, oidIn, tags } from './der.js';
import { ecKey, OpensslAuthority, rsaKey } from './openssl-authority.fixture.js';
import { TimestampAuthority } from './timestamp-authority.js';
import { timestampRequest } from './timestamp-request.js';
import { NotStamped, parseToken, tokenIn } from './timestamp-response.js';

const BODY = 'piano.example/registro/1\n3\nnaw14Q+6IK5A3Q8kt8TGN/hA2BmpkwS/a/b++2p5jmg=\n';
const imprint = createHash('sha256').update(BODY).digest();
const signal = new AbortController().signal;
const nowMs = (): number => Date.now();

describe.each([
  ['RSA', { key: rsaKey }],
  ['RSA, a longer digest', { key: rsaKey, digest: 'sha512', names: 'sha512' as const }],
  ['an elliptic curve', { key: ecKey }],
  ['the older name of a certificate', { key: rsaKey, names: 'sha1' as const }],
])('An authority with %s', (_what, kind) => {
  let authority: OpensslAuthority;
  let asking: TimestampAuthority;

  beforeAll(async () => {
    authority = new OpensslAuthority(kind);
    const url = await authority.listen();
    const settings = { url, reach: 'public', authorities: [authority.root] } as const;
    asking = new TimestampAuthority(settings, nowMs);
  });

  afterAll(() => {
    authority.leave();
  });

  it('stamps what others verify, too', async () => {
    const token = await asking.stamp(imprint, signal);
    expect(Math.abs(token.info.atMs - Date.now())).toBeLessThan(60_000);
    expect(token.info.serialNumber).toBeGreaterThan(0n);
    await expect(authority.verifies(token.bytes, BODY)).resolves.toBe(true);
    await expect(authority.verifies(token.bytes, `${BODY}more\n`)).resolves.toBe(false);
    const kept = parseToken(token.bytes);
    checkTimestamp(kept, { imprint, authorities: [authority.root] });
  });

  it('is believed for no text, nonce, time or authority but its own', async () => {
    const token = await asking.stamp(imprint, signal);
    const expected = { imprint, authorities: [authority.root] };
    const other = createHash('sha256').update('other').digest();
    const code = (more: object): string => {
      try {
        checkTimestamp(token, { ...expected, ...more });
        return 'fine';
      } catch (error) {
        return error instanceof UnusableTimestamp ? error.code : String(error);
      }
    };
    expect(code({})).toBe('fine');
    expect(code({ authorities: [] })).toBe('fine');
    expect(code({ imprint: other })).toBe('imprint-other');
    expect(code({ nonce: 1n })).toBe('nonce-other');
    expect(code({ nonce: token.info.nonce })).toBe('fine');
    expect(code({ betweenMs: [0, 1] })).toBe('time-off');
    const stranger = new OpensslAuthority({ key: ecKey });
    expect(code({ authorities: [stranger.root] })).toBe('certificate-untrusted');
    stranger.leave();
  });

  it('is not believed with any byte of what it signs altered', async () => {
    const { bytes } = await asking.stamp(imprint, signal);
    const fine = (token: Uint8Array): boolean => {
      try {
        checkTimestamp(parseToken(token), { imprint, authorities: [authority.root] });
        return true;
      } catch (error) {
        // Anything else would be a fault of the program.
        if (error instanceof UnusableTimestamp || error instanceof InvalidDer) return false;
        throw error;
      }
    };
    expect(fine(bytes)).toBe(true);
    let believed = 0;
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const altered = Uint8Array.from(bytes);
        altered[bit >> 3]! ^= 1 << (bit & 7);
        if (!fine(altered)) return;
        believed++;
        // What it says is still the same: the bit stood in what is not signed.
        const [one, other] = [parseToken(bytes), parseToken(altered)];
        expect([...other.info.bytes]).toEqual([...one.info.bytes]);
        expect([...other.signed.signature]).toEqual([...one.signed.signature]);
        expect([...other.signed.attributes]).toEqual([...one.signed.attributes]);
      }),
      { numRuns: 600 },
    );
    expect(believed).toBeLessThan(420); // the root that comes along, and versions
  });
});

describe('An answer of an authority', () => {
  let authority: OpensslAuthority;
  let asking: TimestampAuthority;
  const settingsOf = (url: URL) => ({
    ...{ url, reach: 'public' as const, authorities: [authority.root] },
  });
  let url: URL;

  beforeAll(async () => {
    authority = new OpensslAuthority({ key: ecKey });
    url = await authority.listen();
    asking = new TimestampAuthority(settingsOf(url), nowMs);
  });

  afterEach(() => {
    authority.alter = (answer) => answer;
    authority.status = 200;
    authority.contentType = 'application/timestamp-reply';
    authority.question = undefined;
  });

  afterAll(() => {
    authority.leave();
  });

  it('that was given to somebody else before is refused', async () => {
    authority.question = Buffer.from(timestampRequest({ imprint, nonce: 5n }));
    await expect(asking.stamp(imprint, signal)).rejects.toMatchObject({ code: 'nonce-other' });
  });

  it('over something else is refused', async () => {
    const other = createHash('sha256').update('other').digest();
    authority.question = Buffer.from(timestampRequest({ imprint: other, nonce: 5n }));
    await expect(asking.stamp(imprint, signal)).rejects.toMatchObject({ code: 'imprint-other' });
  });

  it('that was altered on its way is refused', async () => {
    authority.alter = (answer) => {
      const at = answer.indexOf(imprint);
      answer[at]! ^= 1;
      return answer;
    };
    await expect(asking.stamp(imprint, signal)).rejects.toMatchObject({ code: 'imprint-other' });
    authority.alter = (answer) => {
      answer[answer.length - 3]! ^= 1;
      return answer;
    };
    await expect(asking.stamp(imprint, signal)).rejects.toMatchObject({ code: 'signature-false' });
  });

  it('that does not grant it is told apart', async () => {
    authority.question = Buffer.from('no request');
    await expect(asking.stamp(imprint, signal)).rejects.toThrow(NotStamped);
  });

  it.each<[string, () => void]>([
    ['another status', () => (authority.status = 500)],
    ['another type', () => (authority.contentType = 'text/html')],
    ['too many bytes', () => (authority.alter = () => Buffer.alloc(70_000))],
  ])('with %s is none', async (_what, prepare) => {
    prepare();
    await expect(asking.stamp(imprint, signal)).rejects.toThrow(OutsideSilent);
  });

  it.each<[string, (answer: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['zeros', () => Buffer.alloc(100)],
    ['an open length', (answer) => Buffer.concat([Buffer.of(0x30, 0x80), answer.subarray(4)])],
    ['something after its end', (answer) => Buffer.concat([answer, Buffer.of(5, 0)])],
    ['half of it', (answer) => answer.subarray(0, answer.length / 2)],
  ])('of %s is none', async (_what, alter) => {
    authority.alter = alter;
    await expect(asking.stamp(imprint, signal)).rejects.toThrow(InvalidDer);
  });

  it('of bytes at random is none, and never more than a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => tokenIn(bytes)).toThrow(InvalidDer);
      }),
    );
  });

  it.each(['serverAuth', 'timeStamping,serverAuth'])(
    'by a certificate for %s is refused',
    async (use) => {
      const { info } = await asking.stamp(imprint, signal);
      const other = new OpensslAuthority({ key: ecKey, use });
      const [alone, right] = [other.signs(info.bytes), authority.signs(info.bytes)];
      const check = (bytes: Buffer, root: X509Certificate) => () => {
        checkTimestamp(parseToken(bytes), { imprint, authorities: [root] });
      };
      expect(check(right, authority.root)).not.toThrow();
      expect(check(alone, other.root)).toThrow('certificate-other-use');
      other.leave();
    },
  );

  it('is not fetched in clear from another machine, nor from an address that is not public', async () => {
    for (const address of [
      'http://example.org/tsa',
      'https://10.1.2.3/tsa',
      'https://[fd00::1]/',
    ]) {
      const far = new TimestampAuthority(settingsOf(new URL(address)), nowMs);
      await expect(far.stamp(imprint, signal)).rejects.toMatchObject({ code: 'address-forbidden' });
    }
  });
});

describe('A request', () => {
  it('is what others read', () => {
    const reader = new DerReader(timestampRequest({ imprint, nonce: 0xffn })).within(tags.sequence);
    expect(numberIn(reader.next(tags.integer))).toBe(1n);
    const hashed = reader.within(tags.sequence);
    expect(oidIn(hashed.within(tags.sequence).next(tags.oid))).toBe('2.16.840.1.101.3.4.2.1');
    expect([...hashed.next(tags.octets).content]).toEqual([...imprint]);
    expect(numberIn(reader.next(tags.integer))).toBe(0xffn);
    expect([...reader.next(tags.boolean).content]).toEqual([0xff]);
    reader.end();
  });
});

describe('DER', () => {
  it('has one way to write a number, and reads it back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 159n }), (number) => {
        expect(numberIn(new DerReader(derNumber(number)).any())).toBe(number);
      }),
    );
    for (const bytes of [
      [2, 2, 0, 1],
      [2, 1, 0x80],
      [2, 0],
      [2, 2, 0xff, 0xff],
    ])
      expect(() => numberIn(new DerReader(Uint8Array.from(bytes)).any())).toThrow(InvalidDer);
  });

  it.each(['1.2.840.113549.1.9.16.1.4', '2.16.840.1.101.3.4.2.1', '0.9.2342', '2.999.3', '1.3.6'])(
    'reads the id %s back',
    (oid) => {
      expect(oidIn(new DerReader(derOid(oid)).any())).toBe(oid);
    },
  );

  it('has one way to write a length', () => {
    for (const length of [0, 127, 128, 255, 256, 65_535, 65_536]) {
      const { content } = new DerReader(derOf(tags.octets, new Uint8Array(length))).any();
      expect(content).toHaveLength(length);
    }
    for (const bytes of [
      [4, 0x81, 1, 0],
      [4, 0x82, 0, 0x80],
      [4, 0x80, 0, 0],
      [4, 0x85, 0, 0, 0, 0, 1, 0],
      [4, 2, 0],
      [0x1f, 0x81, 0],
    ])
      expect(() => new DerReader(Uint8Array.from(bytes)).any()).toThrow(InvalidDer);
  });
});
