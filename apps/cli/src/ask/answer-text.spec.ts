import { answerText } from './answer-text.js';
import type { AuditAnswerView } from './audit-answer.js';

const answer: AuditAnswerView = {
  ...{ number: 9, key: 'notice-of-twenty-days', source: 'LR Toscana 65/2020 art. 10 c. 2' },
  question: { it: 'L’avviso è stato rispettato?', en: 'Was the notice respected?' },
  ...{ cycleId: 'livornese-poa-annuale-2024', at: '2024-05-01T00:00:00.000Z', verdict: 'findings' },
  sentence: { it: 'No: 19 giorni.', en: 'No: 19 days.' },
  tables: [
    {
      title: { it: 'Avvisi', en: 'Notices' },
      columns: [
        { key: 'days', it: 'Giorni', en: 'Days' },
        { key: 'proof', it: 'Prova', en: 'Proof' },
        { key: 'respected', it: 'Rispettato', en: 'Respected' },
      ],
      rows: [
        { days: 19, proof: null, respected: false },
        { days: 120, proof: 'x'.repeat(60), respected: true },
      ],
    },
    { title: { it: 'Deroghe', en: 'Derogations' }, columns: [], rows: [] },
  ],
  facts: [{ eventId: 'e', type: 'NoticePublished' }],
  notKnown: [{ it: 'Manca la prova.', en: 'There is no proof.' }],
};

describe('An answer on the command line', () => {
  it('says the verdict first, then what is not known, then the tables, their columns aligned', () => {
    expect(answerText(answer)).toEqual([
      '9. L’avviso è stato rispettato?',
      '   livornese-poa-annuale-2024, com’era il 2024-05-01T00:00:00.000Z · LR Toscana 65/2020 art. 10 c. 2',
      '',
      'Da guardare: No: 19 giorni.',
      'Non si sa: Manca la prova.',
      '',
      'Avvisi',
      `  Giorni  ${'Prova'.padEnd(48)}  Rispettato`,
      `  ──────  ${'─'.repeat(48)}  ──────────`,
      `  19      ${'–'.padEnd(48)}  no`,
      `  120     ${'x'.repeat(47)}…  sì`,
      '',
      'Poggia su 1 fatto.',
    ]);
  });

  it('leaves out tables in which nothing stands', () => {
    expect(answerText(answer).join('\n')).not.toContain('Deroghe');
  });
});
