import type { CycleLife, OrganisationOn, ZoneRegisterLife } from '#planning';

/** What the document of a plan is made from, all of it at one moment, and without sealed or redacted texts. */
export interface PlanSource {
  readonly life: Readonly<CycleLife>;
  /** Undefined where the zone keeps none: units have their ids then. */
  readonly organisation: OrganisationOn | undefined;
  /** The register of the zone; undefined where it keeps none. */
  readonly register: Readonly<ZoneRegisterLife['data']> | undefined;
}
