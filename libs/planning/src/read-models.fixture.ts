import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { SqliteEventStore, type RecordedEvent } from '#event-store';
import type { Person, Role } from '#people';
import { Projections, type Projection, type Projector } from '#projections';
import { Workflows, type Definition } from '#workflow';
import { closeVerification } from './approval/close-verification.js';
import { conveneOrgan } from './approval/convene-organ.js';
import { endorseProposal } from './approval/endorse-proposal.js';
import { recordDeliberation, type RecordDeliberation } from './approval/record-deliberation.js';
import { decideCoProgramming } from './co-programming/decide-co-programming.js';
import type { Answer, Recorded } from './command/answer.js';
import type { CycleCommand } from './command/cycle-command.js';
import type { CycleLife, Verb } from './command/verb.js';
import { addProgramme } from './cycle/add-programme.js';
import { yearlyProgramme } from './cycle/yearly-programme.js';
import type { LifeData } from './life-data.js';
import { schedaIn } from './scheda/scheda.data.js';
import { streamOf } from './cycle/cycle-id.js';
import { draftCycle } from './cycle/draft-cycle.js';
import { holdKickoff } from './cycle/hold-kickoff.js';
import { openCycle } from './cycle/open-cycle.js';
import { openVerification } from './cycle/open-verification.js';
import { definitions } from './definitions/index.js';
import { recordMeetingHeld } from './participation/record-meeting-held.js';
import { recordMinutes } from './participation/record-minutes.js';
import { scheduleMeeting } from './participation/schedule-meeting.js';
import { inClear } from './personal-data/sealing.js';
import { Clock } from './pipeline/clock.js';
import { idFrom, sha256 } from './pipeline/command-identity.js';
import { Lives } from './pipeline/lives.js';
import { Pipeline } from './pipeline/pipeline.js';
import { RecordedClock } from './pipeline/recorded-clock.js';
import { Snapshots } from './pipeline/snapshots.js';
import { readModels } from './read-models.js';
import { assignScheda } from './scheda/assign-scheda.js';
import { checkScheda } from './scheda/check-scheda.js';
import { reviseScheda } from './scheda/revise-scheda.js';
import { submitScheda } from './scheda/submit-scheda.js';
import { takeSchedaInCharge } from './scheda/take-scheda-in-charge.js';
import { document, type Body } from './testing.fixture.js';
import { categories, codes } from './value-sets.js';

export const CYCLE = 'livornese-poa-annuale-2024';
/** The day of every fact. */
export const TODAY = '2024-01-10';

/** A person of the zone; heads and contact persons are of the unit named. */
export function someone(role: Role, unitId?: string, zone = 'livornese'): Person {
  const personId = [role.toLowerCase(), ...(unitId === undefined ? [] : [unitId])].join('-');
  const unit = unitId === undefined ? {} : { unitId };
  return { personId, role, zone, ...unit, authMethod: 'passkey' };
}

/** What a submission needs. */
export const completeScheda = {
  sector: 'SOCIO_SANITARIO',
  holder: 'AUSL',
  kind: 'NEW',
  description: 'Attività di prova',
  noNeedReason: 'Prova',
  noIndicatorReason: 'Prova',
  start: '2024-01-01',
  end: '2024-12-31',
  periodPrecision: 'year',
} as const;

/** An office with its log, its pipeline and its read models; a minute passes at every wish. */
export class Office {
  readonly #folder = mkdtempSync(join(tmpdir(), 'read-models-'));
  readonly store = SqliteEventStore.open({ file: join(this.#folder, 'log.db') });
  workflows!: Workflows<LifeData>;
  projections!: Projections;
  readonly #snapshots = new Snapshots(join(this.#folder, 'snapshots.db'));
  #lives!: Lives;
  #pipeline!: Pipeline;
  readonly #clock: Clock;
  #wishes = 0;

  /** @param more versions that are installed besides those of the program */
  constructor(more: readonly Definition<LifeData>[] = []) {
    const wishes = (): number => this.#wishes;
    const time = new (class extends Clock {
      nowMs(): number {
        return Date.parse(`${TODAY}T08:00:00Z`) + wishes() * 60_000;
      }
    })();
    this.#clock = time;
    this.#begin(more);
  }

  /** Starts again with further versions installed, as an office does after an update. */
  async install(more: readonly Definition<LifeData>[]): Promise<void> {
    await this.projections.stop();
    this.#begin(more);
  }

  #begin(more: readonly Definition<LifeData>[]): void {
    const { store } = this;
    this.workflows = new Workflows<LifeData>([...definitions, ...more], sha256);
    this.projections = new Projections(store, this.#folder);
    this.#lives = new Lives(store, this.workflows, this.#snapshots);
    this.#pipeline = new Pipeline({
      ...{ store, workflows: this.workflows, lives: this.#lives, snapshots: this.#snapshots },
      clock: new RecordedClock(this.#clock),
      seals: inClear,
    });
  }

  /** The facts of the cycle, as the log has them. */
  async facts(cycleId: string = CYCLE): Promise<readonly RecordedEvent[]> {
    const facts: RecordedEvent[] = [];
    for await (const fact of this.store.read(streamOf(cycleId))) facts.push(fact);
    return facts;
  }

  /** Whatever comes of a wish. A verb that wants to know what was seen is told what is there. */
  async wish<Wish extends CycleCommand>(
    verb: Verb<Wish>,
    body: Body<Wish>,
    person: Person = someone(verb.who[0]?.role ?? 'UPc'),
    cycleId: string = CYCLE,
  ): Promise<Answer> {
    this.#wishes += 1;
    const command = plainToInstance(verb.command, body);
    const { schedaId = '' } = body as { readonly schedaId?: string };
    const life = (await this.#lives.get(streamOf(cycleId)))?.life;
    const seen = life && schedaIn(life.data, schedaId)?.moved;
    command.envelope = {
      commandId: idFrom(`wish-${this.#wishes}`, 'command'),
      cycleId,
      person: { ...person, authenticatedAtMs: this.#clock.nowMs() },
      ...(seen && { ifMatch: seen.revision }),
    };
    return this.#pipeline.perform(verb, command);
  }

  /** A wish that is granted, or the test is wrong. */
  async does<Wish extends CycleCommand>(
    ...wish: Parameters<typeof this.wish<Wish>>
  ): Promise<Recorded> {
    const answer = await this.wish(...wish);
    if (answer.kind === 'refused') {
      throw new Error(`${wish[0].name}: ${answer.rule} ${JSON.stringify(answer.refusal.details)}`);
    }
    return answer;
  }

  /** A read model that has seen the whole log. The first time it is asked for, it begins to follow. */
  async following(model: Type<Projection>): Promise<Projector> {
    const { projections } = this;
    if (!projections.all().some(({ projection }) => projection instanceof model)) {
      projections.start(readModels(this.workflows).filter((each) => each instanceof model));
    }
    const projector = projections.of(model);
    await projector.reached(await this.store.end(), { timeoutMs: 10_000 });
    return projector;
  }

  /** What a read model shows once it has seen the whole log. */
  async shows<T>(model: Type<Projection>, query: (database: DatabaseSync) => T): Promise<T> {
    return (await this.following(model)).read(query);
  }

  /** What is remembered of a cycle or register, as it may be shown. */
  async shown(cycleId: string): Promise<object | undefined> {
    return (await this.#lives.shown(streamOf(cycleId)))?.data;
  }

  /** The life of the cycle, replayed from its first fact. */
  async life(cycleId: string = CYCLE): Promise<CycleLife> {
    const life = yearlyProgramme(await this.#lives.fromZero(streamOf(cycleId)));
    if (!life) throw new Error(`${cycleId} has no facts`);
    return life;
  }

  async close(): Promise<void> {
    await this.projections.stop();
    this.#snapshots.close();
    await this.store.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** Drafts a cycle with the programme P01. */
  async draft(cycleId = CYCLE, zone = 'livornese'): Promise<void> {
    const coordinator = someone('UPc', undefined, zone);
    await this.does(draftCycle, { title: 'POA 2024' }, coordinator, cycleId);
    const programme = { programmeId: 'P01', name: 'Cure primarie', objectiveIds: [] };
    await this.does(addProgramme, programme, coordinator, cycleId);
  }

  /** Drafts, opens and starts a cycle. */
  async prepare(): Promise<void> {
    await this.draft();
    await this.does(openCycle, {
      caseFile: {
        identifier: 'fascicolo-2024',
        ownerAdministration: 'Zona livornese',
        otherAdministrations: [],
        subject: 'POA 2024',
      },
      responsiblePersonId: 'upc',
    });
    await this.does(holdKickoff, {
      attendance: [{ unitId: 'anziani', personId: 'uh-anziani', presence: 'present' }],
      trainingOnProweb: true,
      materials: [],
    });
  }

  async assign(schedaId: string, unitId = 'anziani', title = `Scheda ${schedaId}`): Promise<void> {
    const personId = `uh-${unitId}`;
    await this.does(assignScheda, { schedaId, programmeId: 'P01', unitId, personId, title });
  }

  /** The unit fills in the scheda and hands it over. */
  async submit(schedaId: string, unitId = 'anziani'): Promise<void> {
    const head = someone('UH', unitId);
    await this.does(reviseScheda, { schedaId, changes: { ...completeScheda } }, head);
    await this.does(submitScheda, { schedaId }, head);
  }

  /** From assigned to checked. */
  async check(schedaId: string, unitId = 'anziani'): Promise<void> {
    await this.submit(schedaId, unitId);
    await this.does(takeSchedaInCharge, { schedaId });
    await this.does(checkScheda, { schedaId });
  }

  async schedule(meetingId: string, date = '2024-02-20'): Promise<void> {
    await this.does(scheduleMeeting, {
      meetingId,
      title: `Incontro ${meetingId}`,
      counterpart: 'COMITATO_PARTECIPAZIONE',
      date,
      channel: 'IN_PERSON',
    });
  }

  /** Holds a meeting at which these categories, or all of them, are heard. */
  async hold(meetingId: string, heard = codes(categories)): Promise<void> {
    const there = { attendance: [], contents: [] };
    await this.does(recordMeetingHeld, { meetingId, categories: [...heard], ...there });
  }

  /** Settles participation and co-programming, and opens the verification. */
  async verify(): Promise<void> {
    await this.schedule('M9');
    await this.hold('M9');
    await this.does(recordMinutes, { meetingId: 'M9', document });
    await this.does(decideCoProgramming, {
      decision: 'not_activated',
      motivation: 'TIGHT_SCHEDULE',
      text: 'La tempistica dell’anno non consente di pubblicare un avviso.',
      notDeferred: true,
    });
    await this.does(openVerification, {});
  }

  /** Closes the verification; the answer is the fingerprint of the manifest. */
  async seal(): Promise<string> {
    await this.does(closeVerification, { leftOut: [] });
    return (await this.life()).data.manifestHash ?? '';
  }

  /** Brings what is checked before the organ; the answer is the fingerprint of the manifest. */
  async propose(): Promise<string> {
    const manifestHash = await this.seal();
    await this.does(endorseProposal, { manifestHash });
    await this.does(conveneOrgan, {
      sessionId: 'seduta-1',
      organ: 'Conferenza zonale integrata',
      sessionOn: TODAY,
      protocol: '1/2024',
      items: ['POA 2024'],
    });
    return manifestHash;
  }

  async approve(
    manifestHash: string,
    prescriptions: RecordDeliberation['prescriptions'] = [],
  ): Promise<void> {
    await this.does(recordDeliberation, {
      sessionId: 'seduta-1',
      outcome: prescriptions.length > 0 ? 'approvedWithPrescriptions' : 'approved',
      members: [{ body: 'Comune', present: true, quotaThousandths: 1000, vote: 'for' }],
      quorumThousandths: 501,
      manifestHash,
      number: '12',
      actDate: TODAY,
      prescriptions,
    });
  }

  /** From the assignment of these schede to a plan in force, with what the organ asks for. */
  async bringIntoForce(
    schedaIds: readonly string[],
    prescriptions: RecordDeliberation['prescriptions'] = [],
  ): Promise<void> {
    await this.prepare();
    for (const schedaId of schedaIds) {
      await this.assign(schedaId);
      await this.check(schedaId);
    }
    await this.verify();
    await this.approve(await this.propose(), prescriptions);
  }
}
