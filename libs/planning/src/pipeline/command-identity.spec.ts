import fc from 'fast-check';
import { idFrom, sha256 } from './command-identity.js';

const name = fc.string({ maxLength: 20 });

describe('An id that follows from a command', () => {
  it('is a UUID of version 8 and the variant of RFC 9562, in lower case', () => {
    fc.assert(
      fc.property(fc.uuid(), name, (commandId, thing) => {
        expect(idFrom(commandId, thing)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it('is the same for ever: stored ids rest on it', () => {
    expect(idFrom('3f2504e0-4f89-41d3-9a0c-0305e82c3301', '0')).toBe(
      '3f2504e0-4f89-8961-bba0-144f317a3839',
    );
  });

  it('begins as the command id does, so that ids of one time lie together', () => {
    fc.assert(
      fc.property(fc.uuid(), name, (commandId, thing) => {
        expect(idFrom(commandId, thing).slice(0, 13)).toBe(commandId.slice(0, 13));
      }),
    );
  });

  it('is another for another command or another thing', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), name, name, (one, other, thing, otherThing) => {
        expect(idFrom(one, thing)).toBe(idFrom(one, thing));
        expect(idFrom(one, thing) === idFrom(other, otherThing)).toBe(
          one === other && thing === otherThing,
        );
      }),
    );
  });
});

describe('The fingerprint of a text', () => {
  it('is its SHA-256 in hex (FIPS 180-4, example B.1)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
