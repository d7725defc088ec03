import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { attachmentProblem } from '../../attachments/attachment-problems.js';
import type { AttachmentsDesk } from '../../attachments/attachments-desk.js';
import { FormsWithFiles, type FormWithFiles } from './form-with-files.js';

const MIB = 1_024 * 1_024;
const BOUNDARY = 'fine-del-pezzo';
const NAME = 'document.sha256';

/** What keeps whatever it gets to the end of, up to a limit that is not looked at here. */
class Desk {
  readonly kept: string[] = [];
  constructor(readonly mostBytes: number) {}

  mustBring(): Promise<void> {
    return Promise.resolve();
  }

  tooLarge() {
    return attachmentProblem('attachment-too-large', { most: 'tanto' });
  }

  async keep(stream: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string }> {
    const hash = createHash('sha256');
    for await (const piece of stream) hash.update(piece);
    const sha256 = hash.digest('hex');
    this.kept.push(sha256);
    return { sha256 };
  }
}

/** A request as far as it is looked at. */
const requestOf = (body: unknown): FastifyRequest =>
  ({
    body,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    raw: { socket: { destroyed: false } },
  }) as FastifyRequest;

const part = (disposition: string): string =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`;

/** A form with a file of so many bytes, and after it what was typed. */
function* formWith(bytes: number): Generator<Buffer> {
  yield Buffer.from(part(`name="documento:${NAME}"; filename="Atto.pdf"`));
  for (let left = bytes; left > 0; left -= MIB) yield Buffer.alloc(Math.min(MIB, left));
  yield Buffer.from(`\r\n${part(`name="${NAME}"`)}\r\n${part('name="testo"')}scritto\r\n`);
  yield Buffer.from(`--${BOUNDARY}--\r\n`);
}

const sentTo = (desk: Desk, body: unknown): Promise<FormWithFiles> =>
  // Of the desk nothing else is asked, nor of the person.
  new FormsWithFiles(desk as unknown as AttachmentsDesk).read(requestOf(body), {
    ...{ person: {} as Person, cycleId: 'livornese-poa-annuale-2024' },
  });

describe('A form that brings a file', () => {
  it('brings one that is as long as what is kept, where that is more than usual', async () => {
    const desk = new Desk(60 * MIB);
    const { form, files } = await sentTo(desk, Readable.from(formWith(60 * MIB)));
    const sha256 = createHash('sha256')
      .update(Buffer.alloc(60 * MIB))
      .digest('hex');
    expect(desk.kept).toEqual([sha256]);
    expect(form.get(NAME)).toBe(sha256);
    expect(files).toMatchObject([{ sha256, problem: undefined }]);
  });

  it.each([60, 1])(
    'has what was typed where it is longer, and keeps no part, %i MiB',
    async (most) => {
      const desk = new Desk(most * MIB);
      const { form, files } = await sentTo(desk, Readable.from(formWith(60 * MIB + 1)));
      expect(desk.kept).toEqual([]);
      expect(form.get(NAME)).toBe('');
      expect(form.get('testo')).toBe('scritto');
      expect(files).toMatchObject([
        {
          name: NAME,
          sha256: undefined,
          isNamed: false,
          problem: { code: 'attachment-too-large' },
        },
      ]);
    },
  );

  it('says of each file that was chosen and did not come along', async () => {
    const body = new URLSearchParams([
      [`documento:${NAME}`, 'Atto.pdf'],
      ['documento:attachments.0.sha256', ''],
      [NAME, ''],
    ]);
    const { files } = await sentTo(new Desk(MIB), body);
    expect(files).toMatchObject([
      {
        name: NAME,
        fileName: 'Atto.pdf',
        isNamed: false,
        problem: { code: 'attachment-not-sent' },
      },
    ]);
    expect(files[0]?.problem?.it.detail).toContain('«Atto.pdf»');
  });
});
