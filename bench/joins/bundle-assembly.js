import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes a program of the sources that assembles one film. It is bundled as the command line is: what is measured is the
 * assembly, not in how many files it is written.
 *
 * @param {string} folder where it goes
 * @returns {Promise<string>} its file, which takes the file of an order
 */
export async function bundleAssembly(folder) {
  await build({
    entryPoints: [join(import.meta.dirname, 'assemble.js')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22.19',
    conditions: ['@storyboard/source'],
    external: ['@napi-rs/canvas'],
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
    // Some of what is bundled is CommonJS and asks for Node's modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return join(folder, 'assemble.mjs');
}
