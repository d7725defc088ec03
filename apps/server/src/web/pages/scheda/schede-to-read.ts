import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import {
  actionsOf,
  standingLabel,
  type Action,
  type CycleLife,
  type OrganisationOn,
  type PartOfCycle,
  type Scheda,
} from '#planning';
import { stateOfPart } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { frameOf, type Frame } from '../../frame.js';
import { unitNamesIn } from '../../unit-names.js';
import { schedaOf } from './scheda-of.js';

/** A scheda as somebody may read it, and what they may do with it now. */
export interface SchedaToRead {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  readonly organisation: OrganisationOn | undefined;
  /** Where the machine stands. */
  readonly state: string;
  /** The same in the language of the page. */
  readonly standing: string;
  /** What the unit is called today. */
  readonly unit: string;
  readonly actions: readonly Action[];
  /** What they may do with the cycle, or with another part of it. */
  readonly actionsWith: (part: PartOfCycle | undefined) => readonly Action[];
}

/** Opens schede for the pages of one of them. */
@Injectable()
export class SchedeToRead {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  /** @throws Problem cycle-not-found, scheda-not-found, not-allowed, role-not-held */
  async open(
    { cycleId, schedaId }: Readonly<Record<'cycleId' | 'schedaId', string>>,
    person: Person,
    request: FastifyRequest,
  ): Promise<SchedaToRead> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const [self, life, organisation] = await Promise.all([
      this.sessions.self(person, request.session),
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
    ]);
    const scheda = schedaOf(life, schedaId);
    const frame = frameOf(request, self);
    const state = stateOfPart(life, 'scheda', schedaId);
    const [label] = life.workflow.part('scheda').meta(state);
    const circumstances = {
      ...{ organisation, nowMs: this.reader.nowMs() },
      ...(frame.actingFor && { onBehalfOf: frame.actingFor.personId }),
    };
    const actionsWith = (part: PartOfCycle | undefined): readonly Action[] =>
      actionsOf(life, person, part, circumstances);
    return {
      ...{ frame, life, scheda, organisation, state, actionsWith },
      standing: label ? standingLabel(label, life.data)[frame.language] : '',
      unit: unitNamesIn(organisation)(scheda.unitId),
      actions: actionsWith({ kind: 'scheda', id: schedaId }),
    };
  }
}
