import fc from 'fast-check';
import { MessageBoundaries } from './message-boundaries.js';

/** A message of so many bytes, behind its length. */
function message(bytes: number): Buffer {
  const prefixed = Buffer.alloc(5 + bytes, 0xff);
  prefixed.writeUInt32BE(bytes, 1);
  return prefixed;
}

describe('the boundaries of messages', () => {
  it('are where each message ends, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        (lengths, pieces) => {
          const bytes = Buffer.concat(lengths.map(message));
          const ends = new Set<number>();
          let end = 0;
          for (const length of lengths) ends.add((end += 5 + length));
          const boundaries = new MessageBoundaries();
          for (let at = 0, piece = 0; at < bytes.length; piece++) {
            const next = Math.min(bytes.length, at + (pieces[piece % pieces.length] ?? 1));
            boundaries.pass(bytes.subarray(at, next));
            expect([next, boundaries.within]).toEqual([next, !ends.has(next)]);
            at = next;
          }
        },
      ),
    );
  });

  it('are there before anything has come', () => {
    expect(new MessageBoundaries().within).toBe(false);
  });
});
