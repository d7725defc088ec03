import { randomUUID } from 'node:crypto';
import { streamOf, yearlyProgramme } from '#planning';
import { changesOf, SCHEDE, unitHead } from './district.js';
import { verbNamed, type Office } from './office.js';

const reviseScheda = verbNamed('revise-scheda');

/** A scheda that one caller saves again and again, always having seen its last version. */
export class Writer {
  private constructor(
    private readonly office: Office,
    readonly cycleId: string,
    readonly schedaId: string,
    private revision: number,
  ) {}

  /** The writers of the first `count` schede of a cycle. */
  static async of(office: Office, cycleId: string, count = SCHEDE): Promise<readonly Writer[]> {
    const live = await office.lives.get(streamOf(cycleId));
    const schede = Object.values(yearlyProgramme(live?.life)!.data.schede).slice(0, count);
    return schede.map((each) => new Writer(office, cycleId, each.schedaId, each.moved.revision));
  }

  /** One command through the whole pipeline; resolves once its fact is durable. */
  async save(): Promise<void> {
    const { cycleId, schedaId, revision } = this;
    const command = Object.assign(new reviseScheda.command(), {
      schedaId,
      changes: changesOf(revision + 1),
    });
    command.envelope = { commandId: randomUUID(), cycleId, person: unitHead, ifMatch: revision };
    const answer = await this.office.pipeline.perform(reviseScheda, command);
    if (answer.kind === 'refused') throw new Error(`refused: ${answer.refusal.code}`);
    this.revision = answer.revision;
  }
}
