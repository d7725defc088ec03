export { ApiTokens, type ApiToken, type TokenRequest, type TokenSources } from './api-tokens.js';
export { InvalidAccess, type InvalidAccessCode } from './invalid-access.js';
export { PeopleModule } from './people.module.js';
export type { AuthMethod, Person } from './person.js';
export { roles, type Role } from './role.js';
