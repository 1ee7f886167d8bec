import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { installWithApt } from './install-with-apt.js';
import { say } from './workspace.js';

const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
/** The small one first; not every system that has apt-get has it. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

const LEFT_OUT = 'without one the tests do not play films in a browser, and continuous integration fails';

/**
 * The browser in which the tests play films: the one that `STORYBOARD_CHROMIUM` names, else one of the machine's.
 *
 * @returns {string | undefined} its absolute path
 */
export function findChromium() {
  const named = process.env['STORYBOARD_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}

/**
 * Finds Chromium; installs it where it is missing and the machine allows it. Only the tests of playback need it.
 *
 * @returns {boolean} whether there is a Chromium
 */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) {
    say(`Chromium: ${found}`);
    return true;
  }
  const named = process.env['STORYBOARD_CHROMIUM'];
  if (named !== undefined && named !== '') {
    say(`STORYBOARD_CHROMIUM is ${named}, which is not there. Correct it or unset it; ${LEFT_OUT}.`);
    return false;
  }
  const before = () => say('Chromium: missing; installing it with apt-get, about a minute …');
  for (const name of PACKAGES) {
    const output = installWithApt(name, before);
    if (output === undefined) break;
    const installed = findChromium();
    if (installed !== undefined) {
      say(`Chromium: ${installed}`);
      return true;
    }
    say(output.trimEnd());
  }
  say(
    `Chromium is missing and could not be installed from here. Install Chromium or Chrome, or name one with STORYBOARD_CHROMIUM; ${LEFT_OUT}.`,
  );
  return false;
}
