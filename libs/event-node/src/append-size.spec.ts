import { AppendSize, MOST_WITH_EVERYTHING_BYTES } from './append-size.js';

const event = (dataBytes: number, metadataBytes: number) => ({
  id: '',
  type: 'Test',
  json: false,
  data: new Uint8Array(dataBytes),
  metadata: new Uint8Array(metadataBytes),
});

describe('the size of an append', () => {
  it('is that of its data', () => {
    const size = new AppendSize(64);
    size.add(event(40, 1_000));
    size.add(event(24, 1_000));
    expect(size.tooLarge).toBe(false);
    size.add(event(1, 0));
    expect(size.tooLarge).toBe(true);
  });

  it('lets two events have a megabyte of metadata each where data may have as much', () => {
    const size = new AppendSize(1_048_576);
    for (const one of [event(100, 1_000_000), event(100, 1_000_000)]) size.add(one);
    expect(size.tooLarge).toBe(false);
  });

  it('is bounded also when everything else is large', () => {
    const size = new AppendSize(64);
    size.add(event(1, MOST_WITH_EVERYTHING_BYTES / 2));
    expect(size.tooLarge).toBe(false);
    size.add(event(1, MOST_WITH_EVERYTHING_BYTES / 2));
    expect(size.tooLarge).toBe(true);
  });

  it('may be larger altogether where more data are allowed', () => {
    const size = new AppendSize(2 * MOST_WITH_EVERYTHING_BYTES);
    size.add(event(MOST_WITH_EVERYTHING_BYTES, 10));
    expect(size.tooLarge).toBe(false);
  });
});
