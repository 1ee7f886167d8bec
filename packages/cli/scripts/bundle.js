import { createHash } from 'node:crypto';
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
 * Commands that run often and end at once, in CI and in editors. `src/bundle/load-warm.ts` loads them.
 *
 * @type {Map<string, string>} the digest of each one's bundle, by name
 */
const warm = new Map([
  ['validate', ''],
  ['plan', ''],
]);

/**
 * What is loaded when it is needed is a bundle of its own, complete in itself: a command is then two or three files to
 * load, and has nothing in it that only another command needs. The price is that bundles repeat each other.
 *
 * @type {import('esbuild').Plugin}
 */
const bundleEach = {
  name: 'bundle-each',
  setup(bundle) {
    bundle.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = basename(path, '.ts');
      return warm.has(name) ? { path: name, namespace: 'warm' } : { path: `./${name}.js`, external: true };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'warm' }, ({ path }) => ({
      contents: `module.exports = require('./bundle/load-warm.ts').loadWarm('${path}.cjs', '${warm.get(path)}');`,
      resolveDir: join(folder, 'src'),
    }));
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
      // Modules of others that are CommonJS; there is no require where they end up.
      if (kind === 'require-call') return { path, namespace: 'required' };
      if (kind !== 'import-statement') return { path, external: true };
      const unwanted = path === 'node:child_process' && importer.includes(`${sep}commander${sep}`);
      return { path, namespace: unwanted ? 'nothing' : 'builtin', sideEffects: false };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'builtin' }, async ({ path }) => {
      const exported = await import(path);
      const builtin = `process.getBuiltinModule(${JSON.stringify(path)})`;
      const lines = Object.keys(exported)
        .filter((name) => name !== 'default')
        .map((name) =>
          // These load a lot, and a command that only reads a few small files does without them.
          path === 'node:fs/promises' && typeof exported[name] === 'function'
            ? `export const ${name} = (...given) => ${builtin}.${name}(...given);`
            : `export const ${name} = /* @__PURE__ */ (() => whole.${name})();`,
        );
      const whole = `const whole = /* @__PURE__ */ ${builtin};`;
      return { contents: [whole, 'export default whole;', ...lines].join('\n') };
    });
    bundle.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export default {};' }));
  },
};

for (const file of readdirSync(dist).filter((name) => /\.c?js(\.map)?$/.test(name))) rmSync(join(dist, file));
/** @type {import('esbuild').BuildOptions & { metafile: true }} */
const options = {
  absWorkingDir: folder,
  outdir: 'dist',
  bundle: true,
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
};
const entries = [...new Set(['main.ts', 'index.ts', ...loaded])].map((path) => ({
  in: `src/${path}`,
  out: basename(path, '.ts'),
}));
const first = await build({
  ...options,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  entryPoints: entries.filter(({ out }) => warm.has(out)),
});
for (const name of warm.keys()) {
  const text = readFileSync(join(dist, `${name}.cjs`), 'latin1');
  if ((first.metafile.outputs[`dist/${name}.cjs`]?.imports.length ?? 1) > 0 || /[^\0-\x7f]/.test(text)) {
    throw new Error(`${name} cannot be loaded warm: it has to be ASCII and to import nothing.`);
  }
  warm.set(name, createHash('sha256').update(text).digest('hex').slice(0, 16));
}
const second = await build({
  ...options,
  format: 'esm',
  entryPoints: entries.filter(({ out }) => !warm.has(out)),
});
const outputs = { ...first.metafile.outputs, ...second.metafile.outputs };
writeFileSync(join(dist, 'licences.txt'), licencesOf(outputs, folder));
if (process.argv.includes('--metafile')) {
  writeFileSync(join(dist, 'metafile.json'), JSON.stringify({ outputs }));
}
