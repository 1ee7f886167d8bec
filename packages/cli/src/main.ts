import { openOutput } from './terminal/open-output.ts';
import { VERSION } from './version.ts';

const words = process.argv.slice(2);

// The version is asked for by scripts, often; it is answered before anything else is loaded.
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  openOutput(1).write(`${VERSION}\n`);
} else {
  const { start } = await import('./start.ts');
  await start(words);
}
