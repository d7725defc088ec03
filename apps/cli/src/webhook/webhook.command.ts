import { resolve } from 'node:path';
import { createCommand, Option, type Command } from 'commander';
import { v7 as uuidV7 } from 'uuid';
import {
  readWebhooks,
  UnusableWebhooks,
  WebhookChannel,
  type SendOutcome,
  type WebhookEndpoint,
} from '#notifications';
import { verbs } from '#planning';
import { CommandFailed } from '../failure.js';
import type { Terminal } from '../terminal.js';

interface WebhookOptions {
  readonly id: string;
  readonly file?: string;
}

/** A way to tell a program something: over the network, or for a test something else that behaves like it. */
type Open = (endpoint: WebhookEndpoint) => Pick<WebhookChannel, 'send'>;

/** `traccia webhook`: whether a program can be told with the settings of the server. */
export function webhookCommand(
  terminal: Terminal,
  open: Open = (endpoint) => new WebhookChannel({ endpoint, nowMs: Date.now }),
): Command {
  return createCommand('webhook')
    .description('i programmi a cui Traccia racconta i fatti')
    .addCommand(tryCommand(terminal, open));
}

/** Tells a program of a fact that there is not, signed as all are, and says what became of it and what to see to. */
function tryCommand(terminal: Terminal, open: Open): Command {
  return createCommand('try')
    .description('manda a un programma un evento di prova firmato, e dice che cosa non va')
    .requiredOption('--id <id>', 'quale programma del file')
    .addOption(
      new Option('--file <file>', 'il file dei programmi, come al server').env('TRACCIA_WEBHOOKS'),
    )
    .action(async (options: WebhookOptions) => {
      const endpoint = endpointIn(options);
      const outcome = await open(endpoint).send(trialOf(endpoint), new AbortController().signal);
      if (outcome.kind !== 'sent') throw new CommandFailed(inWords(outcome));
      terminal.print(
        `${endpoint.url.origin} ha preso l’evento di prova (${outcome.code ?? '2xx'}). ` +
          'Se ha verificato la firma lo dice solo lui: un altro segreto deve rispondere 401.',
      );
    });
}

/** @throws CommandFailed when the file cannot be used, or names no such program; no secret is repeated */
function endpointIn({ id, file = '' }: WebhookOptions): WebhookEndpoint {
  if (file === '')
    throw new CommandFailed('Manca il file dei programmi: TRACCIA_WEBHOOKS, oppure --file.');
  const endpoints = usable(() =>
    readWebhooks(resolve(file), new Set(verbs.flatMap(({ facts }) => facts))),
  );
  const endpoint = endpoints.find((each) => each.id === id);
  if (endpoint) return endpoint;
  const known = endpoints.map((each) => each.id).join(', ') || 'nessuno';
  throw new CommandFailed(`Nel file non c’è un programma ‘${id}’. Ci sono: ${known}.`);
}

function usable<Found>(read: () => Found): Found {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnusableWebhooks)) throw error;
    throw new CommandFailed(error.message, { cause: error });
  }
}

/** An event of a type that no fact has: a receiver that does not know it has nothing to do. */
function trialOf({ id, url, zones }: WebhookEndpoint) {
  const eventId = uuidV7();
  const text = JSON.stringify({
    ...{ specversion: '1.0', id: eventId, source: 'traccia:prova', type: 'traccia.Prova' },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json' },
    data: { zone: zones[0] },
  });
  return {
    to: { address: url.href },
    messageId: `${eventId}.${id}@traccia`,
    ...{ subject: 'Prova di Traccia', text, html: '', causeEventIds: [eventId] },
  };
}

/** What each code means, and what to see to. */
const advice: Readonly<Record<string, string>> = {
  unreachable: 'a quell’indirizzo e a quella porta non risponde nessuno: controlla url',
  'host-unknown': 'quel nome non esiste nel DNS: controlla url',
  'tls-failed':
    'il certificato non è creduto, o non c’è TLS 1.2: per un’autorità dell’ente serve NODE_EXTRA_CA_CERTS',
  'address-forbidden':
    'il nome porta in una rete privata, e lì Traccia non manda niente: serve un indirizzo pubblico',
  'no-answer': 'non ha risposto entro 15 secondi: l’evento può essere arrivato',
  'http-401': 'non ha accettato la firma: controlla che il segreto sia lo stesso, e l’orologio',
  'http-403': 'non ha accettato la firma, o non accetta questo server: controlla il segreto',
  'http-404': 'risponde, ma non a quel percorso: controlla url',
  'http-410': 'dice di non volere più niente: Traccia smetterebbe di raccontargli i fatti',
};

function inWords({ code = '' }: SendOutcome): string {
  const why =
    advice[code] ??
    (code.startsWith('http-3')
      ? 'manda altrove, e Traccia non segue: metti in url l’indirizzo definitivo'
      : code.startsWith('http-4')
        ? 'risponde, ma non accetta l’evento: lo spiega il suo registro'
        : 'risponde, ma adesso non ce la fa: lo spiega il suo registro');
  return `L’evento di prova non è stato preso (${code}): ${why}.`;
}
