import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsPlugin from 'ajv-formats';
import { poaAnnualeV1, valueSets } from '#planning';
import { livornoProgramme } from '../import/programme-data.js';
import { livornoActivities } from './activities.js';
import { castOf } from './cast.js';
import { Narrator } from './narrator.js';
import { euro } from './scheda-content.js';
import { planSchede } from './schede-plan.js';
import { RememberedTerminal } from '../terminal.fixture.js';

const { units } = castOf(
  { secretOf: () => () => '' },
  {
    server: 'http://127.0.0.1',
    cycleId: 'livornese-poa-annuale-2024',
    narrator: new Narrator(new RememberedTerminal()),
    newCommandId: () => '',
  },
);
const schede = planSchede(livornoActivities, livornoProgramme, units);

describe('the schede of the demonstration', () => {
  it('are as many as the documents count, the real titles first', () => {
    expect(schede).toHaveLength(130);
    expect(schede.findIndex(({ madeUp }) => madeUp)).toBe(42);
    expect(schede.slice(42).every(({ madeUp }) => madeUp)).toBe(true);
  });

  it('keep the whole text where the title is cut', () => {
    const cut = schede.filter(({ title }) => title.endsWith('…'));
    expect(cut.length).toBeGreaterThan(0);
    for (const { title, content } of cut) {
      expect(title).toHaveLength(200);
      expect(content['description']).toContain(title.slice(0, -1));
    }
  });

  it('say that programme, sector and kind of a real activity are choices of ours', () => {
    for (const { content } of schede.filter(({ madeUp }) => !madeUp)) {
      expect(content['description']).toContain('[Dimostrazione]');
    }
  });

  it('go round all programmes and all units', () => {
    expect(new Set(schede.map(({ programmeId }) => programmeId)).size).toBe(21);
    expect(new Set(schede.map(({ unit }) => unit.unitId)).size).toBe(units.length);
  });

  it('are complete as the schema of the definition asks', () => {
    const schema = poaAnnualeV1.documents['schedaSchema'] as { readonly $id: string };
    const ajv = new Ajv2020({ strictRequired: false, strictTypes: false });
    // The plugin is CommonJS: its function is the default export of its default export.
    (addFormatsPlugin as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addSchema(schema);
    for (const { content, title } of schede) {
      const problems = [schema.$id, `${schema.$id}#/$defs/submitted`].flatMap((part) =>
        ajv.validate(part, content) ? [] : ajv.errorsText(),
      );
      expect({ title, problems }).toEqual({ title, problems: [] });
    }
  });

  it('give an amount only where the documents do, to the cent', () => {
    const amounts = schede.flatMap(({ content }) => {
      const resources = (content['resources'] ?? []) as readonly { readonly amount?: string }[];
      return resources.flatMap(({ amount }) => amount ?? []);
    });
    expect(amounts).toEqual(['356240.00', '1461245.92']);
    expect(euro('€ 293.481,58')).toBe('293481.58');
  });

  it('come back for every reason, one of them twice', () => {
    const fates = schede.map(({ fate }) => fate);
    const rounds = fates.flatMap((fate) => (fate.ends === 'checked' ? [fate.returns] : []));
    const withdrawn = fates.filter(({ ends }) => ends === 'withdrawn');
    expect(withdrawn).toHaveLength(1); // it is returned as a duplicate
    expect(new Set([...rounds.flat(), 'DUPLICATE'])).toEqual(
      new Set(Object.keys(valueSets.returnReasons)),
    );
    expect(rounds.filter(({ length }) => length === 2)).toHaveLength(1);
  });

  it('leave two out, one of them for the words of the document', () => {
    const reasons = schede.flatMap(({ fate }) => (fate.ends === 'leftOut' ? [fate.reason] : []));
    expect(reasons).toEqual([
      'In programma salva ammissione a finaziamento del progetto',
      expect.stringContaining('dimostrazione'),
    ]);
  });
});
