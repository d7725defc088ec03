/** The members a JSON pointer names, from the outside in (RFC 6901): `/changes/description`. */
function membersOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a JSON pointer; undefined where nothing does. */
export function valueAt(document: unknown, pointer: string): unknown {
  return membersOf(pointer).reduce<unknown>(
    (value, member) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, member)
        ? (value as Readonly<Record<string, unknown>>)[member]
        : undefined,
    document,
  );
}

/** Every text in a document, at any depth, and its pointer. */
export function textsIn(
  document: unknown,
  pointer = '',
): readonly { readonly pointer: string; readonly text: string }[] {
  if (typeof document === 'string') return [{ pointer, text: document }];
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([member, value]) =>
    textsIn(value, `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

/** Where in a document there is something, of the places of a pattern in which `*` is any one member. */
export function placesOf(document: unknown, pattern: string): readonly string[] {
  const found = pattern
    .split('/')
    .slice(1)
    .reduce<readonly (readonly [pointer: string, value: unknown])[]>(
      (places, member) =>
        places.flatMap(([pointer, value]) =>
          typeof value === 'object' && value !== null
            ? Object.entries(value)
                .filter(([name]) => member === '*' || name === member)
                .map(([name, inner]) => [`${pointer}/${name}`, inner] as const)
            : [],
        ),
      [['', document]],
    );
  return found.map(([pointer]) => pointer);
}

/** A copy with something else at a JSON pointer, where something stands already; the rest is shared. */
export function withValueAt<Document extends object>(
  document: Document,
  pointer: string,
  value: unknown,
): Document {
  // A copy with one member replaced has the shape it had.
  return replaced(document, membersOf(pointer), value) as Document;
}

function replaced(whole: unknown, [member, ...inner]: readonly string[], value: unknown): unknown {
  if (member === undefined) return value;
  if (typeof whole !== 'object' || whole === null || !Object.hasOwn(whole, member)) return whole;
  if (Array.isArray(whole)) {
    return whole.map((item: unknown, index) =>
      String(index) === member ? replaced(item, inner, value) : item,
    );
  }
  const members = whole as Readonly<Record<string, unknown>>;
  return { ...members, [member]: replaced(members[member], inner, value) };
}

/** Whether a pointer is one of a pattern, in which `*` is any one member and `**` any number of them. */
export function isOf(pointer: string, pattern: string): boolean {
  const any = { '*': '/[^/]+', '**': '(?:/[^/]+)+' } as const;
  const expression = membersOf(pattern).map((member) =>
    member === '*' || member === '**' ? any[member] : `/${member}`,
  );
  return new RegExp(`^${expression.join('')}$`, 'u').test(pointer);
}
