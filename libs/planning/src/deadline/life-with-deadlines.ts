import type { Life } from '#workflow';
import type { ApprovalData } from '../approval/approval.data.js';
import type { ResponsiblePersonData } from '../co-programming/co-programming-procedure.data.js';
import type { LifeData } from '../life-data.js';
import type { MonitoringData } from '../monitoring/monitoring.data.js';
import type { ReportData } from '../report/report.data.js';
import type { SchedeData } from '../scheda/scheda.data.js';
import type { DeadlinesData } from './deadline.data.js';

/** A life with deadlines, and whatever else it may have that they are about. */
export type LifeWithDeadlines = Life<
  DeadlinesData &
    Partial<SchedeData & MonitoringData & ReportData & ResponsiblePersonData & ApprovalData> &
    LifeData
>;
