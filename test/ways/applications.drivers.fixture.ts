import { about, send } from '../drivers.fixture.js';
import type { Driver, Drivers } from '../journey.fixture.js';

/** Every application is judged before the report. */
export const judgeApplications: Driver = async (journey) => {
  for (const [id, application] of journey.partsOf('application')) {
    if (application.can({ type: 'ApplicationAdmitted' })) {
      await send(journey, 'admit-application', { id });
    }
  }
};

/** How the facts about applications are brought about, in a procedure as in a programme. */
export const driversOfApplications: Drivers = {
  ApplicationReceived: about('ApplicationReceived', 'receive-application'),
  ApplicationAdmitted: about('ApplicationAdmitted', 'admit-application'),
  ApplicationNotAdmitted: about('ApplicationNotAdmitted', 'not-admit-application'),
};
