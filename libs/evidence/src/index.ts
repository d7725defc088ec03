export { readManifest } from './check/check-bundle.js';
export type { EvidenceSource } from './check/evidence-source.js';
export { NoSealHeld, type HeldText } from './check/outside-copies.js';
export {
  readState,
  rememberedOf,
  writtenState,
  type RememberedSeal,
} from './check/remembered-seal.js';
export type { Replaying } from './check/replaying.js';
export type { Decision, Report, Standing, StepReport } from './check/report.js';
export type { StampCheck, StampFound } from './check/stamp-check.js';
export { exitCodeOf, LOSS_DECLARED, stepNames, steps, type StepName } from './check/steps.js';
export { UnreadableFile } from './check/unreadable-file.js';
export { NothingToVerify, verify, type VerifyOptions } from './check/verify.js';
export { isBundlePath } from './format/bundle-path.js';
export type { Cryptography } from './format/cryptography.js';
export { InvalidPolicy } from './format/policy.js';
export { FolderSource } from './node/folder-source.js';
export { nodeCryptography } from './node/node-cryptography.js';
export { EngineReplay } from './replay/engine-replay.js';
export { BundleFolder } from './write/bundle-folder.js';
export { verifierPage } from './write/page.js';
export { filesOfTar, tarOf, tarSize } from './write/tar.js';
export {
  NothingSealed,
  writeBundle,
  type BundleParts,
  type WrittenDefinition,
} from './write/write-bundle.js';
export type { Manifest, Scope } from './format/manifest.js';
