import fc from 'fast-check';
import type { AuthMethod } from '#people';
import { allowedToOperate, allowedToRead, operations, outOfScope } from './policy.js';
import { isInScope } from './token-scopes.js';
import { verbByName, verbs } from './verbs.js';

const names = [...verbs.map(({ name }) => name), ...Object.keys(operations)];
const scopes = fc.uniqueArray(fc.constantFrom('read', 'command', ...names), { maxLength: 5 });
const by = (authMethod: AuthMethod, ...its: readonly string[]) => ({ authMethod, scopes: its });

describe('A token', () => {
  it('is for what it names, for every command or for reading, and for nothing else', () => {
    fc.assert(
      fc.property(scopes, fc.constantFrom('read', ...names), (its, use) => {
        const named = its.includes(use) || (use !== 'read' && its.includes('command'));
        expect(isInScope(by('api-token', ...its), use)).toBe(named);
      }),
    );
  });

  it('that names nothing is for nothing', () => {
    for (const use of ['read', ...names]) {
      expect(isInScope(by('api-token'), use)).toBe(false);
      expect(isInScope({ authMethod: 'api-token' }, use)).toBe(false);
    }
  });

  it('cannot name a verb or an operation that is called like a scope for many', () => {
    expect(names.filter((name) => name === 'read' || name === 'command')).toEqual([]);
    expect(Object.keys(operations).filter((name) => verbByName.has(name))).toEqual([]);
  });
});

it('Whoever comes without a token comes for whatever they may do', () => {
  for (const method of ['passkey', 'oidc', 'emergency', 'program'] as const) {
    for (const use of ['read', ...names]) expect(isInScope({ authMethod: method }, use)).toBe(true);
  }
});

describe('What a token is not for', () => {
  const person = { personId: 'qualcuno', zone: 'livornese', authMethod: 'api-token' } as const;

  it('is refused by a rule that says what', () => {
    const commands = { ...person, role: 'ADM', scopes: ['command'] } as const;
    const denied = (use: string) => ({
      ...{ allowed: false, rule: `deny/scope/${use}`, code: 'token-out-of-scope' },
    });
    expect(allowedToRead(commands, 'roles', 'livornese', undefined)).toEqual(denied('read'));
    const reads = { ...commands, scopes: ['read'] };
    expect(allowedToOperate(reads, 'retry-views', undefined)).toEqual(denied('retry-views'));
    expect(allowedToOperate(commands, 'retry-views', undefined).allowed).toBe(true);
    expect(outOfScope(reads, 'raise-question')).toEqual(denied('raise-question'));
    expect(outOfScope(commands, 'raise-question')).toBeUndefined();
  });

  it('and is not for its role either is refused for the role', () => {
    const auditor = { ...person, role: 'AUD', scopes: ['raise-question'] } as const;
    expect(allowedToOperate(auditor, 'retry-views', undefined)).toMatchObject({
      code: 'not-allowed',
    });
  });
});
