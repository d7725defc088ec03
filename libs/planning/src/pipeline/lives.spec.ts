import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import fc from 'fast-check';
import { canonicalJson } from '#event-store';
import { replay, snapshotOf, type Life } from '#workflow';
import { addObjective } from '../cycle/add-objective.js';
import type { LifeData } from '../life-data.js';
import { streamOf } from '../cycle/cycle-id.js';
import { raiseQuestion } from '../question/raise-question.js';
import { SNAPSHOT_EVERY, type PointInTime } from './lives.js';
import { cycleId, Office, offices, workflows } from './office.fixture.js';
import type { StoredSnapshot } from './snapshots.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';

const files = offices();
const stream = streamOf(cycleId);
let office: Office;
beforeEach(async () => {
  office = files.open();
  await office.prepare();
});

const fingerprint = (life: Life<LifeData> | undefined): string =>
  canonicalJson(life ? snapshotOf(life) : null);

/** Raises so many questions, at once. */
const raise = (count: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, () =>
      office.record(raiseQuestion, { subject: 'cycle', text: 'Quando?' }),
    ),
  );
const latest = (): StoredSnapshot | undefined =>
  office.snapshots.latest(stream, Number.MAX_SAFE_INTEGER);

/** The life of an office that starts anew over the same files. */
const reopened = async (): Promise<Life<LifeData> | undefined> => {
  await files.restart();
  office = files.open();
  return office.lives.current(stream);
};

/** The life as the first facts of the log make it, until one is unwanted. */
async function prefix(point: PointInTime): Promise<Life<LifeData> | undefined> {
  const facts = await office.facts();
  const end = facts.findIndex((fact) =>
    'revision' in point
      ? fact.revision > point.revision
      : (fact.metadata['recordedAt'] as string) > point.instant,
  );
  return replay(workflows, end < 0 ? facts : facts.slice(0, end));
}

describe('A life', () => {
  it('is the same, kept or replayed, here or elsewhere', async () => {
    await raise(20);
    const replayed = fingerprint(await office.lives.fromZero(stream));
    expect(fingerprint(await office.lives.current(stream))).toBe(replayed);
    expect(fingerprint(await reopened())).toBe(replayed);
  });

  it('is none where the stream has no facts', async () => {
    expect(await office.lives.current('cycle-livornese-poa-annuale-2030')).toBeUndefined();
    expect(await office.lives.fromZero('cycle-livornese-poa-annuale-2030')).toBeUndefined();
    expect(await office.lives.at(stream, { instant: '2024-01-10T07:59:59.999Z' })).toBeUndefined();
  });

  it('can be looked at as it was at any revision and any instant', async () => {
    for (let index = 0; index < 30; index++) {
      files.clock.now += index % 3; // some facts share an instant
      await office.record(raiseQuestion, { subject: 'cycle', text: 'Quando?' });
    }
    const began = Date.UTC(2024, 0, 10, 8);
    const point = fc.oneof(
      fc.integer({ min: 0, max: 40 }).map((revision): PointInTime => ({ revision })),
      fc
        .integer({ min: -2, max: 35 })
        .map((ms): PointInTime => ({ instant: new Date(began + ms).toISOString() })),
    );
    await fc.assert(
      fc.asyncProperty(point, async (when) => {
        expect(fingerprint(await office.lives.at(stream, when))).toBe(
          fingerprint(await prefix(when)),
        );
      }),
    );
  });

  it('of the past is nobody else’s: the present goes on without it', async () => {
    const past = yearlyProgramme(await office.lives.at(stream, { revision: 4 }));
    await office.record(addObjective, { objectiveId: 'O1', name: 'Salute' });
    expect(past?.data.objectives).toEqual({});
  });
});

describe('A snapshot', () => {
  it('is taken every 1,000 facts, and no sooner', async () => {
    await raise(SNAPSHOT_EVERY - 6);
    expect((await office.facts()).length).toBe(SNAPSHOT_EVERY - 1);
    expect(latest()).toBeUndefined();
    await raise(1);
    const first = latest();
    expect(first?.revision).toBe(SNAPSHOT_EVERY - 1);
    await raise(10);
    expect(latest()).toEqual(first);
    expect(fingerprint(await reopened())).toBe(fingerprint(await office.lives.fromZero(stream)));
  });

  describe('of 1,000 facts', () => {
    let taken: StoredSnapshot;
    beforeEach(async () => {
      await raise(SNAPSHOT_EVERY + 10);
      taken = latest()!;
    });

    const painted = (): string => taken.json.replace('"title":"POA 2024"', '"title":"Painted"');

    it('is what a life is loaded from', async () => {
      office.snapshots.save({ ...taken, json: painted() });
      expect((await reopened())?.data.title).toBe('Painted');
    });

    it('is taken by another instance, too, which had none and had to replay as many facts', async () => {
      const other = new Office(files.store, join(files.folder, 'other-snapshots.db'));
      const kept = () => other.snapshots.latest(stream, Number.MAX_SAFE_INTEGER);
      expect(kept()).toBeUndefined();
      const life = await other.lives.current(stream);
      const first = kept();
      expect(first?.revision).toBe(life?.revision);
      await raise(3);
      const replayed = fingerprint(await office.lives.fromZero(stream));
      expect(fingerprint(await other.lives.current(stream))).toBe(replayed);
      expect(kept()?.revision).toBe(first?.revision); // the next one, after as many again
      other.snapshots.close();
    });

    it('is where the past is looked at from, before and after it', async () => {
      const around = [-1, 0, 1, 5].map((ahead) => taken.revision + ahead);
      const instants = [taken.recordedAt, '2024-01-10T07:00:00.000Z', '2024-02-01T00:00:00.000Z'];
      const points: readonly PointInTime[] = [
        ...around.map((revision) => ({ revision })),
        ...instants.map((instant) => ({ instant })),
      ];
      for (const point of points) {
        expect(fingerprint(await office.lives.at(stream, point))).toBe(
          fingerprint(await prefix(point)),
        );
      }
      office.snapshots.save({ ...taken, json: painted() });
      const { title } = (await office.lives.at(stream, { revision: taken.revision }))!.data;
      expect(title).toBe('Painted');
    });

    it.each<[string, () => void]>([
      [
        'damaged',
        () => {
          const database = new DatabaseSync(join(files.folder, 'snapshots.db'));
          database.exec(`UPDATE life SET json = substr(json, 1, 1000)`);
          database.close();
        },
      ],
      [
        'of another log with the same name',
        () => {
          office.snapshots.save({
            ...taken,
            eventId: '00000000-0000-8000-8000-000000000000',
            json: painted(),
          });
        },
      ],
      [
        'of a log that went on where this one was restored from a backup',
        () => {
          const revision = 2_000;
          const json = painted().replace(`"revision":${taken.revision}`, `"revision":${revision}`);
          office.snapshots.save({ ...taken, revision, json });
        },
      ],
      [
        'of a definition that was altered',
        () => {
          const json = painted().replace(/"digest":"[0-9a-f]{4}/, '"digest":"0000');
          office.snapshots.save({ ...taken, json });
        },
      ],
    ])('is passed over when it is %s', async (_which, spoil) => {
      spoil();
      const life = await reopened();
      expect(life?.data.title).toBe('POA 2024');
      expect(fingerprint(life)).toBe(fingerprint(await office.lives.fromZero(stream)));
      await office.record(addObjective, { objectiveId: 'O1', name: 'Salute' });
    });

    it('may be lost: the file is only a cache', async () => {
      const database = new DatabaseSync(join(files.folder, 'snapshots.db'));
      database.exec('DELETE FROM life');
      database.close();
      expect((await reopened())?.data.title).toBe('POA 2024');
    });

    it('may be spoilt: a file that cannot be read is begun anew', async () => {
      await files.restart();
      writeFileSync(
        join(files.folder, 'snapshots.db'),
        'not a database, but long enough to be read',
      );
      office = files.open();
      expect(latest()).toBeUndefined();
      const life = await office.lives.current(stream);
      expect(life?.data.title).toBe('POA 2024');
      expect(latest()?.revision).toBe(life?.revision);
    });

    it('may fail to be read and to be kept: every answer is as ever, and every fact is there', async () => {
      await files.restart();
      office = files.open();
      office.snapshots.close();
      const { revision = 0 } = (await office.lives.current(stream)) ?? {};
      // Up to the next snapshot, and then alone the fact after which it would be taken.
      await raise(SNAPSHOT_EVERY - 1 - ((revision + 1) % SNAPSHOT_EVERY));
      await raise(1);
      const life = await office.lives.current(stream);
      const last = life?.revision ?? 0;
      expect((last + 1) % SNAPSHOT_EVERY).toBe(0);
      expect(fingerprint(life)).toBe(fingerprint(await office.lives.fromZero(stream)));
      expect((await reopened())?.revision).toBe(last);
    });
  });
});
