import { evolve } from '#workflow';
import { correctRecord } from '../correction/correct-record.js';
import { draftCycle } from '../cycle/draft-cycle.js';
import type { PlanningFact } from '../planning-fact.js';
import { document, source } from '../testing.fixture.js';
import { addDataSource } from './add-data-source.js';
import { attachProfileDocument } from './attach-profile-document.js';
import { draftTheme } from './draft-theme.js';
import {
  critical,
  dataSource,
  drafted,
  indicator,
  positive,
  profiles,
  proposed,
  reviewed,
  written,
} from './health-profile.fixture.js';
import { proposeTheme } from './propose-theme.js';
import { recordIndicator } from './record-indicator.js';
import { recordNeed } from './record-need.js';
import { returnTheme } from './return-theme.js';
import { reviewTheme } from './review-theme.js';
import { reviseNeed } from './revise-need.js';
import { withdrawIndicator } from './withdraw-indicator.js';
import { withdrawNeed } from './withdraw-need.js';
import { withdrawTheme } from './withdraw-theme.js';

const { given, lifeAfter, recordedAfter } = profiles;
const T1 = { themeId: 'T1' } as const;
const returned: PlanningFact = { type: 'ThemeReturned', data: T1 };
const withdrawn: PlanningFact = { type: 'ThemeWithdrawn', data: T1 };

describe('A theme', () => {
  it('is proposed in a profile, which is drafted like every cycle', () => {
    given().when(draftCycle, { title: 'Profilo di salute 2024' }).then(drafted);
    given(drafted)
      .when(proposeTheme, { ...T1, name: 'Demografia' })
      .then(proposed);
    given(drafted)
      .when(proposeTheme, { name: 'Cronicità', source })
      .then({
        type: 'ThemeProposed',
        data: { themeId: 'new-theme', name: 'Cronicità', source },
      });
  });

  it('does not take the id of another one, not even of one withdrawn', () => {
    for (const facts of [
      [drafted, proposed],
      [drafted, proposed, withdrawn],
    ]) {
      given(...facts)
        .when(proposeTheme, { ...T1, name: 'Altro' })
        .thenRefused('id-taken', { id: 'T1' });
    }
  });

  const text = 'La popolazione invecchia.';

  it('is drafted, and drafted anew until it says what it should', () => {
    given(drafted, proposed)
      .when(draftTheme, { ...T1, text })
      .then(written);
    given(drafted, proposed, written)
      .when(draftTheme, { ...T1, text })
      .thenRefused('nothing-changed');
    const anew = 'La popolazione invecchia ancora.';
    given(drafted, proposed, written)
      .when(draftTheme, { ...T1, text: anew })
      .then({ type: 'ThemeDrafted', data: { ...T1, text: anew } });
  });

  it('is reviewed by nobody who corrected it either, and not corrected once it is reviewed', () => {
    const correction = {
      eventId: 'fact-1',
      field: '/text',
      ...{ old: text, new: 'La popolazione invecchia molto.', reason: 'Svista' },
    } as const;
    const wrong = { fact: () => ({ ...written, revision: 2, metadata: {} }) };
    const corrected: PlanningFact = {
      type: 'RecordCorrected',
      data: {
        ...{ eventId: 'fact-1', factType: 'ThemeDrafted', factRevision: 2, subjectId: 'T1' },
        ...{ field: '/text', old: correction.old, new: correction.new },
      },
    };
    given(drafted, proposed, written)
      .when(correctRecord, correction, { elsewhere: wrong })
      .then(corrected);
    const actor = { personId: 'chi-corregge', role: 'UPc', authMethod: 'passkey' } as const;
    const facts = [drafted, proposed, written, corrected];
    const life = lifeAfter(...facts.slice(0, -1));
    const last = recordedAfter(...facts).at(-1)!;
    evolve(life, { ...last, metadata: { ...last.metadata, actor } });
    expect(life.data.themes['T1']?.authors).toEqual(['operatore', 'chi-corregge']);
    given(drafted, proposed, written, reviewed)
      .when(correctRecord, correction, { elsewhere: wrong })
      .thenRefused('theme-reviewed', { name: 'Demografia' });
  });

  it('is reviewed by somebody who did not write it', () => {
    given(drafted, proposed, written).when(reviewTheme, T1).then(reviewed);
    given(drafted, proposed, written)
      .when(reviewTheme, T1, { personId: 'operatore' })
      .thenRefused('own-theme');
    given(drafted, proposed, written)
      .when(reviewTheme, T1, { onBehalfOf: 'operatore' })
      .thenRefused('own-theme');
  });

  it('is not reviewed before it is drafted', () => {
    given(drafted, proposed).when(reviewTheme, T1).thenRefused('not-now');
  });

  it('may be returned, and is then drafted anew before it is reviewed', () => {
    given(drafted, proposed, written).when(returnTheme, T1).then(returned);
    given(drafted, proposed, written, returned).when(reviewTheme, T1).thenRefused('not-now');
    given(drafted, proposed, written, returned)
      .when(draftTheme, { ...T1, text: 'Altro testo' })
      .then({ type: 'ThemeDrafted', data: { ...T1, text: 'Altro testo' } });
  });

  it('is reviewed anew when it is drafted anew', () => {
    const anew: PlanningFact = { type: 'ThemeDrafted', data: { ...T1, text: 'Altro testo' } };
    given(drafted, proposed, written, reviewed)
      .when(draftTheme, { ...T1, text: 'Altro testo' })
      .then(anew);
    given(drafted, proposed, written, reviewed, anew).when(reviewTheme, T1).then(reviewed);
  });

  it('is withdrawn when it is empty, and not while something stands in it', () => {
    given(drafted, proposed).when(withdrawTheme, T1).then(withdrawn);
    given(drafted, proposed, critical)
      .when(withdrawTheme, T1)
      .thenRefused('theme-in-use', { name: 'Demografia', count: 1 });
    given(drafted, proposed, dataSource, indicator)
      .when(withdrawTheme, T1)
      .thenRefused('theme-in-use');
    given(drafted, proposed, written, reviewed).when(withdrawTheme, T1).thenRefused('not-now');
  });

  it('is none where nobody proposed it', () => {
    const unknown = { themeId: 'T9' };
    const wishing = given(drafted, proposed);
    wishing.when(draftTheme, { ...unknown, text }).thenRefused('theme-not-found', { id: 'T9' });
    wishing.when(reviewTheme, unknown).thenRefused('theme-not-found');
    wishing.when(returnTheme, unknown).thenRefused('theme-not-found');
    wishing.when(withdrawTheme, unknown).thenRefused('theme-not-found');
  });
});

describe('A need', () => {
  const wish = { needId: 'B1', ...T1, kind: 'critical', text: 'Inverno demografico' } as const;

  it('is recorded in its theme', () => {
    given(drafted, proposed).when(recordNeed, wish).then(critical);
  });

  it('is recorded without a theme where the source lost it: null is kept', () => {
    given(drafted)
      .when(recordNeed, { needId: 'B2', kind: 'positive', text: 'Si vive più a lungo' })
      .then(positive);
    expect(lifeAfter(drafted, positive).data.needs['B2']?.themeId).toBeNull();
  });

  it('keeps its source and gets a new id if none is given', () => {
    given(drafted)
      .when(recordNeed, { kind: 'positive', text: 'Si vive più a lungo', source })
      .then({
        type: 'NeedRecorded',
        data: {
          needId: 'new-need',
          themeId: null,
          kind: 'positive',
          text: 'Si vive più a lungo',
          source,
        },
      });
  });

  it('may be given its theme later, or other words', () => {
    given(drafted, proposed, positive)
      .when(reviseNeed, { needId: 'B2', ...T1 })
      .then({
        type: 'NeedRevised',
        data: { needId: 'B2', ...T1, text: 'Si vive più a lungo' },
      });
    given(drafted, proposed, positive)
      .when(reviseNeed, { needId: 'B2', text: 'Si vive di più' })
      .then({
        type: 'NeedRevised',
        data: { needId: 'B2', themeId: null, text: 'Si vive di più' },
      });
    given(drafted, proposed, positive)
      .when(reviseNeed, { needId: 'B2' })
      .thenRefused('nothing-changed');
  });

  it('is not put into a theme that is not there, or was withdrawn', () => {
    given(drafted).when(recordNeed, wish).thenRefused('theme-not-found', { id: 'T1' });
    given(drafted, proposed, withdrawn).when(recordNeed, wish).thenRefused('theme-not-found');
  });

  it('is not changed in a reviewed theme, nor put into it', () => {
    const facts = [drafted, proposed, critical, positive, written, reviewed];
    const wishing = given(...facts);
    wishing
      .when(recordNeed, { ...wish, needId: 'B3' })
      .thenRefused('theme-reviewed', { name: 'Demografia' });
    wishing.when(reviseNeed, { needId: 'B1', text: 'Altro' }).thenRefused('theme-reviewed');
    wishing.when(reviseNeed, { needId: 'B2', ...T1 }).thenRefused('theme-reviewed');
    wishing.when(withdrawNeed, { needId: 'B1' }).thenRefused('theme-reviewed');
  });

  it('is withdrawn, and its id is not given again', () => {
    const gone: PlanningFact = { type: 'NeedWithdrawn', data: { needId: 'B1' } };
    given(drafted, proposed, critical).when(withdrawNeed, { needId: 'B1' }).then(gone);
    given(drafted, proposed, critical, gone)
      .when(recordNeed, wish)
      .thenRefused('id-taken', { id: 'B1' });
    given(drafted, proposed, critical).when(recordNeed, wish).thenRefused('id-taken', { id: 'B1' });
  });

  it('is none where nobody recorded it', () => {
    given(drafted)
      .when(reviseNeed, { needId: 'B9', text: 'x' })
      .thenRefused('need-not-found', { id: 'B9' });
    given(drafted).when(withdrawNeed, { needId: 'B9' }).thenRefused('need-not-found');
  });
});

describe('An indicator', () => {
  const wish = {
    indicatorId: 'I1',
    ...T1,
    name: 'Indice di vecchiaia',
    value: '231.4',
    period: '2023',
    dataSourceId: 'F1',
  } as const;

  it('is recorded with its value, its period and its source', () => {
    given(drafted, proposed, dataSource).when(recordIndicator, wish).then(indicator);
  });

  it('may have no value and no theme, which is not zero', () => {
    const { value, themeId, ...rest } = wish;
    given(drafted, proposed, dataSource)
      .when(recordIndicator, { ...rest, unit: '%' })
      .then({
        type: 'IndicatorRecorded',
        data: { ...rest, themeId: null, value: null, unit: '%' },
      });
  });

  it.each(['12,5', '1e3', 'molti', '.5', ''])('is not worth %j', (value) => {
    expect(() =>
      given(drafted, proposed, dataSource).when(recordIndicator, { ...wish, value }),
    ).toThrow(/value/);
  });

  it('names a source that was added, and an id of its own', () => {
    given(drafted, proposed)
      .when(recordIndicator, wish)
      .thenRefused('data-source-not-found', { id: 'F1' });
    given(drafted, proposed, dataSource, indicator)
      .when(recordIndicator, wish)
      .thenRefused('id-taken', { id: 'I1' });
  });

  it('is not recorded in a reviewed theme, or withdrawn from one', () => {
    const facts = [drafted, proposed, dataSource, indicator, written, reviewed];
    given(...facts)
      .when(recordIndicator, { ...wish, indicatorId: 'I2' })
      .thenRefused('theme-reviewed');
    given(...facts)
      .when(withdrawIndicator, { indicatorId: 'I1' })
      .thenRefused('theme-reviewed');
  });

  it('is withdrawn, and its id is not given again', () => {
    const gone: PlanningFact = { type: 'IndicatorWithdrawn', data: { indicatorId: 'I1' } };
    const facts = [drafted, proposed, dataSource, indicator];
    given(...facts)
      .when(withdrawIndicator, { indicatorId: 'I1' })
      .then(gone);
    given(...facts, gone)
      .when(recordIndicator, wish)
      .thenRefused('id-taken', { id: 'I1' });
    given(...facts)
      .when(withdrawIndicator, { indicatorId: 'I9' })
      .thenRefused('profile-indicator-not-found', { id: 'I9' });
  });
});

describe('What the profile rests on', () => {
  it('is a source, with its address and its document if it has any', () => {
    given(drafted)
      .when(addDataSource, { dataSourceId: 'F1', name: 'Osservatorio regionale' })
      .then(dataSource);
    const more = { url: 'https://www.regione.esempio.it/dati', document };
    given(drafted)
      .when(addDataSource, { name: 'Anagrafe', ...more })
      .then({
        type: 'DataSourceAdded',
        data: { dataSourceId: 'new-data-source', name: 'Anagrafe', ...more },
      });
    given(drafted, dataSource)
      .when(addDataSource, { dataSourceId: 'F1', name: 'Altro' })
      .thenRefused('id-taken', { id: 'F1' });
  });

  it('is a document, once', () => {
    const attached: PlanningFact = { type: 'ProfileDocumentAttached', data: { document } };
    given(drafted).when(attachProfileDocument, { document }).then(attached);
    given(drafted, attached)
      .when(attachProfileDocument, { document })
      .thenRefused('document-already-attached', { title: 'Documento' });
  });
});
