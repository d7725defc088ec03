/** What a decision has to know from elsewhere; it is loaded before the decision is taken. */
export interface LooksAt {
  /** Other cycles and registers, by id. */
  readonly lives?: readonly string[];
  /** Facts of the same cycle or register, by the id of the event. */
  readonly facts?: readonly string[];
  /** A fact of the same cycle or register, by the id of its event, for all that its command brought about. */
  readonly commandOf?: string;
}
