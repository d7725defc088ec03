import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person, Role } from '#people';
import {
  cycleName,
  refusalTexts,
  registerId,
  rolesInWords,
  schedaValidatorOf,
  submissionProblems,
  verbByName,
  ZONE_REGISTER,
  zoneRegister,
  type Action,
  type RefusalCode,
  type Scheda,
  type SchedaProblem,
  type ZoneRegisterLife,
} from '#planning';
import { Refusal } from '#workflow';
import { CycleReader } from '../../../api/cycle-reader.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { Problem } from '../../../http/problem.js';
import type { FieldSchema } from '../scheda/field-value.js';
import { SchedeToRead, type SchedaToRead } from '../scheda/schede-to-read.js';
import { fieldsOf, type SchedaField } from './scheda-field.js';
import { sectionsOf, type Section } from './sections.js';

/** A scheda as whoever may write it finds it. */
export interface SchedaInWriting extends SchedaToRead {
  readonly schema: FieldSchema;
  readonly fields: readonly SchedaField[];
  readonly sections: readonly Section[];
  /** What is to be mended before it can be submitted. */
  readonly problems: readonly SchedaProblem[];
  readonly register: Readonly<ZoneRegisterLife> | undefined;
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
    private readonly schede: SchedeToRead,
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
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const { life, scheda, actions } = opened;
    const register = await this.#register(cycleId);
    const revise = actions.find(({ verb }) => verb === 'revise-scheda');
    if (!revise) throw neverTheirs('revise-scheda', person, this.reader.today());
    mustBeTheirs(revise);
    // The documents of a definition are JSON of a form that its version knows.
    const schema = life.workflow.definition.documents['schedaSchema'] as FieldSchema;
    const fields = fieldsOf(schema);
    const targets = { needs: life.data.needs, register: register?.data };
    return {
      ...{ ...opened, schema, fields, register, revise },
      sections: sectionsOf(fields),
      problems: submissionProblems(scheda.content, targets, schedaValidatorOf(life.workflow)),
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
