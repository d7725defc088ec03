import { Journey, type JourneyOptions } from './journey.fixture.js';
import { ZONE, type TestServer } from './server.fixture.js';
import { poaWays } from './ways/poa-annuale.ways.fixture.js';

/** A yearly programme of the usual zone; each year is another cycle. */
export function programmeOfYear(
  server: TestServer,
  year: number,
  options?: JourneyOptions,
): Journey {
  return programmeOfZone(server, ZONE, year, options);
}

/** A yearly programme of some zone. */
export function programmeOfZone(
  server: TestServer,
  zone: string,
  year: number,
  options?: JourneyOptions,
): Journey {
  return new Journey(server, `${zone}-${poaWays.definition.id}-${year}`, poaWays, options);
}
