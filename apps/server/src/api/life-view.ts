import {
  cycleName,
  type AnyLife,
  type CoProgrammingProcedure,
  type CycleLife,
  type HealthProfile,
  type OrganisationLife,
  type OrganisationOn,
  type Reading,
  workingCalendarOf,
  type ZoneRegisterLife,
} from '#planning';
import type { Person } from '#people';
import { coProgrammingView } from './co-programming-view.js';
import { cycleView } from './cycle-view.js';
import { healthProfileView } from './health-profile-view.js';
import { organisationView } from './organisation-view.js';
import { zoneRegisterView } from './zone-register-view.js';

/** How the lives of a definition are shown, and what a person must be allowed to read to see them. */
interface View {
  readonly reading: Reading;
  /**
   * Each has `revision`, `state` and, as far as the person may know, `states`: kind, then id. What is dated
   * is shown as it is on the day.
   */
  readonly show: (
    life: Readonly<AnyLife>,
    person: Person,
    day: string,
    organisation: OrganisationOn | undefined,
  ) => object;
}

/**
 * For each definition how its lives are shown. Every version of a definition remembers the data its view is
 * written for, so the views may narrow what they are given.
 */
const views: Readonly<Record<string, View>> = {
  'poa-annuale': {
    reading: 'cycle',
    show: (life, person, day, organisation) =>
      cycleView(life as CycleLife, person, day, workingCalendarOf(organisation)),
  },
  'co-programmazione': {
    reading: 'cycle',
    show: (life, person) => coProgrammingView(life as CoProgrammingProcedure, person),
  },
  'profilo-di-salute': {
    reading: 'cycle',
    show: (life, person) => healthProfileView(life as HealthProfile, person),
  },
  organizzazione: {
    reading: 'organisation',
    show: (life, person, day) => organisationView(life as OrganisationLife, person, day),
  },
  'registro-di-zona': {
    reading: 'register',
    show: (life, person, day) => zoneRegisterView(life as ZoneRegisterLife, person, day),
  },
};

/**
 * A cycle or a register as a person may see it. Throws for a definition without a view (a bug).
 * @param organisation that of its zone at the moment shown
 */
export function lifeView(
  life: Readonly<AnyLife>,
  person: Person,
  day: string,
  organisation: OrganisationOn | undefined,
): object {
  const { id } = life.workflow.reference;
  const view = views[id];
  if (!view) throw new Error(`Nobody knows how to show a ${id}`);
  return view.show(life, person, day, organisation);
}

/** What a person must be allowed to read to see a cycle or register. */
export function readingOf(id: string): Reading {
  return views[cycleName(id)?.definitionId ?? '']?.reading ?? 'cycle';
}
