import { addDays, romeDay } from '#calendar';
import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import { finalReportNow } from '../report/final-report-now.js';
import { codes, executionStatuses, type ExecutionStatus } from '../value-sets.js';
import type { Draw, Somebody, Wish } from './wishes.fixture.js';

type Wishing = (by: Somebody, verb: string, more?: object) => Wish;
type Bodies = Readonly<Record<string, (draw: Draw, life: CycleLife | undefined) => object>>;

const scheda = (draw: Draw) => ({ schedaId: draw('S-1', 'S-2', 'S-3') });
const today = (life: CycleLife | undefined): string =>
  life ? romeDay(Date.parse(life.data.lastRecordedAt)) : '2024-01-10';
const day = (draw: Draw, life: CycleLife | undefined): string =>
  addDays(today(life), draw(0, 0, 0, 30, -30));
const plan = (draw: Draw, life: CycleLife | undefined) => ({
  manifestHash: draw(life?.data.manifestHash ?? 'a'.repeat(64), 'b'.repeat(64)),
});
const report = (draw: Draw, life: CycleLife | undefined) => ({
  reportHash: draw(life?.data.finalReport?.reportHash ?? 'a'.repeat(64), 'b'.repeat(64)),
});
const prescription = (draw: Draw, life: CycleLife | undefined) => {
  const [first = 'R1'] = Object.keys(life?.data.prescriptions ?? {});
  return { prescriptionId: draw(first, first, 'R9') };
};
const status = (draw: Draw) => ({
  status: draw(...(codes(executionStatuses) as [ExecutionStatus, ...ExecutionStatus[]])),
});
const measured = (draw: Draw, life: CycleLife | undefined) => ({
  measured: draw<readonly object[]>(
    [],
    [],
    [{ indicator: 'Utenti', value: '12.5', measuredOn: today(life) }],
  ),
});

/** Bodies for the verbs of a plan in force, of the final report and of the closing. */
export const bodiesInForce: Bodies = {
  'open-checkpoint': (draw, life) => ({
    ...draw<object>({}, { checkpointId: draw('V1', 'V2') }),
    ...draw<object>({}, { due: day(draw, life) }),
  }),
  'record-progress': (draw, life) => ({
    ...scheda(draw),
    ...status(draw),
    ...draw<object>({}, { text: 'In attesa del bando' }),
    ...measured(draw, life),
  }),
  'close-checkpoint': () => ({}),
  'publish-plan': (draw, life) => ({
    where: 'Albo pretorio',
    from: day(draw, life),
    ...plan(draw, life),
  }),
  'record-proweb-deposit': (draw, life) => ({
    depositedOn: day(draw, life),
    ...plan(draw, life),
  }),
  'meet-prescription': (draw, life) => ({ ...prescription(draw, life), text: 'Fatto' }),
  'accept-prescription': prescription,
  'not-accept-prescription': (draw, life) => ({ ...prescription(draw, life), text: 'Manca' }),
  'start-final-report': (draw, life) => draw<object>({}, { due: day(draw, life) }),
  'report-scheda': (draw, life) => ({
    ...scheda(draw),
    ...status(draw),
    doneText: 'Quanto si poteva',
    ...measured(draw, life),
    ...draw<object>(
      { rePropose: true },
      { rePropose: false },
      { rePropose: false, reProposeReason: 'Conclusa' },
    ),
  }),
  'accept-report': scheda,
  'return-report': (draw) => ({ ...scheda(draw), text: 'Mancano i numeri' }),
  'excuse-scheda': scheda,
  'endorse-final-report': (draw, life) => ({
    reportHash: draw(life ? finalReportNow(life).reportHash : 'a'.repeat(64), 'b'.repeat(64)),
  }),
  'return-final-report': () => ({ text: 'Mancano gli importi' }),
  'approve-final-report': (draw, life) => ({
    organ: 'Conferenza',
    sessionOn: today(life),
    number: '30',
    actDate: day(draw, life),
    ...report(draw, life),
  }),
  'close-cycle': (draw, life) => ({ ...plan(draw, life), ...report(draw, life) }),
  'reopen-cycle': () => ({ act: 'Delibera 40' }),
};

const coordinator: Somebody = { role: 'UPc', personId: 'coordinatore', unitId: 'ufficio' };
const operator: Somebody = { role: 'UPo', personId: 'operatore', unitId: 'ufficio' };
const director: Somebody = { role: 'DIR', personId: 'direttore' };
const secretariat: Somebody = { role: 'SEG', personId: 'segreteria' };

/** What usually happens to a plan in force: checkpoints, progress, and in the end the report. */
export function usuallyInForce(life: CycleLife, draw: Draw, wish: Wishing): Wish {
  const value = JSON.stringify(life.workflow.root.value(life.state));
  const units = inPlan(life).map(({ schedaId, unitId }) =>
    wish({ role: 'RF', personId: `rf-${unitId}`, unitId }, 'record-progress', { schedaId }),
  );
  const checkpoint = value.includes('"atCheckpoint"') ? 'close-checkpoint' : 'open-checkpoint';
  return draw(
    wish(operator, checkpoint),
    wish(operator, 'publish-plan'),
    wish(operator, 'record-proweb-deposit'),
    wish(operator, 'meet-prescription'),
    wish(director, draw('accept-prescription', 'not-accept-prescription')),
    wish(coordinator, 'start-final-report'),
    ...units,
  );
}

/** What usually happens while the report is under way. */
export function usuallyReporting(life: CycleLife, draw: Draw, wish: Wishing): Wish {
  const value = JSON.stringify(life.workflow.root.value(life.state));
  if (value.includes('"approved"')) return wish(coordinator, 'close-cycle');
  if (value.includes('"endorsed"')) {
    return wish(
      secretariat,
      draw('approve-final-report', 'approve-final-report', 'return-final-report'),
    );
  }
  const steps = inPlan(life).flatMap(({ schedaId, unitId }) => {
    switch (stateOfPart(life, 'scheda', schedaId)) {
      case 'approved':
      case 'reportReturned':
        return [
          wish({ role: 'RF', personId: `rf-${unitId}`, unitId }, 'report-scheda', { schedaId }),
          wish({ role: 'RF', personId: 'coordinatore', unitId }, 'report-scheda', { schedaId }),
          wish(coordinator, 'excuse-scheda', { schedaId }),
        ];
      case 'reported':
        return [
          wish(coordinator, 'accept-report', { schedaId }),
          wish(operator, 'accept-report', { schedaId }),
          wish(operator, 'return-report', { schedaId }),
        ];
      default:
        return [];
    }
  });
  const [first = wish(director, 'endorse-final-report'), ...others] = steps;
  return draw(first, ...others);
}

/** What usually happens once the year is closed: mostly nothing. */
export const usuallyClosed = (draw: Draw, wish: Wishing): Wish | undefined =>
  draw(undefined, undefined, wish(director, 'reopen-cycle'));

function inPlan({ data }: CycleLife): readonly { schedaId: string; unitId: string }[] {
  return Object.values(data.schede).filter(({ approved }) => approved !== undefined);
}
