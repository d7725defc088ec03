import { Option } from 'commander';

/** Files that bring further versions of definitions, as the server is told too. They are code, and are run. */
export const definitionsOption = (): Option =>
  new Option(
    '--definitions <file>',
    'i file delle versioni che il server ha già in più, separati da virgole',
  )
    .env('TRACCIA_DEFINITIONS')
    .argParser(listed);

/** Files in one text, separated by commas. */
function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '');
}
