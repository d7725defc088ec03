import { romeDay } from '#calendar';
import { handsOf } from '../command/hands.js';
import type { Envelope } from '../envelope.js';
import type { CycleHeard } from './cycle-heard.fixture.js';
import { sha256 } from './fingerprint.fixture.js';
import type { Testimony } from './testimony.fixture.js';

/** The plan in force: published, looked at on the way, reported on. */
export const witnessOfTheYear = (heard: CycleHeard): Testimony => ({
  CheckpointOpened: ({ checkpointId }) => {
    heard.takeId('checkpoint', checkpointId);
    heard.checkpoint = { id: checkpointId, heard: new Set() };
  },
  ProgressRecorded: ({ schedaId, checkpointId, status, text }) => {
    expect(heard.idsInPlan()).toContain(schedaId);
    expect(checkpointId).toBe(heard.checkpoint?.id);
    if (['SUSPENDED', 'PARTLY_DONE', 'NOT_DONE'].includes(status)) expect(text).toMatch(/\S/);
    heard.checkpoint?.heard.add(schedaId);
  },
  CheckpointClosed: ({ checkpointId, silent }) => {
    expect(checkpointId).toBe(heard.checkpoint?.id);
    const saidNothing = [...heard.idsInPlan()].filter((id) => !heard.checkpoint?.heard.has(id));
    expect(new Set(silent)).toEqual(new Set(saidNothing));
    heard.checkpoint = undefined;
  },
  PlanPublished: ({ manifestHash, from }, { recordedAt }) => {
    expect(manifestHash).toBe(heard.plan?.hash);
    expect(from <= romeDay(Date.parse(recordedAt))).toBe(true);
  },
  ProwebDepositRecorded: ({ manifestHash, depositedOn }, { recordedAt }) => {
    expect(manifestHash).toBe(heard.plan?.hash);
    expect(depositedOn <= romeDay(Date.parse(recordedAt))).toBe(true);
  },
  FinalReportStarted: () => {
    expect(heard.checkpoint).toBeUndefined();
    expect(heard.revision).toBeUndefined();
  },
  SchedaReported: ({ schedaId, status, rePropose, reProposeReason }, { actor }) => {
    expect(heard.idsInPlan()).toContain(schedaId);
    expect(['NOT_STARTED', 'UNDER_WAY']).not.toContain(status);
    if (!rePropose) expect(reProposeReason).toMatch(/\S/);
    heard.reports.set(schedaId, 'reported');
    const reporters = heard.reporters.get(schedaId) ?? [];
    heard.reporters.set(schedaId, [...reporters, ...handsOf(actor)]);
  },
  ReportAccepted: ({ schedaId }, envelope) => {
    expect(heard.reports.get(schedaId)).toBe('reported');
    mayJudgeReport(heard, schedaId, envelope);
    heard.reports.set(schedaId, 'accepted');
  },
  ReportReturned: ({ schedaId }, envelope) => {
    mayJudgeReport(heard, schedaId, envelope);
    expect(['reported', 'accepted']).toContain(heard.reports.get(schedaId));
    heard.reports.set(schedaId, 'returned');
  },
  SchedaExcused: ({ schedaId }) => {
    heard.reports.set(schedaId, 'excused');
  },
  FinalReportEndorsed: ({ schede, reportHash }) => {
    expect(new Set(schede.map(({ schedaId }) => schedaId))).toEqual(heard.idsInPlan());
    for (const { schedaId, status } of schede) {
      const excused = status === 'EXCUSED';
      expect(heard.reports.get(schedaId)).toBe(excused ? 'excused' : 'accepted');
    }
    expect(reportHash).toBe(sha256(schede));
    heard.reportHash = reportHash;
  },
  FinalReportApproved: ({ reportHash }) => {
    expect(reportHash).toBe(heard.reportHash);
  },
  CycleClosed: ({ manifestHash, reportHash }) => {
    expect(manifestHash).toBe(heard.plan?.hash);
    expect(reportHash).toBe(heard.reportHash);
    heard.closed = true;
  },
  CycleReopened: ({ act }, { reason }) => {
    expect(heard.closed).toBe(true);
    for (const words of [act, reason]) expect(words).toMatch(/\S/);
    heard.closed = false;
  },
});

/** 7: nor do they judge the report on it, or who ever handed one in. */
function mayJudgeReport(heard: CycleHeard, schedaId: string, envelope: Envelope): void {
  const reporters = heard.reporters.get(schedaId) ?? [];
  heard.hasOtherHands([...reporters, ...heard.heads(schedaId)], envelope);
}
