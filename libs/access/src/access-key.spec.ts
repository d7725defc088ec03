import { randomBytes } from 'node:crypto';
import { ACCESS_KEY_BYTES, AccessKey } from './access-key.js';

const key = new AccessKey(Buffer.alloc(ACCESS_KEY_BYTES, 7));
const plain = Buffer.from('twenty secret bytes.');

describe('What is sealed', () => {
  it('opens for its owner', () => {
    expect(key.unseal(key.seal(plain, 'operatore-1', randomBytes), 'operatore-1')).toEqual(plain);
  });

  it('looks different each time and does not hold the text', () => {
    const [one, other] = [1, 2].map(() => key.seal(plain, 'operatore-1', randomBytes));
    expect(one).not.toEqual(other);
    expect(one!.includes(plain)).toBe(false);
  });

  it('does not open for another owner, with another key, or changed', () => {
    const sealed = key.seal(plain, 'operatore-1', randomBytes);
    expect(() => key.unseal(sealed, 'operatore-2')).toThrow();
    const otherKey = new AccessKey(Buffer.alloc(ACCESS_KEY_BYTES, 8));
    expect(() => otherKey.unseal(sealed, 'operatore-1')).toThrow();
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place]! ^= 1;
      expect(() => key.unseal(changed, 'operatore-1')).toThrow();
    }
    expect(() => key.unseal(sealed.subarray(0, 10), 'operatore-1')).toThrow();
  });
});

describe('A name made with the key', () => {
  it('is the same for the same text and key, and for no other', () => {
    expect(key.nameOf('operatore')).toBe(key.nameOf('operatore'));
    expect(key.nameOf('operatore')).not.toBe(key.nameOf('operatora'));
    const otherKey = new AccessKey(Buffer.alloc(ACCESS_KEY_BYTES, 8));
    expect(otherKey.nameOf('operatore')).not.toBe(key.nameOf('operatore'));
  });
});

it('A key of another length is refused', () => {
  expect(() => new AccessKey(Buffer.alloc(16))).toThrow(RangeError);
});
