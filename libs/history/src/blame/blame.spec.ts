import { Office, STREAM, workflows } from '../office.fixture.js';
import { blame, type BlamedField } from './blame.js';
import { watchedLife } from './watched-life.js';
import { watchedScheda } from './watched-scheda.js';

let office: Office;
beforeEach(async () => {
  office = await new Office().prepare();
});
afterEach(() => office.close());

async function blamed(
  watched: ReturnType<typeof watchedLife>,
): Promise<Record<string, BlamedField>> {
  const now = (await office.lives.current(STREAM))!;
  const fields = await blame(office.store.read(STREAM), watched, workflows, now);
  return Object.fromEntries(fields.map((field) => [field.field, field]));
}
const ofScheda = () => blamed(watchedScheda('S1'));

describe('Who made a field of a scheda what it is', () => {
  it('is whoever changed it last, by which fact, when and why', async () => {
    const { facts } = await office.assign('S1');
    office.on('2024-02-01');
    const [first] = (await office.revise('S1', { description: 'Prima', recipients: 'Uno' })).facts;
    office.on('2024-02-10');
    const [second] = (
      await office.revise(
        'S1',
        { description: 'Seconda' },
        { occurredOn: '2024-02-05', lateReason: 'Scritta a mano', reason: 'Chiesto dall’ufficio' },
      )
    ).facts;
    const fields = await ofScheda();
    expect(fields['/content/description']).toMatchObject({
      ...{ value: 'Seconda', revision: second!.revision, eventId: second!.id, changes: 2 },
      ...{ type: 'SchedaRevised', words: { it: 'Scheda scritta', en: 'Scheda revised' } },
      ...{ by: 'persona-uh', role: 'UH', onBehalfOf: null, actedAs: 'UH' },
      ...{ recordedAt: '2024-02-10T10:00:00.000Z', occurredOn: '2024-02-05', daysLate: 5 },
      ...{ reason: 'Chiesto dall’ufficio', lateReason: 'Scritta a mano', redacted: null },
    });
    expect(fields['/content/recipients']).toMatchObject({
      value: 'Uno',
      revision: first!.revision,
    });
    expect(fields['/unitId']).toMatchObject({ value: 'anziani', revision: facts[0]!.revision });
  });

  it('is whoever emptied it, too', async () => {
    await office.assign('S1');
    await office.revise('S1', { description: 'Prima' });
    const [emptied] = (await office.revise('S1', { description: null })).facts;
    expect((await ofScheda())['/content/description']).toMatchObject({
      ...{ value: null, revision: emptied!.revision, changes: 2 },
    });
  });

  it('is not whoever wrote the same again, or wrote in another scheda', async () => {
    await office.assign('S1');
    await office.assign('S2');
    const [written] = (await office.revise('S1', { description: 'Prima' })).facts;
    await office.revise('S2', { description: 'Altra' });
    await office.revise('S1', { recipients: 'Altro' });
    expect((await ofScheda())['/content/description']!.revision).toBe(written!.revision);
  });

  it('outlives a redaction, which is told with its hand and never with the text', async () => {
    await office.assign('S1');
    const [written] = (await office.revise('S1', { description: 'Mario Rossi' })).facts;
    office.on('2024-03-01');
    const [redaction] = (
      await office.record('redact-text', {
        ...{ eventId: written!.id, where: 'data', pointer: '/changes/description' },
        ...{ reason: 'Chiesto', legalBasis: 'GDPR art. 17' },
      })
    ).facts;
    const fields = await ofScheda();
    expect(fields['/content/description']).toMatchObject({
      ...{ revision: written!.revision, by: 'persona-uh' },
      redacted: {
        ...{ revision: redaction!.revision, by: 'persona-dir', role: 'DIR' },
        ...{ reason: 'Chiesto', legalBasis: 'GDPR art. 17' },
      },
    });
    expect(JSON.stringify(fields)).not.toContain('Mario');
  });
});

describe('Who made a cycle’s own fields what they are', () => {
  it('is told for each of them, and for where it stands', async () => {
    await office.record('set-target-approval', { date: '2024-06-30', basis: 'Indirizzi' });
    office.on('2024-02-01');
    const [moved] = (
      await office.record('set-target-approval', {
        date: '2024-07-31',
        basis: 'Indirizzi',
        reason: 'Rinvio',
      })
    ).facts;
    const fields = await blamed(watchedLife());
    expect(fields['/title']).toMatchObject({ value: 'POA 2024', type: 'CycleDrafted' });
    expect(fields['/targetApproval/date']).toMatchObject({
      ...{ value: '2024-07-31', revision: moved!.revision, changes: 2 },
    });
    expect(fields['/targetApproval/basis']).toMatchObject({ value: 'Indirizzi', changes: 1 });
    expect(fields['/programmes/P1/name']).toMatchObject({ value: 'Anziani' });
    expect(fields['/state']!.type).toBe('KickoffHeld');
  });

  it('is whoever set it right, with the fact that had it wrong', async () => {
    const facts = [];
    for await (const fact of office.store.read(STREAM)) facts.push(fact);
    const opened = facts.find(({ type }) => type === 'CycleOpened')!;
    const [corrected] = (
      await office.record('correct-record', {
        ...{ eventId: opened.id, field: '/caseFile/subject', old: 'POA 2024', new: 'Piano 2024' },
        reason: 'Oggetto errato',
      })
    ).facts;
    expect((await blamed(watchedLife()))['/caseFile/subject']).toMatchObject({
      ...{ value: 'Piano 2024', revision: corrected!.revision, reason: 'Oggetto errato' },
      corrects: { revision: opened.revision, type: 'CycleOpened' },
    });
  });

  it('does not tell of the schede', async () => {
    await office.assign('S1');
    expect(JSON.stringify(await blamed(watchedLife()))).not.toContain('Scheda S1');
  });
});
