import { randomUUID } from 'node:crypto';
import { addProgramme } from '../cycle/add-programme.js';
import { grantDelegation } from '../organisation/grant-delegation.js';
import { grantRole } from '../organisation/grant-role.js';
import { openOrganisation } from '../organisation/open-organisation.js';
import { exemptCategory } from '../participation/exempt-category.js';
import { proposeCategoryExemption } from '../participation/propose-category-exemption.js';
import { offices, type Asking, type Office } from './office.fixture.js';

const REGISTER = 'livornese-organizzazione';
const MINUTE_MS = 60_000;
const body = { category: 'UTENTI', reason: 'Nessuna associazione' } as const;
const files = offices();
let office: Office;

beforeEach(async () => {
  office = files.open();
  await office.prepare();
  await office.record(proposeCategoryExemption, body);
});

const signedInAgo = (minutes: number): Required<Asking>['comes'] => ({
  ...{ authMethod: 'oidc', authenticatedAtMs: office.clock.nowMs() - minutes * MINUTE_MS },
});
async function decide(asking: Asking = {}): Promise<string> {
  const answer = await office.ask(exemptCategory, body, asking);
  return answer.kind === 'refused' ? `${answer.rule} ${answer.refusal.code}` : 'recorded';
}

describe('A decisive act', () => {
  it('is recorded with the instant at which its person proved who they are', async () => {
    expect(await decide({ comes: signedInAgo(15) })).toBe('recorded');
    expect((await office.facts()).at(-1)?.metadata['actor']).toEqual({
      ...{ personId: 'persona-dir', role: 'DIR', authMethod: 'oidc' },
      authenticatedAt: new Date(office.clock.nowMs() - 15 * MINUTE_MS).toISOString(),
    });
  });

  it('is not for a token, nor for an emergency, and both attempts are recorded', async () => {
    expect(await decide({ comes: { authMethod: 'api-token' } })).toBe(
      'deny/decisive/token-may-not-decide token-may-not-decide',
    );
    const comes = { authMethod: 'emergency', authenticatedAtMs: office.clock.nowMs() } as const;
    expect(await decide({ comes })).toBe(
      'deny/decisive/emergency-may-not-decide emergency-may-not-decide',
    );
    expect((await office.refusals()).map(({ data }) => data['code'])).toEqual([
      'token-may-not-decide',
      'emergency-may-not-decide',
    ]);
  });

  it('is not for whoever may not do it at all, who is told that', async () => {
    const asking = { as: 'SEG', comes: { authMethod: 'api-token' } } as const;
    expect(await decide(asking)).toBe('deny/exempt-category not-allowed');
  });

  it('is asked for again under the same id after a new proof', async () => {
    const commandId = randomUUID();
    const old = { commandId, comes: signedInAgo(16) };
    const refused = 'deny/decisive/proof-too-old proof-too-old';
    expect(await decide(old)).toBe(refused);
    expect(await decide(old)).toBe(refused);
    expect(await decide({ commandId, comes: signedInAgo(0) })).toBe('recorded');
    // What was done is done, whenever it is asked for again.
    expect(await decide(old)).toBe('recorded');
    expect(await office.refusals()).toHaveLength(1);
  });

  it('that a program tried in vain is done by its person under the same id', async () => {
    const commandId = randomUUID();
    expect(await decide({ commandId, comes: { authMethod: 'api-token' } })).toContain('token');
    expect(await decide({ commandId })).toBe('recorded');
  });

  it('tells what to do, and for how long it helps', async () => {
    const { refusal } = await office.refused(exemptCategory, body, { comes: signedInAgo(16) });
    expect(refusal.details).toMatchObject({ minutes: 15, verb: 'Esenta la categoria' });
  });

  it('takes the proof of the hand, also where it stands in for somebody', async () => {
    await office.record(openOrganisation, { title: 'Organizzazione' }, { cycleId: REGISTER });
    await office.record(
      grantDelegation,
      {
        ...{ delegationId: 'ferie', toPersonId: 'sostituto', kind: 'DELEGA', act: 'Atto 1' },
        ...{ validFrom: '2024-01-01', validTo: '2024-01-31' },
      },
      { cycleId: REGISTER, as: 'DIR' },
    );
    const standIn = { as: 'UPo', personId: 'sostituto', onBehalfOf: 'persona-dir' } as const;
    expect(await decide({ ...standIn, comes: { authMethod: 'api-token' } })).toContain('token');
    expect(await decide({ ...standIn, comes: signedInAgo(16) })).toContain('proof-too-old');
    expect(await decide({ ...standIn, comes: signedInAgo(1) })).toBe('recorded');
  });

  it('is to give a role, in an emergency, too', async () => {
    await office.record(openOrganisation, { title: 'Organizzazione' }, { cycleId: REGISTER });
    const comes = { authMethod: 'emergency', authenticatedAtMs: office.clock.nowMs() } as const;
    const asking = { cycleId: REGISTER, as: 'ADM', comes } as const;
    const role = { personId: 'complice', role: 'UPc', from: '2024-01-01' } as const;
    const { rule } = await office.refused(grantRole, role, asking);
    expect(rule).toBe('deny/decisive/emergency-may-not-decide');
  });
});

describe('What is not decisive', () => {
  it('is done with a token, or long after one has signed in', async () => {
    const wish = (programmeId: string) => ({ programmeId, name: 'Minori', objectiveIds: [] });
    await office.record(addProgramme, wish('P8'), {
      comes: { authMethod: 'api-token', scopes: ['command'] },
    });
    expect((await office.facts()).at(-1)?.metadata['actor']).toEqual({
      ...{ personId: 'persona-upc', role: 'UPc', authMethod: 'api-token' },
    });
    await office.record(addProgramme, wish('P9'), { comes: signedInAgo(600) });
  });
});
