import { addDays, romeDay } from '#calendar';
import type { CycleLife } from '../command/verb.js';
import { categories, codes, type Category } from '../value-sets.js';
import type { Draw } from './wishes.fixture.js';

type Bodies = Readonly<Record<string, (draw: Draw, life: CycleLife | undefined) => object>>;

const day = (draw: Draw, life: CycleLife | undefined): string => {
  const today = life ? romeDay(Date.parse(life.data.lastRecordedAt)) : '2024-01-10';
  return addDays(today, draw(0, 30, 400, -1));
};
/** The other cycle of the history, of the year before; or one that there is not. */
const yearBefore = (draw: Draw, life: CycleLife | undefined) => ({
  fromCycleId: draw(`${life?.data.zone ?? 'nessuna'}-poa-annuale-2024`, 'altrove-poa-annuale-2023'),
});
const promise = (draw: Draw, life: CycleLife | undefined) => {
  const [first = 'I1'] = Object.keys(life?.data.promises ?? {});
  return { promiseId: draw(first, 'I1', 'I2') };
};
const inCycle = (draw: Draw, life: CycleLife | undefined) =>
  draw<object>({}, {}, { inCycleId: life?.data.cycleId ?? 'nessuno-poa-annuale-2024' });

/** Bodies for the verbs between the years, and for what goes with them. */
export const bodiesBetweenYears: Bodies = {
  'draft-from-previous': (draw, life) => ({ ...yearBefore(draw, life), title: 'POA 2025' }),
  'carry-over-schede': (draw, life) => ({
    ...yearBefore(draw, life),
    schede: [
      {
        schedaId: draw('S-1', 'S-2', 'S-3'),
        ...draw<object>({}, { newSchedaId: draw('S-1', 'S-4') }),
      },
    ],
  }),
  'make-promise': (draw, life) => ({
    ...draw<object>({}, promise(draw, life)),
    text: 'Un incontro in ogni comune',
    ...draw<object>({}, { about: 'CO_PROGRAMMING' }),
    ...draw<object>({}, { to: 'Consulta' }),
    ...draw<object>({}, { due: day(draw, life) }),
  }),
  'keep-promise': (draw, life) => ({
    ...promise(draw, life),
    text: 'Incontri di maggio',
    ...inCycle(draw, life),
  }),
  'break-promise': (draw, life) => ({ ...promise(draw, life), ...inCycle(draw, life) }),
  'place-contribution': (draw) => ({
    contributionId: draw('C1', 'C2'),
    text: 'Premessa',
    ...draw<object>({}, { schedaId: draw('S-1', 'S-9') }, { programmeId: draw('P1', 'P9') }),
  }),
  'decline-category-exemption': (draw) => ({
    category: draw(...(codes(categories) as [Category, ...Category[]])),
  }),
  'cancel-deadline': (draw) => ({
    deadlineId: draw('D1', 'D2'),
    ...draw<object>({}, { act: 'DGR 2/2024' }),
  }),
};
