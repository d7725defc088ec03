import { Injectable } from '@nestjs/common';
import { reads, type CycleLife, type Scheda } from '#planning';
import type { Person } from '#people';
import { RegisterOfZone } from './register-of-zone.js';

/** Something outside a scheda that is tied to it. */
export interface LinkedThing {
  readonly kind: 'coDesign' | 'project' | 'prescription';
  readonly id: string;
  readonly label: string;
  /** Its page, where it has one. */
  readonly address: string | undefined;
  /** The last day for it; undefined where it has none. */
  readonly due: string | undefined;
}

/** Looks up what is tied to a scheda, from whichever end it was said. */
@Injectable()
export class LinkedToScheda {
  constructor(private readonly registers: RegisterOfZone) {}

  async of(
    { data }: Readonly<CycleLife>,
    { schedaId, content }: Readonly<Scheda>,
    person: Person,
  ): Promise<readonly LinkedThing[]> {
    const { cycleId, zone } = data;
    const register = reads(person.role, 'register') ? await this.registers.of(zone) : undefined;
    const isTied = (
      id: string,
      schede: readonly { readonly cycleId: string; readonly schedaId: string }[],
      field: string,
    ): boolean =>
      // What the schema of the schede lets through.
      ((content[field] as readonly string[] | undefined) ?? []).includes(id) ||
      schede.some((each) => each.cycleId === cycleId && each.schedaId === schedaId);
    const rows = Object.values(register?.coDesignRows ?? {})
      .filter((row) => isTied(row.coDesignRowId, row.schede, 'coDesignIds'))
      .map(({ coDesignRowId: id, activity: label }): LinkedThing => ({
        ...{ kind: 'coDesign', id, label, due: undefined },
        address: `/coprogettazione/${encodeURIComponent(id)}`,
      }));
    const projects = Object.values(register?.fundedProjects ?? {})
      .filter((project) => isTied(project.fundedProjectId, project.schede, 'fundedProjectIds'))
      .map(({ fundedProjectId: id, name: label = id }): LinkedThing => ({
        ...{ kind: 'project', id, label, address: undefined, due: undefined },
      }));
    const prescriptions = Object.values(data.prescriptions)
      .filter(({ schedaIds = [] }) => schedaIds.includes(schedaId))
      .map(({ prescriptionId: id, text: label, due }): LinkedThing => ({
        ...{ kind: 'prescription', id, label, due, address: undefined },
      }));
    return [...prescriptions, ...rows, ...projects];
  }
}
