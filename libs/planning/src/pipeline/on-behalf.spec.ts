import { addUnit } from '../organisation/add-unit.js';
import { closeUnit } from '../organisation/close-unit.js';
import { grantDelegation } from '../organisation/grant-delegation.js';
import { mergeUnits } from '../organisation/merge-units.js';
import { openOrganisation } from '../organisation/open-organisation.js';
import { replaceHead } from '../organisation/replace-head.js';
import { revokeDelegation } from '../organisation/revoke-delegation.js';
import { assignScheda } from '../scheda/assign-scheda.js';
import { checkScheda } from '../scheda/check-scheda.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { streamOf } from '../cycle/cycle-id.js';
import { cycleId, offices, scheda, type Asking, type Office } from './office.fixture.js';

const REGISTER = 'livornese-organizzazione';
const TODAY = '2024-01-10';
const act = 'Delibera 12/2024';
const files = offices();
let office: Office;

beforeEach(async () => {
  office = files.open();
  await office.prepare();
});

const inRegister = (more: Asking = {}): Asking => ({ cycleId: REGISTER, ...more });
const openRegister = () =>
  office.record(openOrganisation, { title: 'Organizzazione' }, inRegister());
const addAnziani = (headPersonId?: string) =>
  office.record(
    addUnit,
    {
      ...{ unitId: 'anziani', name: 'Anziani', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
      ...(headPersonId !== undefined && { headPersonId }),
      from: '2024-01-01',
    },
    inRegister(),
  );
const grant = (more: object = {}) =>
  office.record(
    grantDelegation,
    {
      ...{ delegationId: 'ferie', toPersonId: 'sostituto', kind: 'SOSTITUZIONE' },
      ...{ unitId: 'anziani', validFrom: TODAY, validTo: '2024-01-24', ...more },
    },
    inRegister({ as: 'UH', personId: 'responsabile' }),
  );

/** Writes in the scheda S1 as somebody. */
async function write(asking: Asking, text = 'Testo', occurredOn?: string) {
  const life = yearlyProgramme(await office.lives.fromZero(streamOf(cycleId)));
  const ifMatch = life?.data.schede['S1']?.moved.revision ?? 0;
  return office.ask(
    reviseScheda,
    { schedaId: 'S1', changes: { description: text }, ...(occurredOn && { occurredOn }) },
    { as: 'UH', personId: 'responsabile', ifMatch, ...asking },
  );
}
const standIn: Asking = {
  ...{ as: 'RF', personId: 'sostituto', unitId: 'minori' },
  onBehalfOf: 'responsabile',
};
async function code(answer: ReturnType<typeof write>): Promise<string> {
  const settled = await answer;
  return settled.kind === 'refused' ? settled.refusal.code : 'recorded';
}

describe('What is done on behalf of somebody', () => {
  beforeEach(async () => {
    await openRegister();
    await grant();
  });

  it('is recorded with the real hand, for whom, and by which delegation', async () => {
    expect(await code(write(standIn))).toBe('recorded');
    const fact = (await office.facts()).at(-1);
    expect(fact).toMatchObject({
      type: 'SchedaRevised',
      metadata: {
        actor: {
          ...{ personId: 'sostituto', role: 'RF', unitId: 'minori', authMethod: 'passkey' },
          ...{ onBehalfOf: 'responsabile', delegationId: 'ferie' },
        },
        rule: 'revise-scheda/UH/own-unit',
        lookedAt: { [REGISTER]: 1 },
      },
    });
  });

  it('has two authors, so that neither may check it', async () => {
    await write(standIn);
    const life = yearlyProgramme(await office.lives.fromZero(streamOf(cycleId)));
    expect(life?.data.schede['S1']?.authors).toEqual(['sostituto', 'responsabile']);
  });

  it('is refused, and recorded as refused, with both names, too', async () => {
    const { refusal, rule } = await office.refused(
      reviseScheda,
      { schedaId: 'S1', changes: {} },
      { ...standIn, onBehalfOf: 'altro' },
    );
    expect([refusal.code, rule]).toEqual(['no-delegation', 'no-delegation']);
    expect((await office.refusals()).at(-1)?.metadata['actor']).toEqual({
      ...{ personId: 'sostituto', role: 'RF', unitId: 'minori', authMethod: 'passkey' },
      ...{ authenticatedAt: '2024-01-10T08:00:00.000Z', onBehalfOf: 'altro' },
    });
    await office.refused(checkScheda, { schedaId: 'S1' }, standIn);
    expect((await office.refusals()).at(-1)?.metadata).toMatchObject({
      actor: { personId: 'sostituto', onBehalfOf: 'responsabile', delegationId: 'ferie' },
      rule: 'deny/check-scheda',
    });
  });

  it('is not what the same person does in the own name: another request under the same id', async () => {
    const commandId = '00000000-0000-4000-8000-000000000001';
    expect(await code(write({ ...standIn, commandId }))).toBe('recorded');
    expect(await code(write({ ...standIn, onBehalfOf: 'altro', commandId }))).toBe(
      'command-id-reused',
    );
  });

  it('ends by itself on the day after the last', async () => {
    files.clock.now = Date.parse('2024-01-24T22:59:59Z');
    expect(await code(write(standIn, 'Ultimo giorno'))).toBe('recorded');
    files.clock.now = Date.parse('2024-01-24T23:00:00Z');
    expect(await code(write(standIn, 'Il giorno dopo'))).toBe('delegation-not-valid');
  });

  it('ends at once when it is revoked', async () => {
    await office.record(
      revokeDelegation,
      { delegationId: 'ferie', reason: 'Rientro anticipato' },
      inRegister({ as: 'UH', personId: 'responsabile' }),
    );
    expect(await code(write(standIn))).toBe('no-delegation');
  });

  it('ends when the head is replaced', async () => {
    await addAnziani('responsabile');
    expect(await code(write(standIn))).toBe('recorded');
    await office.record(
      replaceHead,
      { unitId: 'anziani', newPersonId: 'nuovo', from: TODAY, act, reason: 'Fine incarico' },
      inRegister(),
    );
    expect(await code(write(standIn, 'Altro testo'))).toBe('not-head-of-unit');
  });

  it('is of the unit that was lent, and of no other one of the same head', async () => {
    await addAnziani('responsabile');
    await office.record(
      addUnit,
      {
        ...{ unitId: 'minori', name: 'Minori', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'responsabile', from: '2024-01-01' },
      },
      inRegister(),
    );
    await office.record(assignScheda, { ...scheda('S2'), unitId: 'minori' });
    const writeOther = (asking: Asking) =>
      office.ask(
        reviseScheda,
        { schedaId: 'S2', changes: { description: 'Testo' } },
        { as: 'UH', personId: 'responsabile', ifMatch: 5, ...asking },
      );
    expect(await code(write(standIn))).toBe('recorded');
    expect(await writeOther(standIn)).toMatchObject({
      refusal: { code: 'not-your-unit' },
      rule: 'deny/revise-scheda/UH/own-unit',
    });
    expect(await code(writeOther({}))).toBe('recorded');
  });

  it('ends when the unit gets another head, even for what is bound to no unit', async () => {
    await addAnziani('responsabile');
    await office.record(
      addUnit,
      {
        ...{ unitId: 'minori', name: 'Minori', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'responsabile', from: '2024-01-01' },
      },
      inRegister(),
    );
    const ask = async (asking: Asking) =>
      code(
        office.ask(
          revokeDelegation,
          { delegationId: 'mai-conferita', reason: 'Non serve' },
          inRegister(asking),
        ),
      );
    expect(await ask(standIn)).toBe('delegation-not-found');
    await office.record(
      replaceHead,
      { unitId: 'anziani', newPersonId: 'nuovo', from: TODAY, act, reason: 'Fine incarico' },
      inRegister(),
    );
    expect(await ask(standIn)).toBe('not-head-of-unit');
    expect(await ask({ as: 'UH', personId: 'responsabile' })).toBe('delegation-not-found');
  });

  it('is no delegating in turn', async () => {
    const { refusal } = await office.refused(
      grantDelegation,
      {
        ...{ toPersonId: 'terzo', kind: 'DELEGA', unitId: 'anziani' },
        ...{ validFrom: TODAY, validTo: TODAY },
      },
      inRegister(standIn),
    );
    expect(refusal.code).toBe('delegation-chained');
  });

  it('is of the zone: the same name elsewhere is somebody else', async () => {
    expect(await code(write({ ...standIn, zone: 'pisana' }))).toBe('other-zone');
  });

  it('is nobody’s for whom the role is none of the office', async () => {
    expect(await code(write({ ...standIn, as: 'AUD' }))).toBe('may-not-stand-in');
  });

  it('survives a restart', async () => {
    await files.restart();
    office = files.open();
    expect(await code(write(standIn))).toBe('recorded');
  });
});

describe('The head of a unit', () => {
  const old: Asking = { as: 'UH', personId: 'responsabile' };
  const nuovo: Asking = { as: 'UH', personId: 'nuovo', unitId: 'altra-unita' };

  it('is who the token says, while the unit is not in the register or has no head there', async () => {
    expect(await code(write(old, 'Uno'))).toBe('recorded');
    await openRegister();
    expect(await code(write(old, 'Due'))).toBe('recorded');
    await addAnziani();
    expect(await code(write(old, 'Tre'))).toBe('recorded');
  });

  it('is who the register says: with an old token an old head does nothing', async () => {
    await openRegister();
    await addAnziani('responsabile');
    expect(await code(write(old, 'Uno'))).toBe('recorded');
    await office.record(
      replaceHead,
      { unitId: 'anziani', newPersonId: 'nuovo', from: '2024-01-11', act, reason: 'Nomina' },
      inRegister(),
    );
    expect(await code(write(old, 'Due'))).toBe('recorded');
    expect(await code(write(nuovo, 'Tre'))).toBe('not-your-unit');
    files.clock.pass(1);
    expect(await code(write(old, 'Quattro'))).toBe('not-head-of-unit');
    expect(await code(write(nuovo, 'Cinque'))).toBe('recorded');
    const { refusal } = await office.refused(
      revokeDelegation,
      { delegationId: 'ferie', reason: 'Non più' },
      inRegister(old),
    );
    expect(refusal.code).toBe('not-head-of-unit');
  });

  it('was one on the day it happened, too, by the register', async () => {
    await openRegister();
    await addAnziani('responsabile');
    await office.record(
      replaceHead,
      { unitId: 'anziani', newPersonId: 'nuovo', from: '2024-01-11', act, reason: 'Nomina' },
      inRegister(),
    );
    files.clock.pass(1);
    expect(await write(nuovo, 'Il giorno prima', TODAY)).toMatchObject({
      refusal: { code: 'not-head-on-that-day', details: { day: TODAY } },
      rule: 'deny/revise-scheda/UH/own-unit',
    });
    expect(await code(write(nuovo, 'Il primo giorno', '2024-01-11'))).toBe('recorded');
    const { refusal } = await office.refused(
      revokeDelegation,
      { delegationId: 'ferie', occurredOn: TODAY, reason: 'Non più' },
      inRegister({ ...nuovo, unitId: 'anziani' }),
    );
    expect(refusal.code).toBe('not-head-on-that-day');
  });

  it('is who the token says for a day on which the register knew none yet', async () => {
    await openRegister();
    await addAnziani();
    await office.record(
      replaceHead,
      { unitId: 'anziani', newPersonId: 'nuovo', from: '2024-01-11', act, reason: 'Nomina' },
      inRegister(),
    );
    files.clock.pass(1);
    const named: Asking = { ...nuovo, unitId: 'anziani' };
    expect(await code(write(nuovo, 'Uno', TODAY))).toBe('not-head-on-that-day');
    expect(await code(write(named, 'Due', TODAY))).toBe('recorded');
  });

  it('takes a merged unit over from the day of the merger, not what happened in it before', async () => {
    await openRegister();
    await addAnziani('responsabile');
    await office.record(
      addUnit,
      {
        ...{ unitId: 'famiglie', name: 'Famiglie', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'capo', from: '2024-01-01' },
      },
      inRegister(),
    );
    files.clock.pass(1);
    await office.record(
      mergeUnits,
      {
        ...{ unitId: 'famiglie', mergedUnitIds: ['anziani'], from: '2024-01-11', act },
        reason: 'Riordino',
      },
      inRegister(),
    );
    const capo: Asking = { as: 'UH', personId: 'capo', unitId: 'famiglie' };
    expect(await code(write(capo, 'Prima', TODAY))).toBe('not-head-on-that-day');
    expect(await code(write(capo, 'Poi', '2024-01-11'))).toBe('recorded');
  });

  it('of the unit that took others in acts on their schede; theirs does not any more', async () => {
    await openRegister();
    await addAnziani('responsabile');
    await office.record(
      addUnit,
      {
        ...{ unitId: 'famiglie', name: 'Famiglie', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        ...{ headPersonId: 'capo', from: '2024-01-01' },
      },
      inRegister(),
    );
    const capo: Asking = { as: 'UH', personId: 'capo', unitId: 'famiglie' };
    expect(await code(write(capo, 'Prima'))).toBe('not-your-unit');
    await office.record(
      mergeUnits,
      {
        ...{ unitId: 'famiglie', mergedUnitIds: ['anziani'], from: TODAY, act },
        reason: 'Riordino',
      },
      inRegister(),
    );
    expect(await code(write(capo, 'Dopo'))).toBe('recorded');
    expect(await code(write(old, 'Ancora'))).toBe('not-head-of-unit');
    expect(await code(write({ as: 'RF', personId: 'referente' }, 'Anche'))).toBe('recorded');
  });

  it('of a closed unit, and its people, act for nobody', async () => {
    await openRegister();
    await addAnziani('responsabile');
    await office.record(
      closeUnit,
      { unitId: 'anziani', from: TODAY, act, reason: 'Riordino' },
      inRegister(),
    );
    expect(await code(write(old))).toBe('unit-closed');
    expect(await code(write({ as: 'RF', personId: 'referente' }))).toBe('unit-closed');
  });
});

describe('The organisation of a zone', () => {
  const lookedAt = async (of: string): Promise<ReadonlySet<unknown>> =>
    new Set((await office.facts(of)).map(({ metadata }) => JSON.stringify(metadata['lookedAt'])));

  it('is looked at by whatever is decided there, and each fact says how it was', async () => {
    await openRegister();
    await office.prepare('livornese-poa-annuale-2025');
    expect(await lookedAt('livornese-poa-annuale-2025')).toEqual(
      new Set([JSON.stringify({ [REGISTER]: 0 })]),
    );
  });

  it('is not, where there is none, nor by its own facts', async () => {
    expect(await lookedAt(cycleId)).toEqual(new Set([undefined]));
    await openRegister();
    await addAnziani();
    expect(await lookedAt(REGISTER)).toEqual(new Set([undefined]));
  });
});
