import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './sources.ts';

const sentence =
  'ffmpeg is missing and could not be installed from here. Install it, then run the same command again:';

test('a machine without ffmpeg and apt-get gets one sentence with the command to run', () => {
  const { ready, output } = ensureFfmpeg({});
  expect(ready).toBe(false);
  expect(output).toMatch(new RegExp(`^${sentence}\n\n {2}\\S.* install .*ffmpeg.*\n\n$`, 'i'));
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a missing ffmpeg is installed with apt-get by root',
  () => {
    const { ready, output } = ensureFfmpeg({
      'apt-get':
        'case "$*" in *install*) printf "#!/bin/sh\\necho ffmpeg version 9.9" > "$HERE/ffmpeg"; /bin/chmod +x "$HERE/ffmpeg";; esac',
    });
    expect(output).toBe('ffmpeg: missing; installing it with apt-get, about a minute …\nffmpeg: 9.9\n');
    expect(ready).toBe(true);
  },
);

test('an install that fails shows what the package manager said', () => {
  const { ready, output } = ensureFfmpeg({
    'apt-get': 'case "$*" in *install*) echo "E: Unable to locate package ffmpeg"; exit 100;; esac',
    // Where the tests run without root's rights, it is asked first whether it may be used.
    sudo: 'shift; case "$1" in true) exit 0;; esac; exec "$@"',
  });
  expect(ready).toBe(false);
  if (process.platform === 'linux') {
    expect(output).toContain('E: Unable to locate package ffmpeg\n');
  }
  expect(output).toContain(sentence);
});

test('a named ffmpeg that does not run is said, not replaced', () => {
  const { ready, output } = ensureFfmpeg(
    { ffmpeg: 'echo ffmpeg version 9.9' },
    { STORYBOARD_FFMPEG: '/nowhere/ffmpeg' },
  );
  expect(ready).toBe(false);
  expect(output).toBe(
    'STORYBOARD_FFMPEG is /nowhere/ffmpeg, which does not run. Correct it or unset it, then run the same command again.\n',
  );
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a missing Chromium is installed with apt-get by root',
  () => {
    const { output } = ensureChromium({
      'apt-get':
        'case "$*" in *install*) printf "#!/bin/sh\\n" > "$HERE/chromium-headless-shell"; /bin/chmod +x "$HERE/chromium-headless-shell";; esac',
    });
    expect(output).toMatch(
      /^Chromium: missing; installing it with apt-get, about a minute …\nChromium: \/.*\/chromium-headless-shell\n$/,
    );
  },
);

test('a Chromium that is named is taken, and one that is not there is not replaced', () => {
  const named = { STORYBOARD_CHROMIUM: process.execPath };
  expect(ensureChromium({}, named).output).toBe(`Chromium: ${process.execPath}\n`);
  const missing = ensureChromium({ chromium: 'exit 0' }, { STORYBOARD_CHROMIUM: '/nowhere/chromium' });
  expect(missing.output).toMatch(/^STORYBOARD_CHROMIUM is \/nowhere\/chromium, which is not there\./);
});

function ensureFfmpeg(
  commands: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
) {
  return runStep('ensure-ffmpeg.js', 'ensureFfmpeg', commands, environment);
}

function ensureChromium(
  commands: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
) {
  return runStep('ensure-chromium.js', 'ensureChromium', commands, environment);
}

/** Runs a step on a PATH that has only the given commands, each a line of shell. */
function runStep(
  file: string,
  name: string,
  commands: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-set-up-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync('/bin/sh', join(folder, 'sh'));
  for (const [name, line] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  }
  const code = `
    const { ${name} } = await import(${JSON.stringify(join(root, 'scripts', file))});
    process.exitCode = ${name}() ? 0 : 3;
  `;
  const ended = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { PATH: folder, HERE: folder, ...environment },
  });
  expect(ended.stderr).toBe('');
  return { ready: ended.status === 0, output: ended.stdout };
}
