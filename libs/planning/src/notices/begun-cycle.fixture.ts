import type { DataOf, PlanningFact } from '../planning-fact.js';
import { opened, roleGranted, unitAdded } from '../organisation/organisation.fixture.js';
import { assigned, inDraft } from '../testing.fixture.js';
import { CYCLE, ORGANISATION, type TellingLog } from './telling-log.fixture.js';

/** Two units with their heads, and somebody for every role that is told of something. */
export const organisation = [
  ...[opened, unitAdded('anziani'), unitAdded('minori', { headPersonId: 'altra' })],
  ...[roleGranted('referente', 'RF', { unitId: 'anziani' }), roleGranted('coordinatore', 'UPc')],
  ...[roleGranted('operatore', 'UPo'), roleGranted('direttore', 'DIR')],
  ...[roleGranted('segreteria', 'SEG'), roleGranted('associazione', 'ETS')],
];

/** A reminder to the head of a unit, a week before a last day. */
export const reminder = (more: Partial<DataOf<'ReminderSent'>> = {}): PlanningFact => ({
  type: 'ReminderSent',
  data: {
    ...{ deadlineId: 'D1', due: '2024-03-01', offsetDays: -7, level: 'owner' },
    told: [{ personId: 'responsabile', role: 'UH', unitId: 'anziani' }],
    ...more,
  },
});

/** The cycle with its organisation and a scheda; whoever was told of these is not asked about. */
export function beginIn(log: TellingLog, ...more: readonly PlanningFact[]): void {
  log.record(ORGANISATION, [...organisation, ...more], { at: '2024-02-20T08:00:00Z' });
  log.record(CYCLE, [...inDraft, assigned('S-1')]);
}
