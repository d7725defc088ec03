/** Whether a path, which somebody may have made up, stays within the folder of a bundle. */
export function isBundlePath(path: string): boolean {
  const isInside = path.split('/').every((part) => !['', '.', '..'].includes(part));
  return isInside && !path.includes('\\') && !path.includes('\0');
}
