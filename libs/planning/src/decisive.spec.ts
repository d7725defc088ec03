import { PROOF_COUNTS_MS } from '#people';
import { whyNotDecide } from './decisive.js';
import { verbs } from './verbs.js';

/** Every verb by which something is decided, by what it does. */
const decisive: readonly string[] = [
  // What an organ, the director or the office approves.
  ...['endorse-proposal', 'record-deliberation', 'decide-co-programming', 'approve-minutes'],
  ...['exempt-category', 'review-theme', 'propose-edition', 'adopt-edition'],
  ...['adopt-health-profile', 'accept-prescription', 'accept-report', 'excuse-scheda'],
  ...['endorse-final-report', 'approve-final-report'],
  // Which days hold: a program proposes them, and never answers its own proposal.
  ...['accept-deadline-proposal', 'decline-deadline-proposal'],
  // What comes to its end, or begins again.
  ...['give-up-co-programming', 'annul-scheda', 'annul-cycle', 'revoke-cycle', 'abandon-cycle'],
  ...['close-cycle', 'reopen-cycle'],
  // Who may act: by a role, by heading a unit, or in the place of somebody.
  ...['grant-role', 'revoke-role', 'reactivate-person', 'add-unit', 'import-units', 'merge-units'],
  ...['replace-head', 'grant-delegation', 'revoke-delegation'],
  // By which rules a cycle goes on.
  'migrate-definition',
  // What is erased.
  ...['redact-text', 'erase-person'],
];

describe('The decisive verbs', () => {
  it('are exactly these', () => {
    const found = verbs.filter((verb) => verb.decisive === true).map(({ name }) => name);
    expect(found.toSorted()).toEqual(decisive.toSorted());
  });

  it('are none of the program’s, which proves nothing', () => {
    const its = verbs.filter(
      (verb) => verb.decisive && verb.who.some(({ role }) => role === 'SYS'),
    );
    expect(its).toEqual([]);
  });

  it('leave it to an emergency to suspend somebody', () => {
    expect(decisive).not.toContain('deactivate-person');
  });
});

describe('Whoever decides', () => {
  const nowMs = Date.parse('2024-06-30T08:00:00Z');
  const verb = { decisive: true } as const;
  const why = (authMethod: Parameters<typeof whyNotDecide>[1]['authMethod'], agoMs?: number) =>
    whyNotDecide(
      verb,
      { authMethod, ...(agoMs !== undefined && { authenticatedAtMs: nowMs - agoMs }) },
      nowMs,
    )?.rule;

  it('is a person who has proved who they are in the last quarter of an hour, not a millisecond before', () => {
    for (const method of ['passkey', 'password-totp', 'recovery-code', 'oidc'] as const) {
      expect(why(method, 0)).toBeUndefined();
      expect(why(method, PROOF_COUNTS_MS)).toBeUndefined();
      expect(why(method, PROOF_COUNTS_MS + 1)).toBe('deny/decisive/proof-too-old');
      expect(why(method)).toBe('deny/decisive/proof-too-old');
    }
    expect(PROOF_COUNTS_MS).toBe(15 * 60_000);
  });

  it('has not proved it in the future, but for a clock that is a bit ahead', () => {
    expect(why('oidc', -60_000)).toBeUndefined();
    expect(why('oidc', -60_001)).toBe('deny/decisive/proof-too-old');
  });

  it('has not come in with a provider below the level it takes, however lately', () => {
    const lately = { authMethod: 'oidc', authenticatedAtMs: nowMs } as const;
    expect(whyNotDecide(verb, lately, nowMs)).toBeUndefined();
    const weakly = { ...lately, isWeakProof: true } as const;
    expect(whyNotDecide(verb, weakly, nowMs)?.rule).toBe('deny/decisive/proof-too-old');
    expect(whyNotDecide({}, weakly, nowMs)).toBeUndefined();
  });

  it('is no program with a token, whatever it says of its proof', () => {
    expect(why('api-token')).toBe('deny/decisive/token-may-not-decide');
    expect(why('api-token', 0)).toBe('deny/decisive/token-may-not-decide');
  });

  it('does not come in an emergency, however fresh', () => {
    expect(why('emergency', 0)).toBe('deny/decisive/emergency-may-not-decide');
  });

  it('may come as they like for what is not decisive', () => {
    for (const authMethod of ['api-token', 'emergency', 'passkey'] as const) {
      expect(whyNotDecide({}, { authMethod }, nowMs)).toBeUndefined();
    }
  });
});
