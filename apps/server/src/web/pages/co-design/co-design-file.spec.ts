import type { CoDesignListRow } from '#planning';
import { it as words } from '../../words/it.js';
import { coDesignJson } from './co-design-file.js';

const row = {
  ...{ coDesignRowId: 'CP01', activity: 'Famiglie accoglienti', state: 'ongoing', schede: [] },
  ...{ holder: { text: 'Comune di Livorno', bodyIds: [] }, stateName: { it: 'In corso', en: '' } },
  subjects: [
    { text: 'Arci', role: 'PARTNER' },
    { text: 'Caritas', role: 'PARTNER' },
  ],
  ...{ codes: { cup: [], cig: [], clp: [] }, endsOn: null, renewedBy: null },
  period: { text: '1/01/2024 – 30/06/2024', precision: 'none' },
} as unknown as CoDesignListRow;

describe('The register as JSON', () => {
  it('has a text in each of its five columns, as it is written in the table', () => {
    const seen = {
      ...{ registerId: 'registro', zone: 'livornese', revision: 3, rows: [row], total: 1 },
      ...{ query: {}, personId: 'coordinatore', nowMs: Date.parse('2024-06-03T08:00:00Z'), words },
    };
    const told = JSON.parse(coDesignJson(seen)) as object;
    expect(told).toMatchObject({
      rows: [
        {
          written: [
            ...['Comune di Livorno', 'Famiglie accoglienti', 'Arci; Caritas', 'In corso'],
            '1/01/2024 – 30/06/2024',
          ],
        },
      ],
    });
  });
});
