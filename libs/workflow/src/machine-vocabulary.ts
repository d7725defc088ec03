/**
 * The only guard over a fact's content that a machine may use: `{ type: 'outcome', params: { is } }`
 * compares the `outcome` the fact carries. Pass it to `setup({ guards: { outcome } })`.
 */
export const outcome = (
  { event }: { readonly event: { readonly type: string; readonly outcome?: unknown } },
  { is }: { readonly is: string },
): boolean => event.outcome === is;

/**
 * The only action of a machine, and it does nothing: an edge without a target needs one, or XState takes
 * the fact for refused. `SchedaRevised: { actions: 'permit' }` reads: here this fact may happen.
 */
export const permit = (): void => {
  /* Machines only say what may follow what. */
};
