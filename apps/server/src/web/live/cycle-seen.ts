import { Injectable } from '@nestjs/common';
import type { Person } from '#people';
import {
  progressOf,
  reads,
  SchedaContentProjection,
  SchedaTimesProjection,
  sha256,
  todayOf,
} from '#planning';
import { CycleReader } from '../../api/cycle-reader.js';
import { ReadModelReader } from '../../api/read-model-reader.js';
import { unitsToldOf } from '../../api/units-told-of.js';

/** What somebody sees of a cycle. */
@Injectable()
export class CycleSeen {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
  ) {}

  /**
   * Another text when they see something else: the revision for whoever may read the whole history, and a
   * fingerprint of what the others are told, which says nothing of the rest.
   * @throws Problem not-allowed, role-not-held, cycle-not-found
   */
  async of(person: Person, cycleId: string): Promise<string> {
    const units = await unitsToldOf(this.reader, person, cycleId, undefined);
    const { revision, state } = await this.reader.programme(cycleId);
    if (reads(person.role, 'history')) return String(revision);
    const which = { cycleId, on: this.reader.today(), ...units };
    const [progress, pressing] = await Promise.all([
      this.views.read(SchedaContentProjection, undefined, (rows) => progressOf(rows, which)),
      this.views.read(SchedaTimesProjection, undefined, (rows) => todayOf(rows, which)),
    ]);
    return sha256(JSON.stringify([state, progress, pressing])).slice(0, 16);
  }
}
