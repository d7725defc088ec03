/** `NC01`: the critical nodes of the profile, counted from 1 through all its themes. */
export const criticalNodeId = (n: number): string => `NC${padded(n)}`;

/** `AP07`: a positive aspect, by the number the data give it. */
export const positiveAspectId = (n: number): string => `AP${padded(n)}`;

const padded = (n: number): string => String(n).padStart(2, '0');
