import { Injectable } from '@nestjs/common';
import type { Person } from '#people';
import {
  actionsOf,
  coverageOf,
  CoverageProjection,
  participationVerbs,
  type Action,
  type Coverage,
  type CycleLife,
  type PartOfCycle,
} from '#planning';
import { contributionsFor } from '../../../api/contributions-view.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';

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

/** Reads the participation of a cycle for whoever may. */
@Injectable()
export class ParticipationReader {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
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
}
