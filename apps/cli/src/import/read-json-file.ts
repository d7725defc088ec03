import { readFile } from 'node:fs/promises';
import { CommandFailed } from '../failure.js';

/** The document of a JSON file. @throws CommandFailed when there is no such file or it is not JSON */
export async function readJsonFile(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`Il file ${file} non si legge: controlla nome e permessi.`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandFailed(`Il file ${file} non è JSON: ${error.message}`, { cause: error });
  }
}
