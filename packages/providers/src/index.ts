export { createAnimaticProvider, type DrawFootage } from './animatic/animatic-provider.ts';
export { CATALOGUE } from './catalogue.ts';
