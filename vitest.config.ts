import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Packages are tested from their sources, so no build is needed first.
const conditions = ['@storyboard/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    // Many tests run ffmpeg or the real binary, on machines with two cores and other work to do.
    testTimeout: 240_000,
    // Three on two cores, too: those of `test/proof` wait for services more than they work.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    hookTimeout: 240_000,
  },
});
