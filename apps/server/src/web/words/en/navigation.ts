import type { Words } from '../language.js';

/** The menu. */
export const navigation: Words['navigation'] = {
  cycle: (year) => `Cycle ${year}`,
  schede: 'Schede',
  verification: 'Verification',
  approval: 'Approval',
  history: 'History',
  participation: 'Participation',
  coDesign: 'Co-design',
  agenda: 'Deadlines',
};
