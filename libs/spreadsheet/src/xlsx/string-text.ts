import { unescaped } from './escaped-text.js';

/** Gathers the text of a string item, whose runs differ in looks only. How to pronounce it is no part of it. */
export class StringText {
  #pieces: string[] = [];
  #isText = false;
  #isPhonetic = false;

  begin(): void {
    this.#pieces = [];
    this.#isText = this.#isPhonetic = false;
  }

  open(name: string): void {
    if (name === 'rPh') this.#isPhonetic = true;
    if (name === 't') this.#isText = !this.#isPhonetic;
  }

  text(text: string): void {
    if (this.#isText) this.#pieces.push(text);
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false;
    if (name === 't') this.#isText = false;
  }

  end(): string {
    return unescaped(this.#pieces.join(''));
  }
}
