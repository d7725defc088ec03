import type { Role } from '#people';
import { reads, spreadsheetTables, verbByName } from '#planning';

/** Which pages somebody may open, by their role. */
export interface MayOpen {
  readonly openCycle: boolean;
  readonly openSchede: boolean;
  readonly openHistory: boolean;
  /** The way of the plan to its act, and what follows. */
  readonly openApproval: boolean;
  readonly openParticipation: boolean;
  readonly openRegister: boolean;
  /** What falls due, and what they are told. */
  readonly openAgenda: boolean;
  /** Whether they bring anything in by a spreadsheet. */
  readonly openImport: boolean;
  /** Who is here and who may do what. */
  readonly openAdministration: boolean;
  /** How each part of the service is. */
  readonly openStatus: boolean;
  /** What can be taken away as a file. */
  readonly openExports: boolean;
  /** Whether they check schede. */
  readonly verify: boolean;
}

/** @param role undefined for nobody */
export function mayOpen(role: Role | undefined): MayOpen {
  if (role === undefined) return nothing;
  const check = verbByName.get('take-scheda-in-charge');
  return {
    openCycle: reads(role, 'unit-reports'),
    openSchede: reads(role, 'schede'),
    openExports: reads(role, 'schede'),
    openHistory: reads(role, 'history'),
    openApproval: reads(role, 'schede'),
    openParticipation: reads(role, 'coverage'),
    openRegister: reads(role, 'register'),
    openAgenda: reads(role, 'worklist'),
    openAdministration: reads(role, 'organisation'),
    openStatus: reads(role, 'views'),
    openImport: spreadsheetTables.some(({ verb }) => verb.who.some((grant) => grant.role === role)),
    verify: check?.who.some((grant) => grant.role === role) ?? false,
  };
}

const nothing: MayOpen = {
  ...{ openAdministration: false, openStatus: false },
  ...{
    openCycle: false,
    openSchede: false,
    openExports: false,
    openHistory: false,
    openParticipation: false,
  },
  ...{ openApproval: false },
  ...{ openRegister: false, openAgenda: false, openImport: false, verify: false },
};
