import type { JSX } from 'preact';
import type { Action, PartOfCycle } from '#planning';
import type { Frame } from '../../frame.js';
import { Actions } from '../../pieces/actions.js';
import { Notice } from '../../pieces/notice.js';
import { withoutDone, actionAddress } from '../action/action-address.js';
import { waitsForProof } from '../action/importance.js';
import type { OrganisationScene } from './organisation-scenes.js';

interface Shown {
  readonly frame: Frame;
  readonly scene: OrganisationScene;
}

/** That there is no register yet, who opens it and, for them, how. */
export function NotOpen({ frame, scene }: Shown): JSX.Element {
  const { words } = frame;
  const actions = scene.actions();
  return (
    <>
      <Notice kind="info">
        <p>{words.administration.notOpen}</p>
        <p>{words.administration.notOpenWho}</p>
      </Notice>
      {actions.length > 0 && (
        <div id="actions" tabIndex={-1}>
          <Actions frame={frame} cycleId={scene.registerId} actions={actions} />
        </div>
      )}
    </>
  );
}

/** Whether `NotOpen`, or else `SomeActions`, has anything to do: what a page says of itself (`hasActions`). */
export const hasSomeActions = (scene: OrganisationScene, verbs: readonly string[]): boolean =>
  scene.view === undefined ? scene.actions().length > 0 : actionsOf(scene, verbs).length > 0;

const actionsOf = (scene: OrganisationScene, verbs: readonly string[]): readonly Action[] =>
  scene.actions().filter(({ verb }) => verbs.includes(verb));

/** What somebody may do of some verbs of the register; nothing where there is nothing. */
export function SomeActions({
  frame,
  scene,
  verbs,
}: Shown & { readonly verbs: readonly string[] }): JSX.Element | null {
  const actions = actionsOf(scene, verbs);
  if (actions.length === 0) return null;
  return (
    <section class="card" aria-labelledby="actions">
      <h2 id="actions">{frame.words.administration.actions}</h2>
      <Actions frame={frame} cycleId={scene.registerId} actions={actions} />
    </section>
  );
}

/** The way to the form of one verb, or why there is none now; nothing for whoever may never use it. */
export function OneAction({
  frame: { path, language },
  registerId,
  actions,
  verb,
  part,
  preset,
  label,
  names,
}: {
  readonly frame: Frame;
  readonly registerId: string;
  readonly actions: readonly Action[];
  readonly verb: string;
  readonly part?: PartOfCycle;
  readonly preset?: Readonly<Record<string, string>>;
  readonly label: string;
  /** What it is called where the label alone does not say what it is about. */
  readonly names?: string;
}): JSX.Element | null {
  const action = actions.find((each) => each.verb === verb);
  if (action === undefined) return null;
  if (!action.possible && !waitsForProof(action)) {
    return <span class="small">{action.why?.[language]}</span>;
  }
  const address = actionAddress(registerId, verb, { part, preset, returnTo: withoutDone(path) });
  return (
    <a href={address} {...(names !== undefined && { 'aria-label': names })}>
      {label}
    </a>
  );
}
