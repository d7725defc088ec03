import type { PlanningFact } from '../planning-fact.js';
import type { AnyLife } from '../command/verb.js';
import { redactedText } from '../correction/redaction.js';
import {
  frozen,
  frozenFingerprint,
  PROFILE,
  profiles,
  whole,
} from '../health-profile/health-profile.fixture.js';
import { sha256 } from '../pipeline/command-identity.js';
import {
  assigned,
  document,
  gatesSettled,
  given,
  inDraft,
  inPreparation,
  inVerification,
  lifeAfter,
  source,
  verificationClosed,
} from '../testing.fixture.js';
import { adoptHealthProfile } from './adopt-health-profile.js';
import { attachHealthProfile } from './attach-health-profile.js';
import { importNeeds } from './import-needs.js';
import { knowledgeVerbs } from './knowledge.verbs.js';

const profile = { edition: '2024', title: 'Profilo di salute', document } as const;
const attached: PlanningFact = { type: 'HealthProfileAttached', data: profile };
const adoption = { organ: 'Conferenza zonale integrata', act: 'Deliberazione 3/2024' } as const;
const adopted: PlanningFact = { type: 'HealthProfileAdopted', data: adoption };

describe('The health profile', () => {
  it('is attached with the fingerprint of its document', () => {
    given(...inPreparation)
      .when(attachHealthProfile, profile)
      .then(attached);
  });

  it('may be attached anew, and is then adopted anew', () => {
    given(...inPreparation, attached)
      .when(attachHealthProfile, profile)
      .then(attached);
    given(...inPreparation, attached, adopted)
      .when(attachHealthProfile, profile)
      .then(attached);
    expect(lifeAfter(...inPreparation, attached, adopted, attached).data.profile).toEqual(profile);
    given(...inPreparation, attached, adopted, attached)
      .when(adoptHealthProfile, adoption)
      .then(adopted);
  });

  it('is not attached without its edition, its title or its document', () => {
    const { edition, title } = profile;
    given(...inPreparation)
      .when(attachHealthProfile, { edition, title })
      .thenRefused('profile-unsaid');
    given(...inPreparation)
      .when(attachHealthProfile, {})
      .thenRefused('profile-unsaid');
  });

  it('is adopted by the act of an organ', () => {
    given(...inPreparation, attached)
      .when(adoptHealthProfile, adoption)
      .then(adopted);
  });

  it('is not adopted before it is attached, or twice', () => {
    given(...inPreparation)
      .when(adoptHealthProfile, adoption)
      .thenRefused('profile-not-attached');
    given(...inPreparation, attached, adopted)
      .when(adoptHealthProfile, adoption)
      .thenRefused('profile-already-adopted');
  });

  it('may be attached and adopted while the cycle is verified, and not once it is proposed', () => {
    const verifying = (...facts: readonly PlanningFact[]) => [
      ...inPreparation,
      ...facts,
      ...gatesSettled,
      assigned('S-1'),
      { type: 'VerificationOpened', data: {} } as const,
    ];
    given(...verifying(attached))
      .when(adoptHealthProfile, adoption)
      .then(adopted);
    given(...verifying())
      .when(attachHealthProfile, profile)
      .then(attached);
    given(...verifying())
      .when(adoptHealthProfile, adoption)
      .thenRefused('profile-not-attached');
    given(...verifying(attached), verificationClosed)
      .when(adoptHealthProfile, adoption)
      .thenRefused('not-now');
  });

  it('once adopted stays so when the cycle goes back to its preparation', () => {
    const back: PlanningFact = {
      type: 'FixesRequested',
      data: { schedaIds: ['S-1'], text: 'Da rivedere' },
    };
    const facts = [...inVerification(attached, assigned('S-1')), adopted, back];
    given(...facts)
      .when(adoptHealthProfile, adoption)
      .thenRefused('profile-already-adopted');
    given(...facts)
      .when(attachHealthProfile, profile)
      .then(attached);
  });
});

describe('A health profile kept here', () => {
  const wish = { profileCycleId: PROFILE } as const;
  const lookingAt = (life: Readonly<AnyLife> | undefined) => ({
    elsewhere: { life: (id: string) => (id === PROFILE ? life : undefined) },
  });
  const kept = profiles.lifeAfter(...frozen);
  const taken: readonly PlanningFact[] = [
    {
      type: 'HealthProfileAttached',
      data: {
        edition: '2024',
        title: 'Profilo di salute 2024',
        document: { title: 'Profilo di salute 2024', sha256: frozenFingerprint },
        profileCycleId: PROFILE,
      },
    },
    {
      type: 'HealthProfileAdopted',
      data: { organ: 'Conferenza zonale integrata', act: 'Deliberazione 3/2024' },
    },
    {
      type: 'NeedsImported',
      data: {
        edition: '2024',
        themes: ['Demografia'],
        needs: [
          { needId: 'B1', theme: 'Demografia', kind: 'critical', text: 'Inverno demografico' },
          { needId: 'B2', kind: 'positive', text: 'Si vive più a lungo' },
        ],
        profileCycleId: PROFILE,
      },
    },
  ];

  it('says its edition, its fingerprint, its adoption and its needs', () => {
    given(...inPreparation)
      .when(attachHealthProfile, wish, lookingAt(kept))
      .then(...taken);
  });

  it('gives no need in words that were redacted in it', () => {
    const redacted = (factType: string, pointer: string, text: string): PlanningFact => ({
      type: 'TextRedacted',
      data: {
        ...{ eventId: 'event', factType, where: 'data', pointer, sha256: sha256(text) },
        factRevision: whole.findIndex(({ type, data }) => {
          return type === factType && Object.values(data).includes(text);
        }),
        legalBasis: 'GDPR art. 17',
      },
    });
    const hidden = (text: string): string => redactedText(sha256(text));
    const [attachment, adoptedHere] = taken;
    given(...inPreparation)
      .when(
        attachHealthProfile,
        wish,
        lookingAt(
          profiles.lifeAfter(
            ...frozen,
            redacted('NeedRecorded', '/text', 'Inverno demografico'),
            redacted('ThemeProposed', '/name', 'Demografia'),
          ),
        ),
      )
      .then(attachment!, adoptedHere!, {
        type: 'NeedsImported',
        data: {
          edition: '2024',
          themes: [hidden('Demografia')],
          needs: [
            {
              ...{ needId: 'B1', theme: hidden('Demografia'), kind: 'critical' },
              text: hidden('Inverno demografico'),
            },
            { needId: 'B2', kind: 'positive', text: 'Si vive più a lungo' },
          ],
          profileCycleId: PROFILE,
        },
      });
  });

  it('may have no needs', () => {
    const bare = whole.filter(({ type }) => type !== 'NeedRecorded');
    const [attachment, adoptedHere] = taken;
    given(...inPreparation)
      .when(
        attachHealthProfile,
        wish,
        lookingAt(profiles.lifeAfter(...bare, ...frozen.slice(whole.length))),
      )
      .then(attachment!, adoptedHere!);
  });

  it('takes the place of a document that was attached before', () => {
    given(...inPreparation, attached)
      .when(attachHealthProfile, wish, lookingAt(kept))
      .then(...taken);
  });

  it('is attached only once its edition is frozen, and until it is superseded', () => {
    given(...inPreparation)
      .when(attachHealthProfile, wish, lookingAt(profiles.lifeAfter(...frozen.slice(0, -1))))
      .thenRefused('profile-not-frozen', {
        cycleId: PROFILE,
        state: 'edizione adottata',
        stateEn: 'edition adopted',
      });
    const superseded = profiles.lifeAfter(...frozen, {
      type: 'EditionSuperseded',
      data: { byCycleId: 'livornese-profilo-di-salute-2025', act: 'Deliberazione 4/2025' },
    });
    given(...inPreparation)
      .when(attachHealthProfile, wish, lookingAt(superseded))
      .thenRefused('profile-not-frozen');
  });

  it('is not attached where there is none of that id in the zone', () => {
    given(...inPreparation)
      .when(attachHealthProfile, wish, lookingAt(undefined))
      .thenRefused('profile-cycle-not-found', { cycleId: PROFILE });
  });

  it('is not attached with words of another edition beside it', () => {
    given(...inPreparation)
      .when(attachHealthProfile, { ...wish, edition: '2023' }, lookingAt(kept))
      .thenRefused('profile-unsaid');
  });

  it('does not take the id of a need that is already there', () => {
    const there: PlanningFact = {
      type: 'NeedsImported',
      data: {
        edition: '2023',
        themes: [],
        needs: [{ needId: 'B1', kind: 'critical', text: 'Altro' }],
        source,
      },
    };
    given(...inPreparation, there)
      .when(attachHealthProfile, wish, lookingAt(kept))
      .thenRefused('id-taken', { id: 'B1' });
  });
});

describe('The needs of the profile', () => {
  const need = { needId: 'N01', theme: 'Anziani', kind: 'critical', text: 'Solitudine' } as const;
  const wish = { edition: '2024', themes: ['Anziani'], source } as const;
  const imported: PlanningFact = { type: 'NeedsImported', data: { ...wish, needs: [need] } };

  it('are imported with the source they were read from', () => {
    given(...inPreparation)
      .when(importNeeds, { ...wish, needs: [need] })
      .then(imported);
  });

  it('keep what the source gives and no more: a theme may be lost, a passage cited', () => {
    const bare = { needId: 'N02', kind: 'positive', text: 'Volontariato vivace' } as const;
    const needs = [bare, { ...need, source }];
    given(...inDraft)
      .when(importNeeds, { ...wish, needs })
      .then({ type: 'NeedsImported', data: { ...wish, needs } });
  });

  it('do not take an id already given', () => {
    given(...inPreparation, imported)
      .when(importNeeds, { ...wish, needs: [need] })
      .thenRefused('id-taken', { id: 'N01' });
  });

  it('do not share an id among themselves', () => {
    given(...inPreparation)
      .when(importNeeds, { ...wish, needs: [need, need] })
      .thenRefused('id-taken', { id: 'N01' });
  });
});

describe('The verbs of knowledge', () => {
  it('belong to these roles and to nobody else', () => {
    expect(
      Object.fromEntries(
        knowledgeVerbs.map(({ name, who }) => [name, who.map(({ role }) => role).join(' ')]),
      ),
    ).toEqual({
      'attach-health-profile': 'UPc UPo',
      'adopt-health-profile': 'SEG',
      'import-needs': 'UPc UPo',
    });
  });
});
