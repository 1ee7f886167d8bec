import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of one test, with files in it; gone when it is disposed of. */
export type TemporaryFolder = AsyncDisposable & {
  /** Real path. */
  readonly path: string;
  /** The absolute path of a file in it. */
  file(name: string): string;
  write(name: string, content: string | Uint8Array): Promise<string>;
};

/** Makes a folder with the given files. */
export async function temporaryFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'storyboard-engine-')));
  const folder: TemporaryFolder = {
    path,
    file: (name) => join(path, name),
    write: async (name, content) => {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    [Symbol.asyncDispose]: async () => {
      // A test may have shut it, and not everybody who runs tests is the super-user.
      await chmod(path, 0o700).catch(() => {});
      await rm(path, { recursive: true, force: true });
    },
  };
  for (const [name, content] of Object.entries(files)) await folder.write(name, content);
  return folder;
}
