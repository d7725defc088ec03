import { join } from 'node:path';
import fc from 'fast-check';
import type { LogFilter, RecordedEvent } from './event-store.js';
import { anEvent } from './event.fixture.js';
import { prepareAppend } from './prepared-append.js';
import { RecentEvents } from './recent-events.js';
import { SqliteLog } from './sqlite.log.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

const streams = ['cycle-a', 'cycle-b', 'register-a', '$settings'];
const types = ['Drafted', 'Opened', 'Closed'];

const filter: fc.Arbitrary<LogFilter | undefined> = fc.option(
  fc.record(
    {
      categories: fc.subarray(['cycle', 'register', 'nothing']),
      types: fc.subarray([...types, 'Never']),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);
const append = fc.record({
  stream: fc.constantFrom(...streams),
  types: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 4 }),
});

describe('The recent events of a log', () => {
  const folder = temporaryFolder();
  let log: SqliteLog;
  beforeEach(() => {
    log = new SqliteLog(join(folder(), 'log.db'), 'create');
  });
  afterEach(() => {
    log.close();
  });

  const write = (stream: string, ofTypes: readonly string[], text = ''): void => {
    const events = ofTypes.map((type) => ({ ...anEvent(type), data: { text } }));
    log.transaction(0, () => {
      log.append(prepareAppend(stream, events, 'any'));
    });
  };
  const asRead = (after: number, limit: number, wanted: LogFilter | undefined): RecordedEvent[] =>
    log.logPage(after, true, limit, wanted).rows.map((row) => log.event(row));

  it('are what the log itself gives, for every position, limit and wish', () => {
    fc.assert(
      fc.property(
        fc.array(append, { maxLength: 8 }),
        fc.array(
          fc.record({ append, back: fc.nat(30), limit: fc.integer({ min: 1, max: 9 }), filter }),
        ),
        (before, looks) => {
          const recent = new RecentEvents();
          for (const each of before) write(each.stream, each.types);
          recent.page(log, log.end(), 1, undefined);
          const begun = log.end();
          for (const look of looks) {
            write(look.append.stream, look.append.types);
            const after = Math.max(0, log.end() - look.back);
            const page = recent.page(log, after, look.limit, look.filter);
            if (after < begun) {
              expect(page).toBeUndefined();
              continue;
            }
            const events = asRead(after, look.limit, look.filter);
            const considered = events.length === look.limit ? events.at(-1)?.position : log.end();
            expect(page).toEqual({ events, considered, end: log.end() });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are parsed once for all who ask', () => {
    const recent = new RecentEvents();
    recent.page(log, 0, 10, undefined);
    write('cycle-a', ['Drafted']);
    const [first] = recent.page(log, 0, 10, undefined)?.events ?? [];
    const [again] = recent.page(log, 0, 10, { categories: ['cycle'] })?.events ?? [];
    expect(first).toBeDefined();
    expect(again).toBe(first);
  });

  it('do not grow without bound, in number or in size, and say when somebody asks for older ones', () => {
    const recent = new RecentEvents();
    recent.page(log, 0, 1, undefined);
    for (let number = 0; number < 600; number++) {
      write('cycle-a', ['Drafted']);
      recent.page(log, log.end(), 1, undefined);
    }
    expect(recent.page(log, log.end() - 513, 1, undefined)).toBeUndefined();
    expect(recent.page(log, log.end() - 512, 600, undefined)?.events).toHaveLength(512);
    for (let number = 0; number < 6; number++) {
      write('cycle-a', ['Drafted'], 'x'.repeat(900_000));
      recent.page(log, log.end() - 1, 1, undefined);
    }
    expect(recent.page(log, log.end() - 5, 9, undefined)).toBeUndefined();
    expect(recent.page(log, log.end() - 4, 9, undefined)?.events).toHaveLength(4);
  });

  it('begin anew when much was written since anybody asked', () => {
    const recent = new RecentEvents();
    recent.page(log, 0, 1, undefined);
    for (let number = 0; number < 513; number++) write('cycle-a', ['Drafted']);
    expect(recent.page(log, log.end() - 1, 1, undefined)).toBeUndefined();
    write('cycle-a', ['Opened']);
    expect(recent.page(log, log.end() - 1, 1, undefined)?.events).toMatchObject([
      { type: 'Opened' },
    ]);
  });

  it('begin anew on a log that goes back, as one that was restored', () => {
    const recent = new RecentEvents();
    recent.page(log, 0, 1, undefined);
    write('cycle-a', ['Drafted', 'Opened']);
    recent.page(log, 0, 9, undefined);
    log.close();
    log = new SqliteLog(join(folder(), 'other.db'), 'create');
    write('cycle-b', ['Closed']);
    expect(recent.page(log, 0, 9, undefined)).toBeUndefined();
    write('cycle-b', ['Drafted']);
    expect(recent.page(log, 1, 9, undefined)?.events).toEqual(asRead(1, 9, undefined));
  });
});
