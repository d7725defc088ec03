import { redactedText } from '../correction/redaction.js';
import { sha256 } from '../pipeline/command-identity.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { addUnit } from './add-unit.js';
import { closeUnit } from './close-unit.js';
import { grantDelegation } from './grant-delegation.js';
import { mergeUnits } from './merge-units.js';
import { openOrganisation } from './open-organisation.js';
import {
  act,
  closed,
  givenOrganisation as given,
  granted,
  headChanged,
  merged,
  opened,
  organisationAfter,
  revoked,
  unitAdded,
} from './organisation.fixture.js';
import { currentUnit, headOf, isClosed, nameOf, organisationOn } from './organisation.js';
import { renameUnit } from './rename-unit.js';
import { replaceHead } from './replace-head.js';
import { revokeDelegation } from './revoke-delegation.js';

const anziani = [opened, unitAdded('anziani')];
const twoUnits = [...anziani, unitAdded('minori', { headPersonId: 'altro-responsabile' })];
const dataOf = <Type extends PlanningFact['type']>(fact: PlanningFact): DataOf<Type> =>
  fact.data as DataOf<Type>;

describe('The register of the organisation', () => {
  it('is opened once for a zone', () => {
    given().when(openOrganisation, { title: 'Organizzazione della zona' }).then(opened);
    given(opened)
      .when(openOrganisation, { title: 'Un’altra' })
      .thenRefused('register-exists', { registerId: 'livornese-organizzazione' });
  });

  it('holds nothing before it is opened', () => {
    given()
      .when(addUnit, dataOf<'UnitAdded'>(unitAdded('anziani')))
      .thenRefused('not-now');
  });
});

describe('A unit', () => {
  it('is added with its head, and without one', () => {
    given(opened)
      .when(addUnit, dataOf<'UnitAdded'>(unitAdded('anziani')))
      .then(unitAdded('anziani'));
    const { headPersonId, ...headless } = dataOf<'UnitAdded'>(unitAdded('minori'));
    given(opened).when(addUnit, headless).then({ type: 'UnitAdded', data: headless });
  });

  it('does not take the id of another one, even of a closed one', () => {
    given(...anziani, closed('anziani'))
      .when(addUnit, dataOf<'UnitAdded'>(unitAdded('anziani')))
      .thenRefused('id-taken', { id: 'anziani' });
  });

  it('takes a new name from a day on and keeps the old one for the days before', () => {
    const renamed: PlanningFact = {
      type: 'UnitRenamed',
      data: {
        unitId: 'anziani',
        oldName: 'Unità anziani',
        newName: 'Non autosufficienza',
        from: '2024-04-01',
      },
    };
    given(...anziani)
      .when(renameUnit, { unitId: 'anziani', name: 'Non autosufficienza', from: '2024-04-01' })
      .then(renamed);
    const life = organisationAfter(...anziani, renamed);
    expect(['2023-12-31', '2024-03-31', '2024-04-01'].map((day) => named(life, day))).toEqual([
      'Unità anziani',
      'Unità anziani',
      'Non autosufficienza',
    ]);
  });

  it('is renamed without a word of a name that was redacted', () => {
    const fingerprint = sha256('Unità anziani');
    const redacted: PlanningFact = {
      type: 'TextRedacted',
      data: {
        ...{ eventId: 'event-1', factType: 'UnitAdded', factRevision: 1, where: 'data' },
        ...{ pointer: '/name', sha256: fingerprint, legalBasis: 'GDPR art. 17' },
      },
    };
    const renaming = { unitId: 'anziani', from: '2024-04-01' };
    given(...anziani, redacted)
      .when(renameUnit, { ...renaming, name: 'Non autosufficienza' })
      .then({
        type: 'UnitRenamed',
        data: {
          ...{ ...renaming, newName: 'Non autosufficienza' },
          oldName: redactedText(fingerprint),
        },
      });
  });

  it('is not given the name it has, nor one from before the last', () => {
    given(...anziani)
      .when(renameUnit, { unitId: 'anziani', name: 'Unità anziani', from: '2024-04-01' })
      .thenRefused('nothing-changed');
    given(...anziani)
      .when(renameUnit, { unitId: 'anziani', name: 'Altra', from: '2023-12-31' })
      .thenRefused('dates-reversed', { from: '2024-01-01', to: '2023-12-31' });
  });

  it('gets another head from a day on, by act, also from a day to come', () => {
    given(...anziani)
      .when(replaceHead, { unitId: 'anziani', newPersonId: 'nuovo', from: '2024-09-01', act })
      .then(headChanged('anziani', 'nuovo', '2024-09-01'));
    const life = organisationAfter(...anziani, headChanged('anziani', 'nuovo', '2024-09-01'));
    expect(['2023-12-31', '2024-08-31', '2024-09-01'].map((day) => head(life, day))).toEqual([
      undefined,
      'responsabile',
      'nuovo',
    ]);
  });

  it('gets its first head where it had none', () => {
    const { headPersonId, ...headless } = dataOf<'UnitAdded'>(unitAdded('anziani'));
    given(opened, { type: 'UnitAdded', data: headless })
      .when(replaceHead, { unitId: 'anziani', newPersonId: 'nuovo', from: '2024-02-01', act })
      .then({
        type: 'UnitHeadChanged',
        data: { unitId: 'anziani', newPersonId: 'nuovo', from: '2024-02-01', act },
      });
  });

  it('is not given the head it has, nor one from before the last', () => {
    given(...anziani)
      .when(replaceHead, {
        unitId: 'anziani',
        newPersonId: 'responsabile',
        from: '2024-02-01',
        act,
      })
      .thenRefused('nothing-changed');
    given(...anziani, headChanged('anziani', 'nuovo', '2024-03-01'))
      .when(replaceHead, { unitId: 'anziani', newPersonId: 'terzo', from: '2024-02-29', act })
      .thenRefused('dates-reversed', { from: '2024-03-01', to: '2024-02-29' });
  });

  it('takes in others, which go on in it', () => {
    const wish = { unitId: 'anziani', mergedUnitIds: ['minori'], from: '2024-03-01', act };
    given(...twoUnits)
      .when(mergeUnits, wish)
      .then(merged('minori', 'anziani'));
    const life = organisationAfter(...twoUnits, merged('minori', 'anziani'));
    const on = (day: string) => currentUnit(organisationOn(life, day), 'minori');
    expect([on('2024-02-29'), on('2024-03-01')]).toEqual(['minori', 'anziani']);
  });

  it('goes on at the end of a chain of merged units', () => {
    const life = organisationAfter(
      ...twoUnits,
      unitAdded('famiglie'),
      merged('minori', 'anziani'),
      merged('anziani', 'famiglie', '2024-05-01'),
    );
    expect(currentUnit(organisationOn(life, '2024-06-01'), 'minori')).toBe('famiglie');
  });

  it('takes in none that is not there, not active, or itself', () => {
    const wish = { unitId: 'anziani', from: '2024-03-01', act };
    given(...anziani)
      .when(mergeUnits, { ...wish, mergedUnitIds: ['minori'] })
      .thenRefused('unit-not-found', { id: 'minori' });
    given(...anziani)
      .when(mergeUnits, { ...wish, unitId: 'constructor', mergedUnitIds: ['anziani'] })
      .thenRefused('unit-not-found', { id: 'constructor' });
    given(...twoUnits, closed('minori'))
      .when(mergeUnits, { ...wish, mergedUnitIds: ['minori'] })
      .thenRefused('unit-not-active', { unit: 'minori' });
    given(...twoUnits, closed('anziani'))
      .when(mergeUnits, { ...wish, mergedUnitIds: ['minori'] })
      .thenRefused('unit-not-active', { unit: 'anziani' });
    given(...anziani)
      .when(mergeUnits, { ...wish, mergedUnitIds: ['anziani'] })
      .thenRefused('same-unit', { unit: 'anziani' });
  });

  it('is merged and closed on no day to come and on none before its first', () => {
    const wish = { unitId: 'anziani', act };
    given(...twoUnits)
      .when(mergeUnits, { ...wish, mergedUnitIds: ['minori'], from: '2024-07-01' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
    given(...twoUnits)
      .when(mergeUnits, { ...wish, mergedUnitIds: ['minori'], from: '2023-07-01' })
      .thenRefused('dates-reversed', { from: '2024-01-01', to: '2023-07-01' });
    given(...anziani, unitAdded('minori', { from: '2024-03-02' }))
      .when(mergeUnits, { ...wish, mergedUnitIds: ['minori'], from: '2024-03-01' })
      .thenRefused('dates-reversed', { from: '2024-03-02', to: '2024-03-01' });
    given(...anziani)
      .when(closeUnit, { ...wish, from: '2024-07-01' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
  });

  it('is closed, and changes no more', () => {
    given(...anziani)
      .when(closeUnit, { unitId: 'anziani', from: '2024-03-01', act })
      .then(closed('anziani'));
    const life = organisationAfter(...anziani, closed('anziani'));
    expect(isClosed(organisationOn(life, '2024-02-29'), 'anziani')).toBe(false);
    expect(isClosed(organisationOn(life, '2024-03-01'), 'anziani')).toBe(true);
    given(...anziani, closed('anziani'))
      .when(closeUnit, { unitId: 'anziani', from: '2024-03-01', act })
      .thenRefused('not-now');
    given(...anziani, closed('anziani'))
      .when(renameUnit, { unitId: 'anziani', name: 'Altra', from: '2024-04-01' })
      .thenRefused('not-now');
  });

  it.each([
    ['renamed', renameUnit, { unitId: 'minori', name: 'Altra', from: '2024-03-01' }],
    ['headed', replaceHead, { unitId: 'minori', newPersonId: 'x', from: '2024-03-01', act }],
    ['closed', closeUnit, { unitId: 'minori', from: '2024-03-01', act }],
    [
      'enlarged',
      mergeUnits,
      { unitId: 'minori', mergedUnitIds: ['anziani'], from: '2024-03-01', act },
    ],
  ] as const)('that is not registered is not %s', (_what, verb, wish) => {
    given(...anziani)
      .when(verb as typeof renameUnit, wish as never)
      .thenRefused('unit-not-found', { id: 'minori' });
  });
});

describe('A delegation', () => {
  const away = {
    delegationId: 'ferie',
    toPersonId: 'sostituto',
    kind: 'SOSTITUZIONE',
    unitId: 'anziani',
    validFrom: '2024-07-01',
    validTo: '2024-07-14',
  } as const;
  const asHead = { as: 'UH', personId: 'responsabile' } as const;
  const asDirector = { as: 'DIR', personId: 'direttore' } as const;

  it('is granted by the head of a unit, in the own role', () => {
    given(...anziani)
      .when(grantDelegation, away, asHead)
      .then(granted());
  });

  it('may be limited to a cycle and to some verbs', () => {
    const cycleId = 'livornese-poa-annuale-2024';
    given(...anziani)
      .when(grantDelegation, { ...away, cycleId, verbs: ['submit-scheda'] }, asHead)
      .then(granted({ scope: { unitId: 'anziani', cycleId, verbs: ['submit-scheda'] } }));
    given(...anziani)
      .when(grantDelegation, { ...away, cycleId: 'pisana-poa-annuale-2024' }, asHead)
      .thenRefused('cycle-not-found', { cycleId: 'pisana-poa-annuale-2024' });
    given(...anziani)
      .when(grantDelegation, { ...away, verbs: ['submit-scheda', 'submit-schede'] }, asHead)
      .thenRefused('verb-unknown', { verb: 'submit-schede' });
  });

  it('of the director lends the own role', () => {
    const { unitId, ...own } = away;
    given(...anziani)
      .when(grantDelegation, own, asDirector)
      .then(granted({ fromPersonId: 'direttore', fromRole: 'DIR', scope: {} }));
  });

  it('by act of the director names who stands in for the head of a unit', () => {
    given(...anziani)
      .when(grantDelegation, { ...away, kind: 'INTERIM', act }, asDirector)
      .then(granted({ kind: 'INTERIM', act }));
    given(...anziani)
      .when(grantDelegation, { ...away, kind: 'INTERIM' }, asDirector)
      .thenRefused('act-needed');
  });

  it('for the head of a unit needs one, and an active unit', () => {
    const wish = { ...away, act };
    given(...anziani, closed('anziani'))
      .when(grantDelegation, wish, asDirector)
      .thenRefused('unit-not-active', { unit: 'anziani' });
    given(...twoUnits, merged('anziani', 'minori'))
      .when(grantDelegation, wish, asDirector)
      .thenRefused('unit-not-active', { unit: 'anziani' });
    given(opened)
      .when(grantDelegation, wish, asDirector)
      .thenRefused('unit-has-no-head', { unit: 'anziani' });
  });

  it('is for somebody else', () => {
    given(...anziani)
      .when(grantDelegation, { ...away, toPersonId: 'responsabile' }, asHead)
      .thenRefused('self-delegation');
    given(...anziani)
      .when(grantDelegation, { ...away, act, toPersonId: 'direttore' }, asDirector)
      .thenRefused('self-delegation');
    given(...anziani)
      .when(grantDelegation, { ...away, act, toPersonId: 'responsabile' }, asDirector)
      .thenRefused('self-delegation');
  });

  it('is not passed on by whoever acts under one', () => {
    given(...anziani, granted())
      .when(
        grantDelegation,
        { ...away, delegationId: 'oltre', toPersonId: 'terzo' },
        { as: 'UH', personId: 'sostituto', onBehalfOf: 'responsabile' },
      )
      .thenRefused('delegation-chained');
  });

  it('has an end after its beginning, and not yet over', () => {
    given(...anziani)
      .when(grantDelegation, { ...away, validTo: '2024-06-30' }, asHead)
      .thenRefused('dates-reversed', { from: '2024-07-01', to: '2024-06-30' });
    given(...anziani)
      .when(grantDelegation, away, { ...asHead, today: '2024-07-15' })
      .thenRefused('delegation-over', { validTo: '2024-07-14' });
    given(...anziani)
      .when(grantDelegation, away, { ...asHead, today: '2024-07-14' })
      .then(granted());
  });

  it('lasts a year at most', () => {
    const lasting = (validFrom: string, validTo: string) =>
      given(...anziani).when(grantDelegation, { ...away, validFrom, validTo }, asHead);
    lasting('2024-07-01', '2025-06-30').then(granted({ validTo: '2025-06-30' }));
    lasting('2024-07-01', '2025-07-01').thenRefused('delegation-too-long');
    lasting('2024-02-29', '2025-02-28').then(
      granted({ validFrom: '2024-02-29', validTo: '2025-02-28' }),
    );
    lasting('2024-02-29', '2025-03-01').thenRefused('delegation-too-long');
    lasting('2020-01-01', '2099-12-31').thenRefused('delegation-too-long');
  });

  it('does not take the id of another one', () => {
    given(...anziani, granted(), revoked())
      .when(grantDelegation, away, asHead)
      .thenRefused('id-taken', { id: 'ferie' });
  });

  describe('beside another one of the same head', () => {
    const second = { ...away, delegationId: 'altra', toPersonId: 'terzo' };
    const overlaps = {
      id: 'ferie',
      to: 'sostituto',
      validFrom: '2024-07-01',
      validTo: '2024-07-14',
    };
    const also = (more: Partial<DataOf<'DelegationGranted'>>) =>
      granted({ delegationId: 'altra', toPersonId: 'terzo', ...more });

    it('shares no day with it', () => {
      given(...anziani, granted())
        .when(
          grantDelegation,
          { ...second, validFrom: '2024-07-14', validTo: '2024-07-20' },
          asHead,
        )
        .thenRefused('delegation-overlaps', overlaps);
      given(...anziani, granted())
        .when(
          grantDelegation,
          { ...second, validFrom: '2024-07-15', validTo: '2024-07-20' },
          asHead,
        )
        .then(also({ validFrom: '2024-07-15', validTo: '2024-07-20' }));
    });

    it('or no act, or no unit', () => {
      const submits = granted({ scope: { unitId: 'anziani', verbs: ['submit-scheda'] } });
      given(...anziani, submits)
        .when(grantDelegation, second, asHead)
        .thenRefused('delegation-overlaps', overlaps);
      given(...anziani, submits)
        .when(grantDelegation, { ...second, verbs: ['revise-scheda'] }, asHead)
        .then(also({ scope: { unitId: 'anziani', verbs: ['revise-scheda'] } }));
      given(...anziani, granted())
        .when(grantDelegation, { ...second, unitId: 'minori' }, asHead)
        .then(also({ scope: { unitId: 'minori' } }));
    });

    it('or comes after it was revoked', () => {
      given(...anziani, granted(), revoked())
        .when(grantDelegation, second, asHead)
        .then(also({}));
    });
  });

  it.each([
    ['who granted it', { as: 'UH', personId: 'responsabile' }],
    ['the coordinator', { as: 'UPc' }],
    ['the director', { as: 'DIR' }],
  ] as const)('is revoked by %s', (_who, circumstances) => {
    given(...anziani, granted())
      .when(revokeDelegation, { delegationId: 'ferie' }, circumstances)
      .then(revoked());
  });

  it('is not revoked by another head, nor twice, nor where there is none', () => {
    given(...anziani, granted())
      .when(revokeDelegation, { delegationId: 'ferie' }, { as: 'UH', personId: 'altro' })
      .thenRefused('not-your-delegation');
    given(...anziani, granted(), revoked())
      .when(revokeDelegation, { delegationId: 'ferie' }, { as: 'UPc' })
      .thenRefused('not-now');
    given(...anziani)
      .when(revokeDelegation, { delegationId: 'ferie' }, { as: 'UPc' })
      .thenRefused('delegation-not-found', { id: 'ferie' });
  });
});

function named(life: ReturnType<typeof organisationAfter>, day: string): string | undefined {
  const organisation = organisationOn(life, day);
  return organisation && nameOf(organisation, 'anziani');
}

function head(life: ReturnType<typeof organisationAfter>, day: string): string | undefined {
  return headOf(organisationOn(life, day), 'anziani');
}
