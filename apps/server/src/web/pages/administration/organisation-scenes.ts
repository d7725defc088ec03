import { Injectable } from '@nestjs/common';
import { Directory, type Person } from '#people';
import {
  actionsOf,
  organisationOf,
  verbByName,
  type Action,
  type OrganisationLife,
  type OrganisationOn,
  type PartOfCycle,
} from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { organisationView, type OrganisationView } from '../../../api/organisation-view.js';
import { Problem } from '../../../http/problem.js';
import type { Frame } from '../../frame.js';

/** The organisation of a zone as somebody may see it today, and what they may do with it. */
export interface OrganisationScene {
  readonly registerId: string;
  /** Undefined where nobody has opened the register yet. */
  readonly view: OrganisationView | undefined;
  readonly organisation: OrganisationOn | undefined;
  /** `2024-02-20`, Europe/Rome. */
  readonly today: string;
  /** What they may do with the register, or with a part of it; of a register that is not open, open it. */
  readonly actions: (part?: PartOfCycle) => readonly Action[];
  /** What a person is called: the name of the directory with the id, or the id alone. */
  readonly nameOfPerson: (personId: string) => string;
}

/** Gathers what the pages about the organisation show. */
@Injectable()
export class OrganisationScenes {
  constructor(
    private readonly reader: CycleReader,
    private readonly directory: Directory,
  ) {}

  /** @throws Problem not-allowed, role-not-held */
  async of(person: Person, { actingFor }: Frame): Promise<OrganisationScene> {
    const { zone } = person;
    const registerId = organisationOf(zone);
    await this.reader.mustBeAllowed(person, 'organisation', registerId);
    // Whoever reads the organisation reads the names of its persons: the policy has the same roles for both.
    await this.reader.mustRead(person, 'people');
    const [life, organisation] = [
      await this.#life(registerId),
      await this.reader.organisation(zone),
    ];
    const today = this.reader.today();
    const names = new Map(
      this.directory.ofZone(zone).map(({ personId, name }) => [personId, name]),
    );
    const circumstances = {
      ...{ organisation, onBehalfOf: actingFor?.personId, nowMs: this.reader.nowMs() },
    };
    return {
      ...{ registerId, organisation, today },
      view: life && organisationView(life, person, today),
      actions: (part) =>
        life ? actionsOf(life, person, part, circumstances) : openingFor(person, part),
      nameOfPerson: (personId) => {
        const name = names.get(personId);
        return name === undefined ? personId : `${name} (${personId})`;
      },
    };
  }

  /** @returns undefined where the zone keeps none */
  async #life(registerId: string): Promise<Readonly<OrganisationLife> | undefined> {
    try {
      // Whatever stands under the id of an organisation is one.
      return (await this.reader.life(registerId)) as Readonly<OrganisationLife>;
    } catch (error) {
      if (error instanceof Problem && error.code === 'cycle-not-found') return undefined;
      throw error;
    }
  }
}

/** That whoever may open the register may do so: where there is none there is nothing else to do. */
function openingFor({ role }: Person, part: PartOfCycle | undefined): readonly Action[] {
  const verb = verbByName.get('open-organisation');
  if (part !== undefined || verb?.who.some((grant) => grant.role === role) !== true) return [];
  return [{ verb: verb.name, title: verb.title, possible: true }];
}
