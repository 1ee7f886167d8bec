import bidiFactory, { type Bidi } from 'bidi-js';

/**
 * The Unicode bidirectional algorithm. (The package is a CommonJS function whose types call it a module's default,
 * hence the cast.)
 */
export const bidi: Bidi = (bidiFactory as unknown as () => Bidi)();
