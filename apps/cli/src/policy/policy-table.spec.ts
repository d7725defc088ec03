import type { PolicyRow } from '#planning';
import { policyTable } from './policy-table.js';

const nobody = {
  UPc: null,
  UPo: null,
  UH: null,
  RF: null,
  DIR: null,
  SEG: null,
  AUD: null,
  SYS: null,
};
const row: PolicyRow = {
  verb: 'return-scheda',
  title: 'Restituisci, con un «"perché"» | motivo',
  decisive: true,
  rules: { ...nobody, ETS: null, ADM: null, UPo: 'return-scheda/UPo' },
};

describe('the table of the policy', () => {
  it('quotes what CSV would misread', () => {
    expect(policyTable([row], 'csv')[1]).toBe(
      'return-scheda,"Restituisci, con un «""perché""» | motivo",sì,,return-scheda/UPo,,,,,,,,',
    );
  });

  it('escapes what a Markdown table would misread', () => {
    expect(policyTable([row], 'markdown')[2]).toContain('»  motivo'.replace('  ', ' \\| '));
  });

  it('has as many cells in every line as roles and names', () => {
    const [head, rule, line] = policyTable([row], 'markdown');
    const cells = (text = ''): number => text.replaceAll('\\|', '').split('|').length;
    expect(cells(rule)).toBe(cells(head));
    expect(cells(line)).toBe(cells(head));
  });
});
