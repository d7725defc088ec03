import { Injectable } from '@nestjs/common';
import { Directory, sealedIn, SubjectKeys, type Person } from '#people';
import {
  actionsOf,
  bodiesToldBefore,
  convocationDeliveries,
  coverageOf,
  CoverageProjection,
  NoticesProjection,
  participationVerbs,
  personsSeen,
  reads,
  type Action,
  type ConvocationDeliveries,
  type Coverage,
  type CycleLife,
  type PartOfCycle,
} from '#planning';
import { contributionsFor } from '../../../api/contributions-view.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { SetUpChannels } from '../../../notifications/set-up-channels.js';
import { knownBodies, type KnownBody } from './known-bodies.js';

const names: ReadonlySet<string> = new Set(participationVerbs.map(({ name }) => name));

/** What somebody sees of the participation of a cycle. */
export interface ShownParticipation {
  readonly life: Readonly<CycleLife>;
  readonly coverage: Coverage;
  /** Those they may read: all of them, or those they handed in. */
  readonly contributions: CycleLife['data']['contributions'];
  /** What they may do with the cycle, or with one of its parts, where that is about participation. */
  readonly actions: (part?: PartOfCycle) => readonly Action[];
}

type Meeting = Readonly<CycleLife['data']['meetings'][string]>;

/** Reads the participation of a cycle for whoever may. */
@Injectable()
export class ParticipationReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly channels: SetUpChannels,
    private readonly directory: Directory,
    private readonly keys: SubjectKeys,
  ) {}

  /** @param onBehalfOf for whom they act @throws Problem not-allowed, role-not-held, cycle-not-found */
  async of(
    person: Person,
    cycleId: string,
    onBehalfOf: string | undefined,
  ): Promise<ShownParticipation> {
    await this.reader.mustBeAllowed(person, 'coverage', cycleId);
    const [life, coverage, organisation] = await Promise.all([
      this.reader.programme(cycleId),
      this.views.read(CoverageProjection, undefined, (rows) => coverageOf(rows, cycleId)),
      this.reader.organisation(person.zone),
    ]);
    if (!coverage) throw notFound('cycle-not-found', { cycleId });
    const circumstances = { organisation, onBehalfOf, nowMs: this.reader.nowMs() };
    return {
      ...{ life, coverage, contributions: contributionsFor(life, person) },
      actions: (part) =>
        actionsOf(life, person, part, circumstances).filter(({ verb }) => names.has(verb)),
    };
  }
  /** What became of the convocation of a meeting, for whoever may know; undefined where nobody was told of it. */
  async convocation(
    { role }: Person,
    cycleId: string,
    meetingId: string,
  ): Promise<ConvocationDeliveries | undefined> {
    if (!reads(role, 'deliveries')) return undefined;
    const which = { cycleId, meetingId, nowMs: this.reader.nowMs(), setUp: this.channels.names };
    return this.views.read(NoticesProjection, undefined, (rows) =>
      convocationDeliveries(rows, which),
    );
  }

  /** The bodies that the program can tell of a meeting, by name; none for whoever may not read the directory. */
  async bodies({ zone, role }: Person): Promise<readonly KnownBody[]> {
    if (!reads(role, 'people')) return [];
    const organisation = await this.reader.organisation(zone);
    const [toldBefore, seen] = await this.views.read(
      NoticesProjection,
      undefined,
      (rows) => [bodiesToldBefore(rows, zone), personsSeen(rows, zone)] as const,
    );
    const directory = this.directory.ofZone(zone);
    return knownBodies({ directory, organisation, toldBefore, personsSeen: seen });
  }

  /**
   * Who was invited to a meeting and is not among those present, by name; nobody while it is not held. Each name is
   * sealed for itself, so that they are compared opened; what is answered is sealed still. Of whom was erased nobody
   * can say whether they came.
   */
  absent({ heldOn, invitees, attendance }: Meeting): readonly string[] {
    if (heldOn === undefined) return [];
    const there = new Set(attendance.map((body) => this.#nameOf(body)));
    return invitees.filter((body) => {
      const name = this.#nameOf(body);
      return name !== undefined && !there.has(name);
    });
  }

  /** As it is compared: whatever the case and the blanks; undefined where it cannot be read any more. */
  #nameOf(text: string): string | undefined {
    const sealed = sealedIn(text);
    const opened = sealed ? this.keys.open(sealed.token, sealed.place).text : text;
    return opened?.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('it');
  }
}
