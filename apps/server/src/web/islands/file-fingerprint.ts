/**
 * Works out the fingerprint of a document that is chosen, without sending it: the field for the fingerprint gets it, and
 * one for the title that was left empty what the document is called. Without a script the server does it, by the button.
 *
 * `<file-fingerprint data-for="f-document.sha256" data-done="…"><input type="file" …><button …>…</file-fingerprint>`
 */
export class FileFingerprint extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type=file]');
    const button = this.querySelector('button');
    // A browser works with secrets and fingerprints on pages with a certificate only.
    if (!input || !button || !isSecureContext) return;
    button.hidden = true;
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) void this.#workOut(file);
    });
  }

  async #workOut(file: File): Promise<void> {
    const { for: id = '', done = '' } = this.dataset;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    const text = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    fill(id, text, true);
    fill(id.replace(/[^.]+$/, 'title'), file.name, false);
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = done;
  }
}

/** @param over whether what stands there is written over */
function fill(id: string, text: string, over: boolean): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement) || (!over && field.value.trim() !== '')) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
