import { Injectable } from '@nestjs/common';
import { reads, type CycleLife, type Scheda } from '#planning';
import type { Person } from '#people';
import { RegisterOfZone } from './register-of-zone.js';

/** What the things are called that a scheda points to by their ids. */
export type Names = ReadonlyMap<string, string>;

/** Looks up what a scheda points to: the needs of the cycle, the rows and projects of the register of the zone. */
@Injectable()
export class NamesOfScheda {
  constructor(private readonly registers: RegisterOfZone) {}

  /** What nobody recorded, or the person may not read, has no name here: its id stays. */
  async of(
    { data }: Readonly<CycleLife>,
    { content }: Pick<Scheda, 'content'>,
    person: Person,
  ): Promise<Names> {
    const ids = (field: string): readonly string[] =>
      // What the schema of the schede lets through.
      (content[field] as readonly string[] | undefined) ?? [];
    const names = new Map<string, string>();
    for (const id of ids('needIds')) {
      const need = data.needs[id];
      if (need) names.set(id, need.theme === undefined ? need.text : `${need.theme}: ${need.text}`);
    }
    const [rows, projects] = [ids('coDesignIds'), ids('fundedProjectIds')];
    if (rows.length + projects.length === 0 || !reads(person.role, 'register')) return names;
    const register = await this.registers.of(data.zone);
    for (const id of rows) {
      const row = register?.coDesignRows[id];
      if (row) names.set(id, row.activity);
    }
    for (const id of projects) {
      const name = register?.fundedProjects[id]?.name;
      if (name !== undefined) names.set(id, name);
    }
    return names;
  }
}
