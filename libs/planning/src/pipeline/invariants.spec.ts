import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import fc from 'fast-check';
import { addDays, romeDay } from '#calendar';
import { canonicalJson, type RecordedEvent } from '#event-store';
import type { Person } from '#people';
import { replay, snapshotOf, type Life } from '#workflow';
import type { Answer } from '../command/answer.js';
import type { PlanningFact } from '../planning-fact.js';
import { belongsTo } from '../command/belongs-to.js';
import { InvalidCommand } from '../command/invalid-command.js';
import type { CycleLife } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { streamOf } from '../cycle/cycle-id.js';
import { verbByName, verbs } from '../verbs.js';
import {
  bodies,
  drawFrom,
  histories,
  procedureOf,
  somebodyFor,
  usualWish,
  type Step,
} from './histories.fixture.js';
import type { Draw, Wish } from './wishes.fixture.js';
import { publishedProcedure } from './histories-elsewhere.fixture.js';
import { approving } from './histories-under-revision.fixture.js';
import { bodiesOfRecords } from './histories-of-records.fixture.js';
import { Office, offices, workflows } from './office.fixture.js';
import {
  bodiesOfOrganisation,
  inTheirName,
  organisationWithStandIns,
  usuallyInOrganisation,
} from './histories-on-behalf.fixture.js';
import type { ActorInFact } from '../envelope.js';
import {
  organisationLife,
  organisationOf,
  type OrganisationLife,
} from '../organisation/organisation.js';
import { StandInsSeen, type Asked } from './stand-ins-seen.fixture.js';
import { organisationVerbs } from '../organisation/organisation.verbs.js';
import { hunting, seedOr } from '../seed.fixture.js';
import { Witness } from './witness.fixture.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';

const files = offices();

const fingerprint = (life: Life<LifeData> | undefined): string =>
  canonicalJson(life ? snapshotOf(life) : null);

/** How far a year has come when its history begins. */
const starts = [
  ...(['from nothing', 'with a procedure', 'in force', 'closed'] as const),
  ...(['under revision', 'under revision'] as const),
  ...(['with stand-ins', 'with stand-ins in force', 'with stand-ins in force'] as const),
] as const;
type Start = (typeof starts)[number];

const coordinator = { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' } as const;
const director = { role: 'DIR', personId: 'direttore' } as const;

/** What must have happened in some history, or nobody has looked at what it does. */
const keyFacts: readonly PlanningFact['type'][] = [
  ...(['RevisionOpened', 'RevisionVerified', 'RevisionMerged', 'RevisionDropped'] as const),
  ...(['SchedaReopened', 'SchedaDropped', 'SchedaAnnulled', 'AmendmentDropped'] as const),
  ...(['CycleSuspended', 'CycleResumed', 'CycleAnnulled', 'CycleRevoked'] as const),
  ...(['CycleAbandoned', 'CycleClosed', 'CycleReopened'] as const),
  ...(['RecordCorrected', 'TextRedacted', 'SpreadsheetImported'] as const),
  ...(['SpreadsheetImportUndone', 'CoProgrammingReferred', 'CoProgrammingConcluded'] as const),
  ...(['RoleGranted', 'RoleRevoked', 'PersonDeactivated', 'PersonReactivated'] as const),
  ...(['DeadlineExtended', 'SchedaWithdrawn', 'SchedaLeftOut'] as const),
];

/** What happens first where the year has got to; undefined where that is up to the dice. */
function firstThing(start: Start, zone: string, life: CycleLife | undefined): Wish | undefined {
  if (start === 'with a procedure') {
    const procedureCycleId = procedureOf(zone);
    const body = { decision: 'activated', act: 'Delibera 1', procedureCycleId };
    return { verb: 'decide-co-programming', by: director, body };
  }
  if (start !== 'under revision') return undefined;
  const scope = (life?.data.manifest?.schede ?? []).map(({ schedaId }, index) => ({
    ...{ schedaId, what: index === 0 ? 'amend' : 'drop' },
  }));
  return { verb: 'open-revision', by: coordinator, body: { scope } };
}

/** A history, the two cycles and the organisation it is about, in a zone of their own. */
class Play {
  readonly asked: Asked[] = [];
  #provedMs = 0;
  readonly cycleIds: readonly [string, string];
  readonly registerId: string;

  constructor(
    private readonly office: Office,
    readonly zone: string,
  ) {
    this.cycleIds = [`${zone}-poa-annuale-2024`, `${zone}-poa-annuale-2025`];
    this.registerId = organisationOf(zone);
  }

  /** As a year usually goes, until it has come so far; how, the dice say. The organ approves at once. */
  async begin(start: Start, dice: number): Promise<void> {
    if (start === 'with a procedure') await publishedProcedure(this.office, this.zone);
    if (start === 'from nothing') return;
    if (start.startsWith('with stand-ins')) {
      const draw = drawFrom(dice);
      for (const wish of organisationWithStandIns(draw, this.#nowMs)) {
        await this.#wish(wish, undefined, this.registerId, undefined, draw);
      }
    }
    const until = {
      ...({ 'with a procedure': '"undecided"', 'with stand-ins': '"undecided"' } as const),
      ...({ closed: '"closed"' } as const),
    };
    const there = start in until ? until[start as keyof typeof until] : '"inForce"';
    const [cycleId] = this.cycleIds;
    for (let each = dice; each < dice + 300; each++) {
      const life = yearlyProgramme(await this.office.lives.current(streamOf(cycleId)));
      const standing = (life && JSON.stringify(life.workflow.root.value(life.state))) ?? '';
      const inForce = standing.includes('"inForce"');
      if (standing.includes(there)) break;
      // Nothing happens on a notice but that time passes.
      if (standing.includes('"onNotice"')) this.office.clock.pass(30);
      const draw = drawFrom(Math.imul(each, 0x9e3779b1) >>> 1);
      const report: Wish = { verb: 'start-final-report', by: coordinator, body: {} };
      const toApprove = standing.includes('"approval"');
      const wish = inForce ? report : life && toApprove ? approving(life) : usualWish(life, draw);
      if (wish) {
        const whose = inTheirName(wish, await this.#organisation(), draw, this.#nowMs);
        await this.#wish(whose, undefined, cycleId, life, draw);
      }
    }
    const life = yearlyProgramme(await this.office.lives.current(streamOf(cycleId)));
    const first = firstThing(start, this.zone, life);
    if (first) await this.#wish(first, undefined, cycleId, life, drawFrom(dice));
  }

  async #organisation(): Promise<OrganisationLife | undefined> {
    return organisationLife(await this.office.lives.current(streamOf(this.registerId)));
  }

  get #nowMs(): number {
    return this.office.clock.nowMs();
  }

  async take(step: Step): Promise<void> {
    this.office.clock.pass(step.days);
    const draw = drawFrom(step.dice);
    const wild = step.manner === 'wild' ? step.wild : undefined;
    if (step.about === 'the organisation') {
      await this.#wish(
        await this.#inOrganisation(step, draw),
        wild,
        this.registerId,
        undefined,
        draw,
      );
      return;
    }
    const cycleId = this.cycleIds[step.about === 'the other cycle' ? 1 : 0];
    const life = yearlyProgramme(await this.office.lives.current(streamOf(cycleId)));
    const usual = step.manner === 'usual' ? usualWish(life, draw) : undefined;
    const wish = usual ?? {
      ...by(step, step.verb, draw),
      body: bodies[step.verb]?.(draw, life) ?? {},
    };
    const whose = wild ? wish : inTheirName(wish, await this.#organisation(), draw, this.#nowMs);
    await this.#wish(whose, wild, cycleId, life, draw);
  }

  async #inOrganisation(step: Step, draw: Draw): Promise<Wish> {
    const life = await this.#organisation();
    const usual = usuallyInOrganisation(life, draw, this.#nowMs);
    if (step.manner === 'usual') return inTheirName(usual, life, draw, this.#nowMs);
    const verb = draw(...(Object.keys(bodiesOfOrganisation) as [string, ...string[]]));
    const day = romeDay(this.#nowMs);
    return { ...by(step, verb, draw), body: bodiesOfOrganisation[verb]?.(draw, life, day) ?? {} };
  }

  async #wish(
    wish: Wish,
    wild: Step['wild'] | undefined,
    cycleId: string,
    life: CycleLife | undefined,
    draw: Draw,
  ): Promise<void> {
    const commandId = randomUUID();
    const ofRecords = bodiesOfRecords[wish.verb]?.(draw, await this.office.facts(cycleId));
    const whole = { ...wish, body: { ...ofRecords, ...wish.body } };
    const answer = await this.#ask(whole, wild, commandId, cycleId, life);
    this.asked.push({ ...whole, commandId, cycleId, day: romeDay(this.#nowMs), answer });
  }

  async #ask(
    { verb: name, by, body, onBehalfOf, comes }: Wish,
    wild: Step['wild'] | undefined,
    commandId: string,
    cycleId: string,
    life: CycleLife | undefined,
  ): Promise<Answer | 'invalid'> {
    const verb = verbByName.get(name)!;
    const command = plainToInstance(verb.command, { ...body, ...this.#words(wild) });
    const { stranger, ...who } = by;
    const zone = stranger ? 'altrove' : this.zone;
    const person: Person = { ...who, zone, ...this.#proof(comes) };
    const { schedaId = '' } = body as { readonly schedaId?: string };
    const seen = life?.data.schede[schedaId]?.moved.revision ?? 0;
    const ifMatch = { right: seen, stale: seen - 1, none: undefined }[wild?.ifMatch ?? 'right'];
    command.envelope = {
      ...{ commandId, cycleId, person },
      ...(ifMatch !== undefined && { ifMatch }),
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    };
    try {
      return await this.office.pipeline.perform(verb, command);
    } catch (error) {
      if (error instanceof InvalidCommand) return 'invalid';
      throw error;
    }
  }

  /** How somebody has proved who they are, and when: a wild step may come in any way. */
  #proof(
    comes: Wish['comes'] = 'signed in',
  ): Pick<Person, 'authMethod' | 'authenticatedAtMs' | 'scopes'> {
    // What is recorded does not go back with the clock, and neither does who proves who they are.
    this.#provedMs = Math.max(this.#provedMs, this.office.clock.nowMs());
    const nowMs = this.#provedMs;
    return {
      'signed in': { authMethod: 'passkey', authenticatedAtMs: nowMs },
      'long ago': { authMethod: 'oidc', authenticatedAtMs: nowMs - 15 * 60_000 - 1 },
      'with a token': { authMethod: 'api-token', scopes: ['command'] },
      'in an emergency': { authMethod: 'emergency', authenticatedAtMs: nowMs },
    }[comes] as Pick<Person, 'authMethod' | 'authenticatedAtMs' | 'scopes'>;
  }

  /** When it happened, and why, and why so late: a wild step may not say so. */
  #words({ occurred, lateReason, reason }: Partial<Step['wild']> = {}): object {
    const today = romeDay(this.office.clock.nowMs());
    return {
      ...(occurred && { occurredOn: addDays(today, occurred) }),
      ...(lateReason !== false && { lateReason: 'Registrato a cose fatte' }),
      ...(reason !== false && { reason: 'Così ha chiesto il territorio' }),
    };
  }
}

/** Of sixteen wild steps three come in a way in which nobody decides. */
const waysToCome: Readonly<Record<number, Wish['comes']>> = {
  ...{ 1: 'long ago', 5: 'with a token', 9: 'in an emergency' },
};

/** Who takes a step that is not the usual one: anybody, or somebody who has the role. */
function by(
  { manner, wild, dice }: Step,
  verb: string,
  draw: Draw,
): Pick<Wish, 'verb' | 'by' | 'onBehalfOf' | 'comes'> {
  if (manner !== 'wild') return { verb, by: somebodyFor(verb, draw) };
  const { onBehalfOf } = wild;
  const comes = waysToCome[dice % 16];
  return {
    verb,
    by: wild.by,
    ...(comes && { comes }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
  };
}

/** Time enough for a slow machine. Should it not do for all the histories, that is no success. */
const unhurried = { interruptAfterTimeLimit: 300_000, markInterruptAsFailure: true };

describe('Whatever people of every role ask, in whatever order', () => {
  let runs = 0;
  const heard = new Set<string>();
  const standIns = new StandInsSeen();

  /** Lets a history happen in a zone of its own, and hears what the logs have to say. */
  async function tell(history: (play: Play) => Promise<void>): Promise<void> {
    const office = new Office(files.store, join(files.folder, 'snapshots.db'));
    try {
      const play = new Play(office, `zona${++runs}`);
      await history(play);
      const register = await office.facts(play.registerId);
      for (const id of [...play.cycleIds, play.registerId]) {
        const facts = await office.facts(id);
        new Witness(id, register).hear(facts);
        for (const { type } of facts) heard.add(type);
        await expectOneLife(office, id, facts);
      }
      await expectRefusalsApart(office, play);
      await expectBothNames(office, play);
      standIns.see(play.asked);
    } finally {
      office.snapshots.close();
    }
  }

  it('the log of a cycle keeps the rules of the domain', async () => {
    await fc.assert(
      fc.asyncProperty(histories(100), (steps) =>
        tell(async (play) => {
          for (const step of steps) await play.take(step);
        }),
      ),
      { seed: seedOr(2023), numRuns: 30, ...unhurried },
    );
  }, 360_000);

  it('it does so as well wherever the year has got to, and whatever happens there', async () => {
    const told = fc.record({
      start: fc.constantFrom(...starts),
      dice: fc.nat(0xffff),
      steps: histories(80),
    });
    await fc.assert(
      fc.asyncProperty(told, ({ start, dice, steps }) =>
        tell(async (play) => {
          await play.begin(start, dice);
          for (const step of steps) await play.take(step);
        }),
      ),
      { seed: seedOr(2024), numRuns: 100, ...unhurried },
    );
    // In the usual histories everything happens that must; of others nobody knows it beforehand.
    if (hunting) return;
    expect(keyFacts.filter((type) => !heard.has(type))).toEqual([]);
    expect(standIns.tooSeldom()).toEqual([]);
  }, 360_000);

  it('every verb of a yearly programme has its chance', () => {
    const programme = workflows.newest('poa-annuale')!;
    const its = verbs.filter((verb) => belongsTo(verb, programme)).map(({ name }) => name);
    const asked = Object.keys({ ...bodies, ...bodiesOfRecords });
    expect(asked.toSorted()).toEqual(its.toSorted());
  });

  it('and so has every verb of the organisation', () => {
    const its = organisationVerbs.map(({ name }) => name);
    expect(Object.keys(bodiesOfOrganisation).toSorted()).toEqual(its.toSorted());
  });
});

/** The same facts make the same life, whoever replays them and as often as they like. */
async function expectOneLife(
  { lives }: Office,
  cycleId: string,
  facts: readonly RecordedEvent[],
): Promise<void> {
  const stream = streamOf(cycleId);
  const replayed = fingerprint(await replay(workflows, facts));
  expect(fingerprint(await lives.current(stream))).toBe(replayed);
  expect(fingerprint(await lives.fromZero(stream))).toBe(replayed);
}

/** What was refused stands among the refusals and nowhere else; what made no sense, nowhere at all. */
async function expectRefusalsApart(office: Office, play: Play): Promise<void> {
  const { asked, zone, cycleIds, registerId } = play;
  const idsOf = (events: readonly RecordedEvent[]): ReadonlySet<unknown> =>
    new Set(events.map(({ metadata }) => metadata['commandId']));
  const streams = [...cycleIds, registerId].map((id) => office.facts(id));
  const inCycles = idsOf((await Promise.all(streams)).flat());
  const inRefusals = idsOf([
    ...(await office.refusals(zone)),
    ...(await office.refusals('altrove')),
  ]);
  for (const { commandId, answer } of asked) {
    const kind = answer === 'invalid' ? 'invalid' : answer.kind;
    expect([kind, inCycles.has(commandId)]).toEqual([kind, kind === 'recorded']);
    if (kind !== 'invalid') {
      expect([kind, inRefusals.has(commandId)]).toEqual([kind, kind === 'refused']);
    }
  }
}

/** Every fact and every refusal says who really asked, in which role, and for whom. */
async function expectBothNames(office: Office, { asked, zone, ...play }: Play): Promise<void> {
  const logs = [...play.cycleIds, play.registerId].map((id) => office.facts(id));
  const recorded = (await Promise.all([...logs, office.refusals(zone)])).flat();
  const actors = new Map(
    recorded.map(({ metadata }) => [metadata['commandId'], metadata['actor']]),
  );
  for (const { commandId, by, onBehalfOf, answer } of asked) {
    if (answer === 'invalid' || by.stranger) continue;
    const actor = actors.get(commandId) as unknown as ActorInFact;
    expect([actor.personId, actor.role, actor.onBehalfOf]).toEqual([
      by.personId,
      by.role,
      onBehalfOf,
    ]);
  }
}
