import { resolve } from 'node:path';
import type { Terminal } from '../terminal/terminal.ts';

/** Where `STORYBOARD_DIR` moves what storyboard keeps; nothing where it is not set. */
export function storeFolder({ environment, folder }: Terminal): { readonly storeFolder?: string } {
  const named = environment['STORYBOARD_DIR'];
  return named === undefined || named === '' ? {} : { storeFolder: resolve(folder, named) };
}
