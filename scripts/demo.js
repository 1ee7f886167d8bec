import './check-node.js';
import { existsSync, statSync } from 'node:fs';
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
  for (const file of [film, contactSheet]) {
    if (!existsSync(join(root, file))) {
      say(`\nThe demo ended well, but ${file} is not there.`);
      return 1;
    }
  }
  say(`\nFilm           ${describe(film)}\nContact sheet  ${describe(contactSheet)}`);
  return 0;
}

/** @param {string} file */
function describe(file) {
  return `${file} (${Math.ceil(statSync(join(root, file)).size / 1024)} kB)`;
}
