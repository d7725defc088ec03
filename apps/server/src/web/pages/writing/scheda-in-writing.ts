import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person, Role } from '#people';
import {
  actionsOf,
  currentUnit,
  cycleName,
  nameOf,
  refusalTexts,
  registerId,
  rolesInWords,
  schedaValidatorOf,
  standingLabel,
  submissionProblems,
  verbByName,
  ZONE_REGISTER,
  zoneRegister,
  type Action,
  type CycleLife,
  type RefusalCode,
  type Scheda,
  type SchedaProblem,
  type ZoneRegisterLife,
} from '#planning';
import { Refusal, stateOfPart } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { Problem } from '../../../http/problem.js';
import { frameOf, type Frame } from '../../frame.js';
import type { FieldSchema } from '../scheda/field-value.js';
import { fieldsOf, type SchedaField } from './scheda-field.js';
import { sectionsOf, type Section } from './sections.js';

/** A scheda as whoever may write it finds it. */
export interface SchedaInWriting {
  readonly frame: Frame;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  readonly schema: FieldSchema;
  readonly fields: readonly SchedaField[];
  readonly sections: readonly Section[];
  /** What is to be mended before it can be submitted. */
  readonly problems: readonly SchedaProblem[];
  readonly register: Readonly<ZoneRegisterLife> | undefined;
  readonly standing: string;
  readonly unit: string;
  /** What this person can do with it now. */
  readonly actions: readonly Action[];
  /** To save what is written in it: possible, or why not. */
  readonly revise: Action;
  /** Undefined for whoever never submits. */
  readonly submit: Action | undefined;
}

/** Opens schede to be written, for those alone who ever write them. */
@Injectable()
export class SchedeInWriting {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  /**
   * @throws Problem cycle-not-found, scheda-not-found, not-allowed, not-own-unit and what else stands between a
   *   person and the schede of a unit
   */
  async open(
    { cycleId, schedaId }: Readonly<Record<'cycleId' | 'schedaId', string>>,
    person: Person,
    request: FastifyRequest,
  ): Promise<SchedaInWriting> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const [self, life, register] = await Promise.all([
      this.sessions.self(person, request.session),
      this.reader.programme(cycleId),
      this.#register(cycleId),
    ]);
    const scheda = schedaOf(life, schedaId);
    const frame = frameOf(request, self);
    const organisation = await this.reader.organisation(person.zone);
    const actions = actionsOf(
      life,
      person,
      { kind: 'scheda', id: schedaId },
      {
        ...{ organisation, nowMs: this.reader.nowMs() },
        ...(frame.actingFor && { onBehalfOf: frame.actingFor.personId }),
      },
    );
    const revise = actions.find(({ verb }) => verb === 'revise-scheda');
    if (!revise) throw neverTheirs('revise-scheda', person, this.reader.today());
    mustBeTheirs(revise);
    // The documents of a definition are JSON of a form that its version knows.
    const schema = life.workflow.definition.documents['schedaSchema'] as FieldSchema;
    const fields = fieldsOf(schema);
    const unitId = currentUnit(organisation, scheda.unitId);
    const [label] = life.workflow.part('scheda').meta(stateOfPart(life, 'scheda', schedaId));
    const targets = { needs: life.data.needs, register: register?.data };
    return {
      ...{ frame, life, scheda, schema, fields, register, actions, revise },
      sections: sectionsOf(fields),
      problems: submissionProblems(scheda.content, targets, schedaValidatorOf(life.workflow)),
      standing: label ? standingLabel(label, life.data)[frame.language] : '',
      unit: (organisation && nameOf(organisation, unitId)) ?? unitId,
      submit: actions.find(({ verb }) => verb === 'submit-scheda'),
    };
  }

  /** What the scheda said at a revision of its cycle; undefined where it was not there. */
  async contentAt(
    { life, scheda }: Pick<SchedaInWriting, 'life' | 'scheda'>,
    revision: number,
  ): Promise<Scheda['content'] | undefined> {
    if (revision === scheda.moved.revision) return scheda.content;
    if (revision > life.revision) return undefined;
    const then = await this.reader.programme(life.data.cycleId, { revision });
    return then.data.schede[scheda.schedaId]?.content;
  }

  /** The register of the zone; undefined where it keeps none. */
  async #register(cycleId: string): Promise<Readonly<ZoneRegisterLife> | undefined> {
    try {
      const id = registerId(cycleName(cycleId)?.zone ?? '', ZONE_REGISTER);
      return zoneRegister(await this.reader.life(id));
    } catch (error) {
      if (error instanceof Problem && error.code === 'cycle-not-found') return undefined;
      throw error;
    }
  }
}

/** The scheda with an id from an address, which may be any text. @throws Problem scheda-not-found */
function schedaOf({ data }: Readonly<CycleLife>, schedaId: string): Readonly<Scheda> {
  const scheda = Object.hasOwn(data.schede, schedaId) ? data.schede[schedaId] : undefined;
  if (!scheda) throw notFound('scheda-not-found', { id: schedaId });
  return scheda;
}

/** The no to whoever has no role that ever does this. */
function neverTheirs(verbName: string, { role, personId }: Person, day: string): Problem {
  const verb = verbByName.get(verbName);
  const may = verb?.who.map((grant): Role => grant.role) ?? [];
  const details = {
    ...{ ...rolesInWords(role, may), personId, day },
    ...{ verb: verb?.title.it ?? '', verbEn: verb?.title.en ?? '' },
  };
  return refusalProblem(new Refusal('not-allowed', details), { rule: verbName });
}

/** @throws Problem, with status 403, where it is not the moment but the person that stands in the way */
function mustBeTheirs({ why }: Action): void {
  if (!why || refusalTexts[why.code as RefusalCode].kind !== 'authority') return;
  throw new Problem({
    ...{ code: why.code, status: 403 },
    it: { title: 'Non spetta a te', detail: why.it },
    en: { title: 'Not for you to do', detail: why.en },
  });
}
