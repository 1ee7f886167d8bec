import './check-node.js';
import { ensureChromium } from './ensure-chromium.js';
import { setUp } from './setup.js';
import { pnpm, say } from './workspace.js';

if (setUp()) {
  ensureChromium();
  say('');
  process.exitCode = pnpm(['--silent', 'run', 'check', ...process.argv.slice(2)]).code;
} else {
  process.exitCode = 1;
}
