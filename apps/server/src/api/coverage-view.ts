import { reads, type Coverage, type Exemption } from '#planning';
import type { Person } from '#people';

/**
 * The matrix of participation as a person may see it. When and why the office did without a category is for
 * everybody who may read it; who proposed and decided so, for those who may read the schede.
 */
export function coverageView(coverage: Coverage, person: Person): object {
  if (reads(person.role, 'schede')) return coverage;
  const { cycleId, zone, categories, meetings, gaps } = coverage;
  return {
    ...{ cycleId, zone },
    categories: categories.map(({ category, label, standing, exemption }) => ({
      ...{ category, label, standing },
      exemption: exemption && withoutPersons(exemption),
    })),
    ...{ meetings, gaps },
  };
}

function withoutPersons({ proposed, decided }: Exemption): object {
  return {
    proposed: { at: proposed.at, reason: proposed.reason },
    decided: decided && { at: decided.at, reason: decided.reason },
  };
}
