export { actSealOf, type ActSeal } from './act/act-seal.js';
export { ConflictsFile } from './conflicts-file.js';
export { KeepCopies, type GrowingLedger, type KeepCopiesParts } from './keep-copies.js';
export { MailedCopy, type MailedCopyParts } from './mail/mailed-copy.js';
export { sealByReceipt } from './mail/receipt-of-copy.js';
export type { OutsideCopy } from './outside-copy.js';
export { mayCall, reaches, type Reach } from './reach.js';
export { lastSeals, recordedSeals, type RecordedSeal } from './recorded-seals.js';
export {
  checkTimestamp,
  UnusableTimestamp,
  type TimestampFault,
} from './timestamp/check-timestamp.js';
export { InvalidDer } from './timestamp/der.js';
export { StampedCopy } from './timestamp/stamped-copy.js';
export { TimestampAuthority, type TimestampSettings } from './timestamp/timestamp-authority.js';
export {
  NotStamped,
  parseToken,
  tokenIn,
  type TimestampToken,
} from './timestamp/timestamp-response.js';
export { readWitnesses, UnusableWitnesses } from './witness/witnesses-file.js';
export { WitnessedCopy, type WitnessSettings } from './witness/witnessed-copy.js';
