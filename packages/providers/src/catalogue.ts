import type { Catalogue } from '@storyboard/core';
import { AIMLAPI_SPEC } from './aimlapi/aimlapi-models.ts';
import { ANIMATIC_SPEC } from './animatic/animatic-models.ts';
import { SHORTAPI_SPEC } from './shortapi/shortapi-models.ts';

/** Every provider that comes with storyboard, as planning sees it; pure data, the free local one first. */
export const CATALOGUE: Catalogue = [ANIMATIC_SPEC, SHORTAPI_SPEC, AIMLAPI_SPEC];
