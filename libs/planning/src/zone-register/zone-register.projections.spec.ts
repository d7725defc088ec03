import { addCoDesignRow } from '../co-design/add-co-design-row.js';
import { changeCoDesignState } from '../co-design/change-co-design-state.js';
import {
  coDesignRowsOf,
  CoDesignRowsProjection,
  type CoDesignRowsQuery,
} from '../co-design/co-design-rows.projection.js';
import { completeCoDesignRow } from '../co-design/complete-co-design-row.js';
import { importCoDesignRows } from '../co-design/import-co-design-rows.js';
import { recordExpiryReview } from '../co-design/record-expiry-review.js';
import { renewCoDesignRow } from '../co-design/renew-co-design-row.js';
import type { CycleCommand } from '../command/cycle-command.js';
import type { Verb } from '../command/verb.js';
import { attachHealthProfile } from '../knowledge/attach-health-profile.js';
import { addFundedProject } from '../funded-project/add-funded-project.js';
import { changeFundedProject } from '../funded-project/change-funded-project.js';
import {
  fundedProjectsOf,
  FundedProjectsProjection,
  type FundedProjectsQuery,
} from '../funded-project/funded-projects.projection.js';
import { recordReporting } from '../funded-project/record-reporting.js';
import { setReportingDeadline } from '../funded-project/set-reporting-deadline.js';
import { citationsOf, CitationsProjection } from '../plan-document/citations.projection.js';
import { registerDocument } from '../plan-document/register-document.js';
import { questionsOf, QuestionsProjection } from '../question/questions.projection.js';
import { CYCLE, Office, someone, TODAY } from '../read-models.fixture.js';
import { document, type Body } from '../testing.fixture.js';
import { openZoneRegister } from './open-zone-register.js';
import type { ZoneRegisterData } from './zone-register.data.js';
import { REGISTER } from './zone-register.fixture.js';

let office: Office;
const coordinator = someone('UPc');
const CUP = 'J71H22000140006';

/** A wish about the register that is granted. */
async function does<Wish extends CycleCommand>(
  verb: Verb<Wish, ZoneRegisterData>,
  body: Body<Wish>,
): Promise<void> {
  // The office asks any verb; the register remembers what these need.
  await office.does(verb, body, coordinator, REGISTER);
}

const row = (coDesignRowId: string, more: object = {}) => ({
  coDesignRowId,
  ...{ holder: { text: 'AUSL Toscana Nord-Ovest' }, activity: 'Servizi', subjects: [] },
  ...{ state: 'ongoing' as const, ...more },
});
const years = (from: string, to: string) => ({ period: { from, to, precision: 'year' as const } });

beforeEach(async () => {
  office = new Office();
  await does(openZoneRegister, { title: 'Registro di zona' });
});

afterEach(async () => {
  await office.close();
});

describe('The list of the rows of co-design', () => {
  const list = (query: Partial<CoDesignRowsQuery> = {}) =>
    office.shows(CoDesignRowsProjection, (database) =>
      coDesignRowsOf(database, { cycleId: REGISTER, on: '2025-01-01', ...query }),
    );
  const ids = async (query: Partial<CoDesignRowsQuery>): Promise<readonly string[]> =>
    (await list(query)).rows.map(({ coDesignRowId }) => coDesignRowId);

  beforeEach(async () => {
    await does(importCoDesignRows, {
      rows: [
        row('CP31', years('2023', '2026')),
        row('CP32', { ...years('2023', '2024'), codes: { cup: [CUP.toLowerCase()] } }),
        row('CP33', { ...years('2023', '2024'), holder: { text: 'Comune di Livorno' } }),
        row('CP37', { ...years('2024', '2027'), state: 'planned' }),
        row('CP38'),
        row('CP39', { addendumTo: 'CP31', state: 'concluded' }),
      ],
    });
  });

  it('shows a row with where it stands, when it ends and what points to it', async () => {
    await does(renewCoDesignRow, { coDesignRowId: 'CP32', renewedBy: 'CP37' });
    await does(changeCoDesignState, { coDesignRowId: 'CP37', to: 'award_started' });
    const { rows } = await list();
    expect(rows.find(({ coDesignRowId }) => coDesignRowId === 'CP32')).toMatchObject({
      ...{ cycleId: REGISTER, zone: 'livornese', state: 'ongoing', endsOn: '2024-12-31' },
      ...{ stateName: { it: 'in corso', en: 'ongoing' }, needsReview: true, renewedBy: 'CP37' },
      period: years('2023', '2024').period,
    });
    expect(rows.find(({ coDesignRowId }) => coDesignRowId === 'CP37')).toMatchObject({
      ...{ state: 'award_started', renews: 'CP32', renewedBy: null, needsReview: false },
    });
    expect(rows[0]).toMatchObject({ coDesignRowId: 'CP31', addenda: ['CP39'] });
  });

  it.each<[Partial<CoDesignRowsQuery>, string[]]>([
    [{}, ['CP31', 'CP32', 'CP33', 'CP37', 'CP38', 'CP39']],
    [{ cycleId: 'pisana-registro-di-zona' }, []],
    [{ state: 'planned' }, ['CP37']],
    [{ holder: 'Comune di Livorno' }, ['CP33']],
    [{ cup: CUP }, ['CP32']],
    [{ cup: 'J71H22000140007' }, []],
    [{ needsReview: true }, ['CP32', 'CP33']],
    [{ needsReview: true, on: '2024-12-31' }, []],
    [{ needsReview: false }, ['CP31', 'CP37', 'CP38', 'CP39']],
    [{ expiringWithinDays: 30, on: '2024-12-01' }, ['CP32', 'CP33']],
    [{ expiringWithinDays: 29, on: '2024-12-01' }, []],
    [{ expiringWithinDays: 0, on: '2024-12-31' }, ['CP32', 'CP33']],
    [{ expiringWithinDays: 30, on: '2025-01-01' }, []],
  ])('filtered by %j is %j', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
    expect((await list(query)).total).toBe(expected.length);
  });

  it('knows of a look that was put off', async () => {
    const reviewAgainOn = '2025-03-01';
    await does(recordExpiryReview, { coDesignRowId: 'CP32', finding: 'Proroga', reviewAgainOn });
    expect(await ids({ needsReview: true, on: '2025-02-28' })).toEqual(['CP33']);
    expect(await ids({ needsReview: true, on: '2025-03-01' })).toEqual(['CP32', 'CP33']);
  });

  it('knows of an end that was said later, and of an end that came', async () => {
    await does(completeCoDesignRow, {
      coDesignRowId: 'CP38',
      period: { to: '2024-11', precision: 'month' },
      basis: 'Determina 1/2024',
    });
    expect(await ids({ needsReview: true })).toEqual(['CP32', 'CP33', 'CP38']);
    await does(changeCoDesignState, { coDesignRowId: 'CP38', to: 'concluded' });
    expect(await ids({ needsReview: true })).toEqual(['CP32', 'CP33']);
  });

  it('goes on where the page before ended', async () => {
    const first = await list({ limit: 4 });
    expect(first.rows).toHaveLength(4);
    const second = await list({ limit: 4, after: first.next ?? '' });
    expect(second.rows.map(({ coDesignRowId }) => coDesignRowId)).toEqual(['CP38', 'CP39']);
    expect(second.next).toBeNull();
  });
});

describe('The list of funded projects', () => {
  const list = (query: Partial<FundedProjectsQuery> = {}) =>
    office.shows(FundedProjectsProjection, (database) =>
      fundedProjectsOf(database, { cycleId: REGISTER, ...query }),
    );

  beforeEach(async () => {
    await does(addFundedProject, {
      ...{ fundedProjectId: 'FP-1', name: 'SEUS', amountEur: '356240.00', cup: [CUP] },
      period: { from: '2024-01-01', to: '2026-06-30', precision: 'day' },
    });
    await does(addFundedProject, { fundedProjectId: 'FP-2' });
  });

  it('shows what a project has still to report', async () => {
    const due = { fundedProjectId: 'FP-1', text: 'Rendiconto' };
    await does(setReportingDeadline, { ...due, reportingId: 'R2', due: '2025-06-30' });
    await does(setReportingDeadline, { ...due, reportingId: 'R1', due: '2024-06-30' });
    const { rows, total } = await list({ reportingBy: '2024-06-30' });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      ...{ fundedProjectId: 'FP-1', name: 'SEUS', amountEur: '356240.00' },
      ...{ endsOn: '2026-06-30', nextReportingOn: '2024-06-30' },
    });
    await does(recordReporting, { fundedProjectId: 'FP-1', reportingId: 'R1' });
    expect((await list({ reportingBy: '2024-06-30' })).rows).toEqual([]);
    expect((await list()).rows[0]?.nextReportingOn).toBe('2025-06-30');
  });

  it('shows a change, page by page, and by CUP', async () => {
    const reason = 'Nome trovato';
    await does(changeFundedProject, { fundedProjectId: 'FP-2', name: 'Pronto Badante', reason });
    const first = await list({ limit: 1 });
    const second = await list({ limit: 1, after: first.next ?? '' });
    expect(second.rows).toMatchObject([{ name: 'Pronto Badante', endsOn: null }]);
    expect((await list({ cup: CUP })).rows).toMatchObject([{ fundedProjectId: 'FP-1' }]);
  });
});

describe('Where a document is cited', () => {
  const shown = (zone: string, sha256: string) =>
    office.shows(CitationsProjection, (database) => citationsOf(database, zone, sha256));

  it('is every place in the register and in the cycles of the zone', async () => {
    const { title, sha256 } = document;
    await does(registerDocument, { documentId: 'profilo', kind: 'profilo', title, sha256 });
    await office.prepare();
    const attached = await office.does(attachHealthProfile, {
      ...{ edition: '2024', title: 'Profilo', document },
    });
    expect(await shown('livornese', sha256)).toEqual([
      expect.objectContaining({
        ...{ cycleId: REGISTER, type: 'DocumentRegistered', pointer: '', title },
        ...{ revision: 1, occurredOn: TODAY },
      }),
      expect.objectContaining({
        ...{ cycleId: CYCLE, type: 'HealthProfileAttached', pointer: '/document', title },
        ...{ position: attached.position },
      }),
    ]);
    expect(await shown('pisana', sha256)).toEqual([]);
    expect(await shown('livornese', 'b'.repeat(64))).toEqual([]);
  });
});

describe('What the sources of a register do not say', () => {
  it('is among the questions of the zone', async () => {
    await does(addCoDesignRow, { row: row('CP01', { codes: { cup: ['J7'] } }) });
    const { rows } = await office.shows(QuestionsProjection, (database) =>
      questionsOf(database, { zone: 'livornese', cycleId: REGISTER }),
    );
    expect(rows).toMatchObject([{ subject: 'co-design-row CP01', state: 'open' }]);
  });
});
