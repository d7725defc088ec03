import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Page } from '../../pieces/page.js';

/** That a zone keeps no register yet, and who begins one. */
export function RegisterNotOpen({ frame }: { readonly frame: Frame }): JSX.Element {
  const { words } = frame;
  return (
    <Page
      frame={frame}
      title={words.coDesign.title}
      crumbs={[{ label: words.desk.title, address: '/' }]}
    >
      <Notice kind="info">
        <p>{words.coDesign.none}</p>
      </Notice>
    </Page>
  );
}
