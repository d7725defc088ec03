type Child = Node | string | undefined;

/** An element with its classes and what is in it. Texts are texts: nothing becomes HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  classes: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (classes !== '') made.className = classes;
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A table with a caption for whoever hears it. */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const made = element(
    ...(['table', ''] as const),
    element('caption', 'hidden', caption),
    element('thead', '', element('tr', '', ...heads.map(headCell))),
    element('tbody', '', ...rows.map(rowOf)),
  );
  const box = element('div', 'wide', made);
  box.tabIndex = 0; // so that the keyboard can scroll it
  return box;
}

function headCell(text: string): HTMLElement {
  const cell = element('th', '', text);
  cell.scope = 'col';
  return cell;
}

function rowOf(cells: readonly string[]): HTMLElement {
  return element('tr', '', ...cells.map((cell) => element('td', '', cell)));
}

/** The element of the page with an id. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no ${id}`);
  return found;
}
