import { Injectable } from '@nestjs/common';
import { romeTime } from '#calendar';
import { roleNames, type Person } from '#people';
import { HistoryReader } from '../../../api/history-reader.js';
import { fieldLabel } from './field-words.js';
import type { SchedaInWriting } from './scheda-in-writing.js';

/** Who changed a field and when, in words: with the field, and of the version it made. */
export interface WrittenMeanwhile {
  readonly field: string;
  readonly said: string;
}

/** Finds who wrote what in a scheda while somebody else did. */
@Injectable()
export class WrittenByOthers {
  constructor(private readonly history: HistoryReader) {}

  /** By field, as it was changed last after a revision of the cycle. */
  async since(
    { life, scheda, fields, frame }: SchedaInWriting,
    revision: number,
    person: Person,
  ): Promise<Readonly<Record<string, WrittenMeanwhile>>> {
    const { writing } = frame.words;
    const written: Record<string, WrittenMeanwhile> = {};
    for await (const fact of this.history.facts(life.data.cycleId, revision + 1)) {
      const { data, metadata, type } = fact;
      if (type !== 'SchedaRevised' || data['schedaId'] !== scheda.schedaId) continue;
      // Every fact carries who did it.
      const actor = metadata['actor'] as unknown as Pick<Person, 'personId' | 'role'>;
      const role = roleNames[actor.role][frame.language];
      const who = actor.personId === person.personId ? writing.you : `${actor.personId} · ${role}`;
      const time = romeTime(Date.parse(metadata['recordedAt'] as string));
      for (const name of Object.keys(data['changes'] as object)) {
        const field = fields.find((each) => each.name === name);
        if (!field) continue;
        written[name] = {
          field: writing.mergedBy(fieldLabel(field, frame.words), who, time),
          said: writing.conflictWho(who, time, Number(data['version'])),
        };
      }
    }
    return written;
  }
}
