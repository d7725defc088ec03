import type { Role } from '#people';
import { correctRecord } from '../correction/correct-record.js';
import { redactText } from '../correction/redact-text.js';
import { redactedText } from '../correction/redaction.js';
import { setDeadline } from '../deadline/set-deadline.js';
import { receiveContribution } from '../participation/receive-contribution.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { PlanningFact } from '../planning-fact.js';
import { CYCLE, Office, someone } from '../read-models.fixture.js';
import { dropAmendment } from '../revision/drop-amendment.js';
import { openRevision } from '../revision/open-revision.js';
import { reviseScheda } from '../scheda/revise-scheda.js';
import { document } from '../testing.fixture.js';
import { search, type SearchQuery } from './found-things.js';
import { FOUND_FROM, FOUND_TO } from './marks.js';
import { SearchProjection } from './search.projection.js';

let office: Office;
beforeEach(async () => {
  office = new Office();
  await office.prepare();
  await office.assign('s1', 'anziani', 'Assistenza domiciliare agli anziani');
});
afterEach(() => office.close());

const reason = 'Motivo di prova';
const head = someone('UH', 'anziani');
const look = (text: string, role: Role = 'UPc', more: Partial<SearchQuery> = {}) =>
  office.shows(SearchProjection, (database) =>
    search(database, {
      ...{ zone: 'livornese', role, text, limit: 20, ...more },
    }),
  );
const ids = async (...asked: Parameters<typeof look>): Promise<readonly string[]> =>
  (await look(...asked)).kinds.flatMap(({ things }) =>
    things.map(({ kind, id }) => `${kind} ${id}`),
  );
const revise = (changes: object) =>
  office.does(reviseScheda, { schedaId: 's1', changes: { ...changes } }, head);
const lastOf = async (type: PlanningFact['type']): Promise<string> =>
  (await office.facts()).findLast((fact) => fact.type === type)!.id;

describe('The search', () => {
  it.each(['anziani', 'ANZIANO', 'assist', 'assistenza anziani', 'l’assistenza domiciliàre'])(
    'finds a scheda by %s',
    async (text) => {
      expect(await ids(text)).toEqual(['scheda s1']);
    },
  );

  it('wants every word', async () => {
    expect(await ids('assistenza minori')).toEqual([]);
  });

  it('finds words however deep they stand, says where, and forgets those that were written over', async () => {
    await revise({ description: 'Un pulmino con l’autista per la città' });
    const { kinds } = await look('citta pulmini');
    const [found] = kinds[0]!.things;
    expect(found).toMatchObject({ id: 's1', isExact: false });
    expect(found!.passage).toContain(`${FOUND_FROM}pulmino${FOUND_TO}`);
    expect(found!.passage).toContain(`${FOUND_FROM}città${FOUND_TO}`);
    await revise({ description: 'Una bicicletta' });
    expect(await ids('pulmino')).toEqual([]);
    expect(await ids('bicicletta')).toEqual(['scheda s1']);
  });

  it('puts the one that has the code first, however it is written', async () => {
    await office.assign('s2', 'anziani', 'Nota su S1');
    const { kinds } = await look('s-1');
    expect(kinds[0]!.things[0]).toMatchObject({ id: 's1', isExact: true });
    const { code } = (await office.life()).data.schede['s1']!;
    expect((await look(code)).kinds[0]!.things[0]).toMatchObject({ id: 's1', isExact: true });
    expect((await look(code.toLowerCase().replaceAll('-', ''))).kinds[0]!.total).toBe(1);
  });

  it('suggests what may have been meant, of what is there', async () => {
    expect((await look('azniani')).suggestion).toBe('anziani');
    expect((await look('assitenza anziani')).suggestion).toBe('assistenza anziani');
    expect((await look('xyzzyxyzzy')).suggestion).toBeUndefined();
    expect((await look('azniani', 'ETS')).suggestion).toBeUndefined();
  });

  it('finds the act by its number once it is there, and whoever may not read the history does not', async () => {
    await office.close();
    office = new Office();
    await office.bringIntoForce(['s1'], [{ text: 'Aggiornare gli indicatori' }]);
    expect(await ids('delibera 12')).toContain('act seduta-1');
    expect((await look('12')).facts).toMatchObject([{ cycleId: CYCLE, revision: 12 }]);
    expect(await ids('indicatori', 'UPc', { kind: 'act' })).toEqual(['act seduta-1']);
    expect(await ids('indicatori', 'UH', { kind: 'act' })).toEqual([]);
    expect((await look('12', 'UH')).facts).toEqual([]);
    expect((await look('99999')).facts).toEqual([]);
  });

  it('goes back with a scheda to what the organ approved', async () => {
    await office.close();
    office = new Office();
    await office.bringIntoForce(['s1']);
    await office.does(openRevision, { scope: [{ schedaId: 's1', what: 'amend' }], reason });
    await revise({ description: 'Una bicicletta' });
    expect(await ids('bicicletta')).toEqual(['scheda s1']);
    await office.does(dropAmendment, { schedaId: 's1', reason });
    expect(await ids('bicicletta')).toEqual([]);
    expect(await ids('attività di prova')).toEqual(['scheda s1']);
  });

  it('finds meetings, programmes, deadlines and the cycle itself', async () => {
    await office.schedule('M1');
    await office.does(setDeadline, {
      ...{ deadlineId: 'd1', kind: 'SCHEDE_SUBMITTED', due: '2024-03-29', basis: 'OFFICE' },
    });
    expect(await ids('incontro')).toEqual(['meeting M1']);
    expect(await ids('cure')).toEqual(['programme P01']);
    expect(await ids('29/03/2024')).toContain('deadline d1');
    expect(await ids('poa')).toEqual([`cycle ${CYCLE}`]);
  });

  it('stays within the year and the zone that are asked for', async () => {
    expect(await ids('anziani', 'UPc', { cycleId: CYCLE })).toEqual(['scheda s1']);
    expect(await ids('anziani', 'UPc', { cycleId: 'livornese-poa-annuale-2023' })).toEqual([]);
    expect(await ids('anziani', 'UPc', { zone: 'pisana' })).toEqual([]);
  });
});

it('A contribution, which is somebody’s own, is in no index', async () => {
  const said = { contributionId: 'c1', body: 'Associazione Il Faro', document };
  await office.does(receiveContribution, said, someone('ETS'));
  for (const role of ['ETS', 'UPc', 'AUD'] as const) {
    expect(await ids('faro', role)).toEqual([]);
  }
});

describe('A text that was redacted', () => {
  const redact = (eventId: string, pointer: string) =>
    office.does(redactText, {
      ...{ eventId, pointer, where: 'data', legalBasis: 'GDPR art. 17', reason },
    });

  it('is not found any more, nor what corrected it', async () => {
    await revise({ description: 'Assiste il signor Bianchi' });
    expect(await ids('bianchi')).toEqual(['scheda s1']);
    await redact(await lastOf('SchedaRevised'), '/changes/description');
    expect(await ids('bianchi')).toEqual([]);
    const title = 'Assistenza domiciliare agli anziani';
    await redact(await lastOf('SchedaAssigned'), '/title');
    expect(await ids('domiciliare')).toEqual([]);
    const found = await look('S1');
    expect(found.kinds[0]!.things[0]!.title).toBe(redactedText(sha256(title)));
  });

  it('was corrected: the right one is found in its place', async () => {
    await office.schedule('M1');
    await office.hold('M1');
    await office.does(correctRecord, {
      ...{ eventId: await lastOf('MeetingHeld'), field: '/heldOn', reason },
      ...{ old: '2024-01-10', new: '2024-01-09' },
    });
    expect(await ids('09/01/2024')).toEqual(['meeting M1']);
    expect(await ids('10/01/2024')).toEqual([]);
  });
});
