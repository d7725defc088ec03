import { Command, InvalidArgumentError, Option } from 'commander';
import { killLoop, type Killed } from './kill-loop.js';
import { killReminders, type KilledReminders } from './killed-reminders.js';
import { mailCommand } from './mail.js';
import { keepers, type Keeper } from './programs.js';

interface KillOptions {
  readonly eventStore: Keeper;
  readonly kills: number;
  readonly clients: number;
  readonly control: boolean;
}

interface ReminderOptions {
  readonly eventStore: Keeper;
  readonly control: boolean;
  readonly reminders: number;
  readonly kills: number;
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
    const { good, verdict } = control ? judgeControl(killed) : judge(killed);
    process.stdout.write(`${tableOf(killed, control)}\n${verdict}\n`);
    process.exitCode = good ? 0 : 1;
  });
program
  .command('reminders')
  .description('kills the program while it sends reminders that are due, and counts them')
  .addOption(
    new Option(
      '--event-store <where>',
      'one server, or three on an event node: who is on duty is killed',
    )
      .choices(keepers)
      .default('embedded'),
  )
  .option('--reminders <number>', 'how many are due', count, 10_000)
  .option('--kills <number>', 'how often', count, 5)
  .option(
    '--control',
    'counts what a keeper would have left that rests on its memory: must lose and double',
    false,
  )
  .action(async ({ eventStore, control, ...numbers }: ReminderOptions) => {
    const found = await killReminders({ keeper: eventStore, control, ...numbers });
    const { good, verdict } = control ? judgeForgetful(found) : judgeReminders(found);
    process.stdout.write(`${tableOfReminders(found, control)}\n${verdict}\n`);
    process.exitCode = good ? 0 : 1;
  });
program.addCommand(mailCommand());
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

type Row = readonly [what: string, value: number, must?: string];

function judgeReminders(found: KilledReminders): Judgement {
  const wrong = [
    ...some(found.lost, 'due and never sent'),
    ...some(found.doubled, 'sent twice'),
    ...some(found.clockWentBack, 'recorded before the one before'),
  ];
  return wrong.length === 0
    ? { good: true, verdict: 'PASSED: each was sent exactly once.' }
    : { good: false, verdict: `FAILED: ${wrong.join(', ')}.` };
}

/** If nothing is found in what a forgetful keeper would leave, nothing would be found in what ours does. */
function judgeForgetful({ lost, doubled }: KilledReminders): Judgement {
  const good = lost > 0 && doubled > 0;
  const verdict = good
    ? 'PASSED: a keeper that rests on its memory is found to lose and to double.'
    : 'FAILED: what a keeper that rests on its memory would do is not found.';
  return { good, verdict };
}

function tableOfReminders(found: KilledReminders, control: boolean): string {
  const must = control ? '> 0' : '0';
  return table([
    ['reminders due', found.due],
    control ? ['sent', found.sent] : ['sent', found.sent, String(found.due)],
    ...found.killedAt.map((sent, index): Row => [`sent when it was killed, ${index + 1}`, sent]),
    ['due and never sent', found.lost, must],
    ['sent twice', found.doubled, must],
    ['recorded before the one before', found.clockWentBack, '0'],
    ['a second, with all the kills', Math.round(found.perSecond)],
  ]);
}

function tableOf(killed: Killed, control: boolean): string {
  return table([
    ['commands acknowledged', killed.acknowledged],
    ['attempts without an answer', killed.unanswered],
    ['found recorded when repeated', killed.repeated],
    ['recorded', killed.recorded],
    ['acknowledged and lost', killed.lost, '0'],
    ['recorded twice', killed.duplicated, control ? '> 0' : '0'],
    ['recorded and never acknowledged', killed.unknown, '0'],
    ['gaps in revisions', killed.gaps, '0'],
  ]);
}

function table(rows: readonly Row[]): string {
  const text = (what: string, value: string, must: string): string =>
    `| ${what.padEnd(31)} | ${value.padStart(8)} | ${must.padStart(6)} |`;
  return [
    text('what', 'found', 'must'),
    `| ${'-'.repeat(31)} | ${'-'.repeat(8)} | ${'-'.repeat(6)} |`,
    ...rows.map(([what, value, must]) => text(what, String(value), must ?? '')),
  ].join('\n');
}

interface Judgement {
  readonly good: boolean;
  /** The last line of the output. */
  readonly verdict: string;
}

function judge(killed: Killed): Judgement {
  const wrong = [...unsound(killed), ...some(killed.duplicated, 'recorded twice')];
  return wrong.length === 0
    ? { good: true, verdict: 'PASSED: nothing lost, nothing doubled.' }
    : { good: false, verdict: `FAILED: ${wrong.join(', ')}.` };
}

/**
 * The control takes the command ids away, and only them: it is good if it finds duplicates, and nothing
 * else. If it finds none, the loop would not find them either.
 */
function judgeControl(killed: Killed): Judgement {
  const wrong = unsound(killed);
  if (wrong.length > 0)
    return { good: false, verdict: `CONTROL FAILED: ${wrong.join(', ')}, with or without ids.` };
  const found = some(killed.duplicated, 'recorded twice');
  return found.length > 0
    ? {
        good: true,
        verdict: `CONTROL PASSED: ${found.join('')} without command ids, as it must be.`,
      }
    : { good: false, verdict: 'CONTROL FAILED: nothing was doubled, so the loop proves nothing.' };
}

/** What must not happen whether or not clients repeat the ids of their commands. */
function unsound({ lost, unknown, gaps }: Killed): readonly string[] {
  return [
    ...some(lost, 'acknowledged and lost'),
    ...some(unknown, 'recorded and never acknowledged'),
    ...some(gaps, 'gaps in revisions'),
  ];
}

function some(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
