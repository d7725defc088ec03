import { addDays, romeDay } from '#calendar';
import {
  currentUnit,
  headOf,
  organisationOn,
  type OrganisationLife,
} from '../organisation/organisation.js';
import {
  bodiesOfRoles,
  everybodyHasTheirs,
  usuallyWithRoles,
} from './histories-of-roles.fixture.js';
import type { Draw, Somebody, Wish } from './wishes.fixture.js';

const coordinator: Somebody = { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' };
const operator: Somebody = { role: 'UPo', personId: 'operatore', unitId: 'ufficio' };
const director: Somebody = { role: 'DIR', personId: 'direttore' };
const units = ['anziani', 'minori', 'famiglie'] as const;
const head = (unitId: string): Somebody => ({ role: 'UH', personId: `capo-${unitId}`, unitId });

/**
 * Whom a role may be lent to, each in the role they come with: people of the office who check what they
 * stand in for, a head of another unit, and two who never stand in for anybody.
 */
const substitute: Somebody = { role: 'RF', personId: 'sostituto', unitId: 'minori' };
const standIns: readonly [Somebody, ...Somebody[]] = [
  ...([substitute, substitute, substitute, operator, operator, operator] as const),
  ...([coordinator, coordinator, coordinator] as const),
  head('minori'),
  { role: 'AUD', personId: 'revisore' },
  { role: 'ETS', personId: 'consulta' },
];

/** Who has a role to lend. */
const lenders: readonly [Somebody, ...Somebody[]] = [
  head('anziani'),
  head('anziani'),
  head('minori'),
  director,
];

const today = (life: OrganisationLife | undefined, nowMs: number): string => {
  const now = new Date(nowMs).toISOString();
  const last = life?.data.lastRecordedAt ?? '';
  return romeDay(Date.parse(now > last ? now : last));
};

type Body = (draw: Draw, life: OrganisationLife | undefined, day: string) => object;
const act = 'Delibera 12/2024';
const unit = (draw: Draw) => ({ unitId: draw('anziani', 'anziani', 'minori', 'famiglie') });
const headPerson = (draw: Draw) => draw('nuovo', 'nuovo', 'capo-minori', 'capo-anziani');

/** Bodies for the verbs of the organisation of the zone. */
export const bodiesOfOrganisation: Readonly<Record<string, Body>> = {
  ...bodiesOfRoles,
  'open-organisation': () => ({ title: 'Organizzazione' }),
  'add-unit': (draw) => {
    const { unitId } = unit(draw);
    return {
      ...{ unitId, name: 'Unità', kind: 'SERVIZIO', belongsTo: 'COMUNE', from: '2024-01-01' },
      ...draw<object>({ headPersonId: `capo-${unitId}` }, {}),
    };
  },
  'rename-unit': (draw, _life, day) => ({ ...unit(draw), name: 'Altro nome', from: day, act }),
  'replace-head': (draw, _life, day) => ({
    ...unit(draw),
    ...{ newPersonId: headPerson(draw), from: addDays(day, draw(0, 0, 5)), act },
  }),
  'merge-units': (draw, _life, day) => ({
    ...{ unitId: 'famiglie', mergedUnitIds: [draw('minori', 'anziani')], from: day, act },
  }),
  'close-unit': (draw, _life, day) => ({ ...unit(draw), from: day, act }),
  'set-office-seat': (draw) => draw<object>({ municipality: 'livorno' }, {}),
  'add-office-closure': (draw, _life, day) => ({
    closureId: draw('estate', 'ponte'),
    ...{ from: addDays(day, 30), to: addDays(day, draw(30, 35, 29)), why: 'Chiusura' },
  }),
  'withdraw-office-closure': (draw) => ({ closureId: draw('estate', 'ponte') }),
  'grant-delegation': (draw, life, day) => {
    const validFrom = addDays(day, draw(0, 0, 0, 0, -5, 3));
    const zone = life?.data.zone ?? 'nessuna';
    return {
      toPersonId: draw(...standIns, director, head('anziani')).personId,
      kind: draw('DELEGA', 'SOSTITUZIONE', 'INTERIM'),
      ...{ validFrom, validTo: addDays(validFrom, draw(0, 0, 2, 10, 30, 90)) },
      ...draw<object>({}, {}, unit(draw)),
      ...draw<object>({}, {}, {}, { cycleId: `${zone}-poa-annuale-2025` }),
      ...draw<object>({}, {}, {}, { verbs: ['submit-scheda'] }),
      ...draw<object>({}, { act }),
    };
  },
  'revoke-delegation': (draw, life) => {
    const [first = 'nessuna', ...others] = Object.keys(life?.data.delegations ?? {});
    return { delegationId: draw(first, ...others) };
  },
};

/** What usually happens in the organisation of a zone: units with their heads, and who stands in for them. */
export function usuallyInOrganisation(
  life: OrganisationLife | undefined,
  draw: Draw,
  nowMs: number,
): Wish {
  const wish = (by: Somebody, verb: string, more: object = {}): Wish => {
    const body = bodiesOfOrganisation[verb]?.(draw, life, today(life, nowMs));
    return { verb, by, body: { ...body, ...more } };
  };
  if (!life) return wish(coordinator, 'open-organisation');
  const missing = units.find((unitId) => !life.data.units[unitId]);
  if (missing !== undefined) {
    const headPersonId = `capo-${missing}`;
    return wish(coordinator, 'add-unit', { unitId: missing, headPersonId });
  }
  const aboutRoles = usuallyWithRoles(life, draw, today(life, nowMs));
  if (aboutRoles && draw(true, false)) {
    const { verb, by, more } = aboutRoles;
    return wish(by, verb, more);
  }
  const by = draw(...lenders);
  const lent = by.unitId === undefined ? {} : { unitId: by.unitId };
  const grant = wish(by, 'grant-delegation', lent);
  const revoke = wish(draw(by, coordinator), 'revoke-delegation');
  return draw(
    ...([grant, grant, grant, grant, grant, grant] as const),
    wish(director, 'grant-delegation', { ...unit(draw), act }),
    ...([revoke, revoke] as const),
    wish(coordinator, 'replace-head', draw<object>({}, { from: today(life, nowMs) })),
    wish(
      coordinator,
      draw('rename-unit', 'rename-unit', 'rename-unit', 'merge-units', 'close-unit'),
    ),
  );
}

/** A register as a zone keeps it: its units and their heads, and for each role that can be lent a stand-in. */
export function organisationWithStandIns(draw: Draw, nowMs: number): readonly Wish[] {
  const day = romeDay(nowMs);
  const added = units.map((unitId) => ({ unitId, name: 'Unità', headPersonId: `capo-${unitId}` }));
  const terms = { kind: 'SOSTITUZIONE', validFrom: day };
  return [
    { verb: 'open-organisation', by: coordinator, body: { title: 'Organizzazione' } },
    ...added.map((unit) => ({
      verb: 'add-unit',
      by: coordinator,
      body: { ...unit, kind: 'SERVIZIO', belongsTo: 'COMUNE', from: '2024-01-01' },
    })),
    ...[head('anziani'), head('minori'), director].map((by) => ({
      verb: 'grant-delegation',
      by,
      body: {
        ...terms,
        ...(by.unitId !== undefined && { unitId: by.unitId }),
        toPersonId: draw(substitute, operator, coordinator, coordinator).personId,
        validTo: addDays(day, draw(0, 40, 200, 200)),
        ...draw<object>({}, {}, { verbs: ['submit-scheda', 'endorse-proposal'] }),
      },
    })),
    // In some zones the register says who has which role.
    ...draw<readonly Wish[]>([], everybodyHasTheirs()),
    // In some zones a head goes in the course of the year; one who comes may head two units.
    ...draw<readonly string[]>([], ['nuovo'], ['capo-minori']).map((newPersonId) => ({
      verb: 'replace-head',
      by: coordinator,
      body: { unitId: 'anziani', newPersonId, from: addDays(day, draw(0, 10, 30)), act },
    })),
  ];
}

/**
 * The same wish as the organisation has it by now: by whoever heads the unit today, or by somebody on
 * behalf of them or of the director, mostly somebody to whom they ever lent their role.
 */
export function inTheirName(
  wish: Wish,
  life: OrganisationLife | undefined,
  draw: Draw,
  nowMs: number,
): Wish {
  const { role, unitId } = wish.by;
  if (!life || (role !== 'UH' && role !== 'DIR')) return wish;
  const organisation = organisationOn(life, today(life, nowMs));
  const personId =
    unitId === undefined ? undefined : headOf(organisation, currentUnit(organisation, unitId));
  const ofToday = personId === undefined ? wish.by : { ...wish.by, personId };
  const by = draw(wish.by, ofToday, ofToday);
  if (draw(true, true, false)) {
    // Now and then it had happened two days before.
    const earlier = { occurredOn: addDays(today(life, nowMs), -2) };
    const when = draw<object>({}, {}, {}, earlier);
    return onBehalfOf(by, { ...wish, body: { ...wish.body, ...when } }, life, draw);
  }
  return { ...wish, by };
}

/** The same wish by somebody to whom the role was ever lent, or now and then by anybody. */
function onBehalfOf(by: Somebody, wish: Wish, life: OrganisationLife, draw: Draw): Wish {
  const lent = Object.values(life.data.delegations).filter(
    ({ fromPersonId }) => fromPersonId === by.personId,
  );
  const hands = lent.flatMap(({ toPersonId }) =>
    standIns.filter((somebody) => somebody.personId === toPersonId).slice(0, 1),
  );
  // Of those it was lent to the last one, rather; somebody else now and then.
  const [hand, ...others] = [...hands.slice(-1), ...hands.slice(-1), ...hands];
  if (!hand && draw(true, true, true, true, false)) return { ...wish, by };
  return { ...wish, by: draw(hand ?? draw(...standIns), ...others), onBehalfOf: by.personId };
}
