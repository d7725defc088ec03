/** Under this the browser remembers that somebody wants no single keys. */
const SWITCH = 'traccia/tasti';
/** So long after `g` the second key still belongs to it. */
const SECOND_KEY_MS = 1_500;

const rows = 'main tbody th[scope=row] a, main .items h3 a';
const changes = 'main .compared:not(.compared-same), main .compared-thing';
/** What a key goes to in a list: which things, and how far on. */
const steps: Readonly<Record<string, readonly [things: string, by: number]>> = {
  j: [rows, 1],
  k: [rows, -1],
  n: [changes, 1],
  p: [changes, -1],
};

/**
 * Presses with a key what the page says the key is for (`data-key`), goes through lists and comparisons, and sends the
 * form one writes in. Single keys do nothing where one writes, nor once they are switched off.
 */
export class KeyShortcuts extends HTMLElement {
  #gMs = -Infinity;

  connectedCallback(): void {
    document.addEventListener('keydown', this);
    document.querySelector('[data-without-script]')?.remove();
    const box = document.querySelector<HTMLInputElement>('[data-single-keys] input');
    if (box) {
      box.closest<HTMLElement>('[data-single-keys]')?.removeAttribute('hidden');
      box.checked = isOn();
      box.addEventListener('change', () => {
        if (box.checked) localStorage.removeItem(SWITCH);
        else localStorage.setItem(SWITCH, 'no');
        tellKeys();
      });
    }
    tellKeys();
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this);
  }

  handleEvent(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return;
    if (this.#does(event)) event.preventDefault();
  }

  #does({ key, target, ctrlKey, metaKey, timeStamp }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey) {
      if (key === 'Enter') return sendFormOf(target);
      return key.toLowerCase() === 'k' && search();
    }
    if (isWritingIn(target) || !isOn()) return false;
    const isSecond = timeStamp - this.#gMs < SECOND_KEY_MS;
    this.#gMs = key === 'g' && !isSecond ? timeStamp : -Infinity;
    if (isSecond) return press(`g ${key}`);
    if (key === '/') return search();
    const step = steps[key];
    return step ? goBy(...step) : press(key);
  }
}

const isOn = (): boolean => localStorage.getItem(SWITCH) === null;

/** A box to tick takes no letters; neither does a slider. */
function isWritingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !/^(checkbox|radio|range|button|submit)$/.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}

function press(key: string): boolean {
  const pressed = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  pressed?.click();
  return pressed !== null;
}

/** Every page has the field in its head; one that has none leads to the page of it. */
function search(): boolean {
  const field = document.getElementById('search');
  if (field instanceof HTMLInputElement) field.select();
  if (field) field.focus();
  else location.assign('/cerca');
  return true;
}

function goBy(things: string, by: number): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(things)].filter((each) =>
    each.checkVisibility(),
  );
  const at = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[at === -1 && by < 0 ? all.length - 1 : at + by];
  if (!next) return false;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus();
  return true;
}

/** Only where it is clear which button is meant: the one there is, or the one that says so. */
function sendFormOf(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const form = target.closest('form');
  const buttons = form?.querySelectorAll<HTMLButtonElement>('button[type=submit]') ?? [];
  const button =
    form?.querySelector<HTMLButtonElement>('[data-key="Control+Enter"]') ??
    (buttons.length === 1 ? buttons[0] : undefined);
  if (!form || !button) return false;
  form.requestSubmit(button);
  return true;
}

/** Says in the tooltip which key presses a thing, and to a screen reader; not while single keys are off. */
function tellKeys(): void {
  for (const each of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const { key = '' } = each.dataset;
    each.dataset['plainTitle'] ??= each.title;
    const plain = each.dataset['plainTitle'];
    const isTold = isOn() || key.includes('+');
    if (isTold) each.title = `${plain || each.textContent.trim()} (${key})`;
    else each.title = plain;
    // One key after the other cannot be said there (WAI-ARIA 1.2, aria-keyshortcuts).
    if (isTold && !key.includes(' ')) each.setAttribute('aria-keyshortcuts', key);
    else each.removeAttribute('aria-keyshortcuts');
  }
}
