/**
 * Where the states of a machine go on in the machine of a later version. A key is the path of a state, dotted as
 * in the machine (`running.drafting`), or a whole control state; its value is where it goes on, or null for a
 * region that is no more while the others say where the machine stands. What is not named goes on under its own
 * name, and so does what lies within a state that is.
 */
export type StateNames = Readonly<Record<string, string | null>>;

/** The same for a whole definition. */
export interface StateMapping {
  readonly root?: StateNames;
  readonly parts?: Readonly<Record<string, StateNames>>;
}
