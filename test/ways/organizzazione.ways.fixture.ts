import type { Role } from '#people';
import { organizzazioneV1 } from '#planning';
import { about, by, drive, reach, send } from '../drivers.fixture.js';
import type { Journey } from '../journey.fixture.js';
import { wishesOfCorrections } from './corrections.drivers.fixture.js';
import {
  fileOf,
  takenBackWith,
  undoneAtOnce,
  wishesToUndoImports,
} from './spreadsheet.ways.fixture.js';
import type { Ways } from '../journey.fixture.js';

const act = 'Deliberazione 12/2024';
const reason = 'Così dispone l’atto';
const from = '2024-03-01';

/** A unit that can take in this one, or go on in it: it is there if another one is active. */
function otherUnit(journey: Journey, id: string): string {
  const active = [...journey.partsOf('unit')].find(
    ([unitId, snapshot]) => unitId !== id && snapshot.matches('active'),
  );
  return active?.[0] ?? 'altra-unita';
}

/** A unit as a wish gives it. */
const unitOf = (unitId: string) => ({
  ...{ unitId, name: 'Anziani e disabili', kind: 'UNITA_FUNZIONALE', belongsTo: 'AUSL' },
  ...{ headPersonId: 'responsabile', from: '2024-01-01' },
});

/** The fact that added a unit, whose name is not redacted yet. */
function readableUnit(journey: Journey): string | undefined {
  const hidden = new Set(journey.all('TextRedacted').map(({ eventId }) => eventId));
  return journey.facts.findLast(({ type, id }) => type === 'UnitAdded' && !hidden.has(id))?.id;
}

/** The last closure of the office that was not withdrawn. */
function standingClosure(journey: Journey): string | undefined {
  const withdrawn = new Set(
    journey.all('OfficeClosureWithdrawn').map(({ closureId }) => closureId),
  );
  return journey.all('OfficeClosureAdded').findLast(({ closureId }) => !withdrawn.has(closureId))
    ?.closureId;
}

/** All but contact persons, who have nothing to do in the register: they are of a unit that is registered. */
const everybody: readonly Role[] = ['ADM', 'UPc', 'UPo', 'UH', 'DIR', 'SEG', 'AUD', 'ETS'];

/** From the first role on, nobody has one that was not given: so the people of the zone get theirs first. */
export async function everybodyHasTheirs(journey: Journey): Promise<void> {
  if (journey.all('RoleGranted').length > 0) return;
  for (const role of everybody) {
    const { personId, unitId } = journey.somebody(role).person;
    const roleGrantId = journey.fresh('role-grant');
    await journey.perform('ADM', 'grant-role', {
      ...{ roleGrantId, personId, role, from },
      ...(unitId !== undefined && { unitId }),
    });
  }
}

/** How to get about in the register of the organisation of a zone. */
export const organizzazioneWays: Ways = {
  definition: organizzazioneV1,
  wishes: {
    ...wishesOfCorrections('OrganisationOpened'),
    'redact-text': (journey) => ({
      as: 'DIR',
      body: {
        eventId: readableUnit(journey) ?? 'nessuno',
        ...{ pointer: '/name', legalBasis: 'GDPR art. 17', reason },
      },
    }),
    'open-organisation': () => ({ as: 'UPc', body: { title: 'Organizzazione della zona' } }),
    'add-unit': (_, { id }) => ({ as: 'UPc', body: unitOf(id) }),
    'import-units': (journey, { id }) => ({
      as: 'UPc',
      body: fileOf(id, unitOf(journey.fresh('unit'))),
    }),
    ...wishesToUndoImports,
    'rename-unit': ({ revision }, { id: unitId }) => ({
      as: 'UPc',
      body: { unitId, name: `Non autosufficienza ${revision}`, from, act, reason },
    }),
    'replace-head': ({ revision }, { id: unitId }) => ({
      as: 'UPc',
      body: { unitId, newPersonId: `responsabile-${revision}`, from, act, reason },
    }),
    'merge-units': (journey, { id: unitId }) => ({
      as: 'UPc',
      body: { unitId, mergedUnitIds: [otherUnit(journey, unitId)], from, act, reason },
    }),
    'close-unit': (_, { id: unitId }) => ({ as: 'UPc', body: { unitId, from, act, reason } }),
    // Each on a day of its own, since two for the same days would overlap.
    'grant-delegation': ({ server, revision }, { id: delegationId }) => ({
      as: 'UH',
      body: {
        ...{ delegationId, toPersonId: 'referente', kind: 'SOSTITUZIONE', unitId: 'anziani' },
        ...{ validFrom: server.clock.day(revision), validTo: server.clock.day(revision) },
      },
    }),
    'revoke-delegation': (_, { id: delegationId }) => ({
      as: 'UPc',
      body: { delegationId, reason },
    }),
    'grant-role': (journey, { id: roleGrantId }) => ({
      as: 'ADM',
      body:
        journey.all('RoleGranted').length === 0
          ? { roleGrantId, personId: 'amministratore', role: 'ADM', from }
          : { roleGrantId, personId: `persona-${journey.revision}`, role: 'SEG', from, act },
    }),
    'revoke-role': (_, { id: roleGrantId }) => ({ as: 'ADM', body: { roleGrantId, reason } }),
    'deactivate-person': (_, { id: personId }) => ({
      as: 'ADM',
      body: { personId, kind: 'SUSPENDED', reason },
    }),
    'reactivate-person': (_, { id: personId }) => ({ as: 'ADM', body: { personId, reason } }),
    // Another one each time: what the office has said already changes nothing.
    'set-office-seat': (journey) => ({
      as: 'ADM',
      body:
        journey.all('OfficeSeatSet').at(-1)?.municipality === undefined
          ? { municipality: 'livorno', act }
          : {},
    }),
    'add-office-closure': ({ revision }) => ({
      as: 'UPc',
      body: {
        ...{ closureId: `chiusura-${revision}`, from: '2024-08-12', to: '2024-08-16' },
        why: 'Chiusura estiva',
      },
    }),
    'withdraw-office-closure': (journey) => ({
      as: 'UPc',
      body: { closureId: standingClosure(journey) ?? 'nessuna', reason },
    }),
    'erase-person': ({ revision }) => ({
      as: 'DIR',
      body: { personId: `persona-${revision}`, legalBasis: 'NOT_NECESSARY', reason },
    }),
  },
  drivers: {
    OrganisationOpened: by('open-organisation'),
    async UnitAdded(journey, { id = journey.fresh('unit') }) {
      await reach(journey, (root) => root.matches('kept'));
      if (!journey.reserved.has(id)) return send(journey, 'add-unit', { id });
      // What came in by a spreadsheet, and nothing else, can be taken back.
      await journey.perform('UPc', 'import-units', fileOf(journey.fresh('import'), unitOf(id)));
    },
    UnitTakenBack: takenBackWith,
    SpreadsheetImported: about('SpreadsheetImported', 'import-units'),
    SpreadsheetImportUndone: undoneAtOnce('import-units'),
    RecordCorrected: by('correct-record'),
    async TextRedacted(journey) {
      if (readableUnit(journey) === undefined) await send(journey, 'add-unit');
      await send(journey, 'redact-text');
    },
    UnitRenamed: about('UnitRenamed', 'rename-unit'),
    UnitHeadChanged: about('UnitHeadChanged', 'replace-head'),
    async UnitMerged(journey, { id = journey.fresh('unit') }) {
      await reach(journey, (root) => root.matches('kept'));
      const add = async (unitId: string): Promise<void> => {
        const wish = organizzazioneWays.wishes['add-unit']?.(journey, { id: unitId });
        if (wish) await journey.perform(wish.as, 'add-unit', wish.body);
      };
      if (!journey.part('unit', id).matches('active')) await add(id);
      const unitId = journey.fresh('unit');
      await add(unitId);
      await journey.perform('UPc', 'merge-units', {
        ...{ unitId, mergedUnitIds: [id], from, act, reason },
      });
    },
    UnitClosed: about('UnitClosed', 'close-unit'),
    DelegationGranted: about('DelegationGranted', 'grant-delegation'),
    DelegationRevoked: about('DelegationRevoked', 'revoke-delegation'),
    RoleGranted: about('RoleGranted', 'grant-role', everybodyHasTheirs),
    async RoleRevoked(journey, { id }) {
      await reach(journey, (root) => root.matches('kept'));
      const roleGrantId = id ?? journey.fresh('role-grant');
      if (id === undefined) await drive(journey, { type: 'RoleGranted' }, roleGrantId);
      await send(journey, 'revoke-role', { id: roleGrantId });
    },
    PersonDeactivated: about('PersonDeactivated', 'deactivate-person'),
    PersonErased: by('erase-person'),
    OfficeSeatSet: by('set-office-seat'),
    OfficeClosureAdded: by('add-office-closure'),
    async OfficeClosureWithdrawn(journey) {
      if (standingClosure(journey) === undefined) await send(journey, 'add-office-closure');
      await send(journey, 'withdraw-office-closure');
    },
    PersonReactivated: about('PersonReactivated', 'reactivate-person'),
  },
  alongside: new Set(),
  detours: new Set(),
  refusalOf(journey, verb, id = '') {
    if (verb === 'open-organisation') return { status: 409, code: 'register-exists' };
    const isGone = journey.partsOf('unit').get(id)?.matches('takenBack') === true;
    return isGone ? { status: 404, code: 'unit-not-found' } : undefined;
  },
};
