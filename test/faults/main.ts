import { Command, InvalidArgumentError, Option } from 'commander';
import { killLoop, type Killed } from './kill-loop.js';
import { keepers, type Keeper } from './programs.js';

interface KillOptions {
  readonly eventStore: Keeper;
  readonly kills: number;
  readonly clients: number;
  readonly control: boolean;
}

const program = new Command('npm run faults --').description(
  'Lets the worst happen, and counts what it cost.',
);
program
  .command('kill')
  .description('kills the programs under clients that repeat what was not answered')
  .addOption(
    new Option('--event-store <where>', 'the log in the folder of the server, or on an event node')
      .choices(keepers)
      .default('embedded'),
  )
  .option('--kills <number>', 'how often; with a node by turns the node and the server', count, 60)
  .option('--clients <number>', 'how many write at the same time', count, 8)
  .option('--control', 'clients forget their command ids: must find duplicates', false)
  .action(async ({ eventStore, control, ...numbers }: KillOptions) => {
    const killed = await killLoop({ keeper: eventStore, control, ...numbers });
    process.stdout.write(`${tableOf(killed)}\n`);
    process.exitCode = judge(killed, control) ? 0 : 1;
  });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1)); // which ends what was started, too
}
await program.parseAsync();

function count(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

function tableOf(killed: Killed): string {
  const rows: readonly (readonly [what: string, value: number, must?: number])[] = [
    ['commands acknowledged', killed.acknowledged],
    ['attempts without an answer', killed.unanswered],
    ['found recorded when repeated', killed.repeated],
    ['recorded', killed.recorded],
    ['acknowledged and lost', killed.lost, 0],
    ['recorded twice', killed.duplicated, 0],
    ['recorded and never acknowledged', killed.unknown, 0],
    ['gaps in revisions', killed.gaps, 0],
  ];
  const text = (what: string, value: string, must: string): string =>
    `| ${what.padEnd(31)} | ${value.padStart(8)} | ${must.padStart(4)} |`;
  return [
    text('what', 'found', 'must'),
    `| ${'-'.repeat(31)} | ${'-'.repeat(8)} | ${'-'.repeat(4)} |`,
    ...rows.map(([what, value, must]) =>
      text(what, String(value), must === undefined ? '' : String(must)),
    ),
  ].join('\n');
}

/** Says how it ended. The control is good only if it finds what the loop is there to find. */
function judge(killed: Killed, control: boolean): boolean {
  const sound = killed.lost === 0 && killed.unknown === 0 && killed.gaps === 0;
  if (!control) {
    const good = sound && killed.duplicated === 0;
    process.stdout.write(good ? 'Nothing lost, nothing doubled.\n' : 'FAILED\n');
    return good;
  }
  const found = killed.duplicated > 0;
  process.stdout.write(
    found
      ? `CONTROL: without command ids ${killed.duplicated} were recorded twice, as it had to be.\n`
      : 'FAILED: the control found no duplicates, so the loop would not find them either.\n',
  );
  return found && sound;
}
