/** The closed lists of the organisation: they belong to its definition, labels are what a person reads. */
export const unitKinds = {
  UNITA_FUNZIONALE: 'Unità funzionale',
  SERVIZIO: 'Servizio',
  UFFICIO: 'Ufficio',
  ORGANO: 'Organo',
  ENTE: 'Ente',
} as const;

/** Whose unit it is: of the health authority, of a municipality, or of the zone itself. */
export const unitOwners = {
  AUSL: 'Azienda USL',
  COMUNE: 'Comune',
  ZONA: 'Zona distretto',
} as const;

export const delegationKinds = {
  DELEGA: 'Delega',
  SOSTITUZIONE: 'Sostituzione',
  INTERIM: 'Interim',
} as const;

export const deactivationKinds = {
  LEFT: 'Cessazione',
  SUSPENDED: 'Sospensione',
} as const;

export const organisationValueSets = {
  ...{ unitKinds, unitOwners, delegationKinds, deactivationKinds },
} as const;

export type UnitKind = keyof typeof unitKinds;
export type UnitOwner = keyof typeof unitOwners;
export type DelegationKind = keyof typeof delegationKinds;
export type DeactivationKind = keyof typeof deactivationKinds;
