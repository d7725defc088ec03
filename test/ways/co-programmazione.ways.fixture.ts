import { coProgrammazioneV1 } from '#planning';
import { by, send } from '../drivers.fixture.js';
import { driversOfApplications, judgeApplications } from './applications.drivers.fixture.js';
import { driversBetweenYears, wishesBetweenYears } from './between-years.ways.fixture.js';
import {
  draftWithQuestions,
  redactText,
  wishesOfCorrections,
} from './corrections.drivers.fixture.js';
import { driversToApproval } from './to-approval.drivers.fixture.js';
import { late, noticeDays } from './co-programming-days.fixture.js';
import { wishesToApproval } from './to-approval.wishes.fixture.js';
import type { Ways, Wishes } from '../journey.fixture.js';

const reason = 'Così ha chiesto il territorio';

/** How to ask for the verbs that only a procedure of its own has, or has in another way. */
const wishes: Wishes = {
  'open-co-programming': (journey) => ({
    as: 'DIR',
    body: {
      act: 'Determina 9/2024',
      purposes: 'Conoscere i bisogni delle famiglie',
      object: 'Servizi per l’infanzia',
      requirements: 'Iscrizione al RUNTS',
      participationMode: 'Tavoli e contributi scritti',
      responsiblePersonId: 'coordinatore',
      occurredOn: noticeDays(journey).started,
      ...late,
    },
  }),
  'give-up-co-programming': () => ({ as: 'DIR', body: { reason } }),
};

/** How to get about in a procedure of co-programming. */
export const coProgrammazioneWays: Ways = {
  definition: coProgrammazioneV1,
  wishes: {
    ...wishesToApproval,
    ...wishesBetweenYears,
    ...wishesOfCorrections('CoProgrammingOpened'),
    ...wishes,
  },
  drivers: {
    ...driversToApproval,
    ...driversBetweenYears,
    RecordCorrected: by('correct-record'),
    TextRedacted: redactText,
    CycleDrafted: draftWithQuestions,
    async CoProgrammingOpened(journey) {
      await send(journey, 'open-co-programming');
      // They are answered after the report too, when no more are taken in.
      for (let times = 0; times < 3; times++) await send(journey, 'receive-contribution');
    },
    ...driversOfApplications,
    ApplicationLapsed: by('give-up-co-programming'),
    CoProgrammingGivenUp: by('give-up-co-programming'),
    async CoProgrammingReportIssued(journey, target) {
      await judgeApplications(journey, target);
      await send(journey, 'issue-co-programming-report');
    },
  },
  alongside: new Set(),
  detours: new Set(),
  refusalOf: ({ root }, verb) => {
    if (verb === 'correct-record' && root.matches('draft')) {
      return { status: 404, code: 'fact-not-found' };
    }
    if (verb === 'draft-cycle') return { status: 409, code: 'cycle-exists' };
    if (verb === 'issue-co-programming-report' && root.matches('draft')) {
      return { status: 403, code: 'not-responsible-person' };
    }
    return undefined;
  },
};
