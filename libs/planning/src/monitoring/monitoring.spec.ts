import type { DataOf, PlanningFact } from '../planning-fact.js';
import { given, inPreparation, lifeAfter } from '../testing.fixture.js';
import { executionStatuses, type ExecutionStatus } from '../value-sets.js';
import { closeCheckpoint } from './close-checkpoint.js';
import { inForce, withIndicators } from './in-force.fixture.js';
import { isCarriedOut, isInPlan } from './in-force.js';
import { openCheckpoint } from './open-checkpoint.js';
import { recordProgress } from './record-progress.js';

const plan = withIndicators(inForce(['S-1', 'S-2']), 'Utenti', 'Accessi');
const opened = (number: number, due?: string): PlanningFact => ({
  type: 'CheckpointOpened',
  data: { checkpointId: `M${number}`, number, ...(due !== undefined && { due }) },
});
const closed = (number: number, silent: readonly string[]): PlanningFact => ({
  type: 'CheckpointClosed',
  data: { checkpointId: `M${number}`, silent },
});
const progress = (
  schedaId: string,
  more: Partial<DataOf<'ProgressRecorded'>> = {},
): PlanningFact => ({
  type: 'ProgressRecorded',
  data: { schedaId, status: 'UNDER_WAY', measured: [], ...more },
});
const atCheckpoint = [...plan, opened(1)];

describe('A checkpoint', () => {
  it.each(['UPc', 'UPo'] as const)('is opened by %s, with a number of its own', (as) => {
    given(...plan)
      .when(openCheckpoint, { checkpointId: 'M1', due: '2024-06-30' }, { as })
      .then(opened(1, '2024-06-30'));
    given(...atCheckpoint, closed(1, ['S-1', 'S-2']))
      .when(openCheckpoint, { checkpointId: 'M2' }, { as })
      .then(opened(2));
  });

  it('gets a new id when none is given', () => {
    given(...plan)
      .when(openCheckpoint, {})
      .then({ type: 'CheckpointOpened', data: { checkpointId: 'new-checkpoint', number: 1 } });
  });

  it('does not take the id of another one', () => {
    given(...atCheckpoint, closed(1, []))
      .when(openCheckpoint, { checkpointId: 'M1' })
      .thenRefused('id-taken', { id: 'M1' });
  });

  it('is not due before it opens', () => {
    given(...plan)
      .when(openCheckpoint, { due: '2024-01-09' })
      .thenRefused('dates-reversed', { from: '2024-01-10', to: '2024-01-09' });
    given(...plan)
      .when(openCheckpoint, { checkpointId: 'M1', due: '2024-01-10' })
      .then(opened(1, '2024-01-10'));
  });

  it('is not opened while another one is, nor before the plan is in force', () => {
    given(...atCheckpoint)
      .when(openCheckpoint, {})
      .thenRefused('not-now');
    given(...inPreparation)
      .when(openCheckpoint, {})
      .thenRefused('not-now');
  });

  it('is closed naming the schede nothing was said about', () => {
    given(...atCheckpoint, progress('S-2', { checkpointId: 'M1' }))
      .when(closeCheckpoint, {})
      .then(closed(1, ['S-1']));
    given(...atCheckpoint, ...['S-1', 'S-2'].map((id) => progress(id, { checkpointId: 'M1' })))
      .when(closeCheckpoint, {})
      .then(closed(1, []));
  });

  it('counts as silence what was said before it opened, in between or at an earlier one', () => {
    given(
      ...atCheckpoint,
      progress('S-1', { checkpointId: 'M1' }),
      closed(1, ['S-2']),
      progress('S-2'),
      opened(2),
    )
      .when(closeCheckpoint, {})
      .then(closed(2, ['S-1', 'S-2']));
  });

  it('does not ask after what is not in the plan any more', () => {
    const annulled: PlanningFact = {
      type: 'SchedaAnnulled',
      data: {
        schedaId: 'S-1',
        act: 'Delibera 20',
        ground: 'Manca la copertura',
        manifestHash: 'f'.repeat(64),
      },
    };
    given(...atCheckpoint, annulled)
      .when(closeCheckpoint, {})
      .then(closed(1, ['S-2']));
  });

  it('is not closed when none is open', () => {
    given(...plan)
      .when(closeCheckpoint, {})
      .thenRefused('not-now');
  });
});

describe('Progress', () => {
  const wish = { schedaId: 'S-1', status: 'UNDER_WAY', measured: [] } as const;

  it.each(['UH', 'RF'] as const)('is recorded by %s of the unit', (as) => {
    given(...plan)
      .when(recordProgress, wish, { as })
      .then(progress('S-1'));
  });

  it('is of the unit alone: the office does not say it in its place', () => {
    expect(recordProgress.who).toEqual([
      { role: 'UH', when: 'own-unit' },
      { role: 'RF', when: 'own-unit' },
    ]);
  });

  it('names the checkpoint it was recorded at', () => {
    given(...atCheckpoint)
      .when(recordProgress, { ...wish, text: 'Avviata a marzo' })
      .then(progress('S-1', { checkpointId: 'M1', text: 'Avviata a marzo' }));
    given(...atCheckpoint, closed(1, []))
      .when(recordProgress, wish)
      .then(progress('S-1'));
  });

  it.each(Object.keys(executionStatuses) as ExecutionStatus[])(
    'as %s is explained where it falls short of what was approved',
    (status) => {
      const short = ['SUSPENDED', 'PARTLY_DONE', 'NOT_DONE'].includes(status);
      const bare = given(...plan).when(recordProgress, { ...wish, status });
      if (short) {
        bare.thenRefused('status-unexplained', {
          status: executionStatuses[status],
          statusEn: status,
        });
      } else bare.then(progress('S-1', { status }));
      given(...plan)
        .when(recordProgress, { ...wish, status, text: 'Manca il personale' })
        .then(progress('S-1', { status, text: 'Manca il personale' }));
    },
  );

  it('keeps what was measured, as decimal numbers in text', () => {
    const measured = [
      { indicator: 'Utenti', value: '1250', measuredOn: '2024-06-30' },
      { indicator: 'Accessi', value: '-0.5', unit: '%', measuredOn: '2024-06-29' },
    ];
    given(...plan)
      .when(recordProgress, { ...wish, measured }, { occurredOn: '2024-06-30' })
      .then(progress('S-1', { measured }));
  });

  it.each(['1,5', '1.', '.5', '01', '1e3', '', 'molti', '1.1234567', '1234567890123'])(
    'does not take «%s» for a number',
    (value) => {
      const measured = [{ indicator: 'Utenti', value, measuredOn: '2024-06-30' }];
      expect(() => given(...plan).when(recordProgress, { ...wish, measured })).toThrow(
        '/measured/0/value',
      );
    },
  );

  it('measures only what the scheda has for an indicator', () => {
    const measured = [{ indicator: 'Posti letto', value: '3', measuredOn: '2024-06-30' }];
    given(...plan)
      .when(recordProgress, { ...wish, measured })
      .thenRefused('indicator-unknown', { indicator: 'Posti letto', code: '2024-P1-001' });
    given(...inForce(['S-1']))
      .when(recordProgress, { ...wish, measured: [{ ...measured[0]!, indicator: 'Utenti' }] })
      .thenRefused('indicator-unknown');
  });

  it('is not measured on a day to come, nor after its unit said so', () => {
    const measured = [{ indicator: 'Utenti', value: '3', measuredOn: '2024-07-01' }];
    given(...plan)
      .when(recordProgress, { ...wish, measured }, { occurredOn: '2024-06-30' })
      .thenRefused('not-yet-happened', { date: '2024-07-01' });
    given(...plan)
      .when(
        recordProgress,
        { ...wish, measured: [{ ...measured[0]!, measuredOn: '2024-05-16' }] },
        { occurredOn: '2024-05-15' },
      )
      .thenRefused('not-yet-happened', { date: '2024-05-16' });
  });

  it.each(['1800-01-01', '2023-12-31'])('is not measured before its year: on %s', (measuredOn) => {
    const on = (day: string) => ({
      ...wish,
      measured: [{ indicator: 'Utenti', value: '3', measuredOn: day }],
    });
    given(...plan)
      .when(recordProgress, on(measuredOn))
      .thenRefused('dates-reversed', { from: '2024-01-01', to: measuredOn });
    const { measured } = on('2024-01-01');
    given(...plan)
      .when(recordProgress, on('2024-01-01'))
      .then(progress('S-1', { measured }));
  });

  it('has one value of an indicator for a day, and others for other days', () => {
    const first = { indicator: 'Utenti', value: '3', measuredOn: '2024-05-31' };
    const again = { ...first, value: '4' };
    given(...plan)
      .when(recordProgress, { ...wish, measured: [first, again] }, { occurredOn: '2024-06-30' })
      .thenRefused('measured-twice', { indicator: 'Utenti', date: '2024-05-31' });
    const later = { ...again, measuredOn: '2024-06-30' };
    given(...plan)
      .when(recordProgress, { ...wish, measured: [first, later] }, { occurredOn: '2024-06-30' })
      .then(progress('S-1', { measured: [first, later] }));
  });

  it('is about a scheda that is there, and of a plan in force', () => {
    given(...plan)
      .when(recordProgress, { ...wish, schedaId: 'S-9' })
      .thenRefused('scheda-not-found', { id: 'S-9' });
    given(...inPreparation, ...plan.filter(({ type }) => type === 'SchedaAssigned'))
      .when(recordProgress, wish)
      .thenRefused('not-now');
  });
});

describe('What is remembered of monitoring', () => {
  it('is every checkpoint and everything said of a scheda, with who and when', () => {
    const { data } = lifeAfter(
      ...atCheckpoint,
      progress('S-1', { checkpointId: 'M1', text: 'Avviata' }),
      closed(1, ['S-2']),
      progress('S-1', { status: 'COMPLETED' }),
    );
    const said = { by: 'operatore', on: '2024-01-10', measured: [] };
    expect(data.checkpoints).toEqual([
      {
        checkpointId: 'M1',
        number: 1,
        openedOn: '2024-01-10',
        closedOn: '2024-01-10',
        silent: ['S-2'],
      },
    ]);
    expect(data.progress).toEqual({
      'S-1': [
        { ...said, checkpointId: 'M1', status: 'UNDER_WAY', text: 'Avviata' },
        { ...said, status: 'COMPLETED' },
      ],
    });
    expect(data.schede['S-1']?.moved.type).toBe('ProgressRecorded');
  });
});

describe('A scheda of the plan', () => {
  it.each(['approved', 'amending', 'amendmentChecked'])(
    'is carried out while it is %s',
    (state) => {
      expect([isCarriedOut(state), isInPlan(state)]).toEqual([true, true]);
    },
  );

  it.each(['reported', 'reportReturned', 'accepted', 'excused'])(
    'is in the plan, and over, when it is %s',
    (state) => {
      expect([isCarriedOut(state), isInPlan(state)]).toEqual([false, true]);
    },
  );

  it.each(['checked', 'leftOut', 'withdrawn', 'dropped', 'annulled'])('is neither: %s', (state) => {
    expect([isCarriedOut(state), isInPlan(state)]).toEqual([false, false]);
  });
});
