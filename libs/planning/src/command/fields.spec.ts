import { validateSync } from 'class-validator';
import { IsDay, IsDirectoryId, IsId, IsText, IsTextList, IsWebAddress } from './fields.js';

class Request {
  @IsId()
  id = 'M1';

  @IsDay()
  day = '2024-02-29';

  @IsDirectoryId()
  unitId = 'anziani-2';

  @IsText(10)
  text = 'È già 🏡\n';

  @IsTextList(5, 1)
  bodies: unknown = ['A'];

  @IsWebAddress()
  url = 'https://www.comune.example/albo?atto=12#testo';
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

  it.each(['', 'Anziani', '-anziani', 'unità', 'a b', 'a.b', 'a_b', 'a'.repeat(64), '__proto__'])(
    'the id of a unit or a person is not %j',
    (unitId) => {
      expect(wrong({ unitId })).toEqual(['unitId']);
    },
  );

  it.each([
    ['empty', ''],
    ['longer than it may be', '12345678901'],
    ['of blanks', ' \n\t\u00a0'],
    ['with an escape', 'a\u001b[31m'],
    ['with a NUL', 'a\u0000'],
    ['with a delete', 'a\u007f'],
    ['that turns what follows', 'a\u202eb'],
    ['that isolates what follows', 'a\u2067b'],
    ['with half a sign', 'a\ud83d'],
    ['that is a number', 1 as never],
  ])('a text is not one %s', (_which, text) => {
    expect(wrong({ text })).toEqual(['text']);
  });

  it.each(['a', 'a b', 'a\tb\r\nc', '’«»', '🏡', '0'])('a text may be %j', (text) => {
    expect(wrong({ text })).toEqual([]);
  });

  it.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      'javascript:@a.example',
    ],
    ...[
      'javascript://a.example/%0aalert(1)',
      'vbscript:msgbox(1)',
      'data:text/html,<b>',
      'file:///etc',
    ],
    ...['a.example', '//a.example', 'https:a.example', ' https://a.example', 'ftp://a.example'],
    ...[
      'https://a.example/"onclick="x',
      'https://a.example/<b>',
      'https://a.example/\njavascript:x',
    ],
    ...['', `https://a.example/${'a'.repeat(2000)}`],
  ])('the address of a page is not %j', (url) => {
    expect(wrong({ url })).toEqual(['url']);
  });

  it.each(['2024-02-30', '2024-W08-2', '2024-2-29', '2024-02-29T10:00', '29/02/2024', ''])(
    'a day is not %j',
    (day) => {
      expect(wrong({ day })).toEqual(['day']);
    },
  );

  it.each([
    [[]],
    [['']],
    [['A', '  ']],
    [['\u202e']],
    [['123456']],
    [[1]],
    ['A'],
    [Array.from({ length: 501 }, () => 'A')],
  ])('a list of texts is not %j', (bodies) => {
    expect(wrong({ bodies })).toEqual(['bodies']);
  });
});
