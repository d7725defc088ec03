import { createCommand, type Command } from 'commander';
import { EmergencyCodes, type EmergencyState } from '#access';
import { romeDay } from '#calendar';
import { forms } from '#planning';
import { accessOption, withAccessFile, type AccessPlace } from '../access/access-place.js';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { dataOption } from '../token/token-file.js';

interface PrepareOptions extends AccessPlace {
  readonly holder: readonly string[];
  readonly replace?: true;
}

/** `traccia emergency`: the way in for when nobody else can come in, kept in two sealed envelopes. */
export function emergencyCommand(terminal: Terminal): Command {
  return createCommand('emergency')
    .description('l’accesso di emergenza: due codici in due buste sigillate')
    .addCommand(prepareCommand(terminal))
    .addCommand(consoleCodeCommand(terminal))
    .addCommand(stateCommand(terminal))
    .addCommand(disableCommand(terminal));
}

/** Two codes, alone on standard output and never again. */
function prepareCommand(terminal: Terminal): Command {
  return createCommand('prepare')
    .description('crea i due codici e li mostra, una volta sola')
    .requiredOption(
      '--holder <persona>',
      'chi custodirà una busta; va scritto due volte, per due persone',
      (holder: string, holders: readonly string[] | undefined) => [...(holders ?? []), holder],
    )
    .option('--replace', 'annulla i codici preparati prima, che sono nelle loro buste')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async ({ holder: holders, replace, ...place }: PrepareOptions) => {
      const holderIds = twoOf(holders);
      const codes = await onCodes(place, (emergency) => {
        const before = emergency.state();
        if (before.isPrepared && replace !== true) throw alreadyPrepared(before);
        return emergency.prepare(holderIds);
      });
      for (const { holderId, code } of codes) terminal.print(`${holderId}\t${code}`);
      terminal.note(
        'Scrivi ogni codice su un foglio, chiudilo in una busta firmata sul lembo e consegnala alla persona ' +
          'indicata. Qui non restano e non si potranno rivedere: cancella lo schermo. Servono tutti e due, ' +
          'o uno e quello di traccia emergency console-code.',
      );
    });
}

function consoleCodeCommand(terminal: Terminal): Command {
  return createCommand('console-code')
    .description('crea il secondo codice per chi è alla macchina: vale 15 minuti e una volta sola')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async (place: AccessPlace) => {
      const code = await onCodes(place, (emergency) => {
        if (!emergency.state().isPrepared) {
          throw new CommandFailed(
            'L’accesso di emergenza non è preparato: senza una busta questo codice non aprirebbe nulla.',
          );
        }
        return emergency.consoleCode();
      });
      terminal.print(code);
      terminal.note('Vale 15 minuti, insieme al codice di una busta. Non si potrà rivedere.');
    });
}

function stateCommand(terminal: Terminal): Command {
  return createCommand('state')
    .description('dice se l’accesso di emergenza è preparato, e chi ha le buste')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async (place: AccessPlace) => {
      const state = await onCodes(place, (emergency) => emergency.state());
      terminal.print(
        state.isPrepared
          ? `Preparato il ${preparedOn(state)}: buste di ${state.holderIds.join(' e ')}.`
          : 'Non preparato: nessun codice apre l’accesso di emergenza.',
      );
    });
}

function disableCommand(terminal: Terminal): Command {
  return createCommand('disable')
    .description('annulla tutti i codici: l’accesso di emergenza non c’è più')
    .addOption(dataOption())
    .addOption(accessOption())
    .action(async (place: AccessPlace) => {
      await onCodes(place, (emergency) => {
        emergency.disable();
      });
      terminal.print('Codici annullati: le buste si possono distruggere.');
    });
}

function onCodes<Result>(
  place: AccessPlace,
  work: (emergency: EmergencyCodes) => Result,
): Promise<Result> {
  return withAccessFile(place, (file) => work(new EmergencyCodes(file)));
}

/** @throws CommandFailed */
function twoOf(holders: readonly string[]): readonly [string, string] {
  const [first, second, ...more] = holders;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new CommandFailed('Le buste sono due: scrivi --holder due volte.');
  }
  // What was typed is not repeated: in the place of a holder it might be a code.
  if (![first, second].every((each) => forms.directoryId.pattern.test(each))) {
    throw new CommandFailed(`Chi custodisce una busta ${forms.directoryId.it}.`);
  }
  return [first, second];
}

function alreadyPrepared(state: EmergencyState): CommandFailed {
  return new CommandFailed(
    `Due codici sono già nelle buste di ${state.holderIds.join(' e ')}, dal ${preparedOn(state)}. ` +
      'Per annullarli e farne di nuovi aggiungi --replace.',
  );
}

function preparedOn({ preparedMs = 0 }: EmergencyState): string {
  return romeDay(preparedMs);
}
