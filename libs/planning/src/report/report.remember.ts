import type { Remembers } from '../remember.js';
import type { ReportData } from './report.data.js';

export const rememberReport: Remembers<ReportData> = {};
