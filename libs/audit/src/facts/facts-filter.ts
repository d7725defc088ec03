/** Which facts are wanted: those that are all of what is said here. Days are whole, Europe/Rome. */
export interface FactsFilter {
  /** Facts of this zone, and of none. */
  readonly zone: string;
  readonly actor?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly type?: string | undefined;
  readonly verb?: string | undefined;
  readonly scheda?: string | undefined;
  readonly unit?: string | undefined;
  readonly stream?: string | undefined;
  /** Recorded on this day or later, on that day or before. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Happened on this day or later, on that day or before. A list by either is in the order of those days. */
  readonly occurredFrom?: string | undefined;
  readonly occurredTo?: string | undefined;
  /** All of these words, each whole or from its beginning on, in why it was done or recorded late. */
  readonly reason?: string | undefined;
  /** All of these words in the number of the act or how it is cited. */
  readonly act?: string | undefined;
}

export type Order = 'oldest-first' | 'newest-first';

/** Where a page begins: after the last fact of the page before it. */
export interface FactPlace {
  readonly position: number;
  /** Of lists in the order of the days things happened on. */
  readonly occurredOn: string;
}

/** Which stretch of a list is wanted. */
export interface FactsRequest {
  readonly order: Order;
  readonly limit: number;
  readonly after?: FactPlace | undefined;
  /** Nothing recorded after this place in the log: a list that is read page by page does not grow meanwhile. */
  readonly upTo?: number | undefined;
}
