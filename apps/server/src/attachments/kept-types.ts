import { fileTypes } from '#attachments';

/** What kinds of files are kept, in words: `PDF, ODT, …`. */
export const keptTypes: string = Object.values(fileTypes)
  .map(({ name }) => name)
  .join(', ');
