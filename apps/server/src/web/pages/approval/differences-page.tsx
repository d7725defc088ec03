import type { JSX } from 'preact';
import type { Frame } from '../../frame.js';
import { Notice } from '../../pieces/notice.js';
import { ChangesOfField } from '../revisions/change-view.js';
import type { Names } from '../scheda/named.js';
import { ApprovalPages, approvalAddress } from './approval-tabs.js';
import type { ShownApproval } from './approval-reader.js';
import type { ChangedScheda, Differences, NamesChanged } from './differences.js';
import type { FrozenScheda } from './document-content.js';
import type { FrozenDocument, Manifest } from './frozen-documents.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly before: FrozenDocument;
  readonly after: FrozenDocument;
  readonly differences: Differences;
  readonly names: Names;
}

/** What is different in a document from an earlier one: schede that came, went, or say something else, word by word. */
export function DifferencesPage(properties: Shown): JSX.Element {
  const { frame, shown, before, after, differences } = properties;
  const said = frame.words.approval;
  const { life, frozen } = shown;
  const { cycleId } = life.data;
  const { added, dropped, changed, objectives, programmes, coProgramming, documents } = differences;
  const isSame =
    [added, dropped, changed, documents.added, documents.dropped].every(
      ({ length }) => length === 0,
    ) &&
    [objectives, programmes].every(isEmpty) &&
    coProgramming === undefined;
  return (
    <ApprovalPages
      {...{ frame, data: life.data, tab: 'differences' }}
      title={said.comparison(before.number, after.number)}
      hasDocument
    >
      <p class="lead">
        {isSame ? said.same : said.changes(added.length, dropped.length, changed.length)}
      </p>
      <Choice {...{ frame, cycleId, documents: frozen.documents, before, after }} />
      <ListOf title={said.added} id="aggiunte" schede={added} properties={properties} />
      <ListOf title={said.dropped} id="tolte" schede={dropped} properties={properties} />
      {changed.length > 0 && (
        <section aria-labelledby="cambiate">
          <h2 id="cambiate">
            {said.changed} <span class="count">{changed.length}</span>
          </h2>
          {changed.map((each) => (
            <Changed key={each.after.entry.schedaId} {...properties} changed={each} />
          ))}
        </section>
      )}
      <Tree title={said.objectives} id="obiettivi" changes={objectives} frame={frame} />
      <Tree title={said.programmes} id="programmi" changes={programmes} frame={frame} />
      {coProgramming && (
        <section aria-labelledby="coprogrammazione">
          <h2 id="coprogrammazione">{said.conditions.names.coProgramming}</h2>
          <p>
            <del>
              <span class="visually-hidden">{frame.words.revisions.removed} </span>
              {decisionOf(coProgramming.before, frame)}
            </del>{' '}
            <ins>
              <span class="visually-hidden">{frame.words.revisions.added} </span>
              {decisionOf(coProgramming.after, frame)}
            </ins>
          </p>
        </section>
      )}
      {documents.added.length + documents.dropped.length > 0 && (
        <section aria-labelledby="allegati">
          <h2 id="allegati">{said.attached}</h2>
          <ul>
            {documents.dropped.map(({ sha256, title }) => (
              <li key={sha256}>
                <del>
                  <span class="visually-hidden">{frame.words.revisions.removed} </span>
                  {title}
                </del>
              </li>
            ))}
            {documents.added.map(({ sha256, title }) => (
              <li key={sha256}>
                <ins>
                  <span class="visually-hidden">{frame.words.revisions.added} </span>
                  {title}
                </ins>
              </li>
            ))}
          </ul>
        </section>
      )}
    </ApprovalPages>
  );
}

const isEmpty = ({ added, dropped, changed }: NamesChanged): boolean =>
  added.length + dropped.length + changed.length === 0;

function decisionOf(
  { decision, ground }: Manifest['coProgramming'],
  { words }: Pick<Frame, 'words'>,
): string {
  const said = words.approval.conditions;
  const name = decision === 'undecided' ? said.undecided : said.decisions[decision];
  return ground === '' ? name : `${name}: ${ground}`;
}

/** Which two documents are compared; others are a form away. */
function Choice({
  frame,
  cycleId,
  documents,
  before,
  after,
}: {
  readonly frame: Frame;
  readonly cycleId: string;
  readonly documents: readonly FrozenDocument[];
  readonly before: FrozenDocument;
  readonly after: FrozenDocument;
}): JSX.Element | null {
  const said = frame.words.approval;
  if (documents.length < 3) {
    return (
      <Notice kind="info">
        <p>
          {said.document(before.number)}: {said.fates[before.fate].toLowerCase()} ·{' '}
          {said.document(after.number)}: {said.fates[after.fate].toLowerCase()}
        </p>
      </Notice>
    );
  }
  const choice = (name: string, label: string, chosen: number) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {documents.map(({ number, fate }) => (
          <option key={number} value={String(number)} selected={number === chosen}>
            {said.document(number)} ({said.fates[fate].toLowerCase()})
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form class="filters" action={approvalAddress(cycleId, 'differenze')}>
      {choice('da', said.compareFrom, before.number)}
      {choice('a', said.compareTo, after.number)}
      <button type="submit" class="button">
        {said.compareThem}
      </button>
    </form>
  );
}

function ListOf({
  title,
  id,
  schede,
  properties: { shown },
}: {
  readonly title: string;
  readonly id: string;
  readonly schede: readonly FrozenScheda[];
  readonly properties: Shown;
}): JSX.Element | null {
  if (schede.length === 0) return null;
  const { cycleId } = shown.life.data;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} <span class="count">{schede.length}</span>
      </h2>
      <ul class="items">
        {schede.map(({ entry: { schedaId, code, unitId }, title: name }) => (
          <li key={schedaId} class="item">
            <div>
              <a href={`/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}`}>{code}</a> ·{' '}
              {name}
            </div>
            <div class="small">{shown.unitName(unitId)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A scheda that says something else, field by field, or stands elsewhere in the tree. */
function Changed({
  frame,
  shown,
  before: former,
  after: latter,
  names,
  changed: { before, after, fields },
}: Shown & { readonly changed: ChangedScheda }): JSX.Element {
  const { words } = frame;
  const said = words.approval;
  const { schedaId, code } = after.entry;
  const programme = (document: FrozenDocument, programmeId: string): string =>
    document.manifest.programmes.find((each) => each.programmeId === programmeId)?.name ??
    programmeId;
  const moved = [
    ...(before.entry.programmeId === after.entry.programmeId
      ? []
      : [
          {
            name: words.schede.programme,
            was: programme(former, before.entry.programmeId),
            is: programme(latter, after.entry.programmeId),
          },
        ]),
    ...(before.entry.unitId === after.entry.unitId
      ? []
      : [
          {
            name: words.schede.unit,
            was: shown.unitName(before.entry.unitId),
            is: shown.unitName(after.entry.unitId),
          },
        ]),
  ];
  return (
    <article class="compared" aria-labelledby={`scheda-${schedaId}`}>
      <h3 id={`scheda-${schedaId}`}>
        <a href={`/cicli/${shown.life.data.cycleId}/schede/${encodeURIComponent(schedaId)}`}>
          {code}
        </a>{' '}
        · {after.title}
      </h3>
      <p class="small">{said.versions2(before.entry.version, after.entry.version)}</p>
      <dl class="fields fields-dense">
        {moved.map(({ name, was, is }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <del>
                <span class="visually-hidden">{words.revisions.removed} </span>
                {was}
              </del>{' '}
              <ins>
                <span class="visually-hidden">{words.revisions.added} </span>
                {is}
              </ins>
            </dd>
          </div>
        ))}
        {fields.map((compared) => (
          <div key={compared.field}>
            <dt>{compared.schema.title ?? compared.field}</dt>
            <dd>
              <ChangesOfField {...{ frame, compared, names, side: 'both' }} />
            </dd>
          </div>
        ))}
      </dl>
      {fields.length + moved.length === 0 && <p>{said.sameText}</p>}
    </article>
  );
}

function Tree({
  title,
  id,
  changes,
  frame: { words },
}: {
  readonly title: string;
  readonly id: string;
  readonly changes: NamesChanged;
  readonly frame: Frame;
}): JSX.Element | null {
  if (isEmpty(changes)) return null;
  const removed = (name: string) => (
    <del>
      <span class="visually-hidden">{words.revisions.removed} </span>
      {name}
    </del>
  );
  const added = (name: string) => (
    <ins>
      <span class="visually-hidden">{words.revisions.added} </span>
      {name}
    </ins>
  );
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {changes.dropped.map((name) => (
          <li key={name}>{removed(name)}</li>
        ))}
        {changes.added.map((name) => (
          <li key={name}>{added(name)}</li>
        ))}
        {changes.changed.map(({ before, after }) => (
          <li key={after}>
            {before === after ? words.approval.linkedElsewhere(after) : removed(before)}{' '}
            {before !== after && added(after)}
          </li>
        ))}
      </ul>
    </section>
  );
}
