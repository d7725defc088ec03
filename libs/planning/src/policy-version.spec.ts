import { POLICY_VERSION } from './policy-version.js';

describe('The version of the policy', () => {
  it('is this one: whoever changes the policy gives it the next edition, and writes it here', () => {
    expect(POLICY_VERSION).toBe('2026-11.8+dd77aa19');
  });
});
