import type { Catalogue, Ceiling } from '@storyboard/core';
import { readCatalogue } from '../settings/read-catalogue.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readCeilings } from './ceilings.ts';
import { storeFolder } from './store-folder.ts';

/** What reading a storyboard with its ledger needs to know of the environment. */
export type ReadOptions = {
  readonly catalogue: Catalogue;
  readonly ceilings: readonly Ceiling[];
  readonly storeFolder?: string;
};

/**
 * What the environment says to commands that look at what was made.
 *
 * @throws StoryboardError `usage` for a setting that cannot be read
 */
export function readOptions(terminal: Terminal): ReadOptions {
  return {
    catalogue: readCatalogue(terminal.environment),
    ceilings: readCeilings(undefined, terminal),
    ...storeFolder(terminal),
  };
}
