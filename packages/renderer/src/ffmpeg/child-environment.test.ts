import { expect, test } from 'vitest';
import { childEnvironment } from './child-environment.ts';

test('only what a program needs to start is passed on', () => {
  const environment = {
    PATH: '/bin',
    Path: 'C:\\bin',
    HOME: '/home/me',
    TMPDIR: undefined,
    SHORTAPI_KEY: 'secret',
    AWS_SECRET_ACCESS_KEY: 'secret',
    FFREPORT: 'file=log',
    http_proxy: 'http://proxy',
    LC_ALL: 'de_DE.UTF-8',
  };
  expect(childEnvironment(environment)).toEqual({
    PATH: '/bin',
    Path: 'C:\\bin',
    HOME: '/home/me',
    LC_ALL: 'C',
  });
});
