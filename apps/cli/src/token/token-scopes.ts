import { roles } from '#people';
import { operations, verbByName, type Operation } from '#planning';
import { CommandFailed } from '../failure.js';

/**
 * What somebody typed after `--scope`, seen to be something that the role may do with a token at all.
 * @throws CommandFailed for a name that is none, of a decisive verb, or of what the role may not do
 */
export function scopesFor(role: string, typed: string): readonly string[] {
  const scopes = typed
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
  for (const scope of scopes) {
    const why = whyNot(role, scope);
    if (why !== undefined) throw new CommandFailed(why);
  }
  return scopes;
}

function whyNot(role: string, scope: string): string | undefined {
  // Of a role that is none, minting says so.
  if (scope === 'read' || scope === 'command' || !Object.hasOwn(roles, role)) return undefined;
  const verb = verbByName.get(scope);
  const operators = Object.hasOwn(operations, scope) ? operations[scope as Operation] : undefined;
  const who: readonly string[] | undefined = verb?.who.map((grant) => grant.role) ?? operators;
  if (who === undefined) {
    return `«${scope}» non è un comando: scrivi read, command, o i nomi che elenca traccia policy.`;
  }
  if (verb?.decisive) return `«${scope}» è un atto che decide: nessun token può compierlo.`;
  return who.includes(role) ? undefined : `«${scope}» non spetta al ruolo ${role}.`;
}
