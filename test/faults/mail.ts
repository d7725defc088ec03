import { Command } from 'commander';
import { suffer, type Suffered } from '../../libs/notifications/src/email/mail-faults.fixture.js';
import { MailServer, mailFaults } from '../../libs/notifications/src/email/mail-server.fixture.js';

/** Sends notices over a real mail server while one thing after another goes wrong with it, and counts. */
export function mailCommand(): Command {
  return new Command('smtp')
    .description('lets a mail server fail in every way there is, and counts what arrived')
    .option(
      '--control',
      'a channel that believes itself and names each attempt anew: must lose and double',
      false,
    )
    .action(async ({ control }: { readonly control: boolean }) => {
      const server = await MailServer.start();
      const suffered: Suffered[] = [];
      try {
        for (const fault of mailFaults) suffered.push(await suffer(server, fault, control));
      } finally {
        await server.stop();
      }
      const { good, verdict } = control ? judgeControl(suffered) : judge(suffered);
      process.stdout.write(`${tableOf(suffered)}\n${verdict}\n`);
      process.exitCode = good ? 0 : 1;
    });
}

const columns = ['told', 'attempts', 'arrived', 'refused', 'repeated', 'doubled', 'lost'] as const;

function tableOf(suffered: readonly Suffered[]): string {
  const line = (fault: string, cells: readonly string[]): string =>
    `| ${[fault.padEnd(17), ...cells.map((cell) => cell.padStart(8))].join(' | ')} |`;
  return [
    line('fault', columns),
    line(
      '-'.repeat(17),
      columns.map(() => '-'.repeat(8)),
    ),
    ...suffered.map((row) =>
      line(
        row.fault,
        columns.map((column) => String(row[column])),
      ),
    ),
    'recipient-550: one recipient of six is refused; each has a message of their own, so the others get theirs.',
    'repeated: once more under the same Message-ID, as it must be where nobody knows whether it arrived.',
  ].join('\n');
}

interface Judgement {
  readonly good: boolean;
  readonly verdict: string;
}

function judge(suffered: readonly Suffered[]): Judgement {
  const wrong = suffered.filter(
    ({ told, arrived, refused, doubled, lost }) =>
      lost > 0 || doubled > 0 || arrived + refused !== told,
  );
  return wrong.length === 0
    ? { good: true, verdict: 'PASSED: nothing lost, nothing doubled under another Message-ID.' }
    : { good: false, verdict: `FAILED: ${wrong.map(({ fault }) => fault).join(', ')}.` };
}

/** What the table is about must go wrong without what it is about; else it would find nothing at all. */
function judgeControl(suffered: readonly Suffered[]): Judgement {
  const total = (of: 'lost' | 'doubled'): number => suffered.reduce((sum, row) => sum + row[of], 0);
  const [lost, doubled] = [total('lost'), total('doubled')];
  return lost > 0 && doubled > 0
    ? { good: true, verdict: `CONTROL PASSED: ${lost} lost and ${doubled} doubled, as it must be.` }
    : { good: false, verdict: 'CONTROL FAILED: the table finds nothing, so it proves nothing.' };
}
