import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Option } from 'commander';
import { makeDurable } from '#durable-files';
import { CommandFailed } from '../failure.js';
import { copyDatabase } from './copy-database.js';

/** Where the files are that hold personal data, as the server is told, in the same words. */
export interface PersonalDataPlace {
  readonly data: string;
  readonly people?: string;
  readonly access?: string;
}

/** The folder of the directory and the keys, where it is not that of the data. */
export const peopleOption = (): Option =>
  new Option(
    '--people <cartella>',
    'la cartella di people.db e keys.db, se non è quella dei dati',
  ).env('TRACCIA_PEOPLE');

/** The folder of the directory and the keys. */
export function peopleFolder({ data, people = '' }: PersonalDataPlace): string {
  return people === '' ? data : people;
}

/** The files that hold personal data, by name; the keys that seal what is in two of them are in neither. */
function filesIn(place: PersonalDataPlace): Readonly<Record<string, string>> {
  const { data, access = '' } = place;
  return {
    'people.db': join(peopleFolder(place), 'people.db'),
    'keys.db': join(peopleFolder(place), 'keys.db'),
    'access.db': access === '' ? join(data, 'access.db') : access,
  };
}

const named = /^personal-data-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)$/;
const DAY_MS = 86_400_000;

/**
 * Copies the files of personal data into a new folder in this one, for its owner alone to read, also while a server
 * works with them. It is there when all of it is durable, and before that not at all.
 * @returns the new folder
 */
export function copyPersonalData(place: PersonalDataPlace, to: string, nowMs: number): string {
  if (!existsSync(to)) throw new CommandFailed(`La cartella ${to} non c’è.`);
  const instant = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  const folder = join(to, `personal-data-${instant}`);
  const partial = `${folder}.partial`;
  mkdirSync(partial, { mode: 0o700 });
  for (const [name, file] of Object.entries(filesIn(place))) {
    if (existsSync(file)) copyDatabase(file, join(partial, name));
  }
  makeDurable(partial);
  renameSync(partial, folder);
  makeDurable(to);
  return folder;
}

/**
 * Deletes the copies that are older than so many days: they hold names that were erased since. Only what this command
 * has made and named, and what of it was left unfinished.
 * @returns what was deleted
 */
export function dropOldCopies(to: string, keepDays: number, nowMs: number): readonly string[] {
  const old = readdirSync(to).filter((name) => {
    const [, instant] = named.exec(name.replace(/\.partial$/, '')) ?? [];
    return instant !== undefined && nowMs - madeMs(instant) > keepDays * DAY_MS;
  });
  for (const name of old) rmSync(join(to, name), { recursive: true });
  return old;
}

/**
 * Puts the files of a copy where there are none. What is there stays: it is newer, and knows what was erased since.
 * @returns which were put there
 */
export function putBackPersonalData(from: string, place: PersonalDataPlace): readonly string[] {
  const files = Object.entries(filesIn(place));
  if (!files.some(([name]) => existsSync(join(from, name)))) {
    throw new CommandFailed(`In ${from} non c’è una copia dei dati personali.`);
  }
  return files.flatMap(([name, file]) => {
    const copy = join(from, name);
    if (existsSync(file) || !existsSync(copy)) return [];
    const successor = `${file}.restored`;
    copyFileSync(copy, successor);
    chmodSync(successor, 0o600);
    makeDurable(successor);
    renameSync(successor, file);
    return [file];
  });
}

/** `2026-11-26T04-20-00-000Z`, as the names have it. */
const madeMs = (instant: string): number =>
  Date.parse(instant.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/, 'T$1:$2:$3.$4Z'));
