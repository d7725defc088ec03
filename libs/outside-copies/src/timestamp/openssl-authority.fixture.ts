import { execFile, execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How the authority of a test is set up. */
export interface AuthorityKind {
  readonly key: readonly string[];
  /** The use its certificate is for; empty where it does not say. */
  readonly use?: string;
  readonly digest?: string;
  /** By which digest the signature names the certificate. */
  readonly names?: 'sha1' | 'sha256' | 'sha512';
}

export const rsaKey = ['-newkey', 'rsa:2048'];
export const ecKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** An authority of OpenSSL behind HTTP, with a certificate of an authority of its own. */
export class OpensslAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'timestamps-'));
  /** What is done to an answer before it leaves. */
  alter: (answer: Buffer) => Buffer = (answer) => answer;
  status = 200;
  contentType = 'application/timestamp-reply';
  /** Used instead of what was asked. */
  question: Buffer | undefined;
  readonly #server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
      const answer = await this.reply(this.question ?? Buffer.concat(pieces));
      response.writeHead(this.status, { 'content-type': this.contentType });
      response.end(this.alter(answer));
    })();
  });

  constructor({ key, use = 'timeStamping', digest = 'sha256', names = 'sha256' }: AuthorityKind) {
    const files = this.files;
    this.#openssl(
      ...['req', '-x509', '-nodes', ...rsaKey, '-days', '3650', '-subj', '/CN=Radice di prova'],
      ...['-keyout', files.rootKey, '-out', files.root],
    );
    this.#openssl(
      ...['req', '-nodes', ...key, '-subj', '/CN=Marche di prova', '-keyout', files.key],
      ...['-out', files.request],
    );
    const usage = use === '' ? '' : `extendedKeyUsage = critical,${use}\n`;
    writeFileSync(files.extensions, `basicConstraints = CA:FALSE\n${usage}`);
    this.#openssl(
      ...['x509', '-req', '-in', files.request, '-CA', files.root, '-CAkey', files.rootKey],
      ...['-CAcreateserial', '-days', '3650', '-extfile', files.extensions, '-out', files.signer],
    );
    writeFileSync(files.serial, '01\n');
    writeFileSync(
      files.config,
      [
        ...['[tsa]', 'default_tsa = one', '[one]', `serial = ${files.serial}`],
        ...[`signer_cert = ${files.signer}`, `signer_key = ${files.key}`, `certs = ${files.root}`],
        ...[
          `signer_digest = ${digest}`,
          'default_policy = 1.2.3.4.1',
          `ess_cert_id_alg = ${names}`,
        ],
        ...['digests = sha256, sha512', 'accuracy = secs:1', 'ordering = yes', 'tsa_name = yes'],
        'ess_cert_id_chain = no\n',
      ].join('\n'),
    );
  }

  get root(): X509Certificate {
    return new X509Certificate(readFileSync(this.files.root));
  }

  async listen(): Promise<URL> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/tsa`);
  }

  /** What the authority answers. */
  async reply(question: Buffer): Promise<Buffer> {
    const [asked, out] = [join(this.folder, 'asked.tsq'), join(this.folder, 'answer.tsr')];
    writeFileSync(asked, question);
    await run('openssl', [
      'ts',
      '-reply',
      '-config',
      this.files.config,
      '-queryfile',
      asked,
      '-out',
      out,
    ]);
    return readFileSync(out);
  }

  /** A message of the key of the authority about some information, whatever its certificate is for. */
  signs(info: Uint8Array): Buffer {
    const { key, signer } = this.files;
    const [read, out] = [join(this.folder, 'info'), join(this.folder, 'signed')];
    writeFileSync(read, info);
    this.#openssl(
      ...['cms', '-sign', '-binary', '-nodetach', '-cades', '-md', 'sha256', '-outform', 'DER'],
      ...['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', read, '-out', out],
      ...['-signer', signer, '-inkey', key],
    );
    return readFileSync(out);
  }

  /** What OpenSSL says of a token over some text. */
  async verifies(token: Uint8Array, text: string): Promise<boolean> {
    const [kept, data] = [join(this.folder, 'token'), join(this.folder, 'data')];
    writeFileSync(kept, token);
    writeFileSync(data, text);
    const words = ['ts', '-verify', '-data', data, '-in', kept, '-token_in'];
    return run('openssl', [...words, '-CAfile', this.files.root]).then(
      () => true,
      () => false,
    );
  }

  leave(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    rmSync(this.folder, { recursive: true });
  }

  private get files() {
    const at = (name: string): string => join(this.folder, name);
    return {
      ...{ root: at('root.pem'), rootKey: at('root.key'), key: at('tsa.key') },
      ...{ request: at('tsa.csr'), extensions: at('tsa.ext'), signer: at('tsa.pem') },
      ...{ serial: at('serial'), config: at('tsa.cnf') },
    };
  }

  #openssl(...words: readonly string[]): void {
    execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
