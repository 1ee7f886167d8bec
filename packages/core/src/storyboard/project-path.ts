/** Names that Windows takes for devices in any folder, whatever follows a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A path as it is written in a file of the project, to the path relative to the project folder. Absent where it would
 * leave the project or could mean something else on another machine: absolute, `..` beyond the folder, a backslash, a
 * control character, a drive, a device name.
 */
export function resolveProjectPath(fromFile: string, written: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (written === '' || written.startsWith('/') || /[\\\0-\x1f\x7f]|^[A-Za-z]:|^~\//.test(written))
    return undefined;
  const parts = fromFile.split('/').slice(0, -1);
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else {
      if (DEVICE.test(part.split('.', 1)[0] ?? '')) return undefined;
      parts.push(part);
    }
  }
  return parts.length === 0 || written.endsWith('/') ? undefined : parts.join('/');
}
