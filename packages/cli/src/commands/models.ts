import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { jsonText } from '../views/json-text.ts';
import { modelCards } from '../views/models/model-cards.ts';
import { modelTable } from '../views/models/model-table.ts';
import { checkProvider } from './check-provider.ts';

/** `storyboard models`: what the providers' models can do and cost. */
export async function models(
  terminal: Terminal,
  flags: { readonly json?: true },
  provider: string | undefined,
): Promise<ExitCode> {
  const catalogue = readCatalogue(terminal.environment);
  const id = checkProvider(provider, catalogue);
  const providers = catalogue.filter((spec) => id === undefined || spec.id === id);
  if (flags.json === true) {
    terminal.print(jsonText({ providers }));
  } else {
    const lines =
      id === undefined ? modelTable(providers, terminal.results) : modelCards(providers, terminal.results);
    terminal.print(`${lines.join('\n')}\n`);
  }
  return EXIT_CODES.done;
}
