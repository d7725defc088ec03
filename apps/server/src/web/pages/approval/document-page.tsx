import type { JSX } from 'preact';
import { dayInWords } from '#calendar';
import type { Json } from '#event-store';
import { valueSets, type CycleLife } from '#planning';
import type { Frame } from '../../frame.js';
import { FieldValue } from '../scheda/field-value.js';
import type { Names } from '../scheda/named.js';
import { fieldsOfSchede } from '../scheda/scheda-content.js';
import { ApprovalPages, approvalAddress } from './approval-tabs.js';
import type { ShownApproval } from './approval-reader.js';
import type { FrozenScheda } from './document-content.js';
import { DocumentFile } from '../../pieces/kept-file.js';
import type { FrozenDocument } from './frozen-documents.js';

interface Shown {
  readonly frame: Frame;
  readonly shown: ShownApproval;
  readonly document: FrozenDocument;
  /** The cycle as it was when the document was frozen. */
  readonly then: Readonly<CycleLife>;
  readonly schede: readonly FrozenScheda[];
  readonly names: Names;
}

/** The document as it was frozen, to be read from the first line to the last, and printed. */
export function DocumentPage(properties: Shown): JSX.Element {
  const { frame, shown, document, schede } = properties;
  const { words, language } = frame;
  const said = words.approval;
  const { life, frozen } = shown;
  const { data } = life;
  const { manifest, number } = document;
  const sections = sectionsOf(document, schede, said.withoutProgramme);
  return (
    <ApprovalPages
      {...{ frame, data, tab: 'document' }}
      title={`${data.title}: ${said.document(number).toLowerCase()}`}
      hasDocument
    >
      <p class="lead">
        {said.fates[document.fate]} · {said.frozenOn(dayInWords(document.on, language))}
      </p>
      <p class="document-hash">
        {said.hash}: <span class="hash">{document.hash}</span>
      </p>
      {frozen.documents.length > 1 && (
        <nav class="links" aria-label={said.versions}>
          {frozen.documents.map((each) => (
            <a
              key={each.number}
              href={`${approvalAddress(data.cycleId, 'documento')}?versione=${each.number}`}
              {...(each.number === number && { 'aria-current': 'page' as const })}
            >
              {said.document(each.number)} ({said.fates[each.fate].toLowerCase()})
            </a>
          ))}
        </nav>
      )}
      <nav class="card document-index" aria-labelledby="indice">
        <h2 id="indice">{said.index}</h2>
        <ul>
          <li>
            <a href="#quadro">{said.ground}</a>
          </li>
          {sections.map(({ id, name, schede: its }, index) => (
            <li key={id}>
              <a href={`#programma-${index + 1}`}>{name}</a> · {said.schede(its.length)}
            </li>
          ))}
          <li>
            <a href="#allegati">{said.attached}</a> · {manifest.documents.length}
          </li>
        </ul>
      </nav>
      <Ground {...properties} />
      {sections.map(({ id, name, objectives, schede: its }, index) => (
        <section key={id} aria-labelledby={`programma-${index + 1}`}>
          <h2 id={`programma-${index + 1}`}>{name}</h2>
          {objectives.length > 0 && <p class="small">{said.serves(objectives.join('; '))}</p>}
          {its.map((scheda) => (
            <SchedaOfDocument key={scheda.entry.schedaId} {...properties} scheda={scheda} />
          ))}
        </section>
      ))}
      <section aria-labelledby="allegati">
        <h2 id="allegati">{said.attached}</h2>
        {manifest.documents.length === 0 ? (
          <p>{said.noAttached}</p>
        ) : (
          <ul class="items">
            {manifest.documents.map(({ title, sha256, protocol }) => (
              <li key={`${sha256} ${title}`} class="item">
                <div>
                  <p>{title}</p>
                  {protocol !== undefined && (
                    <p class="small">
                      {said.protocol}: {protocol}
                    </p>
                  )}
                </div>
                <DocumentFile
                  frame={frame}
                  cycleId={shown.life.data.cycleId}
                  document={{ title, sha256 }}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
    </ApprovalPages>
  );
}

interface Section {
  readonly id: string;
  readonly name: string;
  readonly objectives: readonly string[];
  readonly schede: readonly FrozenScheda[];
}

/** The schede programme by programme, in the order of the tree; those of a programme that is gone come last. */
function sectionsOf(
  { manifest }: FrozenDocument,
  schede: readonly FrozenScheda[],
  without: string,
): readonly Section[] {
  const names = new Map(manifest.objectives.map(({ objectiveId, name }) => [objectiveId, name]));
  const known = new Set(manifest.programmes.map(({ programmeId }) => programmeId));
  const apart = schede.filter(({ entry }) => !known.has(entry.programmeId));
  return [
    ...manifest.programmes.map(({ programmeId: id, name, objectiveIds }) => ({
      ...{ id, name },
      objectives: objectiveIds.map((objectiveId) => names.get(objectiveId) ?? objectiveId),
      schede: schede.filter(({ entry }) => entry.programmeId === id),
    })),
    { id: '', name: without, objectives: [], schede: apart },
  ].filter((section) => section.schede.length > 0);
}

/** What the plan rests on: the profile of health, who was heard, what was decided on co-programming and co-design. */
function Ground({ frame, document, then, schede, names }: Shown): JSX.Element {
  const { words, language } = frame;
  const said = words.approval;
  const { profile, meetings } = then.data;
  const { decision, ground, deferredTo } = document.manifest.coProgramming;
  const held = Object.values(meetings)
    .filter(({ heldOn }) => heldOn !== undefined)
    .toSorted((one, other) => ((one.heldOn ?? '') < (other.heldOn ?? '') ? -1 : 1));
  const rows = [
    ...new Set(
      schede.flatMap(
        ({ content }) => (content['coDesignIds'] as readonly string[] | undefined) ?? [],
      ),
    ),
  ];
  return (
    <section aria-labelledby="quadro">
      <h2 id="quadro">{said.ground}</h2>
      <h3>{said.conditions.names.healthProfile}</h3>
      <p>
        {profile
          ? said.conditions.profile(profile.title, profile.edition, profile.adopted !== undefined)
          : said.conditions.noProfile}
      </p>
      <h3>{said.conditions.names.participation}</h3>
      {held.length === 0 ? (
        <p>{said.conditions.noMeeting}</p>
      ) : (
        <ul>
          {held.map(({ meetingId, title, heldOn = '', counterpart }) => (
            <li key={meetingId}>
              {title} ({valueSets.counterparts[counterpart]}), {dayInWords(heldOn, language)}
            </li>
          ))}
        </ul>
      )}
      <h3>{said.conditions.names.coProgramming}</h3>
      <p>
        {decision === 'undecided' ? said.conditions.undecided : said.conditions.decisions[decision]}
        {deferredTo !== undefined && `, ${said.deferredTo(deferredTo)}`}
      </p>
      {ground !== '' && <p class="as-written">{ground}</p>}
      <h3>{said.coDesign}</h3>
      {rows.length === 0 ? (
        <p>{said.noCoDesign}</p>
      ) : (
        <ul>
          {rows.map((id) => (
            <li key={id}>{names.get(id) ?? id}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SchedaOfDocument({
  frame,
  shown,
  then,
  names,
  scheda: { entry, title, content },
}: Shown & { readonly scheda: FrozenScheda }): JSX.Element {
  const { words, language } = frame;
  const said = words.approval;
  const { schedaId, code, version, unitId } = entry;
  return (
    <article class="document-scheda" aria-labelledby={`scheda-${schedaId}`}>
      <h3 id={`scheda-${schedaId}`}>
        <a href={`/cicli/${shown.life.data.cycleId}/schede/${encodeURIComponent(schedaId)}`}>
          {code}
        </a>{' '}
        · {title}
      </h3>
      <p class="small">
        {shown.unitName(unitId)} · {said.versionOfScheda(version)}
      </p>
      <dl class="fields fields-dense">
        {fieldsOfSchede(then).flatMap(([field, schema]) => {
          // What was written was JSON. Its title stands above it.
          const value = content[field] as Json | undefined;
          if (value === undefined || field === 'title') return [];
          return [
            <div key={field}>
              <dt>{schema.title ?? field}</dt>
              <dd>
                <FieldValue {...{ value, schema, words, language, names, frame }} />
              </dd>
            </div>,
          ];
        })}
      </dl>
    </article>
  );
}
