import type { Catalogue, Ceiling } from '@storyboard/core';
import type { PriceLists } from '@storyboard/engine';
import { priceLists } from '../settings/price-lists.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readCeilings } from './ceilings.ts';
import { storeFolder } from './store-folder.ts';

/** What reading a storyboard with its ledger needs to know of the environment. */
export type ReadOptions = {
  readonly catalogue: Catalogue;
  readonly ceilings: readonly Ceiling[];
  /** Asks nobody: prices that were read lately count, then the catalogue's. */
  readonly priceLists: PriceLists;
  readonly storeFolder?: string;
};

/**
 * What the environment says to commands that look at what was made.
 *
 * @throws StoryboardError `usage` for a setting that cannot be read
 */
export function readOptions(terminal: Terminal): ReadOptions {
  const catalogue = readCatalogue(terminal.environment);
  return {
    catalogue,
    ceilings: readCeilings(undefined, terminal),
    priceLists: priceLists(catalogue, terminal.environment, async () => undefined),
    ...storeFolder(terminal),
  };
}
