export { audit, type Audited } from './audit.js';
export { BrokenHistory, type BrokenHistoryCode } from './broken-history.js';
export { entryOf, type Entry, type WrittenEntry } from './entry.js';
export {
  LEDGER_STREAM,
  ledgerFactData,
  sealKinds,
  type ExternalSeal,
  type LedgerEnvelope,
  type LedgerFact,
  type LedgerFactType,
  type SealKind,
} from './ledger-facts.js';
export {
  Ledger,
  LedgerNotReady,
  NotYetSealed,
  type AuditStanding,
  type LedgerStanding,
} from './ledger.js';
export { ledgerHistory, type LedgerHistory } from './ledger-history.js';
export { ledgerKeyIn, madeLedgerKey, UnusableLedgerKey } from './ledger-key.js';
export { openEpoch, whatIsLost, type LostFacts, type OpenedEpoch } from './open-epoch.js';
export { rotateKey, type RotatedKey } from './rotate-key.js';
export { recordLedgerFact, type LedgerPlace } from './opened-ledger.js';
export { LedgerFile, type Leaf, type SignedCheckpoint } from './ledger-file.js';
export { Sealer, type SealerParts } from './sealer.js';
export { consistencyProof, inclusionProof, rootOf, type WholeSubtrees } from './merkle/tree.js';
export { isConsistent, isIncluded } from './merkle/verify.js';
export { GrowingTree } from './merkle/growing-tree.js';
export { EMPTY_ROOT, leafHash, sameHash, sha256 } from './merkle/hash.js';
export { checkpointText, parseCheckpoint, type Checkpoint } from './note/checkpoint.js';
export { base64Of, bytesOfBase64 } from './note/base64.js';
export { signatureTypes } from './note/signature-type.js';
export {
  InvalidNote,
  noteText,
  parseNote,
  signatureLine,
  type NoteSignature,
  type SignedNote,
} from './note/signed-note.js';
export { NoteSigner, signedBy, type Signed } from './note/signing.js';
export {
  InvalidVerifierKey,
  parseVerifierKey,
  verifierKeyText,
  type VerifierKey,
} from './note/verifier-key.js';
export { bundleBytes, entriesOf, tileBytes } from './tiles/tile.js';
export { tilePath, tilePlace, tilesOf, type TilePlace } from './tiles/tile-path.js';
export { parseTlogProof, proves, tlogProofText, type TlogProof } from './tlog-proof.js';
