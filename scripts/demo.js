import './check-node.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup.js';
import { root, run, say, workspaceNode } from './workspace.js';

const film = 'examples/hello/film.mp4';
const contactSheet = 'examples/hello/film.contact-sheet.png';

process.exitCode = demo();

function demo() {
  if (!setUp()) {
    return 1;
  }
  const words = ['render', 'examples/hello/film.yaml', '--contact-sheet', contactSheet];
  say(`\n$ storyboard ${words.join(' ')}\n`);
  const ended = run(workspaceNode(), [join('packages', 'cli', 'bin', 'storyboard.js'), ...words]);
  if (!ended.ok) {
    say(`\nThe demo ended with exit code ${ended.code}.`);
    return ended.code;
  }
  const missing = [film, contactSheet].filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) {
    say(`\nThe demo ended well, but ${missing.join(' and ')} is not there.`);
    return 1;
  }
  return 0;
}
