#!/usr/bin/env node
// Old versions of Node must still get as far as the sentence below, so nothing here is newer than they are: no import
// statement, no optional chaining, no await. What is newer comes after the check, behind import().
const parts = process.versions.node.split('.').map(Number);
const major = parts[0];
const minor = parts[1];

if (major >= 26 || (major === 24 && minor >= 11) || (major === 22 && minor >= 19)) {
  import('../dist/main.js').catch(sayWhyNotLoaded);
} else {
  process.stderr.write(
    `storyboard needs Node 22.19, 24.11, or 26 and newer; this is Node ${process.versions.node} (${process.execPath}).\n`,
  );
  process.exitCode = 1;
}

function sayWhyNotLoaded(error) {
  const missing = error.code === 'ERR_MODULE_NOT_FOUND' && /dist.main\.js/.test(error.message);
  process.stderr.write(
    missing
      ? 'storyboard is not built yet; build it with:\n\n  pnpm build\n\n'
      : `storyboard could not be loaded: ${error.stack}\n`,
  );
  process.exitCode = 1;
}
