/** Metadata, keys and tokens are a few kilobytes; nobody reads more from a provider. */
const MAX_ANSWER_BYTES = 262_144;

/** Nobody answered, or not in time, not now or without end. Says nothing about what was sent. */
class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

/** A request as openid-client and jose make it. */
type BoundedRequest = Omit<RequestInit, 'body' | 'signal'> & {
  readonly body?:
    string | URLSearchParams | Uint8Array | ArrayBuffer | ReadableStream | null | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * `fetch` for the talk with a provider: an answer is read whole, up to 256 KiB, before anybody looks
 * at it, and every failure of the network is a ProviderUnreachable. Redirects are not followed by
 * whoever calls this (`redirect: 'manual'`).
 * @throws ProviderUnreachable
 */
export async function boundedFetch(
  url: string,
  { body: sent, signal, ...init }: BoundedRequest,
): Promise<Response> {
  try {
    // The types of browsers do not know that Node sends bytes of any buffer.
    const body = (sent ?? null) as BodyInit | null;
    const response = await fetch(url, { ...init, body, signal: signal ?? null });
    const { status, statusText, headers } = response;
    if (status >= 500 || status === 429) throw new Error(`It answers ${status}`);
    return new Response(await bounded(response), { status, statusText, headers });
  } catch (cause) {
    throw new ProviderUnreachable(`No usable answer from ${new URL(url).origin}`, { cause });
  }
}

/** Whether a failure, however wrapped, is that the provider could not be reached. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof ProviderUnreachable) return true;
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause);
}

/** Null where the answer has no body, as Response wants it (204, 304). */
async function bounded({
  body,
}: {
  readonly body: ReadableStream<Uint8Array> | null;
}): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return null;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error(`More than ${MAX_ANSWER_BYTES} bytes`);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
