/**
 * Puts a text on the clipboard with one click, and says that it did: an empty one stands for the address of the page,
 * as it is then. Without a script there is only the text.
 *
 * `<copy-text data-text="2024-P07-003" data-label="Copia il codice" data-copied="Copiato">2024-P07-003</copy-text>`
 */
export class CopyText extends HTMLElement {
  connectedCallback(): void {
    // A browser gives the clipboard to pages with a certificate only.
    if (this.querySelector('button') || !('clipboard' in navigator)) return;
    const { text = '', label = '', copied = '' } = this.dataset;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = label;
    const status = document.createElement('span');
    status.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(text || addressHere()).then(() => {
        status.textContent = ` ${copied}`;
      });
    });
    this.append(' ', button, status);
  }
}

/** Without what a page told once. */
function addressHere(): string {
  const address = new URL(location.href);
  address.searchParams.delete('fatto');
  return address.href;
}
