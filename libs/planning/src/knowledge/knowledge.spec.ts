import type { PlanningFact } from '../planning-fact.js';
import { document, given, inDraft, inPreparation, source } from '../testing.fixture.js';
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

  it('may be attached anew until it is adopted', () => {
    given(...inPreparation, attached)
      .when(attachHealthProfile, profile)
      .then(attached);
  });

  it('is not attached after it was adopted', () => {
    given(...inPreparation, attached, adopted)
      .when(attachHealthProfile, profile)
      .thenRefused('not-now');
  });

  it('is adopted by the act of an organ', () => {
    given(...inPreparation, attached)
      .when(adoptHealthProfile, adoption)
      .then(adopted);
  });

  it('is not adopted before it is attached', () => {
    given(...inPreparation)
      .when(adoptHealthProfile, adoption)
      .thenRefused('not-now');
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
