import { WhoWrites } from './who-writes.js';

describe('Who writes a scheda', () => {
  it('is told to the others and not to themselves, each once however many windows they have', () => {
    const who = new WhoWrites();
    const told = { head: 0, referent: 0 };
    const head = who.begin('c S-1', { personId: 'responsabile', section: 'attivita' }, () => {
      told.head += 1;
    });
    const writer = { personId: 'referente', section: 'indicatori' };
    const ends = [1, 2].map(() =>
      who.begin('c S-1', writer, () => {
        told.referent += 1;
      }),
    );
    expect(who.besides('c S-1', 'responsabile')).toEqual([writer]);
    expect(who.besides('c S-1', 'referente')).toEqual([
      { personId: 'responsabile', section: 'attivita' },
    ]);
    expect(told.head).toBe(2);
    for (const end of ends) end();
    expect(told.head).toBe(4);
    expect(who.besides('c S-1', 'responsabile')).toEqual([]);
    head();
  });

  it('is of one scheda, and nobody once they are gone', () => {
    const who = new WhoWrites();
    const end = who.begin('c S-1', { personId: 'referente', section: 'attivita' }, () => undefined);
    expect(who.besides('c S-2', 'responsabile')).toEqual([]);
    end();
    end();
    expect(who.besides('c S-1', 'responsabile')).toEqual([]);
  });
});
