import { expect, test } from 'vitest';
import type { Problem } from './problem.ts';
import { pathInProject, resolveProjectPath } from './project-path.ts';

test.each([
  ['film.yaml', 'refs/a.png', 'refs/a.png'],
  ['film.yaml', './refs//a.png', 'refs/a.png'],
  ['scenes/night.yaml', 'a.yaml', 'scenes/a.yaml'],
  ['scenes/night.yaml', '../refs/a.png', 'refs/a.png'],
  ['scenes/deep/night.yaml', '../../a.png', 'a.png'],
  ['film.yaml', 'refs/../a.png', 'a.png'],
  ['film.yaml', 'a b/ü 画.png', 'a b/ü 画.png'],
  ['film.yaml', '...', '...'],
  ['film.yaml', '-o.mp4', '-o.mp4'],
  ['film.yaml', 'console/aux-2.png', 'console/aux-2.png'],
])('in %s the path %s is %s', (from, written, expected) => {
  expect(resolveProjectPath(from, written)).toBe(expected);
});

test.each([
  '',
  '.',
  '..',
  'refs/..',
  'refs/',
  '../a.png',
  'refs/../../a.png',
  '/etc/passwd',
  '//server/share',
  '~/a.png',
  'C:/a.png',
  'c:a.png',
  'refs\\a.png',
  '..\\a.png',
  '\\\\server\\share',
  'a\0.png',
  'a\n.png',
  'nul',
  'refs/CON.png',
  'com1/a.png',
])('the path %j leads nowhere in a project', (written) => {
  expect(resolveProjectPath('film.yaml', written)).toBeUndefined();
});

test.each([
  ['~/x.mp4', 'begins with `~`, the home folder, which is outside the project folder'],
  ['out/con.mp4', 'has the part "con.mp4", a name that Windows keeps for a device'],
  ['a\nb.png', 'has a line break in it'],
  ['a\tb.png', 'has a control character in it'],
  ['refs\\a.png', 'has a backslash in it, which is no part of a path everywhere'],
  ['../x.mp4', 'does not stay inside the project folder'],
])('the path %j says why: %s', (written, why) => {
  const problems: Problem[] = [];
  const at = { path: 'film.yaml', pointer: ['output', 'poster'] };
  expect(pathInProject(written, at, (problem) => problems.push(problem))).toBeUndefined();
  expect(problems).toMatchObject([
    { code: 'path-outside-project', message: `The path "${written}" ${why}.`, at },
  ]);
});
