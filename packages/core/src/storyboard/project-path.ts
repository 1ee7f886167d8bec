import type { Report } from './problem.ts';
import type { Locator } from './resolved.ts';

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

/** Like `resolveProjectPath`, and reports why where there is none. */
export function pathInProject(written: string, at: Locator, report: Report): string | undefined {
  const path = resolveProjectPath(at.path, written);
  if (path === undefined) {
    const { why, hint } = whyNot(written);
    const message = `The path "${written}" ${why}.`;
    report({ code: 'path-outside-project', severity: 'error', message, hint, at });
  }
  return path;
}

/** The rest of a sentence on a path that leads nowhere in a project, and what to do. */
function whyNot(written: string): { readonly why: string; readonly hint: string } {
  const hint = 'Write a path relative to this file, with `/` between folders.';
  if (written.startsWith('~/')) {
    return { why: 'begins with `~`, the home folder, which is outside the project folder', hint };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = /[\0-\x1f\x7f]/.exec(written)?.[0];
  if (control !== undefined) {
    const what = /[\n\r]/.test(control) ? 'a line break' : 'a control character';
    return { why: `has ${what} in it`, hint: 'Write it without, on one line.' };
  }
  if (written.includes('\\')) {
    return { why: 'has a backslash in it, which is no part of a path everywhere', hint };
  }
  const device = written.split('/').find((part) => DEVICE.test(part.split('.', 1)[0] ?? ''));
  if (device !== undefined) {
    return {
      why: `has the part "${device}", a name that Windows keeps for a device`,
      hint: 'Give it another name.',
    };
  }
  return { why: 'does not stay inside the project folder', hint };
}
