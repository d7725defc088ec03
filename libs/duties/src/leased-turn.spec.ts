import fc from 'fast-check';
import { LeasedTurn } from './leased-turn.js';
import { VirtualBoard, VirtualProcess, VirtualTime } from './virtual-time.fixture.js';

/** Within so much of virtual time after the last fault somebody has the turn. */
const TAKEN_OVER_MS = 10_000;

/** An instance that serves when it has the turn, and would like to be active at every moment. */
class Instance {
  readonly #ending = new AbortController();
  #stillHeld: (() => boolean) | undefined;
  readonly turn: LeasedTurn;
  readonly attending: Promise<void>;
  turns = 0;

  constructor(
    readonly name: string,
    readonly process: VirtualProcess,
    board: VirtualBoard,
  ) {
    this.turn = new LeasedTurn(board.seenBy(process), name, process);
    this.attending = this.turn.attend(this.#ending.signal, async (over, stillHeld) => {
      this.turns++;
      this.#stillHeld = stillHeld;
      await new Promise<void>((resolve) => {
        over.addEventListener('abort', () => {
          this.process.when(resolve);
        });
      });
      this.#stillHeld = undefined;
    });
  }

  /** Whether its work would go on if it looked now. What stands still looks at the same clock later. */
  get believes(): boolean {
    return !this.process.isDead && this.#stillHeld?.() === true;
  }

  end(): void {
    this.#ending.abort();
  }
}

/** Several instances on one board. */
class Office {
  readonly time = new VirtualTime();
  readonly board: VirtualBoard;
  readonly all: Instance[] = [];
  #seed: number;

  constructor(number: number, seed = 1) {
    this.#seed = seed;
    this.board = new VirtualBoard(this.time, this.chance);
    for (let index = 0; index < number; index++) this.start();
  }

  /** The minimal standard generator of Park and Miller: the same seed, the same chances. */
  readonly chance = (): number => {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  };

  start(): Instance {
    const steady = { zeroMs: this.chance() * 1e9, rate: 0.99 + this.chance() * 0.02 };
    const process = new VirtualProcess(this.time, this.chance, steady);
    const instance = new Instance(`i${this.all.length}`, process, this.board);
    this.all.push(instance);
    return instance;
  }

  get believers(): readonly Instance[] {
    return this.all.filter(({ believes }) => believes);
  }

  /** Time passes, and at no moment do two believe that it is their turn. */
  pass(ms: number): Promise<void> {
    return this.time.pass(ms, () => {
      if (this.believers.length > 1)
        throw new Error(`${this.believers.map(({ name }) => name).join()} at ${this.time.nowMs}`);
    });
  }

  /** Time passes until somebody has the turn, other than the one that lost it. */
  async untilTaken(withinMs = TAKEN_OVER_MS, from?: Instance): Promise<Instance> {
    const endMs = this.time.nowMs + withinMs;
    const holders = (): readonly Instance[] => this.believers.filter((each) => each !== from);
    while (holders().length === 0 && this.time.nowMs < endMs) await this.pass(50);
    const [holder] = holders();
    if (!holder) throw new Error(`Nobody has taken over within ${withinMs} ms`);
    return holder;
  }
}

describe('The turn of duty', () => {
  it('is taken by one of those who wait, and kept', async () => {
    const office = new Office(3);
    const holder = await office.untilTaken();
    await office.pass(600_000);
    expect(holder.believes).toBe(true);
    expect(office.all.map(({ turns }) => turns).toSorted()).toEqual([0, 0, 1]);
  });

  it('is known to those who do not have it', async () => {
    const office = new Office(2);
    expect(office.all[0]?.turn.stands()).toEqual({ whose: 'unknown' });
    const holder = await office.untilTaken();
    await office.pass(5_000);
    const other = office.all.find((each) => each !== holder)!;
    expect(holder.turn.stands()).toEqual({ whose: 'ours' });
    expect(other.turn.stands()).toEqual({ whose: 'others', holder: holder.name });
  });

  it('is taken over from one that dies', async () => {
    const office = new Office(2);
    const holder = await office.untilTaken();
    await office.pass(20_000);
    holder.process.isDead = true;
    await office.untilTaken(TAKEN_OVER_MS, holder);
  });

  it('is taken over from one that stands still, which notices it before it does anything more', async () => {
    const office = new Office(2);
    const holder = await office.untilTaken();
    await office.pass(20_000);
    holder.process.standStill();
    const next = await office.untilTaken(TAKEN_OVER_MS, holder);
    holder.process.goOn();
    expect(holder.believes).toBe(false);
    await office.pass(60_000);
    expect([holder.believes, next.believes]).toEqual([false, true]);
    expect(holder.turn.stands()).toEqual({ whose: 'others', holder: next.name });
  });

  it('is handed on at once by one that is asked to end', async () => {
    const office = new Office(2);
    const holder = await office.untilTaken();
    await office.pass(20_000);
    holder.end();
    await office.untilTaken(3_000, holder);
    await holder.attending;
  });

  it('is nobody’s while the store is away, and somebody’s again when it is back', async () => {
    const office = new Office(2);
    const holder = await office.untilTaken();
    office.board.isAway = true;
    await office.pass(10_000);
    expect(office.believers).toEqual([]);
    expect(holder.turn.stands()).toEqual({ whose: 'unknown', failure: 'the event store is away' });
    await office.pass(3_600_000);
    office.board.isAway = false;
    await office.untilTaken();
  });

  it('survives an answer that takes long, as long as the next one comes in time', async () => {
    const office = new Office(1);
    const holder = await office.untilTaken();
    office.board.isAway = true;
    await office.pass(1_500);
    office.board.isAway = false;
    await office.pass(60_000);
    expect([holder.believes, holder.turns]).toEqual([true, 1]);
  });

  it('is lost when the wall clock moves on faster than the steady one: the machine may have slept', async () => {
    const office = new Office(1);
    const holder = await office.untilTaken();
    await office.pass(10_000);
    holder.process.setWallClock(60_000);
    expect(holder.believes).toBe(false);
    await office.untilTaken();
    expect(holder.turns).toBe(2);
    holder.process.setWallClock(-3_600_000);
    await office.pass(60_000);
    expect([holder.believes, holder.turns]).toEqual([true, 2]);
  });
});

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('standStill'), who: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('goOn'), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die'), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end'), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('start'), who: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('away'), who: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('back'), who: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('setClock'),
      who: fc.nat(5),
      byMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
    }),
  },
);

interface Fault {
  readonly do: string;
  readonly who: number;
  readonly byMs?: number;
}

function happen(office: Office, { do: what, who, byMs = 0 }: Fault): void {
  const instance = office.all[who % office.all.length]!;
  switch (what) {
    case 'standStill':
      instance.process.standStill();
      break;
    case 'goOn':
      instance.process.goOn();
      break;
    case 'die':
      instance.process.isDead = true;
      break;
    case 'end':
      instance.end();
      break;
    case 'start':
      office.start();
      break;
    case 'away':
      office.board.isAway = true;
      break;
    case 'back':
      office.board.isAway = false;
      break;
    default:
      instance.process.setWallClock(byMs);
  }
}

describe('Whatever happens to whom, and when', () => {
  const story = fc.array(fc.tuple(fc.oneof(fc.nat(400), fc.nat(4_000), fc.nat(12_000)), fault), {
    minLength: 1,
    maxLength: 40,
  });

  it('never do two believe that it is their turn, and in the end somebody has it', async () => {
    await fc.assert(
      fc.asyncProperty(
        ...([fc.integer({ min: 1, max: 2_147_483_646 }), fc.integer({ min: 1, max: 4 })] as const),
        story,
        async (seed, number, faults) => {
          const office = new Office(number, seed);
          office.board.lost = 0.05;
          for (const [afterMs, what] of faults) {
            await office.pass(afterMs);
            happen(office, what);
          }
          Object.assign(office.board, { isAway: false, lost: 0 });
          office.start();
          for (const { process } of office.all) process.goOn();
          await office.untilTaken();
          await office.pass(30_000);
          expect(office.believers).toHaveLength(1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
