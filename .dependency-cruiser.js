/** The import rules of docs/architecture.md, as rules that fail the check. */
const from = (path) => ({ path, pathNot: '\\.(spec|contract|fixture)\\.ts$' });
const onlyKnows = (name, lib, ...known) => ({
  name,
  severity: 'error',
  comment: `libs/${lib} knows ${known.length ? known.join(', ') : 'no other lib of ours'}`,
  from: from(`^libs/${lib}/`),
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[lib, ...known].join('|')})/` },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'every-import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-by-their-front-door',
      severity: 'error',
      comment: 'another lib is imported as #name, never by a path inside it',
      from: { path: '^(libs/[^/]+|apps/[^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    onlyKnows('the-kernel-knows-nobody', 'workflow'),
    {
      name: 'the-kernel-imports-xstate-only',
      severity: 'error',
      from: from('^libs/workflow/'),
      to: { pathNot: ['^libs/workflow/', 'node_modules/xstate/'] },
    },
    onlyKnows('durable-files-know-nobody', 'durable-files'),
    onlyKnows('the-log-knows-the-disk', 'event-store', 'durable-files'),
    onlyKnows('the-event-node-knows-the-log', 'event-node', 'event-store'),
    onlyKnows('projections-know-the-log', 'projections', 'event-store'),
    onlyKnows('duties-know-the-log', 'duties', 'event-store'),
    onlyKnows('the-ledger-knows-the-log', 'ledger', 'event-store', 'duties', 'durable-files'),
    onlyKnows(
      ...['outside-copies-know', 'outside-copies', 'duties', 'event-store', 'ledger'],
      'notifications',
    ),
    {
      name: 'a-witness-knows-the-ledger',
      severity: 'error',
      comment: 'whoever runs one takes as little of ours as can be',
      from: from('^apps/witness/'),
      to: { path: '^(libs|apps)/', pathNot: '^(apps/witness|libs/ledger)/' },
    },
    onlyKnows(
      ...['evidence-knows', 'evidence', 'event-store', 'ledger'],
      ...['planning', 'workflow'],
    ),
    onlyKnows('the-calendar-knows-nobody', 'calendar'),
    {
      name: 'one-file-imports-temporal',
      severity: 'error',
      comment: 'docs/decisions/calendar.md: nobody else computes with dates',
      from: { pathNot: '^libs/calendar/src/temporal\\.ts$' },
      to: { path: 'node_modules/temporal-polyfill/' },
    },
    onlyKnows('deadlines-know-the-calendar', 'deadlines', 'calendar'),
    onlyKnows(
      ...['the-deadline-keeper-knows', 'deadline-keeper', 'calendar', 'deadlines', 'duties'],
      ...['event-store', 'people', 'planning', 'projections'],
    ),
    onlyKnows(
      ...['notifications-know', 'notifications', 'calendar', 'duties', 'event-store'],
      ...['people', 'projections'],
    ),
    onlyKnows('people-know-nobody', 'people'),
    onlyKnows('access-knows-people', 'access', 'people'),
    onlyKnows(
      ...['the-access-log-knows', 'access-log', 'event-store'],
      ...['people', 'projections'],
    ),
    onlyKnows(
      ...['the-audit-knows', 'audit', 'event-store', 'projections', 'planning', 'calendar'],
      ...['access-log', 'notifications', 'people', 'spreadsheet', 'workflow', 'ledger'],
    ),
    onlyKnows('spreadsheets-know-nobody', 'spreadsheet'),
    onlyKnows('attachments-know-the-disk', 'attachments', 'durable-files'),
    onlyKnows(
      ...['planning-knows', 'planning', 'workflow', 'event-store', 'calendar', 'deadlines'],
      ...['notifications', 'projections', 'people', 'spreadsheet', 'access-log'],
    ),
    onlyKnows(
      ...['history-knows', 'history', 'planning', 'workflow', 'event-store'],
      ...['calendar', 'people', 'projections'],
    ),
    onlyKnows(
      ...['exports-know', 'exports', 'planning', 'workflow', 'event-store', 'people'],
      ...['notifications', 'spreadsheet', 'plan-document'],
    ),
    onlyKnows(
      ...['the-document-knows', 'plan-document', 'planning', 'workflow', 'event-store'],
      ...['calendar', 'people'],
    ),
    {
      name: 'the-domain-is-pure',
      severity: 'error',
      comment: 'machines, facts and decisions know no Nest, no node and no store',
      from: { path: '\\.(facts|machine|decisions|definition)\\.ts$' },
      to: {
        path: ['^node:', '@nestjs/', '^libs/(event-store|projections|people)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['workspace', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
