import { validateSync } from 'class-validator';
import { IsDay, IsId, IsTextList } from './fields.js';

class Request {
  @IsId()
  id = 'M1';

  @IsDay()
  day = '2024-02-29';

  @IsTextList(5, 1)
  bodies: unknown = ['A'];
}

/** The fields that are wrong in a request that is otherwise right. */
function wrong(fields: Partial<Request>): readonly string[] {
  return validateSync(Object.assign(new Request(), fields)).map(({ property }) => property);
}

describe('The fields of a request', () => {
  it('are right as they stand in these examples', () => {
    expect(wrong({})).toEqual([]);
  });

  it.each(['', '-M1', 'M 1', 'a/b', 'a'.repeat(64), 'constructor', 'toString', '__proto__'])(
    'an id is not %j',
    (id) => {
      expect(wrong({ id })).toEqual(['id']);
    },
  );

  it.each(['2024-02-30', '2024-W08-2', '2024-2-29', '2024-02-29T10:00', '29/02/2024', ''])(
    'a day is not %j',
    (day) => {
      expect(wrong({ day })).toEqual(['day']);
    },
  );

  it.each([[[]], [['']], [['123456']], [[1]], ['A'], [Array.from({ length: 501 }, () => 'A')]])(
    'a list of texts is not %j',
    (bodies) => {
      expect(wrong({ bodies })).toEqual(['bodies']);
    },
  );
});
