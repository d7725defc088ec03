import fc from 'fast-check';
import { AccessFileFixture } from '../access-file.fixture.js';
import {
  EMERGENCY_SESSION_MS,
  SESSION_ABSOLUTE_MS,
  SESSION_CLOCK_TOLERANCE_MS,
  SESSION_IDLE_MS,
  SESSION_TOUCH_MS,
  Sessions,
  SESSIONS_PER_PERSON,
} from './sessions.js';

const minute = 60_000;
const people = ['operatore-1', 'direttore-1'] as const;

/** One session as the rules of the page describe it: an array of them is the whole model. */
interface Known {
  readonly id: string;
  readonly personId: string;
  readonly isEmergency: boolean;
  readonly endsMs: number;
  secret: string;
  role: string;
  lastSeenMs: number;
}

interface Model {
  nowMs: number;
  known: Known[];
  /** Every secret ever given out, the dead ones included. */
  readonly secrets: string[];
}

interface Real {
  readonly fixture: AccessFileFixture;
  /** The same file held open by two processes. */
  readonly processes: Sessions[];
}

type Step = fc.Command<Model, Real>;

function isOver(session: Known, nowMs: number): boolean {
  const idleMs = nowMs - session.lastSeenMs;
  const isTooOld = nowMs >= session.endsMs || idleMs >= SESSION_IDLE_MS;
  return isTooOld || idleMs < -SESSION_CLOCK_TOLERANCE_MS;
}

function forgetOver(model: Model): void {
  model.known = model.known.filter((session) => !isOver(session, model.nowMs));
}

/** The session this secret opens; one that is seen to be over is over for good. */
function opened(model: Model, secret: string): Known | undefined {
  const found = model.known.find((session) => session.secret === secret);
  if (found !== undefined && isOver(found, model.nowMs)) {
    forgetOver(model);
    return undefined;
  }
  return found;
}

/** A step that somebody takes in one of the two processes. */
abstract class InAProcess implements Step {
  constructor(readonly processIndex: number) {}

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.take(model, real.processes[this.processIndex % 2]!);
    const alive = model.known.filter((session) => !isOver(session, model.nowMs));
    const listed = people.flatMap((personId) => real.processes[0]!.list(personId));
    expect(listed.map(({ id }) => id).sort()).toEqual(alive.map(({ id }) => id).sort());
  }

  abstract take(model: Model, sessions: Sessions): void;
  abstract toString(): string;
}

class Begin extends InAProcess {
  constructor(
    processIndex: number,
    readonly personId: string,
    readonly isEmergency: boolean,
  ) {
    super(processIndex);
  }

  override take(model: Model, sessions: Sessions): void {
    const { personId, isEmergency } = this;
    const method = isEmergency ? 'emergency' : 'passkey';
    const role = 'UPo';
    const request = { personId, zone: 'zona1', role, method, authenticatedAtMs: 0 } as const;
    const { secret, session } = sessions.begin(request);
    forgetOver(model);
    const lastsMs = isEmergency ? EMERGENCY_SESSION_MS : SESSION_ABSOLUTE_MS;
    const times = { lastSeenMs: model.nowMs, endsMs: model.nowMs + lastsMs };
    model.known.push({ id: session.id, personId, isEmergency, secret, role, ...times });
    model.secrets.push(secret);
    const own = model.known.filter((known) => known.personId === personId);
    const oldest = own.length > SESSIONS_PER_PERSON ? own[0] : undefined;
    model.known = model.known.filter((known) => known !== oldest);
  }

  override toString(): string {
    return `begin(${this.personId}${this.isEmergency ? ', emergency' : ''})`;
  }
}

/** A step with one of the secrets given out so far, alive or dead. */
abstract class WithASecret extends InAProcess {
  constructor(
    processIndex: number,
    readonly secretIndex: number,
  ) {
    super(processIndex);
  }

  override take(model: Model, sessions: Sessions): void {
    const secret = model.secrets[this.secretIndex % Math.max(model.secrets.length, 1)];
    if (secret !== undefined) this.use(model, sessions, secret);
  }

  override toString(): string {
    return `${this.constructor.name}(${this.secretIndex}) in ${this.processIndex % 2}`;
  }

  abstract use(model: Model, sessions: Sessions, secret: string): void;
}

class Identify extends WithASecret {
  override use(model: Model, sessions: Sessions, secret: string): void {
    const expected = opened(model, secret);
    const person = sessions.identify(secret)?.person;
    expect(person?.personId).toBe(expected?.personId);
    expect(person?.role).toBe(expected?.role);
    if (expected === undefined) return;
    const isDue = model.nowMs - expected.lastSeenMs >= SESSION_TOUCH_MS;
    if (isDue) expected.lastSeenMs = model.nowMs;
  }
}

class SwitchRole extends WithASecret {
  override use(model: Model, sessions: Sessions, secret: string): void {
    const expected = opened(model, secret);
    const switched = sessions.switchRole(secret, { zone: 'zona1', role: 'DIR' });
    expect(switched?.session.id).toBe(expected?.id);
    if (expected === undefined || switched === undefined) return;
    Object.assign(expected, { secret: switched.secret, role: 'DIR', lastSeenMs: model.nowMs });
    model.secrets.push(switched.secret);
  }
}

class Renew extends WithASecret {
  override use(model: Model, sessions: Sessions, secret: string): void {
    const expected = opened(model, secret);
    const { personId = 'operatore-1' } = expected ?? {};
    const renew = () =>
      sessions.renew(secret, { personId, method: 'passkey', authenticatedAtMs: model.nowMs });
    if (expected?.isEmergency === true) {
      expect(renew).toThrow(expect.objectContaining({ code: 'emergency-not-renewed' }));
      return;
    }
    const renewed = renew();
    expect(renewed?.session.id).toBe(expected?.id);
    if (expected === undefined || renewed === undefined) return;
    Object.assign(expected, { secret: renewed.secret, lastSeenMs: model.nowMs });
    model.secrets.push(renewed.secret);
  }
}

class End extends WithASecret {
  override use(model: Model, sessions: Sessions, secret: string): void {
    const expected = opened(model, secret);
    expect(sessions.end(secret)).toBe(expected !== undefined);
    model.known = model.known.filter((known) => known !== expected);
  }
}

class EndAllButOne extends WithASecret {
  override use(model: Model, sessions: Sessions, secret: string): void {
    const asking = opened(model, secret);
    if (asking === undefined) return;
    sessions.endAllOf(asking.personId, asking.id);
    model.known = model.known.filter(
      (known) => known.personId !== asking.personId || known === asking,
    );
  }
}

class Clock implements Step {
  constructor(readonly byMs: number) {}

  check(): boolean {
    return true;
  }

  run(model: Model, { fixture }: Real): void {
    model.nowMs += this.byMs;
    fixture.nowMs = model.nowMs;
  }

  toString(): string {
    return `clock(${this.byMs / minute} min)`;
  }
}

class Restart implements Step {
  check(): boolean {
    return true;
  }

  run(_model: Model, { fixture, processes }: Real): void {
    processes.splice(0, 2, new Sessions(fixture.restart()), new Sessions(fixture.another()));
  }

  toString(): string {
    return 'restart';
  }
}

const processIndex = fc.integer({ min: 0, max: 1 });
const aSecret = [processIndex, fc.nat({ max: 40 })] as const;
const clocks = [
  fc.integer({ min: 1, max: 40 }).map((minutes) => new Clock(minutes * minute)),
  fc.integer({ min: 1, max: 25 }).map((minutes) => new Clock(-minutes * minute)),
  fc.integer({ min: -20, max: 20 }).map((seconds) => new Clock(seconds * 5_000)),
  fc.constantFrom(-3 * 60, 11 * 60).map((minutes) => new Clock(minutes * minute)),
];
const begin = fc
  .tuple(processIndex, fc.constantFrom(...people), fc.constantFrom(false, false, false, true))
  .map((chosen) => new Begin(...chosen));
const steps = fc.commands(
  [
    begin,
    begin,
    begin,
    fc.tuple(...aSecret).map((chosen) => new Identify(...chosen)),
    fc.tuple(...aSecret).map((chosen) => new Identify(...chosen)),
    fc.tuple(...aSecret).map((chosen) => new SwitchRole(...chosen)),
    fc.tuple(...aSecret).map((chosen) => new Renew(...chosen)),
    fc.tuple(...aSecret).map((chosen) => new End(...chosen)),
    fc.tuple(...aSecret).map((chosen) => new EndAllButOne(...chosen)),
    fc.oneof(...clocks),
    fc.constant(new Restart()),
  ],
  { maxCommands: 60, size: 'max' },
);

describe('Sessions, whatever people, processes and the clock do', () => {
  it('open exactly while the rules say so, and never again after they were seen to be over', () => {
    fc.assert(
      fc.property(steps, (chosen) => {
        const fixture = new AccessFileFixture();
        try {
          const processes = [new Sessions(fixture.file), new Sessions(fixture.another())];
          const model: Model = { nowMs: fixture.nowMs, known: [], secrets: [] };
          fc.modelRun(() => ({ model, real: { fixture, processes } }), chosen);
          for (const secret of model.secrets) {
            expect(processes[1]!.identify(secret)?.session.id).toBe(opened(model, secret)?.id);
          }
        } finally {
          fixture.remove();
        }
      }),
      { numRuns: 25 },
    );
  });
});
