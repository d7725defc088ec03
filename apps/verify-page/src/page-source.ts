import type { EvidenceSource } from '#evidence';

type Content = string | { readonly b64: string };

const encoder = new TextEncoder();

/** Evidence that a page holds in itself, or that somebody has chosen as a folder. */
export class PageSource implements EvidenceSource {
  constructor(
    private readonly files: ReadonlyMap<string, () => Promise<Uint8Array>>,
    readonly isInPage = false,
  ) {}

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.files.get(path)?.();
  }

  async chunks(path: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const bytes = await this.read(path);
    return bytes && inOne(bytes);
  }

  async sha256(path: string): Promise<string | undefined> {
    const bytes = await this.read(path);
    if (bytes === undefined) return undefined;
    const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.files.keys()]);
  }
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** What stands in the page is no bundle: the page was damaged. */
export class DamagedPage extends Error {
  override readonly name = 'DamagedPage';
}

/** The bundle that stands in the page itself; undefined where there is none. @throws DamagedPage */
export function embeddedSource(text: string): PageSource | undefined {
  try {
    const data = JSON.parse(text) as Readonly<Record<string, Content>> | null;
    if (data === null) return undefined;
    const files = Object.entries(data).map(([path, content]) => {
      const bytes = bytesOf(content);
      return [path, () => Promise.resolve(bytes)] as const;
    });
    return new PageSource(new Map(files), true);
  } catch (cause) {
    throw new DamagedPage('verify.html', { cause });
  }
}

/** @throws TypeError, DOMException for what is no content */
function bytesOf(content: Content): Uint8Array {
  return typeof content === 'string'
    ? encoder.encode(content)
    : Uint8Array.from(atob(content.b64), (character) => character.charCodeAt(0));
}

/** A folder that somebody has chosen: its own name stands before each path. */
export function chosenSource(files: readonly File[]): PageSource {
  const read = files.map((file) => {
    const [, ...path] = file.webkitRelativePath.split('/');
    return [path.join('/'), async () => new Uint8Array(await file.arrayBuffer())] as const;
  });
  return new PageSource(new Map(read));
}
