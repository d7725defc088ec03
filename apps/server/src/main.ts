import { configurationFrom, InvalidConfiguration } from './configuration.js';
import { UnusableAccessKey } from './access/access-key-file.js';
import { CannotBePublished } from './cannot-be-published.js';
import { startServer } from './server.js';
import { UnfitDefinitions } from './unfit-definitions.js';
import { AlreadyRunning, DamagedLog, UnusableStoreAddress } from '#event-store';
import { BrokenHistory, UnusableLedgerKey } from '#ledger';
import { UnusableKeys } from '#people';
import { NoDefinition } from '#planning';
import { DefinitionRefused } from '#workflow';

try {
  const configuration = configurationFrom(process.env);
  const server = await startServer(configuration);
  const firstCode = server.firstCode();
  const stop = (): void => {
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Whoever reads this may send a signal at once.
  process.stdout.write(`Traccia in ascolto su ${server.url}\n`);
  if (firstCode !== undefined) {
    process.stdout.write(
      `Nessuno ha ancora un account. Codice per il primo amministratore, valido un’ora: ${firstCode}\n` +
        `(Nobody has an account yet. Code for the first administrator, good for an hour: ${firstCode})\n`,
    );
  }
  process.stdout.write(
    `Dati in ${configuration.dataFolder}. Per cominciare, in un altro terminale:\n` +
      '  npm run traccia -- token mint --person coordinatore-up --role UPc --zone livornese --scope read,command\n' +
      "poi l'importazione e i comandi: vedi README.md, «Primi passi».\n",
  );
} catch (error) {
  const explained =
    error instanceof InvalidConfiguration ||
    error instanceof AlreadyRunning ||
    error instanceof DamagedLog ||
    error instanceof UnusableStoreAddress ||
    error instanceof UnusableAccessKey ||
    error instanceof UnusableKeys ||
    error instanceof UnusableLedgerKey ||
    error instanceof BrokenHistory ||
    error instanceof NoDefinition ||
    error instanceof DefinitionRefused ||
    error instanceof CannotBePublished ||
    error instanceof UnfitDefinitions;
  if (!explained) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(78); // EX_CONFIG of sysexits(3)
}
