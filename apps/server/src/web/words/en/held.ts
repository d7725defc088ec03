import type { Words } from '../language.js';

/** What was written in a form that came when nobody knew who sent it. */
export const held: Words['held'] = {
  title: 'What you had written is still there',
  lead: 'Now we know that it is you. If it is still right, send it: nothing has been recorded yet.',
  send: 'Send what I had written',
  drop: 'Leave it, and send nothing',
  elsewhere:
    'If you sign in in another tab, come back here afterwards: what you had written is still on this page.',
  proofTitle: 'Confirm that it is you',
  proofLead:
    'A decision needs a recent confirmation. Your session and what you wrote stay as they are.',
  withProvider: (name) => `Confirm with ${name}`,
  confirm: 'Confirm',
};
