/** Which key gives which answer. */
const answerOfKey: Readonly<Record<string, string>> = { '1': 'si', '2': 'no', '3': 'na' };

/**
 * Makes a list of questions quick to answer: 1, 2 and 3 on an answer choose and go on to the next question; how far
 * one has come, and whether a no stands in the way, is told at once. What was answered is kept in this window until
 * it is sent, in case one goes to look at something else.
 */
export class CheckList extends HTMLElement {
  connectedCallback(): void {
    this.#remember();
    this.addEventListener('keydown', this);
    this.addEventListener('input', this);
    this.addEventListener('submit', this);
    this.#tell();
  }

  handleEvent(event: Event): void {
    if (event instanceof KeyboardEvent) this.#pressed(event);
    else if (event.type === 'submit') sessionStorage.removeItem(this.#memory);
    else {
      this.#keep();
      this.#tell();
    }
  }

  get #memory(): string {
    return `verifica ${location.pathname} ${this.dataset['memory'] ?? ''}`;
  }

  get #questions(): readonly HTMLFieldSetElement[] {
    return [...this.querySelectorAll('fieldset')];
  }

  #pressed(event: KeyboardEvent): void {
    const { target, key } = event;
    const answer = answerOfKey[key];
    if (answer === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    // A digit in a field to write in is a digit.
    if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
    event.preventDefault();
    const question = target.closest('fieldset');
    if (question === null) return;
    question.querySelector<HTMLInputElement>(`input[value=${answer}]`)?.click();
    const next = this.#questions[this.#questions.indexOf(question) + 1];
    const note = question.querySelector<HTMLInputElement>('input[type=text]');
    const goOn =
      answer === 'no'
        ? note
        : (next?.querySelector<HTMLInputElement>('input:checked') ??
          next?.querySelector<HTMLInputElement>('input[type=radio]'));
    goOn?.focus();
  }

  #tell(): void {
    const answers = [...this.querySelectorAll<HTMLInputElement>('input[type=radio]:checked')];
    const wrong = answers.filter(({ value }) => value === 'no').length;
    const progress = this.querySelector<HTMLElement>('[data-progress]');
    const { progress: text = '', all = '' } = progress?.dataset ?? {};
    tell(progress, text.replace('-1', String(answers.length)).replace('-2', all));
    for (const each of this.querySelectorAll<HTMLElement>('[data-many]')) {
      const { none = '', one = '', many = '' } = each.dataset;
      tell(each, wrong === 0 ? none || one : wrong === 1 ? one : many.replace('-1', String(wrong)));
    }
    for (const each of this.querySelectorAll<HTMLElement>('[data-when]')) {
      each.hidden = wrong > 0 === (each.dataset['when'] === 'right');
    }
  }

  #keep(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    const typed = [...new FormData(form)].filter(([name]) =>
      /^(voce-|nota-|altro|entro)/.test(name),
    );
    sessionStorage.setItem(this.#memory, JSON.stringify(typed));
  }

  /** Only where the server says nothing of its own: what it shows again is what was sent. */
  #remember(): void {
    if (this.querySelector('input:checked')) return;
    const kept = JSON.parse(sessionStorage.getItem(this.#memory) ?? '[]') as [string, string][];
    for (const [name, value] of kept) {
      for (const field of this.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
        `[name="${CSS.escape(name)}"]`,
      )) {
        if (field instanceof HTMLInputElement && field.type === 'radio')
          field.checked = field.value === value;
        else field.value = value;
      }
    }
  }
}

function tell(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
