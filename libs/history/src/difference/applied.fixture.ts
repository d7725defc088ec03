import type { Json } from '#event-store';
import type { Change, Path } from './document-difference.js';
import { latterText } from './word-difference.js';

/**
 * A document with a difference applied to it: what `documentDifference` compared it with. So that nobody need believe
 * that a difference tells all. Throws for a difference of another document (a bug in the caller).
 */
export function applied(before: Json, changes: readonly Change[]): Json {
  const root = { whole: structuredClone(before) as Mutable };
  // Places within the former document hold until rows are taken out of it, from its end.
  for (const change of changes) {
    if (change.is === 'changed') {
      const { after, words } = change;
      put(root, change.from, words ? latterText(words) : after);
    }
  }
  for (const change of changes.toReversed()) if (change.is === 'removed') take(root, change.from);
  // And those within the latter once all that stands before them is there.
  for (const change of changes) if (change.is === 'added') insert(root, change.to, change.after);
  return root.whole;
}

type Mutable = null | boolean | number | string | Mutable[] | { [member: string]: Mutable };

interface Root {
  whole: Mutable;
}

function put(root: Root, path: Path, value: Json): void {
  const copy = structuredClone(value) as Mutable;
  const step = path.at(-1);
  if (step === undefined) root.whole = copy;
  else define(containerOf(root, path), step, copy);
}

function take(root: Root, path: Path): void {
  const container = containerOf(root, path);
  const step = path.at(-1);
  if (Array.isArray(container)) container.splice(Number(step), 1);
  else Reflect.deleteProperty(container, String(step));
}

function insert(root: Root, path: Path, value: Json): void {
  const container = containerOf(root, path);
  const step = path.at(-1) ?? '';
  const copy = structuredClone(value) as Mutable;
  if (Array.isArray(container)) container.splice(Number(step), 0, copy);
  else define(container, step, copy);
}

/** A member may have any name, `__proto__` too. */
function define(container: object, step: string | number, value: Mutable): void {
  Object.defineProperty(container, step, {
    ...{ value, configurable: true, enumerable: true, writable: true },
  });
}

function containerOf(root: Root, path: Path): object {
  let container: unknown = root.whole;
  for (const step of path.slice(0, -1)) {
    container = (container as Readonly<Record<string | number, unknown>>)[step];
  }
  if (typeof container !== 'object' || container === null) {
    throw new TypeError(`nothing holds ${path.join('/')}`);
  }
  return container;
}
