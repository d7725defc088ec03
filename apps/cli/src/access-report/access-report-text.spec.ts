import { accessesTable, accessReportText } from './access-report-text.js';
import type { AccessReportView, AccessView } from './access-report-views.js';

const none = {
  ...{ signIns: 0, signInsRefused: 0, signOuts: 0, sessionsEnded: 0, emergencies: 0 },
  ...{ tokensMinted: 0, tokensRevoked: 0, accountChanges: 0 },
  ...{ reads: 0, exports: 0, readsNotShown: 0 },
};
const at = '2026-03-01T08:00:00.000Z';
const empty: AccessReportView = {
  ...{ zone: 'livornese', from: '2026-01-01', to: '2026-12-31' },
  ...{ administrators: [], roleActs: [], persons: [] },
};
const access: AccessView = {
  ...{ position: 7, at, type: 'ReadRecorded', personId: 'revisore', role: 'AUD', unitId: null },
  ...{
    authMethod: 'passkey',
    requestId: null,
    policy: null,
    data: { rule: 'read/history', revision: 3 },
  },
};

describe('the report of accesses', () => {
  it('says who was administrator and when, which roles they gave, and what each person did', () => {
    const text = accessReportText({
      ...empty,
      administrators: [
        {
          ...{ personId: 'amministratore-1', from: '2025-01-01', to: null, grantedBy: 'direttore' },
          revoked: { by: 'coordinatore', on: '2026-05-01' },
        },
      ],
      roleActs: [
        { type: 'RoleGranted', at, by: 'amministratore-1', byRole: 'ADM', roleGrantId: 'r-1' },
      ],
      persons: [
        { personId: 'amministratore-1', role: 'ADM', ...none, signIns: 3, first: at, last: at },
        { personId: '', role: '', ...none, signInsRefused: 9, first: at, last: at },
      ],
    });
    expect(text).toContain(
      'amministratore-1\tdal 2025-01-01\tsenza termine\tconferito da direttore\trevocato da coordinatore il 2026-05-01',
    );
    expect(text).toContain(`${at}\tamministratore-1 (ADM)\tconferito\tr-1`);
    expect(text).toContain(`amministratore-1\tADM\t3\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t${at}\t${at}`);
    expect(text).toContain(
      `(account inesistenti)\t-\t0\t9\t0\t0\t0\t0\t0\t0\t0\t0\t0\t${at}\t${at}`,
    );
  });

  it('says that there is nobody, where there is nobody', () => {
    expect(accessReportText(empty).filter((line) => line === 'nessuno')).toHaveLength(3);
  });
});

describe('the accesses one by one', () => {
  it('are lines of a file', () => {
    const [head, line] = accessesTable([access]).split('\r\n');
    expect(head).toContain('persona');
    expect(line).toContain('lettura');
    expect(line).toContain('rule: read/history revision: 3');
  });

  it('cannot become formulas', () => {
    const opened = { ...access, type: 'EmergencyOpened', data: {}, personId: '=1+1' };
    expect(accessesTable([opened])).not.toMatch(/[;,]=1\+1/);
  });
});
