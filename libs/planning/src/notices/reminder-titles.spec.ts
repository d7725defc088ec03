import { reminderTitle } from './reminder-titles.js';

describe('The title of a reminder', () => {
  it.each([
    ['2026-03-26', 'Fra 14 giorni (giovedì 9 aprile)', 'In 14 days (Thursday 9 April)'],
    ['2026-04-02', 'Fra 7 giorni (giovedì 9 aprile)', 'In 7 days (Thursday 9 April)'],
    ['2026-04-08', 'Domani (giovedì 9 aprile)', 'Tomorrow (Thursday 9 April)'],
    ['2026-04-09', 'Oggi (giovedì 9 aprile)', 'Today (Thursday 9 April)'],
    [
      '2026-04-10',
      'Scaduta ieri (giovedì 9 aprile), non conclusa',
      'Due yesterday (Thursday 9 April), not done',
    ],
    [
      '2026-04-16',
      'Scaduta da 7 giorni (giovedì 9 aprile), non conclusa',
      'Due 7 days ago (Thursday 9 April), not done',
    ],
  ])('sent on %s says “%s”, “%s”', (sentOn, it, en) => {
    const when = { due: '2026-04-09', sentOn };
    expect(reminderTitle('partecipazione', when, 'it')).toBe(`${it}: partecipazione`);
    expect(reminderTitle('participation', when, 'en')).toBe(`${en}: participation`);
  });
});
