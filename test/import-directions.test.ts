import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, type PackageName, packageNames, root, type SourceFile, sourcesOf } from './sources.ts';

const allowedPackages: Record<PackageName, readonly PackageName[]> = {
  core: [],
  providers: ['core'],
  renderer: ['core'],
  engine: ['core', 'renderer'],
  cli: ['core', 'providers', 'renderer', 'engine'],
};

/** What a package's code must not name, each with the reason that a failure should give. */
const forbidden: Record<PackageName, readonly (readonly [RegExp, string])[]> = {
  core: [
    [/\bDate\.now\b/, 'the clock comes in as an argument'],
    [/\bnew Date\(\s*\)/, 'the clock comes in as an argument'],
    [/\bperformance\./, 'the clock comes in as an argument'],
    [/\bMath\.random\b/, 'the same storyboard gives the same plan'],
    [/\bcrypto\b\s*\./, 'the hash function comes in as an argument'],
    [/\bglobalThis\b/, 'core reaches for nothing outside itself'],
    [/\bset(?:Timeout|Interval|Immediate)\b/, 'core never waits'],
    [/\bfetch\(/, 'core does no I/O'],
    [/\bprocess\./, 'core does no I/O'],
  ],
  providers: [[/\bprocess\.env\b/, 'the environment is passed in']],
  renderer: [],
  engine: [[/shortapi|aimlapi/i, "the engine does not know a vendor's name"]],
  cli: [],
};

const printing: readonly [RegExp, string] = [
  /\bconsole\s*\.|\bprocess\.std(?:out|err)\b/,
  'only the command line prints',
];

test.each(packageNames)('the imports of %s point the way the architecture says', (name) => {
  const problems = sourcesOf(name).flatMap((file) =>
    importsOf(file.code).flatMap((specifier) => problemsWith(name, file, specifier)),
  );
  expect(problems).toEqual([]);
});

test.each(packageNames)('%s names nothing that is not its to use', (name) => {
  const rules = name === 'cli' ? forbidden[name] : [...forbidden[name], printing];
  const problems = sourcesOf(name).flatMap((file) =>
    rules.flatMap(([pattern, reason]) => placesOf(pattern, file).map((place) => `${place}: ${reason}`)),
  );
  expect(problems).toEqual([]);
});

test('every package depends on the packages that it may import, and on no others', () => {
  for (const name of packageNames) {
    const own = dependenciesOf(name).filter((dependency) => dependency.startsWith('@storyboard/'));
    const allowed = allowedPackages[name].map((other) => `@storyboard/${other}`);
    expect(own.filter((dependency) => !allowed.includes(dependency))).toEqual([]);
  }
});

test('imports are found in every form they are written in', () => {
  const code = [
    "import { a,\n  b } from './one.ts';",
    "import type { C } from 'two';",
    "export { d } from '@storyboard/core';",
    "import 'node:fs';",
    "const e = await import('three/sub');",
    "const text = `import from 'nowhere'`;",
  ].join('\n');
  expect(importsOf(code)).toEqual(['./one.ts', 'two', '@storyboard/core', 'node:fs', 'three/sub']);
});

function problemsWith(name: PackageName, file: SourceFile, specifier: string): readonly string[] {
  const problem = problemWith(name, file.path, specifier);
  return problem === undefined ? [] : [`${file.path} imports ${specifier}: ${problem}`];
}

function problemWith(name: PackageName, path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    return target.startsWith(`packages/${name}/`) ? undefined : `leaves packages/${name}`;
  }
  if (specifier.startsWith('node:')) {
    return name === 'core' ? 'core is pure' : undefined;
  }
  const target = packageOf(specifier);
  if (target.startsWith('@storyboard/')) {
    const allowed = allowedPackages[name].some((other) => target === `@storyboard/${other}`);
    return allowed ? undefined : `${name} must not know it`;
  }
  if (name === 'core' && target !== 'yaml' && target !== 'ajv') {
    return 'core uses yaml and ajv only';
  }
  return dependenciesOf(name).includes(target) ? undefined : `not a dependency of packages/${name}`;
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function dependenciesOf(name: PackageName): readonly string[] {
  const written = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  // The command is one bundle: what it was built from need not be installed beside it.
  const bundled = name === 'cli' ? ['devDependencies'] : [];
  return ['dependencies', 'optionalDependencies', 'peerDependencies', ...bundled].flatMap((kind) =>
    Object.keys(written[kind] ?? {}),
  );
}

function placesOf(pattern: RegExp, file: SourceFile): readonly string[] {
  return file.code
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : []));
}
