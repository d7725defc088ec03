import {
  EngineReplay,
  NoSealHeld,
  verify,
  type EvidenceSource,
  type HeldText,
  type Report,
} from '#evidence';
import { definitions } from '#planning';
import { definitionText, Workflows } from '#workflow';
import { browserCryptography, NoCryptography } from './browser-cryptography.js';
import { part } from './elements.js';
import { chosenSource, DamagedPage, embeddedSource } from './page-source.js';
import { showReport } from './report-view.js';
import { words, type Language, type Word } from './words.js';

let language: Language = navigator.language.startsWith('it') ? 'it' : 'en';
let source: EvidenceSource | undefined;
let report: Report | undefined;

/** Says everything in the language of the reader. */
function speak(): void {
  document.documentElement.lang = language;
  document.title = words[language].title;
  for (const each of document.querySelectorAll<HTMLElement>('[data-word]'))
    each.textContent = words[language][each.dataset['word'] as Word];
  part('language').textContent = language === 'it' ? 'English' : 'Italiano';
  if (report !== undefined) showReport(report, language);
}

function showVerdict(text: string, kind: '' | 'bad'): void {
  const verdict = part('verdict');
  verdict.className = `verdict ${kind}`;
  verdict.textContent = text;
}

/** The digests of the definitions, which the engine asks for without waiting. */
async function workflowsHere(): Promise<Workflows<never>> {
  const texts = definitions.map((definition) => definitionText(definition));
  const { sha256 } = browserCryptography();
  const hashes = await sha256(texts.map((text) => new TextEncoder().encode(text)));
  const digests = new Map(
    texts.map((text, at) => [
      text,
      Array.from(hashes[at] ?? [], (byte) => byte.toString(16).padStart(2, '0')).join(''),
    ]),
  );
  return new Workflows(definitions, (text) => digests.get(text) ?? '') as Workflows<never>;
}

function heldTexts(): readonly HeldText[] {
  const { value } = part('held') as HTMLTextAreaElement;
  return value.trim() === '' ? [] : [{ name: words[language].held, text: `${value.trim()}\n` }];
}

function showFailure(error: unknown): void {
  const { failure, noCryptography, damaged, noSeal } = words[language];
  if (error instanceof NoSealHeld) {
    showVerdict(noSeal, 'bad');
    return;
  }
  const why =
    error instanceof NoCryptography
      ? noCryptography
      : error instanceof DamagedPage
        ? damaged
        : String(error);
  showVerdict(`${failure}: ${why}`, 'bad');
}

async function run(): Promise<void> {
  if (source === undefined) {
    showVerdict(words[language].waiting, '');
    return;
  }
  showVerdict(words[language].working, '');
  part('report').replaceChildren();
  const bar = part('progress') as HTMLProgressElement;
  bar.hidden = false;
  try {
    report = await verify({
      source,
      cryptography: browserCryptography(),
      held: heldTexts(),
      replaying: new EngineReplay(await workflowsHere()),
      progress: (done, total) => {
        bar.max = total;
        bar.value = done;
      },
    });
    showReport(report, language);
  } catch (error) {
    showFailure(error);
  } finally {
    bar.hidden = true;
  }
}

part('language').addEventListener('click', () => {
  language = language === 'it' ? 'en' : 'it';
  speak();
});
part('folder').addEventListener('change', () => {
  const { files } = part('folder') as HTMLInputElement;
  if (files === null || files.length === 0) return;
  source = chosenSource([...files]);
  void run();
});
part('again').addEventListener('click', () => void run());
speak();
try {
  source = embeddedSource(part('bundle').textContent);
  void run();
} catch (error) {
  showFailure(error);
}
