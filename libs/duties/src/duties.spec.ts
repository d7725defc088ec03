import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Duties, type Work } from './duties.js';
import { SoleTurn } from './sole-turn.js';
import type { Serve, Turn, WhoseTurn } from './turn.js';
import { VirtualProcess, VirtualTime } from './virtual-time.fixture.js';

/** A turn that a test gives and takes. */
class GivenTurn implements Turn {
  #over = new AbortController();
  #given = Promise.withResolvers<undefined>();

  async attend(ending: AbortSignal, serve: Serve): Promise<void> {
    ending.addEventListener('abort', () => {
      this.take();
      this.give();
    });
    for (;;) {
      await this.#given.promise;
      if (ending.aborted) return;
      this.#given = Promise.withResolvers<undefined>();
      const { signal } = this.#over;
      await serve(signal, () => !signal.aborted);
    }
  }

  give(): void {
    this.#given.resolve(undefined);
  }

  take(): void {
    this.#over.abort();
    this.#over = new AbortController();
  }

  stands(): WhoseTurn {
    return { whose: 'unknown' };
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });

describe('The duties', () => {
  const time = new VirtualTime();
  const process = new VirtualProcess(time, () => 0.5, { zeroMs: 0, rate: 1 });
  let turn: GivenTurn;
  let duties: Duties;

  beforeEach(() => {
    turn = new GivenTurn();
    duties = new Duties(turn, 'questa', process);
  });

  afterEach(async () => {
    await duties.stop();
    jest.restoreAllMocks();
  });

  it('are done while it is our turn, and not before or after', async () => {
    const done: string[] = [];
    for (const name of ['scadenze', 'avvisi']) {
      duties.perform(name, async (over) => {
        done.push(`${name} begun`);
        await aborted(over);
        done.push(`${name} ended`);
      });
    }
    duties.start();
    await time.pass(1_000);
    expect(done).toEqual([]);
    turn.give();
    await time.pass(1_000);
    expect(done).toEqual(['scadenze begun', 'avvisi begun']);
    const isWorking = true;
    const both = [
      { name: 'scadenze', isWorking },
      { name: 'avvisi', isWorking },
    ];
    expect(duties.standing()).toEqual({ instance: 'questa', whose: 'unknown', duties: both });
    turn.take();
    await time.pass(1_000);
    expect(done.slice(2)).toEqual(['scadenze ended', 'avvisi ended']);
    expect(duties.standing().duties.map((duty) => duty.isWorking)).toEqual([false, false]);
    turn.give();
    await time.pass(1_000);
    expect(done).toHaveLength(6);
  });

  it('that fail are begun again after a pause that grows, and hold up no other', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    const attempts: number[] = [];
    duties.perform('sfortunata', () => {
      attempts.push(time.nowMs);
      return attempts.length < 6 ? Promise.reject(new Error('Guasta')) : Promise.resolve();
    });
    const other = jest.fn<Work>((over) => aborted(over));
    duties.perform('altra', other);
    duties.start();
    turn.give();
    await time.pass(1_000);
    expect(duties.standing().duties[0]).toMatchObject({ failure: 'Error: Guasta' });
    await time.pass(60_000);
    const pauses = attempts.slice(1).map((atMs, index) => atMs - attempts[index]!);
    expect(pauses).toEqual([375, 750, 1_500, 3_000, 6_000]);
    expect(other).toHaveBeenCalledTimes(1);
    expect(logged).toHaveBeenCalledTimes(5);
    expect(duties.standing().duties[0]).toEqual({ name: 'sfortunata', isWorking: false });
  });

  it('that fail when the turn is over are not begun again', async () => {
    const work = jest.fn<Work>(async (over) => {
      await aborted(over);
      throw new Error('Interrotta');
    });
    duties.perform('interrotta', work);
    duties.start();
    turn.give();
    await time.pass(1_000);
    turn.take();
    await time.pass(60_000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('have names of their own, and are known before the start', () => {
    duties.perform('scadenze', () => Promise.resolve());
    expect(() => {
      duties.perform('scadenze', () => Promise.resolve());
    }).toThrow('twice');
    duties.start();
    expect(() => {
      duties.perform('avvisi', () => Promise.resolve());
    }).toThrow('too late');
  });

  it('are always ours where one process holds the store alone, until it stops', async () => {
    const alone = new Duties(new SoleTurn(), 'sola', process);
    let held: (() => boolean) | undefined;
    alone.perform('scadenze', (over, stillHeld) => {
      held = stillHeld;
      return aborted(over);
    });
    alone.start();
    expect([held?.(), alone.standing().whose]).toEqual([true, 'ours']);
    await alone.stop();
    expect(held?.()).toBe(false);
  });
});
