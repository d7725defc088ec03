import type { ComponentChildren, JSX } from 'preact';
import { templatesIn, type CycleRow } from '#planning';
import type { TableRow, Workflow } from '#workflow';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { Copied } from '../../pieces/copied.js';
import { Page } from '../../pieces/page.js';
import { actionAddress, withoutDone } from '../action/action-address.js';
import { Machine } from '../diagram/diagram-page.js';
import type { DrawnMachine } from '../diagram/diagrams.js';
import { CycleName } from '../../pieces/cycle-name.js';
import { administrationCrumbs } from './administration-page.js';
import { AdministrationViews } from './administration-views.js';
import type { DefinitionChange } from './definition-change.js';
import { DefinitionChecklist, DefinitionFields } from './definition-fields.js';
import { DefinitionDeadlines, DefinitionPhases } from './definition-phases.js';

/** A version of a definition, with the cycles of the zone that follow it. */
export interface ShownDefinition {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
  readonly title: { readonly it: string; readonly en: string };
  /** The version it follows, if any. */
  readonly follows: number | undefined;
  /** Undefined for whoever may not read cycles. */
  readonly cycles: readonly CycleRow[] | undefined;
  /** Whether somebody may let its cycles go on under a newer version that is installed. */
  readonly isToMigrate: boolean;
}

/** The address of a version of a definition. */
const definitionAddress = ({ id, version }: Pick<ShownDefinition, 'id' | 'version'>) =>
  `/amministrazione/modelli/${id}/${version}`;

/** The definitions that are installed, and which cycles follow which. */
export function DefinitionsPage({
  frame,
  definitions,
}: {
  readonly frame: Frame;
  readonly definitions: readonly ShownDefinition[];
}): JSX.Element {
  const { words, language } = frame;
  const said = words.administration.definitions;
  return (
    <Page frame={frame} title={said.title} crumbs={administrationCrumbs(frame)}>
      <AdministrationViews frame={frame} shown="definitions" />
      <p class="lead">{said.lead}</p>
      <table class="table table-cards">
        <caption class="visually-hidden">{said.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.administration.name}</th>
            <th scope="col">{said.versionColumn}</th>
            <th scope="col">{said.fingerprint}</th>
            <th scope="col">{said.cycles}</th>
          </tr>
        </thead>
        <tbody>
          {definitions.map((definition) => (
            <tr key={definitionAddress(definition)}>
              <th scope="row">
                <a href={definitionAddress(definition)}>{definition.title[language]}</a>{' '}
                <span class="small">{definition.id}</span>
              </th>
              <td data-label={said.versionColumn}>{definition.version}</td>
              <td data-label={said.fingerprint}>
                <code title={definition.digest}>{definition.digest.slice(0, 12)}…</code>
              </td>
              <td data-label={said.cycles}>
                <Followers frame={frame} definition={definition} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{said.rehearsal}</h2>
      <p>{said.rehearsalText}</p>
    </Page>
  );
}

function Followers({
  frame,
  definition: { cycles, isToMigrate },
}: {
  readonly frame: Frame;
  readonly definition: ShownDefinition;
}): JSX.Element | string {
  const said = frame.words.administration.definitions;
  if (cycles === undefined) return '–';
  if (cycles.length === 0) return said.noCycles;
  return (
    <ul>
      {cycles.map(({ cycleId, title }) => (
        <li key={cycleId}>
          <CycleName {...{ frame, cycleId, title }} />
          {isToMigrate && (
            <>
              {' '}
              ·{' '}
              <a
                href={actionAddress(cycleId, 'migrate-definition', {
                  returnTo: withoutDone(frame.path),
                })}
                aria-label={said.migrateThis(title)}
              >
                {said.migrate}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A definition: one of its machines as a picture, its phases and deadlines, what a scheda is in it, its documents. */
export function DefinitionPage({
  frame,
  definition,
  machines,
  chosen,
  drawn,
  workflow,
  change,
}: {
  readonly frame: Frame;
  readonly definition: ShownDefinition;
  /** The kinds of its machines: `cycle` for the whole. */
  readonly machines: readonly string[];
  readonly chosen: string;
  readonly drawn: DrawnMachine;
  readonly workflow: Pick<Workflow, 'definition' | 'root'>;
  /** Undefined where the version before is not installed. */
  readonly change: DefinitionChange | undefined;
}): JSX.Element {
  const { words, language } = frame;
  const said = words.administration.definitions;
  const { id, version, digest, title, follows } = definition;
  const { documents } = workflow.definition;
  // The kernel keeps documents as plain JSON; a definition with schede has their schema among them.
  const schema = documents['schedaSchema'] as object | undefined;
  const contents = [
    ...[['phases', said.phases.title] as const],
    ...(templatesIn(documents).length > 0 ? [['deadlines', said.deadlines.title] as const] : []),
    ...(schema !== undefined
      ? [
          ['fields', said.fields.title] as const,
          ['checklist', words.verification.checklist] as const,
        ]
      : []),
    ['documents', said.documents] as const,
  ];
  const nameOfMachine = (kind: string): string => (kind === 'cycle' ? said.root : kind);
  return (
    <Page
      frame={frame}
      title={`${title[language]}, ${said.version(version)}`}
      crumbs={[
        ...administrationCrumbs(frame),
        { label: said.title, address: '/amministrazione/modelli' },
      ]}
    >
      <AdministrationViews frame={frame} shown="definitions" />
      <dl class="facts">
        <dt>{said.fingerprint}</dt>
        <dd>
          <Copied frame={frame} text={digest} label={words.approval.copyHash}>
            <code class="hash">{digest}</code>
          </Copied>
        </dd>
        <dt>{said.cycles}</dt>
        <dd>
          <Followers frame={frame} definition={definition} />
        </dd>
      </dl>
      <p class="small">{said.fingerprintHint}</p>
      <nav class="tabs" aria-label={said.contents}>
        <ul>
          {contents.map(([id, label]) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {follows !== undefined && <p>{said.follows(follows)}</p>}
      <form class="filters card" action={definitionAddress(definition)} aria-label={said.machines}>
        <div class="field">
          <label for="macchina">{said.machines}</label>
          <select id="macchina" name="macchina">
            {machines.map((kind) => (
              <option key={kind} value={kind} selected={kind === chosen}>
                {nameOfMachine(kind)}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          {words.schede.apply}
        </button>
      </form>
      <Machine
        frame={frame}
        id="machine"
        title={chosen === 'cycle' ? title[language] : nameOfMachine(chosen)}
        machine={{ drawn, current: new Set() }}
      />
      <Change frame={frame} definition={definition} change={change} />
      <DefinitionPhases frame={frame} root={workflow.root} />
      <DefinitionDeadlines frame={frame} documents={documents} />
      {schema !== undefined && (
        <>
          <DefinitionFields frame={frame} schema={schema} />
          <DefinitionChecklist frame={frame} schema={schema} />
        </>
      )}
      <h2 id="documents">{said.documents}</h2>
      <p>{said.documentsHint}</p>
      <ul>
        {Object.keys(documents).map((document) => (
          <li key={document}>
            <code>{document}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/api/v1/definitions/${id}/${version}`}>{said.asApi}</a>
      </p>
    </Page>
  );
}

function Change({
  frame,
  definition: { version },
  change,
}: {
  readonly frame: Frame;
  readonly definition: ShownDefinition;
  readonly change: DefinitionChange | undefined;
}): JSX.Element {
  const said = frame.words.administration.definitions;
  if (change === undefined) {
    return (
      <Notice kind="info">
        <p>{said.onlyVersion}</p>
      </Notice>
    );
  }
  const { added, removed, documents } = change;
  return (
    <>
      <h2>{said.difference(change.from, version)}</h2>
      {added.length + removed.length === 0 && <p>{said.same}</p>}
      <Rows title={said.added} rows={added}>
        {(row) => <ins>{stepOf(row)}</ins>}
      </Rows>
      <Rows title={said.removed} rows={removed}>
        {(row) => <del>{stepOf(row)}</del>}
      </Rows>
      {documents.length > 0 && (
        <>
          <h3>{said.documentsChanged}</h3>
          <ul>
            {documents.map((document) => (
              <li key={document}>
                <code>{document}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Rows({
  title,
  rows,
  children,
}: {
  readonly title: string;
  readonly rows: readonly TableRow[];
  readonly children: (row: TableRow) => ComponentChildren;
}): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={stepOf(row)}>{children(row)}</li>
        ))}
      </ul>
    </>
  );
}

const stepOf = ({ from, fact, to, guard }: TableRow): string =>
  `${from} – ${fact} → ${to}${guard === undefined ? '' : ` (${guard})`}`;
