import type { LooseDocument } from './form/check-form.ts';
import type { WrittenReference } from './generated/storyboard-document.ts';
import type { Report } from './problem.ts';
import { pathInProject } from './project-path.ts';
import type { Locator, ReferenceKind, ReferenceSource, ResolvedReference } from './resolved.ts';

/** The references of a storyboard by name, in the order in which they are written. */
export function resolveReferences(
  document: LooseDocument,
  root: string,
  report: Report,
): ReadonlyMap<string, ResolvedReference> {
  const references = new Map<string, ResolvedReference>();
  for (const [name, written] of Object.entries(document.references ?? {})) {
    const at = { path: root, pointer: ['references', name] };
    const kind: ReferenceKind = written.image === undefined ? 'video' : 'image';
    const source = resolveSource(written[kind] ?? '', written, at, kind, report);
    references.set(name, { name, kind, source, description: written.description?.trim() ?? '', at });
  }
  return references;
}

function resolveSource(
  location: string,
  written: WrittenReference,
  at: Locator,
  kind: ReferenceKind,
  report: Report,
): ReferenceSource {
  const place = { path: at.path, pointer: [...at.pointer, kind] };
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(location) && !/^[A-Za-z]:[\\/]/.test(location)) {
    if (!/^https:\/\/[^\s/?#@\\]+(?:[/?#][^\s\\]*)?$/.test(location)) {
      report({
        code: 'wrong-form',
        severity: 'error',
        message: 'An address must begin with https:// and hold no user name, password or space.',
        hint: 'Or write a path inside the project folder.',
        at: place,
      });
    }
    const sha256 = written.sha256?.toLowerCase();
    return { type: 'url', url: location, ...(sha256 === undefined ? {} : { sha256 }) };
  }
  if (written.sha256 !== undefined) {
    report({
      code: 'conflicting-keys',
      severity: 'error',
      message:
        '`sha256` is for what lies behind an address; a file of the project is known by its own bytes.',
      hint: 'Take `sha256` out.',
      at: { path: at.path, pointer: [...at.pointer, 'sha256'], target: 'key' },
    });
  }
  return { type: 'file', path: pathInProject(location, place, report) ?? location };
}
