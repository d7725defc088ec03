import type { JSX } from 'preact';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';
import type { SchedaInWriting } from './scheda-in-writing.js';
import { crumbsOf } from './task-list-page.js';
import { schedaAddress } from './writing-address.js';

/** Why a scheda cannot be written in now, and how one gets to where it can. */
export function ReadOnlyPage({ opened }: { readonly opened: SchedaInWriting }): JSX.Element {
  const { frame, life, scheda, standing, revise } = opened;
  const { words, language } = frame;
  return (
    <Page frame={frame} title={words.writing.title} crumbs={crumbsOf(opened)}>
      <p class="lead">
        {scheda.code} · {scheda.title} · {standing}
      </p>
      <Notice kind="info">
        <p>
          <strong>{words.writing.readOnly}</strong> {revise.why?.[language]}
        </p>
        <p>{words.writing.askOffice}</p>
      </Notice>
      <p class="buttons">
        <a href={schedaAddress(life.data.cycleId, scheda.schedaId)}>{words.writing.toScheda}</a>
      </p>
    </Page>
  );
}
