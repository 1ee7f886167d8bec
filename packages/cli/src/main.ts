import { keepModules } from './bundle/keep-modules.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { openGuardedOutput } from './terminal/open-guarded-output.ts';
import { openOutput } from './terminal/open-output.ts';
import { VERSION } from './version.ts';

const words = process.argv.slice(2);
const others = words.filter((word) => word !== '--version' && word !== '-V');

// The version is asked for by scripts, often; it is answered before anything else is loaded.
if (others.length < words.length && others.every((word) => word === '--json')) {
  const output = openGuardedOutput((text) => openOutput(2).write(text));
  output.write(others.length === 0 ? `${VERSION}\n` : `${JSON.stringify({ version: VERSION })}\n`);
  if (output.isLost()) process.exitCode = EXIT_CODES.unexpected;
} else {
  keepModules(process.env, process.platform);
  const { start } = await import('./start.ts');
  await start(words);
}
