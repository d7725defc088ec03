import type { JSX } from 'preact';
import { valueSets } from '#planning';
import type { Frame } from '../../frame.js';
import { checklist, type ChecklistItem } from '../verification/checklist.js';
import { columnLabel, fieldHint, fieldLabel, fieldReason } from '../writing/field-words.js';
import { choiceLabels, fieldsOf, type SchedaField } from '../writing/scheda-field.js';
import { sectionsOf } from '../writing/sections.js';
import { askedAtSubmission } from './asked-at-submission.js';

/** What is shown of a form. */
interface ShownFields {
  readonly frame: Frame;
  /** The schema of the schede of a definition. */
  readonly schema: object;
}

/** What a scheda is: its fields, section by section as they are written, each with its help and the norm behind it. */
export function DefinitionFields({ frame, schema }: ShownFields): JSX.Element {
  const { words } = frame;
  const said = words.administration.definitions.fields;
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">{said.title}</h2>
      <p>{said.lead}</p>
      {sectionsOf(fieldsOf(schema)).map(({ id, fields }) => (
        <>
          <h3 id={`fields-${id}`}>{words.writing.sections[id]}</h3>
          <table class="table table-cards table-said" aria-labelledby={`fields-${id}`}>
            <thead>
              <tr>
                <th scope="col">{said.field}</th>
                <th scope="col">{said.asked}</th>
                <th scope="col">{said.kind}</th>
                <th scope="col">{said.help}</th>
                <th scope="col">{said.norm}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <FieldRow key={field.name} {...{ frame, schema, field }} />
              ))}
            </tbody>
          </table>
        </>
      ))}
    </section>
  );
}

function FieldRow({
  frame,
  schema,
  field,
}: ShownFields & { readonly field: SchedaField }): JSX.Element {
  const { words } = frame;
  const said = words.administration.definitions.fields;
  const hint = fieldHint(field, frame);
  const reason = fieldReason(field, words);
  return (
    <tr>
      <th scope="row">{fieldLabel(field, words)}</th>
      <td data-label={said.asked}>{askedInWords(schema, field, frame)}</td>
      <td data-label={said.kind}>
        {kindInWords(field, frame).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </td>
      <td data-label={said.help}>
        {hint !== undefined && <p>{hint}</p>}
        {reason && <p>{reason.text}</p>}
        {hint === undefined && !reason && said.noHelp}
      </td>
      <td data-label={said.norm}>{reason?.norm ?? said.noNorm}</td>
    </tr>
  );
}

/** Whether it must be filled in before the scheda is submitted, as the engine checks it. */
function askedInWords(schema: object, { name }: SchedaField, { words }: Frame): string {
  const said = words.administration.definitions.fields;
  const asked = askedAtSubmission(schema, name);
  if (asked.is !== 'either') return said[asked.is];
  const others = fieldsOf(schema).filter((each) => asked.or.includes(each.name));
  return said.either(others.map((each) => `«${fieldLabel(each, words)}»`).join(', '));
}

/** How it is written: what it is, how long it may be, and of what it consists. */
function kindInWords(field: SchedaField, { words, language }: Frame): readonly string[] {
  const said = words.administration.definitions.fields;
  const { kind, maxLength, maxItems, columns } = field;
  const number = (count: number): string =>
    count.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB');
  const choices = choiceLabels(field, words.writing.codes).map(([, label]) => label);
  return [
    kind === 'choice' ? `${said.kinds.choice}: ${choices.join(', ')}` : said.kinds[kind],
    ...(columns.length === 0
      ? []
      : [
          said.columns(
            columns
              .map((column) =>
                column.isRequired
                  ? `${columnLabel(column, words)} (${said.inEveryRow})`
                  : columnLabel(column, words),
              )
              .join(', '),
          ),
        ]),
    ...(maxItems === undefined ? [] : [said.mostItems(number(maxItems))]),
    ...(maxLength === undefined ? [] : [words.writing.forms.most(number(maxLength))]),
  ];
}

/** What is looked at before a scheda is verified, each with the norm behind it. */
export function DefinitionChecklist({ frame, schema }: ShownFields): JSX.Element {
  const { words } = frame;
  const said = words.administration.definitions.checklist;
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">{words.verification.checklist}</h2>
      <p>{said.lead}</p>
      <table class="table table-cards table-said" aria-labelledby="checklist">
        <thead>
          <tr>
            <th scope="col">{said.item}</th>
            <th scope="col">{said.fields}</th>
            <th scope="col">{said.reason}</th>
            <th scope="col">{words.administration.definitions.fields.norm}</th>
          </tr>
        </thead>
        <tbody>
          {checklist.map((item) => (
            <ItemRow key={item.id} {...{ frame, schema, item }} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ItemRow({
  frame: { words },
  schema,
  item: { id, fields: names, reason, law },
}: ShownFields & { readonly item: ChecklistItem }): JSX.Element {
  const { checklist: said, fields } = words.administration.definitions;
  const looked = fieldsOf(schema).filter(({ name }) => names.includes(name));
  return (
    <tr>
      <th scope="row">{words.verification.items[id]}</th>
      <td data-label={said.fields}>
        {looked.length === 0
          ? said.whole
          : looked.map((field) => fieldLabel(field, words)).join(', ')}
      </td>
      <td data-label={said.reason}>{valueSets.returnReasons[reason]}</td>
      <td data-label={fields.norm}>{law ?? fields.noNorm}</td>
    </tr>
  );
}
