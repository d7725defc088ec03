import { knownBodies } from './known-bodies.js';

const entry = (personId: string, name: string) => ({ personId, name });

describe('The bodies that the program can tell', () => {
  it('are those of the directory that nobody who works here is, and those told before, by name', () => {
    const bodies = knownBodies({
      directory: [
        entry('consulta', 'Zonale, Consulta'),
        entry('coordinatore', 'Coordinatore'),
        entry('anziani', 'Associazione anziani'),
      ],
      organisation: undefined,
      toldBefore: ['sindacati', 'anziani'],
      personsSeen: ['coordinatore'],
    });
    expect(bodies).toEqual([
      { id: 'anziani', name: 'Associazione anziani' },
      { id: 'sindacati', name: 'sindacati' },
      { id: 'consulta', name: 'Zonale, Consulta' },
    ]);
  });

  it('are none where nobody is known', () => {
    expect(
      knownBodies({ directory: [], organisation: undefined, toldBefore: [], personsSeen: [] }),
    ).toEqual([]);
  });
});
