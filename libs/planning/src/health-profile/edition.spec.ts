import type { RecordedFact } from '#workflow';
import type { AnyLife } from '../command/verb.js';
import { correctRecord } from '../correction/correct-record.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, fingerprint, lifeAfter as programmeAfter, inDraft } from '../testing.fixture.js';
import { adoptEdition } from './adopt-edition.js';
import { attachProfileDocument } from './attach-profile-document.js';
import { draftTheme } from './draft-theme.js';
import { freezeEdition } from './freeze-edition.js';
import {
  adoption,
  draftedOf,
  edition,
  editionAdopted,
  editionFrozen,
  editionProposed,
  drafted,
  frozen,
  profiles,
  reviewed,
  whole,
  written,
} from './health-profile.fixture.js';
import { healthProfileVerbs } from './health-profile.verbs.js';
import { proposeEdition } from './propose-edition.js';
import { proposeTheme } from './propose-theme.js';
import { recordNeed } from './record-need.js';
import { returnEdition } from './return-edition.js';
import { supersedeEdition } from './supersede-edition.js';

const { given, lifeAfter } = profiles;
const returned: PlanningFact = { type: 'EditionReturned', data: {} };

describe('An edition', () => {
  it('is proposed with the fingerprint of all that stands in it', () => {
    given(...whole)
      .when(proposeEdition, {})
      .then(editionProposed);
  });

  it('has the same fingerprint in whatever order it was written, and another for another word', () => {
    const [first, theme, ...rest] = whole as [PlanningFact, PlanningFact, ...PlanningFact[]];
    const [text, review] = [written, reviewed];
    const others = rest.filter((fact) => fact !== text && fact !== review);
    given(first, theme, ...others.toReversed().sort(sourcesFirst), text, review)
      .when(proposeEdition, {})
      .then(editionProposed);
    const other: PlanningFact = { type: 'ThemeDrafted', data: { themeId: 'T1', text: 'Altro' } };
    given(first, theme, ...others, other, review)
      .when(proposeEdition, {})
      .then({
        type: 'EditionProposed',
        data: {
          edition: '2024',
          fingerprint: fingerprint({
            ...edition,
            themes: [{ themeId: 'T1', name: 'Demografia', text: 'Altro' }],
          }),
        },
      });
  });

  it('is not proposed before every theme is reviewed, the withdrawn ones apart', () => {
    const second: PlanningFact = { type: 'ThemeProposed', data: { themeId: 'T2', name: 'Lavoro' } };
    given(...whole, second)
      .when(proposeEdition, {})
      .thenRefused('themes-not-reviewed', { count: 1, first: 'Lavoro' });
    given(...whole, second, { type: 'ThemeWithdrawn', data: { themeId: 'T2' } })
      .when(proposeEdition, {})
      .then(editionProposed);
  });

  it('is not proposed without a theme', () => {
    given(drafted).when(proposeEdition, {}).thenRefused('profile-empty');
  });

  it('stands still while it is proposed', () => {
    const facts = [...whole, editionProposed];
    given(...facts)
      .when(draftTheme, { themeId: 'T1', text: 'Altro' })
      .thenRefused('not-now');
    given(...facts)
      .when(proposeTheme, { name: 'Lavoro' })
      .thenRefused('not-now');
    given(...facts)
      .when(recordNeed, { kind: 'critical', text: 'x' })
      .thenRefused('not-now');
    given(...facts)
      .when(attachProfileDocument, { document: { title: 'Altro', sha256: 'c'.repeat(64) } })
      .thenRefused('not-now');
  });

  it('may be returned, and then be written on and proposed again', () => {
    given(...whole, editionProposed)
      .when(returnEdition, {})
      .then(returned);
    expect(lifeAfter(...whole, editionProposed, returned).data.proposed).toBeUndefined();
    given(...whole, editionProposed, returned)
      .when(proposeEdition, {})
      .then(editionProposed);
    given(...whole)
      .when(returnEdition, {})
      .thenRefused('not-now');
  });

  const wish = { organ: adoption.organ, act: adoption.act, fingerprint: fingerprint(edition) };
  const on = { occurredOn: adoption.adoptedOn };

  it('is adopted by the act of an organ, exactly as it was proposed', () => {
    given(...whole, editionProposed)
      .when(adoptEdition, wish, on)
      .then(editionAdopted);
    given(...whole, editionProposed)
      .when(adoptEdition, { ...wish, fingerprint: 'b'.repeat(64) }, on)
      .thenRefused('other-edition');
  });

  it('is not adopted before it was proposed, in days or in the order of things', () => {
    given(...whole, editionProposed)
      .when(adoptEdition, wish, { occurredOn: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
    given(...whole)
      .when(adoptEdition, wish, on)
      .thenRefused('not-now');
    given(...whole, editionProposed, editionAdopted)
      .when(adoptEdition, wish, on)
      .thenRefused('not-now');
  });

  it('is frozen once it is adopted, with the fingerprint of the whole and its adoption', () => {
    given(...whole, editionProposed, editionAdopted)
      .when(freezeEdition, {})
      .then(editionFrozen);
    given(...whole, editionProposed)
      .when(freezeEdition, {})
      .thenRefused('not-now');
  });

  it('takes in the document of its act before it is frozen, which the fingerprint covers', () => {
    const act = { title: 'Deliberazione 3/2024', sha256: 'c'.repeat(64) };
    const attached: PlanningFact = { type: 'ProfileDocumentAttached', data: { document: act } };
    given(...whole, editionProposed, editionAdopted)
      .when(attachProfileDocument, { document: act })
      .then(attached);
    given(...whole, editionProposed, editionAdopted, attached)
      .when(freezeEdition, {})
      .then({
        type: 'EditionFrozen',
        data: {
          edition: '2024',
          fingerprint: fingerprint({ ...edition, documents: [document, act], adoption }),
          ...{ themes: 1, needs: 2, indicators: 1 },
        },
      });
    given(...frozen)
      .when(attachProfileDocument, { document: act })
      .thenRefused('not-now');
  });
});

describe('A frozen edition', () => {
  const byCycleId = 'livornese-profilo-di-salute-2025';
  const wish = { byCycleId, act: 'Deliberazione 4/2025' } as const;
  const lookingAt = (life: Readonly<AnyLife> | undefined) => ({ elsewhere: { life: () => life } });
  const later = lifeAfter(draftedOf(2025), ...frozen.slice(1));

  it('is superseded by the act of a later frozen edition', () => {
    given(...frozen)
      .when(supersedeEdition, wish, lookingAt(later))
      .then({ type: 'EditionSuperseded', data: wish });
  });

  it('is not superseded by what is no frozen profile of the zone', () => {
    given(...frozen)
      .when(supersedeEdition, wish, lookingAt(undefined))
      .thenRefused('profile-cycle-not-found', { cycleId: byCycleId });
    given(...frozen)
      .when(supersedeEdition, wish, lookingAt(programmeAfter(...inDraft)))
      .thenRefused('profile-cycle-not-found');
    given(...frozen)
      .when(
        supersedeEdition,
        { ...wish, byCycleId: 'pisana-profilo-di-salute-2025' },
        lookingAt(later),
      )
      .thenRefused('profile-cycle-not-found');
    given(...frozen)
      .when(supersedeEdition, wish, lookingAt(lifeAfter(draftedOf(2025))))
      .thenRefused('profile-not-frozen', {
        cycleId: byCycleId,
        state: 'in scrittura',
        stateEn: 'being written',
      });
  });

  it('is not superseded by itself or by an earlier one', () => {
    given(...frozen)
      .when(supersedeEdition, wish, lookingAt(lifeAfter(...frozen)))
      .thenRefused('edition-not-later', { cycleId: byCycleId });
  });

  it('is not superseded before it is frozen, or twice', () => {
    given(...whole)
      .when(supersedeEdition, wish, lookingAt(later))
      .thenRefused('not-now');
    given(...frozen, { type: 'EditionSuperseded', data: wish })
      .when(supersedeEdition, wish, lookingAt(later))
      .thenRefused('not-now');
  });
});

describe('What is wrong in a frozen edition', () => {
  const recordedAs = frozen.findIndex(({ type }) => type === 'NeedRecorded');
  const wish = {
    eventId: 'fact-1',
    field: '/text',
    old: 'Inverno demografico',
    new: 'Inverno demografico e spopolamento',
  } as const;
  const wrong: RecordedFact = {
    ...frozen[recordedAs]!,
    revision: recordedAs,
    metadata: {},
  };
  const corrected: PlanningFact = {
    type: 'RecordCorrected',
    data: {
      eventId: 'fact-1',
      factType: 'NeedRecorded',
      factRevision: recordedAs,
      subjectId: 'B1',
      field: '/text',
      old: wish.old,
      new: wish.new,
    },
  };

  it('is corrected by a fact that names it, and stays as it was recorded', () => {
    given(...frozen)
      .when(correctRecord, wish, { elsewhere: { fact: () => wrong } })
      .then(corrected);
    const { needs, frozen: sealed } = lifeAfter(...frozen, corrected).data;
    expect(needs['B1']?.text).toBe('Inverno demografico e spopolamento');
    expect(sealed).toMatchObject(editionFrozen.data);
  });

  it('is not corrected while the organ has it before it, and is when it was returned', () => {
    const of = (type: PlanningFact['type']) => {
      const at = frozen.findIndex((fact) => fact.type === type);
      return { fact: () => ({ ...frozen[at]!, revision: at, metadata: {} }) };
    };
    const asked = frozen.slice(0, frozen.findIndex(({ type }) => type === 'EditionProposed') + 1);
    const beforeFreezing = frozen.slice(0, -1);
    const fields = [
      ['NeedRecorded', '/text', wish.old],
      ['ThemeProposed', '/name', 'Demografia'],
      ['ThemeDrafted', '/text', 'La popolazione invecchia.'],
      ['DataSourceAdded', '/name', 'Osservatorio regionale'],
      ['IndicatorRecorded', '/period', '2023'],
    ] as const;
    for (const [type, field, old] of fields) {
      const change = { eventId: 'fact-1', field, old, new: 'Altro', reason: 'Svista' };
      for (const facts of [asked, beforeFreezing]) {
        given(...facts)
          .when(correctRecord, change, { elsewhere: of(type) })
          .thenRefused('edition-proposed');
      }
    }
    given(...asked, { type: 'EditionReturned', data: {} })
      .when(correctRecord, wish, { elsewhere: { fact: () => wrong } })
      .then(corrected);
  });

  it('is not written anew', () => {
    given(...frozen)
      .when(draftTheme, { themeId: 'T1', text: 'Altro' })
      .thenRefused('not-now');
    given(...frozen)
      .when(recordNeed, { kind: 'critical', text: 'Altro' })
      .thenRefused('not-now');
  });
});

describe('The verbs of a health profile', () => {
  it('belong to these roles and to nobody else: the office writes, the director proposes', () => {
    const who = healthProfileVerbs.map(
      (verb) => [verb.name, verb.who.map(({ role }) => role).join(' ')] as const,
    );
    const office = who.filter(([, roles]) => roles === 'UPc UPo').map(([name]) => name);
    expect(office).toEqual(healthProfileVerbs.slice(0, 12).map(({ name }) => name));
    expect(Object.fromEntries(who.slice(12))).toEqual({
      'propose-edition': 'DIR',
      'return-edition': 'DIR SEG',
      'adopt-edition': 'SEG',
      'freeze-edition': 'UPc',
      'supersede-edition': 'SEG',
    });
  });

  it('ask for a reason where something is sent back or taken out', () => {
    expect(
      healthProfileVerbs.filter(({ reason }) => reason === 'required').map(({ name }) => name),
    ).toEqual([
      'return-theme',
      'withdraw-theme',
      'withdraw-need',
      'withdraw-indicator',
      'return-edition',
    ]);
  });
});

/** An indicator names its source, which therefore comes first. */
function sourcesFirst(one: PlanningFact, other: PlanningFact): number {
  return Number(other.type === 'DataSourceAdded') - Number(one.type === 'DataSourceAdded');
}
