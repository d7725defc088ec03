import type { EventStore, RecordedEvent } from '#event-store';
import {
  LEDGER_STREAM,
  ledgerFactTypes,
  type ExternalSeal,
  type LedgerFact,
} from './ledger-facts.js';
import { parseVerifierKey, type VerifierKey } from './note/verifier-key.js';

/** What the log says of its ledger: how it is called now, and what has signed it. */
export interface LedgerHistory {
  readonly origin: string;
  /** The key of the first line, as it holds now. */
  readonly key: VerifierKey;
  /** The key of the second line, where there is one. */
  readonly postQuantumKey?: VerifierKey;
  /** Every key that has signed under this origin, the newest last. */
  readonly keys: readonly VerifierKey[];
  /** The names of the epochs before. */
  readonly earlierOrigins: readonly string[];
}

/** The history after another fact about the ledger. Facts that say nothing of names and keys leave it as it is. */
function remember(
  history: LedgerHistory | undefined,
  { type, data }: LedgerFact,
): LedgerHistory | undefined {
  switch (type) {
    case 'LedgerOpened':
    case 'EpochOpened': {
      const key = parseVerifierKey(data.key);
      const second = data.postQuantumKey;
      const postQuantumKey = second === undefined ? undefined : parseVerifierKey(second);
      const earlierOrigins = [
        ...(history ? [...history.earlierOrigins, history.origin] : []),
        ...(type === 'EpochOpened' ? [data.previousOrigin] : []),
      ];
      return {
        ...{ origin: data.origin, key, earlierOrigins },
        keys: [key, ...(postQuantumKey ? [postQuantumKey] : [])],
        ...(postQuantumKey && { postQuantumKey }),
      };
    }
    case 'LedgerKeyRotated': {
      const key = parseVerifierKey(data.to);
      return history && { ...history, key, keys: [...history.keys, key] };
    }
    case 'LedgerKeyAdded': {
      const postQuantumKey = parseVerifierKey(data.key);
      return history && { ...history, postQuantumKey, keys: [...history.keys, postQuantumKey] };
    }
    case 'ExternalSealRecorded':
      return history;
  }
}

/** What the log says of its ledger; undefined where none was opened. @throws StoreUnavailable */
export async function ledgerHistory(
  store: Pick<EventStore, 'read'>,
): Promise<LedgerHistory | undefined> {
  let history: LedgerHistory | undefined;
  for await (const event of store.read(LEDGER_STREAM)) {
    const fact = ledgerFactOf(event);
    if (fact) history = remember(history, fact);
  }
  return history;
}

/** What an event says about the ledger; undefined for those of other streams. */
export function ledgerFactOf({ stream, type, data }: RecordedEvent): LedgerFact | undefined {
  if (stream !== LEDGER_STREAM) return undefined;
  if (!(ledgerFactTypes as readonly string[]).includes(type)) return undefined;
  return { type, data } as unknown as LedgerFact; // appended by this program alone
}

/** An external seal among the events; undefined for what is none. */
export function externalSealOf(event: RecordedEvent): ExternalSeal | undefined {
  const fact = ledgerFactOf(event);
  return fact?.type === 'ExternalSealRecorded' ? fact.data : undefined;
}
