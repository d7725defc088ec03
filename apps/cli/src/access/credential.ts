/** How a command says who asks: an API token, or the secret of a session of somebody who signed in. */
export type Credential = string | { readonly session: string };

/** The headers that say so. To change something with a session one has to come from the server's own pages. */
export function credentialHeaders(
  credential: Credential,
  server: string,
): readonly (readonly [name: string, value: string])[] {
  if (typeof credential === 'string') return [['authorization', `Bearer ${credential}`]];
  const cookie = ['cookie', `__Host-traccia=${credential.session}`] as const;
  return URL.canParse(server) ? [cookie, ['origin', new URL(server).origin]] : [cookie];
}
