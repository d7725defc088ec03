/**
 * Makes a list of boxes to tick quick to choose from: shift with a click or with the space bar ticks all those
 * between the last one and this one, one link ticks all of them, and how many are ticked is told.
 *
 * `<select-rows> <table>… <input type="checkbox" name="scheda"> …</table> <a data-all> <span role="status" data-none
 * data-one data-many> </select-rows>`
 */
export class SelectRows extends HTMLElement {
  #last: HTMLInputElement | undefined;
  #isShift = false;

  connectedCallback(): void {
    this.addEventListener('keydown', this);
    this.addEventListener('click', this);
    this.addEventListener('change', this);
    this.#tell();
  }

  handleEvent(event: Event): void {
    if (event instanceof MouseEvent) this.#clicked(event);
    // The click that a key brings about does not always say which keys were held with it.
    else if (event instanceof KeyboardEvent) this.#isShift = event.shiftKey && event.key === ' ';
    else this.#tell();
  }

  get #boxes(): readonly HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  }

  #clicked(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    if (target.closest('[data-all]')) {
      event.preventDefault();
      const boxes = this.#boxes;
      const isAll = boxes.every(({ checked }) => checked);
      for (const box of boxes) box.checked = !isAll;
      this.#tell();
      return;
    }
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return;
    if ((event.shiftKey || this.#isShift) && this.#last) {
      const boxes = this.#boxes;
      const [from = 0, to = 0] = [boxes.indexOf(this.#last), boxes.indexOf(target)].sort(
        (one, other) => one - other,
      );
      for (const box of boxes.slice(from, to + 1)) box.checked = target.checked;
    }
    this.#isShift = false;
    this.#last = target;
    this.#tell();
  }

  #tell(): void {
    const status = this.querySelector<HTMLElement>('[data-many]');
    if (!status) return;
    const count = this.#boxes.filter(({ checked }) => checked).length;
    const { none = '', one = '', many = '' } = status.dataset;
    const text = count === 0 ? none : count === 1 ? one : many.replace('#', String(count));
    if (status.textContent !== text) status.textContent = text;
  }
}
