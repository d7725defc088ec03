import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { Ajv } from 'ajv';
import { isPublicAddress } from './public-address.js';
import type { WebhookEndpoint } from './webhook-endpoint.js';

/** The file of webhooks cannot be used; says why in Italian and English, and repeats no secret. */
export class UnusableWebhooks extends Error {
  override readonly name = 'UnusableWebhooks';
}

interface WrittenFile {
  readonly webhooks: readonly WrittenEndpoint[];
}

interface WrittenEndpoint {
  readonly id: string;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly types: readonly string[];
  readonly zones: readonly string[];
  readonly allowInsecureLoopback?: boolean;
}

const conforms = new Ajv({ allErrors: true }).compile<WrittenFile>({
  type: 'object',
  additionalProperties: false,
  required: ['webhooks'],
  properties: {
    webhooks: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'url', 'secrets', 'types', 'zones'],
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,39}$' },
          url: { type: 'string', maxLength: 2000 },
          secrets: {
            ...{ type: 'array', minItems: 1, maxItems: 3 },
            items: { type: 'string', pattern: '^whsec_[A-Za-z0-9+/]+={0,2}$' },
          },
          types: {
            ...{ type: 'array', minItems: 1, uniqueItems: true },
            items: { type: 'string', pattern: '^[A-Z][A-Za-z]{1,79}$' },
          },
          zones: {
            ...{ type: 'array', minItems: 1, uniqueItems: true },
            items: { type: 'string', pattern: '^[a-z0-9]{1,40}$' },
          },
          allowInsecureLoopback: { type: 'boolean' },
        },
      },
    },
  },
});

/** Whoever reads a secret can speak for us. */
const ALL_BUT_OWNER = 0o077;
/** What Standard Webhooks asks of a secret. */
const SECRET_BYTES = { least: 24, most: 64 };

/**
 * Reads the file that says which programs are told of facts.
 * @param knownTypes every type of fact there is: of one that is misspelt a program would wait for ever
 * @throws UnusableWebhooks
 */
export function readWebhooks(
  file: string,
  knownTypes: ReadonlySet<string>,
): readonly WebhookEndpoint[] {
  const document = parsed(file);
  if (!conforms(document)) {
    const faults = (conforms.errors ?? []).map(({ instancePath, message = '' }) =>
      `${instancePath} ${message}`.trim(),
    );
    throw unusable(file, 'non ha la forma prevista', 'does not have the expected form', faults);
  }
  const endpoints = document.webhooks.map((written) => endpointOf(file, written));
  for (const values of [endpoints.map(({ id }) => id), endpoints.map(({ url }) => url.href)]) {
    const twice = values.find((one, index) => values.indexOf(one) !== index);
    if (twice !== undefined)
      throw unusable(file, 'un valore è ripetuto', 'a value is repeated', [twice]);
  }
  const unknown = endpoints.flatMap(({ id, types }) =>
    types.filter((type) => !knownTypes.has(type)).map((type) => `${id}: ${type}`),
  );
  if (unknown.length > 0)
    throw unusable(file, 'nessun fatto si chiama così', 'there is no fact of that name', unknown);
  return Object.freeze(endpoints);
}

function parsed(file: string): unknown {
  let text: string;
  try {
    if ((statSync(file).mode & ALL_BUT_OWNER) !== 0)
      throw unusable(
        ...([file, 'lo può leggere anche chi non ne è proprietario: chmod 600'] as const),
        'others than its owner may read it: chmod 600',
      );
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof UnusableWebhooks) throw cause;
    throw unusable(file, 'non si legge', 'cannot be read', [], cause);
  }
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says repeats a piece of the file, and there are secrets in it.
    throw unusable(file, 'non è JSON', 'is not JSON');
  }
}

function endpointOf(file: string, written: WrittenEndpoint): WebhookEndpoint {
  const { id, types, zones, allowInsecureLoopback: isTrial = false } = written;
  const url = URL.canParse(written.url) ? new URL(written.url) : undefined;
  if (url === undefined || !isFit(url, isTrial))
    throw unusable(
      ...([file, `${id}: url deve essere https, di un indirizzo pubblico, senza utente`] as const),
      `${id}: url must be https, of a public address, without a user`,
    );
  const secrets = written.secrets.map((secret) =>
    Buffer.from(secret.slice('whsec_'.length), 'base64'),
  );
  if (secrets.some(({ length }) => length < SECRET_BYTES.least || length > SECRET_BYTES.most))
    throw unusable(
      ...([file, `${id}: un segreto è whsec_ e da 24 a 64 byte in base64`] as const),
      `${id}: a secret is whsec_ and 24 to 64 bytes in base64`,
    );
  return Object.freeze({ id, url, secrets, types, zones, isTrial });
}

/** Where a name leads is seen at each connection; an address, or an unusual port, is seen here. */
function isFit(url: URL, isTrial: boolean): boolean {
  const { protocol, hostname, port, username, password, hash } = url;
  if (username !== '' || password !== '' || hash !== '') return false;
  const host = hostname.replace(/^\[(.*)\]$/u, '$1');
  if (isTrial) return protocol === 'http:' && ['localhost', '127.0.0.1', '::1'].includes(host);
  const isPortFit = port === '' || Number(port) >= 1024;
  return protocol === 'https:' && isPortFit && (isIP(host) === 0 || isPublicAddress(host));
}

function unusable(
  file: string,
  it: string,
  en: string,
  faults: readonly string[] = [],
  cause?: unknown,
): UnusableWebhooks {
  const more = faults.length === 0 ? '' : `: ${faults.join('; ')}`;
  return new UnusableWebhooks(`TRACCIA_WEBHOOKS, ${file}: ${it} (${en})${more}`, { cause });
}
