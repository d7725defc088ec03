export { ApiTokens, type ApiToken, type TokenRequest, type TokenSources } from './api-tokens.js';
export { InvalidAccess, type InvalidAccessCode } from './invalid-access.js';
export { PeopleModule } from './people.module.js';
export { isFreshProof, PROOF_COUNTS_MS } from './proof.js';
export { theProgram, type AuthMethod, type Person } from './person.js';
export type { TokenScope } from './token-scope.js';
export { roleNames, roles, type PersonalRole, type Role } from './role.js';
export { Directory, type DirectoryEntry, type ListedPerson } from './directory/directory.js';
export type { DecidedErasure } from './directory/decided-erasure.js';
export { PersonalDataModule } from './personal-data.module.js';
export {
  inWriting,
  isPiiToken,
  sealedIn,
  type PiiToken,
  type SealedText,
  type TextPlace,
} from './subject-keys/sealed-text.js';
export { WITHHELD, withoutSealed } from './subject-keys/withheld.js';
export {
  SubjectKeys,
  UnusableKeys,
  type Opened,
  type OpenSubjectKeys,
} from './subject-keys/subject-keys.js';
