import { send } from '../drivers.fixture.js';
import type { Driver, Journey } from '../journey.fixture.js';

export const late = { lateReason: 'Registrato a cose fatte' };

/** Before the procedure of co-programming, which leaves no state before it came to it. */
const FIRST_DAY = '2024-02-28';

/** When a year begins that is told here from its first fact: the days of co-programming fit in before today. */
export const begun = { occurredOn: FIRST_DAY, ...late };

/** The day on which the year of a journey began. */
export function yearBegan({ beganOn, server }: Journey): typeof begun {
  return { ...begun, occurredOn: beganOn ?? server.clock.day() };
}

/** The day on which co-programming was last taken up or given up in a journey that gave it up already. */
const takenUp = new WeakMap<Journey, string>();

/**
 * The days of co-programming up to the end of its notice; they lie before today, so that no test has to wait
 * for them. What comes after has no day of its own: it is done today.
 */
export function noticeDays(journey: Journey) {
  const { clock } = journey.server;
  // Asked for before they have gone by, as by whoever must be refused anyway, they end today.
  const day = (days: number) => {
    const asked = daysAfterStart(journey, days);
    return asked < clock.day() ? asked : clock.day();
  };
  return {
    started: day(0),
    published: day(2),
    closes: day(22),
    extended: day(34),
    closed: day(CLOSED_AFTER_DAYS),
  };
}

const CLOSED_AFTER_DAYS = 35;

function daysAfterStart(journey: Journey, days: number): string {
  const started = takenUp.get(journey) ?? yearBegan(journey).occurredOn;
  return new Date(Date.parse(started) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The other way to decide on co-programming, on the day the year began. */
export const notActivated = {
  decision: 'not_activated',
  motivation: 'TIGHT_SCHEDULE',
  text: 'I tempi dettati dalla Regione non lasciano spazio a un avviso di venti giorni.',
  deferredTo: 'POA dell’anno prossimo',
  ...begun,
};

/** Decides for it. Taken up after it was given up, its days have first to go by. */
export const activateCoProgramming: Driver = async (journey) => {
  const { clock } = journey.server;
  while (clock.day() < daysAfterStart(journey, CLOSED_AFTER_DAYS)) clock.pass({ days: 1 });
  await send(journey, 'decide-co-programming');
};

/** Decides against it: on the day the year began, or today once it had been taken up. */
export async function declineCoProgramming(journey: Journey, more: object = {}): Promise<void> {
  const { clock } = journey.server;
  const isFirst = !takenUp.has(journey) && journey.all('CoProgrammingActivated').length === 0;
  if (!isFirst) takenUp.set(journey, clock.day());
  const day = isFirst ? yearBegan(journey) : { occurredOn: clock.day() };
  await journey.perform('DIR', 'decide-co-programming', { ...notActivated, ...day, ...more });
}
