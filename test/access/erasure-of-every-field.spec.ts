import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verbs, type AnsweredFact, type PlanningFact } from '#planning';
import { fieldKind } from '../../libs/planning/src/correction/correctable-fields.js';
import { valueAt } from '../../libs/planning/src/correction/json-pointer.js';
import {
  factsWithPersonalData,
  personalFieldsOf,
  placesOfPersonalData,
} from '../../libs/planning/src/personal-data/personal-fields.js';
import { everyFact, recorded } from '../client.fixture.js';
import { drive, reach } from '../drivers.fixture.js';
import { Journey, type Ways, type Wishes } from '../journey.fixture.js';
import { TestServer, ZONE } from '../server.fixture.js';
import { poaWays } from '../ways/poa-annuale.ways.fixture.js';

const CANARY = /Canarino\d+Q7y/g;
const ERASED = /^\[cancellato il [\d-]+ da direttore · erased on [\d-]+ by direttore\]$/;
const register = `${ZONE}-organizzazione`;
const reason = 'Richiesta dell’interessato';

let server: TestServer;
/** How many canaries there are: each stands in one place only. */
let canaries = 0;
const canary = (): string => `Canarino${(canaries += 1)}Q7y`;

beforeAll(async () => {
  server = await TestServer.start();
  recorded(await server.as('UPc').perform(register, 'open-organisation', { title: 'Zona' }));
});
afterAll(() => server.end());

/** The programme, where every text that is sealed is a canary of its own, whoever brings its fact about. */
const ways: Ways = { ...poaWays, wishes: { ...poaWays.wishes, ...wishesWithCanaries() } };

function wishesWithCanaries(): Wishes {
  const sealing = verbs.filter(({ facts: [type] }) => factsWithPersonalData.includes(type));
  return Object.fromEntries(
    sealing.map(({ name, facts: [type] }) => [
      name,
      (journey, about) => {
        const wish = poaWays.wishes[name]!(journey, about);
        const body = personalFieldsOf(type).reduce(withCanary, wish.body);
        // What the office takes in is of nobody else: it can be erased by itself.
        return { as: wish.as === 'ETS' ? 'UPo' : wish.as, body };
      },
    ]),
  );
}

/** The body with a canary in a field, as a pattern; of a list it becomes the only entry. */
function withCanary(body: object, pattern: string): object {
  const [member = '', ...inner] = pattern.split('/').slice(1);
  if (inner.length === 0) return { ...body, [member]: canary() };
  if (inner[0] === '*') return { ...body, [member]: [canary()] };
  const within = valueAt(body, `/${member}`) ?? {};
  return { ...body, [member]: withCanary(within, `/${inner.join('/')}`) };
}

/** The canaries that stand in clear in some file of the data folder: log, views, snapshots, accounts. */
function inFiles(): readonly string[] {
  return readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => canariesIn(readFileSync(join(entry.parentPath, entry.name), 'latin1')));
}

const canariesIn = (text: string): readonly string[] => text.match(CANARY) ?? [];

/** What is answered about a cycle, wherever what it seals could be. */
async function answers(journey: Journey): Promise<string> {
  const after = `after=${journey.position}`;
  const paths = [
    ...['', '/contributions', '/facts?limit=500', '/actions'],
    ...[`/reports/chapters/participation?${after}`, `/reports/chapters/co-programming?${after}`],
    `/reports/late-and-corrected?${after}`,
  ].map((path) => journey.path(path));
  const replies = await Promise.all(
    [...paths, `/api/v1/worklist?${after}`, `/api/v1/notices?${after}`].map((path) =>
      server.as('UPc').get(path),
    ),
  );
  for (const { status } of replies) expect(status).toBe(200);
  return JSON.stringify(replies.map(({ body }) => body));
}

/** How the director names whose the texts of a fact are. */
function subjectIn({ id: eventId, data }: AnsweredFact, pointer: string): object {
  if ('contributionId' in data) return { contributionId: data.contributionId };
  if ('applicationId' in data) return { applicationId: data.applicationId };
  return { eventId, pointer };
}

/** A year of its own in which a fact of this type was recorded last, and its texts, by pointer. */
async function record(type: PlanningFact['type']) {
  const journey = Journey.recorded(server, ways, 1 + factsWithPersonalData.indexOf(type));
  await reach(journey, (root) => root.can({ type }) || takesAbout(journey, type));
  await drive(journey, { type });
  const fact = journey.facts.findLast((each) => each.type === type)!;
  const texts = placesOfPersonalData(fact).map((pointer) => ({
    pointer,
    text: String(valueAt(fact.data, pointer)),
  }));
  return { journey, fact, texts };
}

/** Whether a fact is about a part: its driver looks for the moment itself. */
const takesAbout = (journey: Journey, type: PlanningFact['type']): boolean =>
  journey.kindOf(type) !== undefined;

describe('Every text that is sealed', () => {
  it.each(factsWithPersonalData)(
    'of %s stands in clear in no file, and is gone from every answer once it is erased',
    async (type) => {
      const { journey, fact, texts } = await record(type);
      expect(texts).toHaveLength(personalFieldsOf(type).length);
      const { pointer, text: old } = texts[0]!;
      const words = texts.map(({ text }) => text);
      for (const word of words) expect(canariesIn(word)).toEqual([word]);
      const written = texts.map((each) => [fact.id, each.pointer] as const);
      if (fieldKind(type, pointer) !== undefined) {
        const corrected = canary();
        words.push(corrected);
        const body = { eventId: fact.id, field: pointer, old, new: corrected, reason };
        const { facts } = await journey.perform('UPc', 'correct-record', body);
        for (const place of ['/old', '/new']) written.push([facts[0]!.id, place]);
      }
      expect(canariesIn(await answers(journey))).toEqual(expect.arrayContaining(words));
      expect(inFiles()).toEqual([]);

      const wish = { ...subjectIn(fact, pointer), inCycleId: journey.cycleId };
      const erased = { ...wish, legalBasis: 'OBJECTION', reason };
      recorded(await server.as('DIR').perform(register, 'erase-person', erased));
      while (canariesIn(await answers(journey)).some((word) => words.includes(word))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const facts = await everyFact(server.as('AUD'), journey.cycleId);
      for (const [eventId, place] of written) {
        const { data } = facts.find(({ id }) => id === eventId)!;
        expect([place, valueAt(data, place)]).toEqual([place, expect.stringMatching(ERASED)]);
      }
      expect((await server.as('AUD').get(journey.path('/replay'))).body).toMatchObject({
        matches: true,
      });
      expect(inFiles()).toEqual([]);
    },
  );
});
