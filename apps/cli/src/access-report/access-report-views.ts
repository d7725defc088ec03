/** The report of accesses as the API gives it. */
export interface AccessReportView {
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly administrators: readonly {
    readonly personId: string;
    readonly from: string;
    readonly to: string | null;
    readonly grantedBy: string;
    readonly revoked: { readonly by: string; readonly on: string } | null;
  }[];
  readonly roleActs: readonly {
    readonly type: 'RoleGranted' | 'RoleRevoked';
    readonly at: string;
    readonly by: string;
    readonly byRole: string;
    readonly roleGrantId: string;
  }[];
  readonly persons: readonly AccessCountsView[];
}

/** What one person did in one role. */
export interface AccessCountsView extends Readonly<Record<CountedAccess, number>> {
  readonly personId: string;
  readonly role: string;
  readonly first: string;
  readonly last: string;
}

/** What is counted, as the report names it. */
export type CountedAccess =
  | 'signIns'
  | 'signInsRefused'
  | 'signOuts'
  | 'sessionsEnded'
  | 'emergencies'
  | 'tokensMinted'
  | 'tokensRevoked'
  | 'accountChanges'
  | 'reads'
  | 'exports'
  | 'readsNotShown';

/** One access as the API gives it. */
export interface AccessView {
  readonly position: number;
  readonly at: string;
  readonly type: string;
  readonly personId: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly authMethod: string;
  readonly requestId: string | null;
  readonly policy: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
