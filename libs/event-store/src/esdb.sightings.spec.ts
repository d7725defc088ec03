import { EsdbSightings } from './esdb.sightings.js';
import type { RecordedMessage } from './esdb.events.js';
import { someEvents } from './event.fixture.js';
import { prepareAppend } from './prepared-append.js';
import type { PreparedAppend, PreparedEvent } from './prepared-append.js';

const STREAM = 'cycle-1';
const encode = (text: string) => new TextEncoder().encode(text);

let sightings: EsdbSightings;
let append: PreparedAppend;
beforeEach(() => {
  sightings = new EsdbSightings();
  append = prepareAppend(STREAM, someEvents(2), 'any');
});

/** Looks out for two events after revision 4. */
const look = () => sightings.look({ stream: STREAM, events: append.events, after: 4 });

/** An event comes by. Its position is ten times its revision. */
function pass(event: PreparedEvent, revision: number, stream = STREAM): void {
  const about = new Map([
    ['type', event.type],
    ['content-type', 'application/json'],
  ]);
  const message = {
    getId: () => ({ getString: () => event.id }),
    getStreamIdentifier: () => ({ getStreamName_asU8: () => encode(stream) }),
    getStreamRevision: () => String(revision),
    getCommitPosition: () => String(revision * 10),
    getMetadataMap: () => about,
    getData_asU8: () => encode(event.data),
    getCustomMetadata_asU8: () => encode(event.metadata),
  };
  sightings.pass(message as unknown as RecordedMessage); // the members that are read of it
}
const passBoth = (changed: Partial<PreparedEvent> = {}) => {
  for (const [n, event] of append.events.entries()) pass({ ...event, ...changed }, 5 + n);
};

describe('Where an append went', () => {
  it('are its events when they come by, be it before or after it is answered', async () => {
    sightings.begin();
    const early = look();
    passBoth();
    expect(await early.at(60)).toBe('ours');
    const late = look();
    const seen = late.at(160);
    passBoth();
    expect(await seen).toBe('ours');
  });

  it.each<[string, Partial<PreparedEvent>]>([
    ['data', { data: '{}' }],
    ['metadata', { metadata: '{"actor":"somebody else"}' }],
    ['type', { type: 'Other' }],
    ['id', { id: '018d0000-0000-7000-8000-000000000000' }],
  ])('are others as soon as one differs in its %s', async (_what, changed) => {
    sightings.begin();
    const sighting = look();
    pass(append.events[0]!, 5);
    pass({ ...append.events[1]!, ...changed }, 6);
    expect(await sighting.at(60)).toBe('others');
  });

  it('is nothing to be seen of it elsewhere: neither in other streams nor at other revisions', async () => {
    sightings.begin();
    const sighting = look();
    for (const [n, event] of append.events.entries()) {
      pass(event, 5 + n, 'cycle-2');
      pass(event, 7 + n);
    }
    expect(await sighting.at(90)).toBe('too little');
  });

  it('they were long there when they had come by before', async () => {
    sightings.begin();
    passBoth();
    expect(await look().at(60)).toBe('long there');
    passBoth();
    expect(await look().at(undefined)).toBe('too little'); // without a position nobody knows
  });

  it('is too little to be seen where only a part comes by', async () => {
    sightings.begin();
    const sighting = look();
    pass(append.events[0]!, 5);
    expect(await sighting.at(60)).toBe('too little');
  });

  it('is not waited for in vain by everybody: nobody waits again before something has come by', async () => {
    sightings.begin();
    expect(await look().at(60)).toBe('too little');
    const next = look();
    passBoth();
    expect(await next.at(160)).toBe('too little');
    const afterwards = look();
    passBoth();
    expect(await afterwards.at(160)).toBe('ours');
  });

  it('is nothing to be seen while the subscription is away, or once it breaks', async () => {
    const before = look();
    passBoth();
    expect(await before.at(60)).toBe('too little');
    sightings.begin();
    const sighting = look();
    const seen = sighting.at(160);
    sightings.end();
    expect(await seen).toBe('too little');
    expect(await look().at(160)).toBe('too little');
  });

  it('counts anew when it begins anew, since the log may have been put back', async () => {
    sightings.begin();
    pass(append.events[0]!, 99);
    sightings.end();
    sightings.begin();
    const sighting = look();
    passBoth();
    expect(await sighting.at(60)).toBe('ours');
  });

  it('is not looked at any longer than it is wanted', async () => {
    sightings.begin();
    const sighting = look();
    sightings.leave(sighting);
    passBoth();
    expect(await sighting.at(160)).toBe('too little');
  });
});
