/**
 * How a command says who asks: an API token, or the secret of a session of somebody who signed in, asked for
 * anew at each request where it changes.
 */
export type Credential = string | { readonly session: string | (() => string) };

/** The headers that say so. To change something with a session one has to come from the server's own pages. */
export function credentialHeaders(
  credential: Credential,
  server: string,
): readonly (readonly [name: string, value: string])[] {
  if (typeof credential === 'string') return [['authorization', `Bearer ${credential}`]];
  const { session } = credential;
  const secret = typeof session === 'string' ? session : session();
  const cookie = ['cookie', `__Host-traccia=${secret}`] as const;
  return URL.canParse(server) ? [cookie, ['origin', new URL(server).origin]] : [cookie];
}
