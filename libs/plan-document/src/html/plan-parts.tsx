import type { JSX } from 'preact';
import type { Block, DocumentSection, DocumentTable, PlanDocument } from '../document.js';

/** The title page of a document; the page it stands on has the title as its first heading. */
export function PlanTitle({ document }: { readonly document: PlanDocument }): JSX.Element {
  return (
    <>
      <p class="lead">{document.subtitle}</p>
      <PlanBlocks blocks={document.about} />
    </>
  );
}

/** The index, with links to its sections. */
export function PlanIndex({
  sections,
  label,
}: {
  readonly sections: readonly DocumentSection[];
  /** What the index is called. */
  readonly label: string;
}): JSX.Element {
  return (
    <nav class="plan-index" aria-label={label}>
      <ol>
        {nested(sections, 2).map(({ section, below }) => (
          <li key={section.id}>
            <a href={`#${section.id}`}>{section.heading}</a>
            {below.length > 0 && (
              <ol>
                {nested(below, 3).map(({ section: inner, below: schede }) => (
                  <li key={inner.id}>
                    <a href={`#${inner.id}`}>{inner.heading}</a>
                    {schede.length > 0 && (
                      <ol>
                        {schede.map(({ id, heading }) => (
                          <li key={id}>
                            <a href={`#${id}`}>{heading}</a>
                          </li>
                        ))}
                      </ol>
                    )}
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface Nested {
  readonly section: DocumentSection;
  readonly below: DocumentSection[];
}

/** Sections of a level, each with those that follow it and lie deeper. */
function nested(sections: readonly DocumentSection[], level: 2 | 3): readonly Nested[] {
  const all: Nested[] = [];
  for (const section of sections) {
    const last = all.at(-1);
    if (section.level <= level || last === undefined) all.push({ section, below: [] });
    else last.below.push(section);
  }
  return all;
}

/** A section with its heading. */
export function PlanSection({ section }: { readonly section: DocumentSection }): JSX.Element {
  const { id, level, heading, blocks } = section;
  const Heading = `h${level}` as const;
  return (
    <section class="plan-section" aria-labelledby={id}>
      <Heading id={id}>{heading}</Heading>
      <PlanBlocks blocks={blocks()} />
    </section>
  );
}

/** Blocks one after another. */
function PlanBlocks({ blocks }: { readonly blocks: readonly Block[] }): JSX.Element {
  return (
    <>
      {blocks.map((block, index) => (
        <PlanBlock key={index} block={block} />
      ))}
    </>
  );
}

function PlanBlock({ block }: { readonly block: Block }): JSX.Element {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'notice':
      return (
        <p>
          <strong>{block.text}</strong>
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case 'fields':
      return (
        <dl class="fields fields-dense">
          {block.fields.map(({ name, blocks }, index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <PlanBlocks blocks={blocks} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <PlanTable table={block} />;
  }
}

function PlanTable({ table }: { readonly table: DocumentTable }): JSX.Element {
  const { caption, columns, rows } = table;
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" class={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], index) => (
            <tr key={index}>
              <th scope="row">{first}</th>
              {rest.map((cell, column) => (
                <td key={column} class={columns[column + 1]?.isNumber ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
