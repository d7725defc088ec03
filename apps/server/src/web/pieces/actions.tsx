import type { JSX } from 'preact';
import { verbByName, type Action, type PartOfCycle } from '#planning';
import type { Frame } from '../frame.js';
import { keys } from '../keys.js';
import { actionAddress, withoutDone } from '../pages/action/action-address.js';
import { byImportance, offeredElsewhere, waitsForProof } from '../pages/action/importance.js';

/** So many are offered at once; the others are one click away. */
const OFFERED = 4;

/**
 * What somebody may do with a life or with a part of it: what matters most as buttons, the rest folded, and for what
 * is not possible now the reason in words. Nothing where there is nothing to do and nothing to explain.
 */
export function Actions({
  frame,
  cycleId,
  part,
  actions,
  preset,
  offered = OFFERED,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  /** The part they are about; undefined for the life as a whole. */
  readonly part?: PartOfCycle | undefined;
  /** As `actionsOf` says; of verbs that take a file nothing is offered here. */
  readonly actions: readonly Action[];
  /** Fields of their forms that are filled in. */
  readonly preset?: Readonly<Record<string, string>> | undefined;
  /** How many are offered at once. */
  readonly offered?: number;
}): JSX.Element | null {
  const { words, language } = frame;
  const shown = byImportance(actions).filter(
    ({ verb }) => verbByName.get(verb)?.fromFile !== true && !offeredElsewhere.has(verb),
  );
  const open = shown.filter((action) => action.possible || waitsForProof(action));
  const blocked = shown.filter((action) => !open.includes(action));
  if (shown.length === 0) return null;
  const address = (verb: string): string =>
    actionAddress(cycleId, verb, { part, preset, returnTo: withoutDone(frame.path) });
  return (
    <div class="actions">
      {open.length > 0 && (
        <ul class="actions-offered">
          {open.slice(0, offered).map(({ verb, title }, index) => (
            <li key={verb}>
              <a
                class={index === 0 ? 'button' : 'button button-second'}
                href={address(verb)}
                {...(verb === 'revise-scheda' && { 'data-key': keys.edit })}
              >
                {title[language]}
              </a>
            </li>
          ))}
        </ul>
      )}
      {open.length > offered && (
        <details class="actions-more">
          <summary>{words.actions.more(open.length - offered)}</summary>
          <ul>
            {open.slice(offered).map(({ verb, title }) => (
              <li key={verb}>
                <a href={address(verb)}>{title[language]}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {blocked.length > 0 && (
        <details class="actions-more">
          <summary>{words.actions.blocked(blocked.length)}</summary>
          <ul>
            {blocked.map(({ verb, title, why }) => (
              <li key={verb}>
                <strong>{title[language]}</strong>: {why?.[language]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
