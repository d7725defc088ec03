/** So long at most a form holds its buttons: one that leads to no page, such as to a file, is free again after it. */
const MOST_MS = 10_000;

/** A form that is under way, and what stood on the button that sent it. */
interface UnderWay {
  readonly form: HTMLFormElement;
  readonly button: HTMLButtonElement | undefined;
  readonly before: readonly ChildNode[];
}

/**
 * The button that sent a form says so until the next page is there, and nobody sends the form twice meanwhile. What
 * asks a question (GET) may be asked as often as one likes. A form that a script takes over is not under way.
 *
 * `<sending-form data-said="Invio in corso…"></sending-form>`
 */
export class SendingForm extends HTMLElement {
  #underWay: UnderWay | undefined;
  #free: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    addEventListener('submit', this.#holdBack, { capture: true });
    // Once whoever else hears of it has said whether it goes.
    addEventListener('submit', this.#begin);
    // A page that comes back from the memory of the browser is as it was left.
    addEventListener('pageshow', this.#end);
  }

  disconnectedCallback(): void {
    removeEventListener('submit', this.#holdBack, { capture: true });
    removeEventListener('submit', this.#begin);
    removeEventListener('pageshow', this.#end);
    this.#end();
  }

  readonly #holdBack = (event: SubmitEvent): void => {
    if (event.target !== this.#underWay?.form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  readonly #begin = (event: SubmitEvent): void => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const sender = submitter instanceof HTMLButtonElement ? submitter : undefined;
    if (form.method !== 'post' || form.target !== '') return;
    this.#end();
    const button = sender && shownFor(sender, form);
    this.#underWay = { form, button, before: [...(button?.childNodes ?? [])] };
    button?.replaceChildren(this.dataset['said'] ?? '');
    // One that is disabled would not be sent along with its form.
    button?.setAttribute('aria-disabled', 'true');
    button?.setAttribute('aria-busy', 'true');
    this.#free = setTimeout(this.#end, MOST_MS);
  };

  readonly #end = (): void => {
    clearTimeout(this.#free);
    const { button, before = [] } = this.#underWay ?? {};
    this.#underWay = undefined;
    button?.replaceChildren(...before);
    button?.removeAttribute('aria-disabled');
    button?.removeAttribute('aria-busy');
  };
}

/** The key Enter presses the first button of a form; where that is for nobody to see, the one like it says so. */
function shownFor(sender: HTMLButtonElement, form: HTMLFormElement): HTMLButtonElement {
  if (sender.ariaHidden !== 'true') return sender;
  const buttons = [...form.elements].filter((each) => each instanceof HTMLButtonElement);
  return buttons.findLast(({ textContent }) => textContent === sender.textContent) ?? sender;
}
