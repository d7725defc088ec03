export { ApiTokens, type ApiToken, type TokenRequest, type TokenSources } from './api-tokens.js';
export { InvalidAccess, type InvalidAccessCode } from './invalid-access.js';
export { PeopleModule } from './people.module.js';
export { theProgram, type AuthMethod, type Person } from './person.js';
export { roleNames, roles, type PersonalRole, type Role } from './role.js';
