import { draftFromPrevious } from '../carry-over/draft-from-previous.js';
import { addProgramme } from '../cycle/add-programme.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import { proposeTheme } from '../health-profile/propose-theme.js';
import { Office, someone } from '../read-models.fixture.js';

const PROFILE = 'livornese-profilo-di-salute-2025';
const coordinator = someone('UPc');
let office: Office;

beforeEach(() => {
  office = new Office();
});
afterEach(async () => {
  await office.close();
});

describe('A verb', () => {
  it('belongs to a definition whose machines know what it brings about', async () => {
    await office.does(draftCycle, { title: 'Profilo 2025' }, coordinator, PROFILE);
    const wish = { themeId: 'T1', name: 'Demografia' };
    expect(await office.wish(proposeTheme, wish, coordinator, PROFILE)).toMatchObject({
      kind: 'recorded',
    });
  });

  it('does not belong to any other', async () => {
    await office.does(draftCycle, { title: 'Profilo 2025' }, coordinator, PROFILE);
    const programme = { programmeId: 'P1', name: 'Anziani', objectiveIds: [] };
    expect(await office.wish(addProgramme, programme, coordinator, PROFILE)).toMatchObject({
      refusal: {
        code: 'not-of-this-definition',
        details: { verb: 'Aggiungi un programma', definition: 'Profilo di salute' },
      },
    });
  });

  it('may be for some definitions only, though others know its leading fact', async () => {
    const from = { fromCycleId: 'livornese-profilo-di-salute-2024', title: 'Profilo 2025' };
    expect(await office.wish(draftFromPrevious, from, coordinator, PROFILE)).toMatchObject({
      refusal: { code: 'not-of-this-definition' },
    });
  });
});
