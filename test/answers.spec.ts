import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsPlugin from 'ajv-formats';
import { roles, type Role } from '#people';
import { verbs } from '#planning';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';
import { coProgrammazioneWays } from './ways/co-programmazione.ways.fixture.js';
import { profiloDiSaluteWays } from './ways/profilo-di-salute.ways.fixture.js';
import { registroDiZonaWays } from './ways/registro-di-zona.ways.fixture.js';

// The plugin is CommonJS: its function is the default export of its default export.
const addFormats = addFormatsPlugin as unknown as (ajv: Ajv2020) => void;

interface Description {
  readonly paths: Readonly<
    Record<string, Readonly<Record<'get' | 'post', { readonly responses: object } | undefined>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let server: TestServer;
let description: Description;
let validators: Ajv2020;
/** One cycle closed and taken up again, one in the midst of its preparation, one just drafted. */
let cycles: readonly Journey[];
let siblingYear = 2_030;
/** The register of the zone, with something of everything in it. */
let register: Journey;

beforeAll(async () => {
  server = await TestServer.start();
  ({ body: description } = await server.as('ADM').get<Description>('/api/v1/openapi.json'));
  validators = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats(validators);
  validators.addVocabulary(['components', 'info', 'openapi', 'paths', 'security', 'tags']);
  validators.addSchema(description, 'api');
  const [approved, underWay, drafted] = [2022, 2023, 2024].map((year) =>
    programmeOfYear(server, year),
  ) as [Journey, Journey, Journey];
  cycles = [approved, underWay, drafted];
  await drafted.perform('UPc', 'draft-cycle', { title: 'POA 2024' });
  await drafted.perform('UPc', 'set-target-approval', { date: '2024-12-20', basis: 'Indirizzi' });
  await reach(underWay, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  for (const type of [
    'SchedaAssigned',
    'SchedaRevised',
    'SchedaSubmitted',
    'SchedaTakenInCharge',
    'SchedaReturned',
    'SchedaWithdrawalRequested',
  ] as const) {
    await drive(underWay, { type }, 'S-answers');
  }
  for (const type of [
    'CoProgrammingActivated',
    'NoticePublished',
    'NoticeClosed',
    'CoProgrammingSessionHeld',
    'CoProgrammingReportIssued',
    'CoProgrammingReportPublished',
    'NeedsImported',
    'HealthProfileAttached',
    'RegionalActLinked',
    'ParentPlanLinked',
    'DeadlineSet',
    'DeadlineExtended',
    'QuestionRaised',
    'QuestionAnswered',
    'MeetingScheduled',
    'MeetingRescheduled',
    'MinutesRecorded',
    'MinutesOpenedToObservations',
    'ContributionAnswered',
    'CategoryExemptionProposed',
    'CategoryExempted',
  ] as const) {
    await drive(underWay, { type });
  }
  register = Journey.inZone(server, registroDiZonaWays, ZONE, 0);
  for (const type of [
    'ZoneRegisterOpened',
    'CoDesignRowAdded',
    'CoDesignRowCompleted',
    'CoDesignRowLinked',
    'CoDesignRowUnlinked',
  ] as const) {
    await drive(register, { type }, 'CP-answers');
  }
  for (const outcome of ['award_started', 'ongoing']) {
    await drive(register, { type: 'CoDesignStateChanged', outcome }, 'CP-answers');
  }
  for (const type of [
    'CoDesignRowRenewed',
    'CoDesignAddendumAdded',
    'CoDesignExpiryReviewed',
    'QuestionRaised',
  ] as const) {
    await drive(register, { type }, 'CP-answers');
  }
  for (const type of [
    'FundedProjectAdded',
    'FundedProjectLinked',
    'FundedProjectUnlinked',
    'ReportingDeadlineSet',
    'ReportingRecorded',
  ] as const) {
    await drive(register, { type }, 'FP-answers');
  }
  for (const type of ['DocumentRegistered', 'ProtocolSet', 'DocumentSuperseded'] as const) {
    await drive(register, { type }, 'D-answers');
  }
  const cup = ['J71H22000140006'];
  await register.perform('UPc', 'add-funded-project', { amountEur: '1.00', cup });
  // One scheda of its plan will be annulled, another is carried out and reported on.
  await reach(approved, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
  for (const schedaId of ['S-annulled', 'S-reported']) {
    for (const type of [
      ...(['SchedaAssigned', 'SchedaRevised', 'SchedaSubmitted'] as const),
      ...(['SchedaTakenInCharge', 'SchedaChecked'] as const),
    ]) {
      await drive(approved, { type }, schedaId);
    }
  }
  // Approved with prescriptions, carried out, reported on, closed and taken up again.
  for (const type of [
    'PrescriptionSet',
    'PrescriptionMet',
    'PrescriptionNotAccepted',
    'PrescriptionMet',
    'PrescriptionAccepted',
    'PlanPublished',
    'ProwebDepositRecorded',
    'CheckpointOpened',
    'ProgressRecorded',
    'CheckpointClosed',
    'RevisionOpened',
    'RevisionVerified',
    'ProposalEndorsed',
    'OrganConvened',
    'DeliberationRecorded',
    'SchedaAnnulled',
    'RecordCorrected',
    'TextRedacted',
    'CycleSuspended',
    'CycleResumed',
    'FinalReportStarted',
    'SchedaReported',
    'ReportReturned',
    'SchedaExcused',
    'SchedaReported',
    'ReportAccepted',
    'FinalReportEndorsed',
    'FinalReportReturned',
    'FinalReportEndorsed',
    'FinalReportApproved',
    'CycleClosed',
    'CycleReopened',
  ] as const) {
    await drive(approved, { type });
  }
  await drafted.attempt('AUD', 'open-cycle', {});
  const { position } = await drafted.perform('UPc', 'raise-question', {
    questionId: 'ultima',
    subject: 'cycle',
    text: 'Chi firma?',
  });
  for (const list of ['cycles', 'worklist', 'refusals']) {
    await server.as('UPc').get(`/api/v1/${list}?after=${position}`);
  }
});
afterAll(() => server.end());

/** What is wrong with an answer, by its description. */
function faultsOf(path: string, method: 'get' | 'post', answer: Answer): readonly unknown[] {
  // A fault of the server is described too, and is never the right answer.
  if (answer.status >= 500) return [{ status: answer.status, body: answer.body }];
  const [mediaType = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const response =
    answer.status < 400
      ? `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses/200`
      : '/components/responses/Problem';
  const place = `${response}/content/${mediaType.replaceAll('/', '~1')}/schema`;
  const validate = validators.compile({ $ref: `api#${encodeURI(place)}` });
  const { body } = answer;
  return validate(Buffer.isBuffer(body) ? body.toString('latin1') : body)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) => ({
        instancePath,
        message,
        params,
      }));
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The addresses that a described path stands for. */
function addressesOf(path: string): readonly string[] {
  const lives = path.startsWith('/api/v1/registers/') ? [register] : cycles;
  const perCycle = path.includes('{cycleId}') ? lives : lives.slice(0, 1);
  return perCycle.flatMap((journey) => {
    const schede = path.includes('{schedaId}') ? [...journey.partsOf('scheda').keys()] : [''];
    return schede.map((id) =>
      path
        .replace('{cycleId}', journey.cycleId)
        .replace('{schedaId}', id)
        .replace('{sha256}', 'a'.repeat(64))
        .replace('{id}/{version}', 'poa-annuale/1'),
    );
  });
}

describe('The answer to a query', () => {
  it('is what the description says, whoever asks: all of it and nothing else', async () => {
    const seen = new Set<string>();
    for (const path of Object.keys(description.paths)) {
      if (!description.paths[path]?.get || path.endsWith('openapi.json')) continue;
      for (const address of addressesOf(path)) {
        for (const role of Object.keys(roles) as Role[]) {
          const answer = await server.as(role).get<unknown>(address);
          expect({ address, role, faults: faultsOf(path, 'get', answer) }).toEqual({
            address,
            role,
            faults: [],
          });
          if (answer.status === 200) seen.add(path);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(18);
  });

  it('is so about every part, and for a page that goes on', async () => {
    const [approved, underWay] = cycles as readonly [Journey, Journey];
    for (const kind of underWay.kinds) {
      const [id] = underWay.partsOf(kind).keys();
      if (id === undefined) continue;
      const answer = await server.as('UPc').get(underWay.path(`/actions?kind=${kind}&id=${id}`));
      expect(answer.status).toBe(200);
      expect(faultsOf('/api/v1/cycles/{cycleId}/actions', 'get', answer)).toEqual([]);
    }
    const facts = await server.as('AUD').get<{ next: unknown }>(approved.path('/facts?limit=3'));
    expect(facts.body.next).toBe(3);
    expect(faultsOf('/api/v1/cycles/{cycleId}/facts', 'get', facts)).toEqual([]);
    const rows = await server.as('AUD').get<{ next: unknown }>('/api/v1/cycles?limit=1');
    expect(rows.body.next).toEqual(expect.any(String));
    expect(faultsOf('/api/v1/cycles', 'get', rows)).toEqual([]);
  });

  it('is so for every revision the cycle has been through', async () => {
    for (const journey of cycles) {
      for (let revision = 0; revision <= journey.revision; revision++) {
        const answer = await server.as('AUD').get(journey.path(`?revision=${revision}`));
        expect({ revision, faults: faultsOf('/api/v1/cycles/{cycleId}', 'get', answer) }).toEqual({
          revision,
          faults: [],
        });
      }
    }
  });
});

describe('The answer to a query about a sibling of the programme', () => {
  it.each([
    [
      coProgrammazioneWays,
      [
        'CoProgrammingOpened',
        'DeadlineExtended',
        'QuestionAnswered',
        'NoticePublished',
        'ApplicationReceived',
        'NoticeClosed',
        'ApplicationAdmitted',
        'ApplicationNotAdmitted',
        'CoProgrammingSessionHeld',
        'ContributionPlaced',
        'RecordCorrected',
        'CoProgrammingReportIssued',
        'CoProgrammingReportPublished',
      ],
    ],
    [coProgrammazioneWays, ['CoProgrammingOpened', 'CoProgrammingGivenUp']],
    [
      profiloDiSaluteWays,
      [
        'ThemeReviewed',
        'ThemeReturned',
        'NeedRevised',
        'IndicatorRecorded',
        'ProfileDocumentAttached',
        'DeadlineExtended',
        'QuestionAnswered',
        'EditionProposed',
        'EditionAdopted',
        'EditionFrozen',
        'EditionSuperseded',
      ],
    ],
  ] as const)(
    'is what the description says, whoever asks and whenever it was: %#',
    async (ways, types) => {
      const sibling = Journey.inZone(server, ways, ZONE, siblingYear++);
      await drive(sibling, { type: 'CycleDrafted' });
      for (const type of types) await drive(sibling, { type });
      const path = '/api/v1/cycles/{cycleId}';
      for (const role of Object.keys(roles) as Role[]) {
        const answer = await server.as(role).get<unknown>(sibling.path());
        expect({ role, faults: faultsOf(path, 'get', answer) }).toEqual({ role, faults: [] });
      }
      for (let revision = 0; revision <= sibling.revision; revision++) {
        const answer = await server.as('AUD').get(sibling.path(`?revision=${revision}`));
        expect({ revision, faults: faultsOf(path, 'get', answer) }).toEqual({
          revision,
          faults: [],
        });
      }
      for (const [rest, role] of [
        ['/actions', 'UPc'],
        ['/facts', 'AUD'],
        ['/questions', 'UPc'],
        ['/contributions', 'UPc'],
      ] as const) {
        const answer = await server.as(role).get<unknown>(sibling.path(rest));
        expect({ rest, faults: faultsOf(path + rest, 'get', answer) }).toEqual({
          rest,
          faults: [],
        });
      }
    },
  );
});

describe('The answer to a command', () => {
  it('is what the description says: facts, a refusal, a request with fields to correct', async () => {
    const path = '/api/v1/cycles/{cycleId}/add-objective';
    const [, underWay] = cycles as readonly [Journey, Journey];
    const wish = { objectiveId: 'O-answers', name: 'Prevenzione' };
    const answers = [
      await underWay.attempt('UPc', 'add-objective', wish),
      await underWay.attempt('ETS', 'add-objective', wish),
      await underWay.attempt('UPc', 'add-objective', { objectiveId: 5, more: true }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 400]);
    for (const answer of answers) expect(faultsOf(path, 'post', answer)).toEqual([]);
  });

  it('of a retry of the views, too', async () => {
    const answer = await server.as('ADM').send<unknown>('/api/v1/views/retry', '{}');
    expect(faultsOf('/api/v1/views/retry', 'post', answer)).toEqual([]);
  });
});

describe('The description of a request', () => {
  /** A verb that takes a file has no request of its own. */
  const sentAsJson = verbs.filter(({ fromFile }) => !fromFile);

  it('asks for a reason where the verb does, and only there', () => {
    for (const { command, reason } of sentAsJson) {
      const { required = [] } = description.components.schemas[command.name] as {
        readonly required?: readonly string[];
      };
      expect({ name: command.name, asked: required.includes('reason') }).toEqual({
        name: command.name,
        asked: reason === 'required',
      });
    }
  });

  it('gives every day as a date with the pattern of a day', () => {
    for (const { command } of sentAsJson) {
      const schema = JSON.stringify(description.components.schemas[command.name]);
      expect(schema).toContain(
        '"occurredOn":{"pattern":"^\\\\d{4}-\\\\d{2}-\\\\d{2}$","type":"string","format":"date"}',
      );
      expect(schema).not.toContain('date-time');
    }
  });
});
