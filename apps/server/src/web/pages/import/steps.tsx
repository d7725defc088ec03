import type { ComponentChildren, JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Page } from '../../pieces/page.js';
import { IMPORT, importAddress } from './import-address.js';
import type { KeptFile } from './kept-files.js';

/** The steps of an import, in their order. */
const steps = ['file', 'columns', 'trial', 'outcome'] as const;
export type Step = (typeof steps)[number];

const pages: Readonly<Partial<Record<Step, string>>> = { columns: '', trial: 'prova' };

/** A page of one of the steps: which those are, and which is this one. Back goes whoever wants, on only in order. */
export function StepPage({
  frame,
  step,
  kept,
  before,
  hasActions = false,
  children,
}: {
  readonly frame: Frame;
  readonly step: Step;
  /** Undefined before there is a file, and once it is imported. */
  readonly kept?: KeptFile | undefined;
  readonly before?: string | undefined;
  /** As of `Page`. */
  readonly hasActions?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { words } = frame;
  const said = words.importing;
  const here = steps.indexOf(step);
  const isFirst = step === 'file';
  return (
    <Page
      frame={frame}
      hasActions={hasActions}
      title={isFirst ? said.title : said.steps[step]}
      {...(before !== undefined && { before })}
      crumbs={[
        { label: words.desk.title, address: '/' },
        ...(isFirst ? [] : [{ label: said.title, address: IMPORT }]),
      ]}
    >
      <nav aria-label={said.stepsTitle}>
        <ol class="import-steps">
          {steps.map((each, index) => {
            const page = pages[each];
            const canGo = index < here && kept !== undefined && page !== undefined;
            return (
              <li
                key={each}
                class={index < here ? 'import-step-done' : undefined}
                {...(index === here && { 'aria-current': 'step' as const })}
              >
                {canGo ? (
                  <a href={importAddress(kept.id, page)}>{said.steps[each]}</a>
                ) : (
                  said.steps[each]
                )}
              </li>
            );
          })}
        </ol>
      </nav>
      {children}
    </Page>
  );
}
