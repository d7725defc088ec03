import { Injectable } from '@nestjs/common';
import {
  allowedToRead,
  cycleName,
  readings,
  Lives,
  streamOf,
  type CycleLife,
  type PointInTime,
  type Reading,
} from '#planning';
import type { Person } from '#people';
import { AlteredDefinition, Refusal, UnknownDefinition } from '#workflow';
import { apiProblem } from './api-problems.js';
import { refusalProblem } from './refusal-problem.js';

/** Reads lives for people who may read them: the present one, durable, or the one of a moment past. */
@Injectable()
export class CycleReader {
  constructor(private readonly lives: Lives) {}

  /**
   * @throws Problem not-allowed, or cycle-not-found, which also hides the cycles of other zones
   */
  mustBeAllowed(person: Person, reading: Reading, cycleId: string): void {
    const zone = cycleName(cycleId)?.zone;
    if (zone === undefined || zone !== person.zone) throw notFound('cycle-not-found', { cycleId });
    this.mustRead(person, reading);
  }

  /** @throws Problem not-allowed */
  mustRead(person: Person, reading: Reading): void {
    const policy = allowedToRead(person, reading, person.zone);
    if (policy.allowed) return;
    const who = readings[reading].join(', ');
    const details = {
      role: person.role,
      verb: `leggere: ${reading}`,
      verbEn: `read: ${reading}`,
      who,
    };
    throw refusalProblem(new Refusal(policy.code, details), { rule: policy.rule });
  }

  /** The life of a cycle, now or at a point in time. @throws Problem cycle-not-found */
  async life(cycleId: string, point?: PointInTime): Promise<Readonly<CycleLife>> {
    const life = await this.#read(streamOf(cycleId), point);
    if (!life) throw notFound('cycle-not-found', { cycleId });
    return life;
  }

  /** The life replayed from the first fact. @throws Problem cycle-not-found */
  async replayed(cycleId: string): Promise<Readonly<CycleLife>> {
    const life = await this.lives.fromZero(streamOf(cycleId));
    if (!life) throw notFound('cycle-not-found', { cycleId });
    return life;
  }

  async #read(stream: string, point?: PointInTime): Promise<CycleLife | undefined> {
    try {
      if (point) return await this.lives.at(stream, point);
      return await this.lives.current(stream);
    } catch (error) {
      if (error instanceof AlteredDefinition || error instanceof UnknownDefinition) {
        throw apiProblem('definition-altered', {}, error);
      }
      throw error;
    }
  }
}

/** The problem of a thing that is not there. */
export function notFound(
  code: 'cycle-not-found' | 'scheda-not-found',
  details: Readonly<Record<string, string>>,
): Error {
  return refusalProblem(new Refusal(code, details), { rule: code });
}
