import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from './client.fixture.js';
import { drive, reach } from './drivers.fixture.js';
import { Journey } from './journey.fixture.js';
import { programmeOfYear } from './programme.fixture.js';
import { TestServer, ZONE } from './server.fixture.js';
import { profiloDiSaluteWays } from './ways/profilo-di-salute.ways.fixture.js';
import { completeContent } from './ways/to-approval.wishes.fixture.js';

/** The health profile of Livorno 2024, entered, adopted and frozen, and a programme that stands on it. */
interface Passage {
  readonly file: string;
  readonly lines: readonly (readonly number[])[];
}
interface Profile {
  readonly themes: readonly {
    readonly theme: string;
    readonly critical_nodes: readonly string[];
    readonly source: Passage;
  }[];
  readonly positive_aspects: readonly {
    readonly n: number;
    readonly text: string;
    readonly theme: string | null;
  }[];
}
interface View {
  readonly state: string;
  readonly needs: Readonly<Record<string, { readonly themeId: string | null }>>;
  readonly themes: Readonly<Record<string, object>>;
  readonly frozen?: { readonly fingerprint: string };
  readonly [member: string]: unknown;
}

const livorno = join(import.meta.dirname, '../apps/cli/src/import/livorno-2024/programme.json');
const { health_profile: data } = JSON.parse(readFileSync(livorno, 'utf8')) as {
  readonly health_profile: Profile;
};
const reason = 'Così ha chiesto l’organo';

let server: TestServer;
let profile: Journey;
let programme: Journey;

const ofYear = (year: number): Journey =>
  new Journey(server, `${ZONE}-profilo-di-salute-${year}`, profiloDiSaluteWays);
const view = async (role: 'AUD' | 'ETS' = 'AUD'): Promise<View> =>
  (await server.as(role).get<View>(profile.path())).body;
async function refusal(
  journey: Journey,
  role: Parameters<Journey['attempt']>[0],
  verb: string,
  body: object,
): Promise<string> {
  return problem(await journey.attempt(role, verb, body)).code;
}

beforeAll(async () => {
  server = await TestServer.start();
  profile = ofYear(2024);
  programme = programmeOfYear(server, 2024);
});
afterAll(() => server.end());

describe('The health profile of Livorno 2024', () => {
  it('is entered theme by theme: seven themes, fourteen critical nodes, ten positive aspects', async () => {
    await profile.perform('UPc', 'draft-cycle', { title: 'Profilo di salute 2024' });
    let node = 0;
    for (const [index, { theme, critical_nodes: nodes, source }] of data.themes.entries()) {
      const themeId = `T${index + 1}`;
      const { file, lines } = source;
      await profile.perform('UPo', 'propose-theme', {
        themeId,
        name: theme,
        source: { file, lines: lines.flat() },
      });
      for (const text of nodes) {
        node += 1;
        const needId = `NC${String(node).padStart(2, '0')}`;
        await profile.perform('UPo', 'record-need', { needId, themeId, kind: 'critical', text });
      }
    }
    for (const { n, text } of data.positive_aspects) {
      const needId = `AP${String(n).padStart(2, '0')}`;
      await profile.perform('UPo', 'record-need', { needId, kind: 'positive', text });
    }
    const { themes, needs } = await view();
    expect(Object.keys(themes)).toHaveLength(7);
    const entered = Object.entries(needs);
    expect(entered.filter(([id]) => id.startsWith('NC'))).toHaveLength(14);
    const aspects = entered.filter(([id]) => id.startsWith('AP'));
    expect(aspects).toHaveLength(10);
    // Their row is lost in the source: nobody guesses it.
    expect(new Set(aspects.map(([, { themeId }]) => themeId))).toEqual(new Set([null]));
  });

  it('is not for everybody while it is written', async () => {
    const stakeholder = await view('ETS');
    expect(stakeholder).toMatchObject({ state: 'writing', title: 'Profilo di salute 2024' });
    for (const hidden of ['themes', 'needs', 'questions']) {
      expect(stakeholder).not.toHaveProperty(hidden);
    }
  });

  it('is proposed once every theme is reviewed by somebody who did not write it', async () => {
    expect(await refusal(profile, 'DIR', 'propose-edition', {})).toBe('themes-not-reviewed');
    for (const themeId of profile.partsOf('theme').keys()) {
      await profile.perform('UPo', 'draft-theme', { themeId, text: `Il tema ${themeId}.` });
    }
    expect(await refusal(profile, 'UPo', 'review-theme', { themeId: 'T1' })).toBe('own-theme');
    for (const themeId of profile.partsOf('theme').keys()) {
      await profile.perform('UPc', 'review-theme', { themeId });
    }
    await profile.perform('DIR', 'propose-edition', {});
  });

  it('is not attached to a programme before it is frozen', async () => {
    await reach(programme, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    const attaching = { profileCycleId: profile.cycleId };
    const refused = problem(await programme.attempt('UPo', 'attach-health-profile', attaching));
    expect(refused).toMatchObject({ code: 'profile-not-frozen' });
    expect(refused.it.detail).toContain('edizione proposta');
  });

  it('is sent back with a reason, adopted as proposed, and frozen', async () => {
    expect(await refusal(profile, 'SEG', 'return-edition', {})).toBe('reason-needed');
    await profile.perform('SEG', 'return-edition', { reason });
    await profile.perform('DIR', 'propose-edition', {});
    const { fingerprint } = profile.last('EditionProposed');
    const adoption = { organ: 'Conferenza zonale integrata', act: 'Deliberazione 3/2024' };
    expect(
      await refusal(profile, 'SEG', 'adopt-edition', { ...adoption, fingerprint: '0'.repeat(64) }),
    ).toBe('other-edition');
    await profile.perform('SEG', 'adopt-edition', { ...adoption, fingerprint });
    await profile.perform('UPc', 'freeze-edition', {});
    expect(await view('ETS')).toMatchObject({
      state: 'frozen',
      adopted: { ...adoption, fingerprint },
      frozen: { edition: '2024', themes: 7, needs: 24 },
    });
    expect(await refusal(profile, 'UPo', 'draft-theme', { themeId: 'T1', text: 'Altro' })).toBe(
      'not-now',
    );
  });
});

describe('A programme that stands on a profile kept here', () => {
  it('takes over its edition, its fingerprint, its adoption and its needs', async () => {
    await programme.perform('UPo', 'attach-health-profile', { profileCycleId: profile.cycleId });
    const { body } = await server.as('ETS').get<View>(programme.path());
    expect(body['profile']).toEqual({
      edition: '2024',
      title: 'Profilo di salute 2024',
      document: {
        title: 'Profilo di salute 2024',
        sha256: (await view()).frozen?.fingerprint,
      },
      profileCycleId: profile.cycleId,
      adopted: { organ: 'Conferenza zonale integrata', act: 'Deliberazione 3/2024' },
    });
    expect(Object.keys(body.needs)).toHaveLength(24);
    expect(body.needs['AP04']).toEqual({
      needId: 'AP04',
      kind: 'positive',
      text: 'Si vive più a lungo',
    });
    expect(body.needs['NC01']).toMatchObject({ theme: 'DEMOGRAFIA', kind: 'critical' });
  });

  it('has schede that point at its needs by id, and at nothing else', async () => {
    await drive(programme, { type: 'SchedaAssigned' }, 'S-need');
    const at = (): { readonly ifMatch: number } => ({ ifMatch: programme.movedAt('S-need')! });
    const { noNeedReason, ...content } = completeContent;
    const pointing = (needIds: readonly string[]) =>
      programme.perform(
        'RF',
        'revise-scheda',
        { schedaId: 'S-need', changes: { ...content, needIds } },
        at(),
      );
    await pointing(['NC01', 'NC99']);
    const refused = problem(
      await programme.attempt('UH', 'submit-scheda', { schedaId: 'S-need' }, at()),
    );
    expect(refused).toMatchObject({ code: 'scheda-invalid' });
    expect(refused.it.detail).toContain('NC99');
    await pointing(['NC01', 'AP04']);
    await programme.perform('UH', 'submit-scheda', { schedaId: 'S-need' }, at());
  });
});

describe('A profile of a later year', () => {
  it('supersedes the frozen edition by an act, once it is frozen itself', async () => {
    const later = ofYear(2025);
    const superseding = { byCycleId: later.cycleId, act: 'Deliberazione 4/2025' };
    expect(await refusal(profile, 'SEG', 'supersede-edition', superseding)).toBe(
      'profile-cycle-not-found',
    );
    await reach(later, (root) => root.matches('adopted'));
    expect(await refusal(profile, 'SEG', 'supersede-edition', superseding)).toBe(
      'profile-not-frozen',
    );
    await reach(later, (root) => root.matches('frozen'));
    await profile.perform('SEG', 'supersede-edition', superseding);
    expect(await view()).toMatchObject({ state: 'superseded', supersededBy: superseding });
  });

  it('is listed beside it, and apart from the programmes', async () => {
    const path = `/api/v1/cycles?definition=profilo-di-salute&after=${profile.position}`;
    const { body } = await server.as('ETS').get<{ items: readonly { cycleId: string }[] }>(path);
    expect(body.items.map(({ cycleId }) => cycleId)).toEqual([
      'livornese-profilo-di-salute-2025',
      'livornese-profilo-di-salute-2024',
    ]);
  });
});

describe('A profile adopted while the programme is verified', () => {
  it('is recorded then, and not lost when fixes are asked for', async () => {
    const other = programmeOfYear(server, 2026);
    await reach(other, (root) => root.matches({ preparation: { drafting: 'underWay' } }));
    await drive(other, { type: 'HealthProfileAttached' });
    await reach(other, (root) => root.matches('verification'));
    await drive(other, { type: 'HealthProfileAdopted' });
    await drive(other, { type: 'FixesRequested' });
    const { body } = await server.as('AUD').get<View>(other.path());
    expect(body['profile']).toMatchObject({ adopted: { act: 'Delibera 3/2024' } });
    expect(
      await refusal(other, 'SEG', 'adopt-health-profile', { organ: 'Conferenza', act: 'X' }),
    ).toBe('profile-already-adopted');
  });
});

describe('The views', () => {
  it('have understood every fact', async () => {
    interface Views {
      readonly items: readonly { readonly name: string; readonly parkedCount: number }[];
    }
    const { body } = await server.as('AUD').get<Views>('/api/v1/views');
    expect(body.items.filter(({ parkedCount }) => parkedCount > 0)).toEqual([]);
  });
});
