import { Command, InvalidArgumentError } from 'commander';
import { measureAudit } from './audit.js';
import { measureDeadlines } from './deadlines.js';
import { measureEventStore } from './event-store.js';
import { measureEvidence } from './evidence.js';
import { measureHistory } from './history.js';
import { measureHttp } from './http.js';
import { measureKeeper } from './keeper.js';
import { measureLedger } from './ledger.js';
import { measureLongCycle } from './long-cycle.js';
import { machine } from './machine.js';
import { measureNotices } from './notices.js';
import { measurePipeline } from './pipeline.js';
import { measurePlanPdf } from './poa-pdf.js';
import { measureReads } from './reads.js';
import { measureReplay } from './replay.js';
import { measureSignIn } from './sign-in.js';
import { fullSizes, quickSizes, type Sizes } from './sizes.js';
import { measureStart } from './start.js';
import { measureWeb } from './web.js';
import { tableOf, type Line } from './table.js';
import { Workspace } from './workspace.js';

const measurements = {
  'event-store': measureEventStore,
  pipeline: measurePipeline,
  http: measureHttp,
  reads: measureReads,
  'sign-in': measureSignIn,
  replay: measureReplay,
  long: measureLongCycle,
  start: measureStart,
  keeper: measureKeeper,
  deadlines: measureDeadlines,
  notices: measureNotices,
  history: measureHistory,
  audit: measureAudit,
  ledger: measureLedger,
  evidence: measureEvidence,
  web: measureWeb,
  'poa-pdf': measurePlanPdf,
} satisfies Readonly<Record<string, (workspace: Workspace, sizes: Sizes) => Promise<Line[]>>>;

type Name = keyof typeof measurements;
const all = Object.keys(measurements) as Name[];

const command = new Command('npm run bench --')
  .description('Measures what is promised, beside what the machine could do at most.')
  .argument('[names]', `some of ${all.join(',')}`, namesIn)
  .option('--only <names>', 'the same', namesIn)
  .option('--page <text>', 'of web, only the pages in whose name this is, such as Help', '')
  .option('--quick', 'small sizes: shows that everything runs, says nothing about speed', false)
  .addHelpText(
    'after',
    '\nThe files go to a new folder under $BENCH_FOLDER, or else where temporary files go, and are removed.',
  )
  .parse();
const { only, page, quick } = command.opts<{
  readonly only?: readonly Name[];
  readonly page: string;
  readonly quick: boolean;
}>();
const [named] = command.processedArgs as [(readonly Name[])?];

const workspace = new Workspace();
process.stdout.write(`${await machine(workspace.root)}\n`);
const sizes: Sizes = { ...(quick ? quickSizes : fullSizes), page };
const lines: Line[] = [];
for (const name of named ?? only ?? all) {
  lines.push(...(await measurements[name](workspace, sizes)));
}
process.stdout.write(
  `${tableOf(lines)}
Figures are medians of rounds in which the things compared take turns.
Load is the average of the last minute: above the number of cores, others were at work too.
${quick ? 'QUICK RUN: sizes too small to say anything about speed.\n' : ''}`,
);

function namesIn(text: string): readonly Name[] {
  const unknown = text.split(',').filter((name) => !(name in measurements));
  if (unknown.length > 0) throw new InvalidArgumentError(`There is no ${unknown.join(', ')}.`);
  return text.split(',') as Name[];
}
