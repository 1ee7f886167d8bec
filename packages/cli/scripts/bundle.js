import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.js';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(folder, 'dist');
const { version, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !/\.test\.ts$|^testing/.test(path),
);
const loaded = sources.flatMap((path) =>
  [...readFileSync(join(folder, 'src', path), 'utf8').matchAll(/\bimport\('(\.[^']+\.ts)'\)/g)].map(
    ([, target = '']) => join(dirname(path), target),
  ),
);

/**
 * What is loaded when it is needed is a bundle of its own, complete in itself: a command is then three small files to
 * load (main, start, itself), and has nothing in it that only another command needs. The price is that bundles repeat
 * each other.
 *
 * @type {import('esbuild').Plugin}
 */
const bundleEach = {
  name: 'bundle-each',
  setup(bundle) {
    bundle.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/**
 * yaml's own entry for Node is CommonJS, which cannot be trimmed to what is used; the same code is there as modules.
 *
 * @type {import('esbuild').Plugin}
 */
const yamlAsModules = {
  name: 'yaml-as-modules',
  setup(bundle) {
    bundle.onResolve({ filter: /^yaml$/ }, async ({ resolveDir, kind }) => {
      const { path } = await bundle.resolve('yaml/package.json', { resolveDir, kind });
      return { path: join(dirname(path), 'browser', 'index.js'), sideEffects: false };
    });
  },
};

/**
 * An import of one of Node's own modules reads all that it exports, and so loads what stands behind it: for `node:fs` all
 * of the streams. Taking only the names that are used out of it saves a short command a fifth of its time.
 *
 * Commander could start programs as commands. Nobody here wants that, and what it would start them with is slow to load.
 *
 * @type {import('esbuild').Plugin}
 */
const builtinsAsUsed = {
  name: 'builtins-as-used',
  setup(bundle) {
    bundle.onResolve({ filter: /^node:/ }, ({ path, kind, importer }) => {
      if (kind !== 'import-statement') return { path, external: true };
      const unwanted = path === 'node:child_process' && importer.includes(`${sep}commander${sep}`);
      return { path, namespace: unwanted ? 'nothing' : 'builtin', sideEffects: false };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'builtin' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default');
      const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => whole.${name})();`);
      const whole = `const whole = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`;
      return { contents: [whole, 'export default whole;', ...lines].join('\n') };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export default {};' }));
  },
};

for (const file of readdirSync(dist).filter((name) => /\.js(\.map)?$/.test(name))) rmSync(join(dist, file));
const { metafile } = await build({
  absWorkingDir: folder,
  entryPoints: [...new Set(['main.ts', 'index.ts', ...loaded])].map((path) => ({
    in: `src/${path}`,
    out: basename(path, '.ts'),
  })),
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  conditions: ['@storyboard/source'],
  // What is a dependency of the published package stays outside; everything else goes in.
  external: Object.keys(dependencies),
  plugins: [bundleEach, yamlAsModules, builtinsAsUsed],
  define: { STORYBOARD_VERSION: JSON.stringify(version) },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(join(dist, 'licences.txt'), licencesOf(metafile, folder));
if (process.argv.includes('--metafile')) {
  writeFileSync(join(dist, 'metafile.json'), JSON.stringify(metafile));
}
