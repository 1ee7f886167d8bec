import { inspect } from 'node:util';
import { type ProviderSpec, StoryboardError } from '@storyboard/core';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { expect, test } from 'vitest';
import { readAccess } from './read-access.ts';

const SECRET = 'sk-very-secret';

function shortapi(): ProviderSpec {
  const spec = CATALOGUE.find(({ id }) => id === 'shortapi');
  if (spec === undefined) throw new Error('The catalogue has shortapi.');
  return spec;
}

function thrownBy(environment: Readonly<Record<string, string>>): StoryboardError {
  try {
    readAccess(shortapi(), environment, 'my film.yaml');
  } catch (thrown) {
    if (thrown instanceof StoryboardError) return thrown;
    throw thrown;
  }
  throw new Error('It was taken.');
}

test('a key is taken without the white space around it, and the provider is where it always is', () => {
  const environment = { SHORTAPI_KEY: ` ${SECRET}\n`, SHORTAPI_BASE_URL: '' };
  expect(readAccess(shortapi(), environment, 'film.yaml')).toEqual({ key: SECRET });
});

test.each([
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://127.8.9.1/', 'http://127.8.9.1'],
  ['http://localhost:1', 'http://localhost:1'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['https://proxy.example.com/', 'https://proxy.example.com'],
  ['https://10.0.0.3:8443', 'https://10.0.0.3:8443'],
])('the origin %s is taken', (written, origin) => {
  const environment = { SHORTAPI_KEY: SECRET, SHORTAPI_BASE_URL: written };
  expect(readAccess(shortapi(), environment, 'film.yaml')).toEqual({ key: SECRET, origin });
});

test.each([
  ['proxy.example.com', 'is no http address'],
  ['ftp://proxy.example.com', 'is no http address'],
  ['http://proxy.example.com', 'without https, the key could be read on its way'],
  ['http://127.0.0.1.example.com', 'without https'],
  ['http://10.0.0.3:8080', 'without https'],
  ['https://me:pass@proxy.example.com', 'has a user and password in it'],
  ['https://proxy.example.com/v1', 'is more than an origin: https://proxy.example.com alone is'],
  ['https://proxy.example.com/?a=b', 'is more than an origin'],
])('the origin %s is refused', (written, why) => {
  const thrown = thrownBy({ SHORTAPI_KEY: SECRET, SHORTAPI_BASE_URL: written });
  expect(thrown).toMatchObject({ code: 'usage', hint: expect.stringContaining('http://127.0.0.1:8080') });
  expect(thrown.message).toMatch(/^SHORTAPI_BASE_URL /);
  expect(thrown.message).toContain(why);
  expect(thrown.message).not.toContain('pass@');
});

test.each([{}, { SHORTAPI_KEY: '' }, { SHORTAPI_KEY: '  ' }])(
  'without a key (%j) there are ways on',
  (environment) => {
    const thrown = thrownBy(environment);
    expect(thrown).toMatchObject({ code: 'key-missing', message: expect.stringContaining('SHORTAPI_KEY') });
    expect(thrown.hint).toContain("  storyboard preview 'my film.yaml'\n");
    expect(thrown.hint).toContain("  storyboard render 'my film.yaml' --provider animatic\n");
    expect(thrown.hint).toContain('  storyboard simulate shortapi');
  },
);

test.each([`${SECRET} ${SECRET}`, `${SECRET}\r\nX-Other: 1`, `${SECRET}é`])(
  'a key that cannot be one is refused without being shown',
  (key) => {
    const thrown = thrownBy({ SHORTAPI_KEY: key });
    expect(thrown.code).toBe('usage');
    expect(inspect(thrown)).not.toContain(SECRET);
  },
);
