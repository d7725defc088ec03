import type { CycleCommand } from '../command/cycle-command.js';
import type { Verb } from '../command/verb.js';
import { addCoDesignRow } from '../co-design/add-co-design-row.js';
import { changeCoDesignState } from '../co-design/change-co-design-state.js';
import { coDesignRowsOf, CoDesignRowsProjection } from '../co-design/co-design-rows.projection.js';
import { completeCoDesignRow } from '../co-design/complete-co-design-row.js';
import { linkCoDesignToScheda } from '../co-design/link-co-design-to-scheda.js';
import { unlinkCoDesignFromScheda } from '../co-design/unlink-co-design-from-scheda.js';
import { correctRecord } from '../correction/correct-record.js';
import { redactedText } from '../correction/redaction.js';
import { redactText } from '../correction/redact-text.js';
import { addFundedProject } from '../funded-project/add-funded-project.js';
import { changeFundedProject } from '../funded-project/change-funded-project.js';
import {
  fundedProjectsOf,
  FundedProjectsProjection,
} from '../funded-project/funded-projects.projection.js';
import { linkFundedProject } from '../funded-project/link-funded-project.js';
import { unlinkFundedProject } from '../funded-project/unlink-funded-project.js';
import type { LifeData } from '../life-data.js';
import { addUnit } from '../organisation/add-unit.js';
import type { OrganisationData } from '../organisation/organisation.data.js';
import { openOrganisation } from '../organisation/open-organisation.js';
import { renameUnit } from '../organisation/rename-unit.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { PlanningFact } from '../planning-fact.js';
import { citationsOf, CitationsProjection } from '../plan-document/citations.projection.js';
import { registerDocument } from '../plan-document/register-document.js';
import { CYCLE, Office, someone } from '../read-models.fixture.js';
import type { Body } from '../testing.fixture.js';
import { openZoneRegister } from './open-zone-register.js';
import type { ZoneRegisterData } from './zone-register.data.js';
import { REGISTER } from './zone-register.fixture.js';

const ORGANISATION = 'livornese-organizzazione';
const CUP = 'J71H22000140006';
const reason = 'Così è nella fonte';
const hidden = (text: string): string => redactedText(sha256(text));

let office: Office;
beforeEach(async () => {
  office = new Office();
  await does(openZoneRegister, { title: 'Registro di zona' });
});
afterEach(() => office.close());

/** A wish about a register that is granted to whoever may wish it. */
async function does<Wish extends CycleCommand, Data extends LifeData>(
  verb: Verb<Wish, Data>,
  body: Body<Wish>,
  registerId = REGISTER,
): Promise<void> {
  // The office asks any verb; the register remembers what these need.
  await office.does(verb, body, someone(verb.who[0]!.role), registerId);
}

/** The id of the event that was last recorded of a type. */
async function lastOf(type: PlanningFact['type'], registerId = REGISTER): Promise<string> {
  let id = '';
  for await (const event of office.store.read(`register-${registerId}`)) {
    if (event.type === type) id = event.id;
  }
  return id;
}
type Correction = Readonly<Record<'eventId' | 'field' | 'old' | 'new', string>>;
const correct = (correction: Correction, registerId?: string) =>
  does(correctRecord, { ...correction, reason }, registerId);
const redact = (eventId: string, pointer: string, registerId?: string) =>
  does(redactText, { eventId, pointer, legalBasis: 'GDPR art. 17', reason }, registerId);
const refusalOf = async (correction: Correction): Promise<unknown> => {
  const answer = await office.wish(
    correctRecord,
    { ...correction, reason },
    someone('UPc'),
    REGISTER,
  );
  return answer.kind === 'refused' ? answer.refusal.code : answer.kind;
};
const remembered = async <Data extends object>(registerId = REGISTER): Promise<Data> =>
  // Every version of these definitions remembers what is asked for here.
  (await office.shown(registerId)) as unknown as Data;

const row = {
  ...{ coDesignRowId: 'CP01', holder: { text: 'Coop. di A.B.' }, activity: 'Casa di A.B.' },
  ...{ subjects: [{ text: 'A.B.', role: 'generic' as const }], state: 'ongoing' as const },
  period: { from: '2023', to: '2024', precision: 'year' as const, text: 'PERIODO 2023- 2024' },
  ...{ amountEur: '10000.00', codes: { cup: ['J7'] } },
};

describe('A row of co-design', () => {
  const shown = async () => {
    const { rows } = await office.shows(CoDesignRowsProjection, (database) =>
      coDesignRowsOf(database, { cycleId: REGISTER, on: '2025-01-01' }),
    );
    const { coDesignRows } = await remembered<ZoneRegisterData>();
    // What the list shows is what the register remembers, as it may be shown.
    expect(rows[0]).toMatchObject(coDesignRows['CP01']!);
    return rows[0]!;
  };

  beforeEach(() => does(addCoDesignRow, { row }));

  it.each([
    ['/amountEur', '10000.00', '12000.00', { amountEur: '12000.00' }],
    ['/codes/cup/0', 'J7', CUP, { codes: { cup: [CUP] } }],
    ['/holder/text', 'Coop. di A.B.', 'Coop.', { holder: { text: 'Coop.' } }],
    ['/activity', 'Casa di A.B.', 'Casa', { activity: 'Casa' }],
    ['/subjects/0/text', 'A.B.', 'ETS', { subjects: [{ text: 'ETS', role: 'generic' }] }],
    ['/period/to', '2024', '2025', { endsOn: '2025-12-31', needsReview: false }],
    ['/period/text', 'PERIODO 2023- 2024', '2023-2024', { period: { text: '2023-2024' } }],
  ])('is corrected in %s', async (field, old, right, expected) => {
    const eventId = await lastOf('CoDesignRowAdded');
    await correct({ eventId, field, old, new: right });
    expect(await shown()).toMatchObject(expected);
  });

  it.each([
    ['/amountEur', '10000.00', '12.000 euro', 'new-value-invalid'],
    ['/codes/cup/0', 'J7', 'J8', 'new-value-invalid'],
    ['/period/to', '2024', '2022', 'dates-reversed'],
    ['/period/to', '2024', '2024-06', 'period-unreadable'],
    ['/period/to', '2024', '2024-13', 'new-value-invalid'],
    ['/outcome', 'ongoing', 'planned', 'not-correctable'],
    ['/coDesignRowId', 'CP01', 'CP02', 'not-correctable'],
  ])('is not corrected in %s from %s to %s', async (field, old, wrong, code) => {
    const eventId = await lastOf('CoDesignRowAdded');
    expect(await refusalOf({ eventId, field, old, new: wrong })).toBe(code);
  });

  it('is corrected in what was said later, whatever else was said after that', async () => {
    const basis = 'Determina';
    await does(completeCoDesignRow, { coDesignRowId: 'CP01', act: 'Det. 12/2024', basis });
    const completed = await lastOf('CoDesignRowCompleted');
    await does(completeCoDesignRow, { coDesignRowId: 'CP01', legalForm: 'art55', basis });
    await correct({
      ...{ eventId: completed, field: '/filled/act' },
      ...{ old: 'Det. 12/2024', new: 'Det. 21/2024' },
    });
    expect(await shown()).toMatchObject({ act: 'Det. 21/2024', legalForm: 'art55' });
  });

  it('does not show a text that was redacted, in the list either', async () => {
    const added = await lastOf('CoDesignRowAdded');
    for (const pointer of ['/holder/text', '/activity', '/subjects/0/text']) {
      await redact(added, pointer);
    }
    expect(await shown()).toMatchObject({
      ...{ holder: { text: hidden('Coop. di A.B.') }, activity: hidden('Casa di A.B.') },
      subjects: [{ text: hidden('A.B.') }],
      amountEur: '10000.00',
    });
  });

  it('hides the words of that very fact: those of a later one stay', async () => {
    const state = { coDesignRowId: 'CP01', stateText: 'Ferma per A.B.', reason };
    await does(changeCoDesignState, { ...state, to: 'suspended' });
    const suspended = await lastOf('CoDesignStateChanged');
    await does(changeCoDesignState, { ...state, to: 'ongoing' });
    await redact(suspended, '/stateText');
    expect(await shown()).toMatchObject({ stateText: 'Ferma per A.B.' });
    await redact(await lastOf('CoDesignStateChanged'), '/stateText');
    expect(await shown()).toMatchObject({ stateText: hidden('Ferma per A.B.') });
  });

  it('stays without the link that was taken back, whatever is corrected after that', async () => {
    await office.prepare();
    for (const schedaId of ['S-1', 'S-2']) {
      await office.assign(schedaId);
      const scheda = { cycleId: CYCLE, schedaId };
      await does(linkCoDesignToScheda, { coDesignRowId: 'CP01', scheda });
    }
    const [wrong, right] = ['S-1', 'S-2'].map((schedaId) => ({ cycleId: CYCLE, schedaId }));
    await does(unlinkCoDesignFromScheda, { coDesignRowId: 'CP01', scheda: wrong!, reason });
    expect(await shown()).toMatchObject({ schede: [right] });
    const eventId = await lastOf('CoDesignRowAdded');
    await correct({ eventId, field: '/amountEur', old: '10000.00', new: '12000.00' });
    expect(await shown()).toMatchObject({ amountEur: '12000.00', schede: [right] });
  });

  it.each(['CoDesignRowLinked', 'CoDesignRowUnlinked'] as const)(
    'is not corrected in whom %s names: it is unlinked, and linked again',
    async (type) => {
      await office.prepare();
      await office.assign('S-1');
      const scheda = { cycleId: CYCLE, schedaId: 'S-1' };
      await does(linkCoDesignToScheda, { coDesignRowId: 'CP01', scheda });
      await does(unlinkCoDesignFromScheda, { coDesignRowId: 'CP01', scheda, reason });
      const eventId = await lastOf(type);
      const change = { eventId, field: '/scheda/schedaId', old: 'S-1', new: 'S-2' };
      expect(await refusalOf(change)).toBe('not-correctable');
    },
  );

  it('hides what was wrong and keeps what is right', async () => {
    const eventId = await lastOf('CoDesignRowAdded');
    await correct({ eventId, field: '/activity', old: 'Casa di A.B.', new: 'Casa' });
    await redact(await lastOf('RecordCorrected'), '/old');
    expect(await shown()).toMatchObject({ activity: 'Casa' });
    await redact(await lastOf('RecordCorrected'), '/new');
    expect(await shown()).toMatchObject({ activity: hidden('Casa') });
  });
});

describe('A funded project', () => {
  const shown = async () => {
    const { rows } = await office.shows(FundedProjectsProjection, (database) =>
      fundedProjectsOf(database, { cycleId: REGISTER }),
    );
    const { fundedProjects } = await remembered<ZoneRegisterData>();
    expect(rows[0]).toMatchObject(fundedProjects['FP-1']!);
    return rows[0]!;
  };

  beforeEach(async () => {
    await does(addFundedProject, {
      ...{ fundedProjectId: 'FP-1', name: 'Progetto A.B.', amountEur: '356240.00' },
      actions: [{ text: 'Assegno', minEur: '100.00', maxEur: '200.00' }],
    });
    await does(changeFundedProject, { fundedProjectId: 'FP-1', holder: 'Comune', reason });
  });

  it('is corrected, and hides what was redacted', async () => {
    const added = await lastOf('FundedProjectAdded');
    const changed = await lastOf('FundedProjectChanged');
    await does(changeFundedProject, { fundedProjectId: 'FP-1', funder: 'Regione', reason });
    await correct({ eventId: added, field: '/amountEur', old: '356240.00', new: '365240.00' });
    await correct({ eventId: changed, field: '/changes/holder', old: 'Comune', new: 'AUSL' });
    await redact(added, '/name');
    expect(await shown()).toMatchObject({
      ...{ name: hidden('Progetto A.B.'), amountEur: '365240.00' },
      ...{ holder: 'AUSL', funder: 'Regione' },
    });
  });

  it('stays without what it was unlinked from, whatever is corrected after that', async () => {
    await does(addCoDesignRow, { row });
    const links = { fundedProjectId: 'FP-1', schede: [], coDesignRowIds: ['CP01'] };
    await does(linkFundedProject, links);
    expect(await shown()).toMatchObject({ coDesignRowIds: ['CP01'] });
    await does(unlinkFundedProject, { ...links, reason });
    expect(await shown()).toMatchObject({ coDesignRowIds: [] });
    const eventId = await lastOf('FundedProjectAdded');
    await correct({ eventId, field: '/name', old: 'Progetto A.B.', new: 'Progetto' });
    expect(await shown()).toMatchObject({ name: 'Progetto', coDesignRowIds: [] });
    const unlinked = await lastOf('FundedProjectUnlinked');
    const change = { eventId: unlinked, field: '/coDesignRowIds/0', old: 'CP01', new: 'CP02' };
    expect(await refusalOf(change)).toBe('not-correctable');
  });

  it('has no least amount above the most', async () => {
    const eventId = await lastOf('FundedProjectAdded');
    const field = '/actions/0/minEur';
    expect(await refusalOf({ eventId, field, old: '100.00', new: '300.00' })).toBe(
      'amounts-reversed',
    );
  });
});

describe('The title of a document', () => {
  const fingerprint = 'a'.repeat(64);
  const titles = async () => {
    const cited = await office.shows(CitationsProjection, (database) =>
      citationsOf(database, 'livornese', fingerprint),
    );
    const { documents } = await remembered<ZoneRegisterData>();
    expect(documents['D1']?.title).toBe(cited[0]?.title);
    return cited.map(({ title }) => title);
  };

  beforeEach(async () => {
    for (const documentId of ['D1', 'D2']) {
      const title = 'Relazione su A.B.';
      await does(registerDocument, { documentId, kind: 'pis', title, sha256: fingerprint });
    }
  });

  it('is hidden wherever its very record cites it', async () => {
    expect(await titles()).toEqual(['Relazione su A.B.', 'Relazione su A.B.']);
    await redact(await lastOf('DocumentRegistered'), '/title');
    expect(await titles()).toEqual(['Relazione su A.B.', hidden('Relazione su A.B.')]);
  });

  it('is what it was corrected to, until that is hidden too', async () => {
    const eventId = await lastOf('DocumentRegistered');
    const change = { field: '/title', old: 'Relazione su A.B.', new: 'Relazione di A.B.' };
    await correct({ eventId, ...change });
    expect(await titles()).toEqual(['Relazione su A.B.', 'Relazione di A.B.']);
    await redact(eventId, '/title');
    expect(await titles()).toEqual(['Relazione su A.B.', 'Relazione di A.B.']);
    await redact(await lastOf('RecordCorrected'), '/new');
    expect(await titles()).toEqual(['Relazione su A.B.', hidden('Relazione di A.B.')]);
  });

  it('goes with a protocol number that can be put right, within its year', async () => {
    await does(registerDocument, {
      ...{ documentId: 'D3', kind: 'pis', title: 'PIS' },
      protocol: { register: 'Comune', number: '0012345', year: 2024, date: '2024-01-02' },
    });
    const eventId = await lastOf('DocumentRegistered');
    await correct({ eventId, field: '/protocol/number', old: '0012345', new: '0054321' });
    const { documents } = await remembered<ZoneRegisterData>();
    expect(documents['D3']?.protocol?.number).toBe('0054321');
    const date = { eventId, field: '/protocol/date', old: '2024-01-02' };
    expect(await refusalOf({ ...date, new: '2023-12-30' })).toBe('protocol-year-wrong');
  });
});

describe('The name of a unit', () => {
  const names = async () => {
    const { units } = await remembered<OrganisationData>(ORGANISATION);
    return units['anziani']?.names.map(({ name }) => name);
  };

  it('is corrected, and hidden where it was redacted', async () => {
    await does(openOrganisation, { title: 'Organizzazione' }, ORGANISATION);
    await does(
      addUnit,
      {
        ...{ unitId: 'anziani', name: 'Unità di A.B.', kind: 'SERVIZIO', belongsTo: 'COMUNE' },
        from: '2024-01-01',
      },
      ORGANISATION,
    );
    const renamed = { unitId: 'anziani', name: 'Anzini', from: '2024-01-05', act: '1/2024' };
    await does(renameUnit, { ...renamed, reason }, ORGANISATION);
    const eventId = await lastOf('UnitRenamed', ORGANISATION);
    await correct({ eventId, field: '/newName', old: 'Anzini', new: 'Anziani' }, ORGANISATION);
    await redact(await lastOf('UnitAdded', ORGANISATION), '/name', ORGANISATION);
    expect(await names()).toEqual([hidden('Unità di A.B.'), 'Anziani']);
  });
});
