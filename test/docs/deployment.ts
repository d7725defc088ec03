import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { tracciaProgram } from '../../apps/cli/src/program.js';
import { RememberedTerminal } from '../../apps/cli/src/terminal.fixture.js';
import { pageText } from './generated-part.js';

export const root = join(import.meta.dirname, '../..');

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}
export const manifest = JSON.parse(pageText('package.json')) as Manifest;

/** What `npm start` runs, once it has built. */
export const startCommand = manifest.scripts['start']?.split(' && ').at(-1) ?? '';

/** A file of the deployment as text. */
export function deployFile(file: string): string {
  return pageText(`docs/deploy/${file}`);
}

/** What the first group of a pattern finds in a text. */
export function allIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

const cli = tracciaProgram(new RememberedTerminal());
const withAllBelow = (command: Command): readonly Command[] => [
  command,
  ...command.commands.flatMap(withAllBelow),
];

/** The settings that the server reads. */
export const serverSettings = allIn(
  pageText('apps/server/src/configuration.ts'),
  /environment\['(\w+)'\]/g,
);

/** The settings that the server or the command line reads. */
export const settings: ReadonlySet<string> = new Set([
  ...serverSettings,
  ...withAllBelow(cli).flatMap(({ options }) => options.flatMap(({ envVar }) => envVar ?? [])),
]);

/** Settings of ours that a text names and nobody reads. */
export function unknownSettings(text: string): readonly string[] {
  return allIn(text, /\b(TRACCIA_\w+)/g).filter((name) => !settings.has(name));
}

/** Scripts of npm and commands of `traccia` that a text names and that are not there. */
export function unknownCommands(text: string): readonly string[] {
  const lines = text.replace(/\\\n\s*/g, '');
  const scripts = allIn(lines, /\bnpm run ([\w-]+)/g);
  const commands = allIn(
    lines,
    /(?:dist\/apps\/cli\/src\/main\.js|npm run traccia --) ([a-z -]+)/g,
  );
  return [
    ...scripts.filter((name) => !(name in manifest.scripts)),
    ...commands.filter((line) => !isCommand(line.split(' '))),
  ];
}

/** Whether words, up to the first option or argument, lead to a command that does something. */
function isCommand(words: readonly string[]): boolean {
  let command: Command | undefined = cli;
  for (const word of words) {
    if (command.commands.length === 0) return true;
    command = command.commands.find((each) => each.name() === word);
    if (!command) return false;
  }
  return command.commands.length === 0;
}

/** Built programs that a text names and that no source is built into. */
export function unknownPrograms(text: string): readonly string[] {
  return allIn(text, /\bdist\/(apps\/[\w./-]+)\.js/g).filter(
    (path) => !existsSync(join(root, `${path}.ts`)),
  );
}

/** Links of a page within the repository to a file, or to a heading of a page, that is not there. */
export function brokenLinks(page: string, text: string): readonly string[] {
  return allIn(text, /\]\((?!https?:)([^)]+)\)/g).filter((link) => {
    const [file = '', heading] = link.split('#');
    const target = file === '' ? page : join(dirname(page), file);
    if (!existsSync(join(root, target))) return true;
    return heading !== undefined && !headingsOf(pageText(target)).includes(heading);
  });
}

/** The headings of a page, as links name them. */
function headingsOf(text: string): readonly string[] {
  return allIn(text, /^#+ (.+)$/gm).map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
