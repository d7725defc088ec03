import type { FormField } from './form-field.js';
import { readFields, typedIn } from './typed.js';

const field = (name: string, asked: FormField['asked'], isRequired = false): FormField => ({
  name,
  owner: 'Request',
  asked,
  isRequired,
});

const wishOf = (fields: readonly FormField[], query: string): unknown =>
  readFields(fields, typedIn(new URLSearchParams(query))).wish;

describe('What was typed in a form', () => {
  it.each([
    ['1.461.245,92', '1461245.92'],
    ['1461245.92', '1461245.92'],
    ['1.461.245', '1461245.00'],
    ['1500', '1500.00'],
    ['€ 0012,5', '12.50'],
    ['12.5', '12.50'],
    ['0', '0.00'],
    ['tanto', 'tanto'],
    ['1,2,3', '1,2,3'],
  ])('is an amount however it is written: %s', (typed, amount) => {
    const fields = [field('amountEur', { kind: 'amount' })];
    expect(wishOf(fields, new URLSearchParams({ amountEur: typed }).toString())).toEqual({
      amountEur: amount,
    });
  });

  it.each([
    ['20/3/24', '2024-03-20'],
    ['20 marzo 2024', '2024-03-20'],
    ['2024-03-20', '2024-03-20'],
    ['31/2/2024', '31/2/2024'],
    ['domani', 'domani'],
  ])('is a day however it is written: %s', (typed, day) => {
    const fields = [field('due', { kind: 'day' })];
    expect(wishOf(fields, new URLSearchParams({ due: typed }).toString())).toEqual({ due: day });
  });

  it.each([
    ['1842', 1842],
    ['1.842', 1842],
    ['-3', -3],
    ['1.84', '1.84'],
  ])('is a whole number however it is written: %s', (typed, number) => {
    const fields = [field('year', { kind: 'number' })];
    expect(wishOf(fields, new URLSearchParams({ year: typed }).toString())).toEqual({
      year: number,
    });
  });

  it('is of the types that the verb asks for, and what is empty is not said', () => {
    const fields = [
      field('title', { kind: 'text', maxLength: 200 }),
      field('year', { kind: 'number' }),
      field('toYear', { kind: 'number' }),
      field('present', { kind: 'yesNo' }),
      field('invitees', { kind: 'lines' }),
      field('lines', { kind: 'numbers' }),
      field('schedaIds', { kind: 'references', of: 'schede' }, true),
      field('categories', { kind: 'choices', values: ['UTENTI'] }),
    ];
    const query = 'title=+Nidi+&year=2024&toYear=x&present=false&invitees=A%0D%0A%0D%0AB&lines=1+2';
    expect(wishOf(fields, query)).toEqual({
      ...{ title: 'Nidi', year: 2024, toYear: 'x', present: false },
      ...{ invitees: ['A', 'B'], lines: [1, 2], schedaIds: [] },
    });
    expect(wishOf(fields, 'title=+')).toEqual({ schedaIds: [] });
  });

  it('leaves the empty rows of a list out, and keeps the others where the verb counts them', () => {
    const row = [
      field('unitId', { kind: 'text', maxLength: 63 }, true),
      field('cup', { kind: 'lines' }, true),
    ];
    const fields = [field('rows', { kind: 'groups', fields: row }, true)];
    const form = new URLSearchParams({ 'rows.0.unitId': '', 'rows.2.unitId': 'anziani' });
    const { wish, typed } = readFields(fields, typedIn(form));
    expect(wish).toEqual({ rows: [{ unitId: 'anziani', cup: [] }] });
    expect([...typed]).toEqual([['rows.0.unitId', ['anziani']]]);
  });

  it('says nothing of an object without anything in it, unless the verb needs the object', () => {
    const inner = [field('title', { kind: 'text', maxLength: 300 }, true)];
    const document = (isRequired: boolean) => [
      field('document', { kind: 'group', fields: inner }, isRequired),
    ];
    expect(wishOf(document(false), 'document.title=')).toEqual({});
    expect(wishOf(document(true), 'document.title=')).toEqual({ document: {} });
    expect(wishOf(document(false), 'document.title=Verbale')).toEqual({
      document: { title: 'Verbale' },
    });
  });
});
